"""Describes a folder of records for machine learning tools: Croissant 1.0 (mlcommons.org/croissant/1.0)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from graph.formats.kinds import Field, Kind, Type, kinds

__all__ = ["describe"]

_CONTEXT: Final[Mapping[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES: Final[Mapping[Type, str]] = {
    "text": "sc:Text", "iri": "sc:URL", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean",
    "date": "sc:Date",
}  # fmt: skip
_MEDIA: Final = {"jsonl": "application/jsonlines", "parquet": "application/x-parquet"}
_LICENSE: Final = (
    "Texts of official documents are free of copyright (Copyright Law of the People's Republic of China, Article 5); "
    "all others remain with their authors."
)
_ABOUT: Final = "Targets, tasks, deadlines, incentives and citations of Chinese policy documents, each with its clause."


def describe(folder: Path, format: str) -> dict[str, Any]:
    """Return the Croissant description of the files `<kind>.<format>` in `folder`, each with its SHA-256."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "policygraph",
        "description": _ABOUT,
        "license": _LICENSE,
        "url": "https://w3id.org/policygraph",
        "inLanguage": "zh",
        "version": "1.0.0",
        "datePublished": datetime.now(UTC).date().isoformat(),
        "citeAs": "policygraph: clauses and facts of Chinese policy documents",
        "distribution": [_file(folder / f"{name}.{format}", format) for name in kinds()],
        "recordSet": [_records(kind, format) for kind in kinds().values()],
    }


def _file(path: Path, format: str) -> dict[str, Any]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "contentUrl": path.name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": _MEDIA[format],
        "sha256": digest,
    }


def _records(kind: Kind, format: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": kind.name,
        "name": kind.name,
        "description": f"{kind.en} ({kind.zh})",
        "key": {"@id": f"{kind.name}/record"},
        "field": [_field(kind, field, format) for field in kind.fields],
    }


def _field(kind: Kind, field: Field, format: str) -> dict[str, Any]:
    file = {"@id": f"{kind.name}.{format}"}
    return {
        "@type": "cr:Field",
        "@id": f"{kind.name}/{field.name}",
        "name": field.name,
        "description": f"{field.en} ({field.zh})",
        "dataType": _TYPES[field.type],
        "source": {"fileObject": file, "extract": {"column": field.name}},
    }
