"""The data set as a whole: its description (VoID, DCAT) and its dumps."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.dumps import given
from api.errors import ProblemError
from api.site import Here
from graph.description import TABLES

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_KINDS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
_PIECE = 1 << 18


@router.get("/.well-known/void")
def well_known() -> Response:
    """Where crawlers look first."""
    return RedirectResponse("/void", 303)


@router.get("/void")
def void(request: Request, site: Here) -> Response:
    """What the data set holds, which vocabularies it uses, where it is asked and fetched."""
    from graph.description import dataset, written

    accept = request.headers.get("accept", "")
    kind = best(accept, list(_KINDS)) or ("text/turtle" if "text/html" in accept else None)
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(_KINDS)}.")
    settings = site.settings
    found = dataset(
        site.store, settings.url or str(request.base_url), settings.base, settings.contact, settings.licence
    )
    body = written(found, _KINDS[kind])
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(body, media_type=media, headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"})


@router.get("/dump.{format}.gz")
def dump(request: Request, site: Here, format: Literal["trig", "nq", "jsonld"]) -> Response:
    """All graphs in one compressed file."""
    from graph.export import dump as public_dump

    def make(file: Path) -> None:
        with tempfile.TemporaryFile() as plain, gzip.open(file, "wb", compresslevel=4) as packed:
            public_dump(site.store, plain, format)
            plain.seek(0)
            shutil.copyfileobj(plain, packed, _PIECE)

    return given(request, site, f"policygraph.{format}.gz", "application/gzip", make)


@router.get("/tables.{format}")
def tables(request: Request, site: Here, format: Literal["csv.gz", "xlsx"]) -> Response:
    """All facts as tables, each row with its document, clause, page and quote: one sheet a kind, or one list of all."""
    from graph.export import export

    def make(file: Path) -> None:
        export(site.store, file, format.removesuffix(".gz"))

    return given(request, site, f"policygraph.{format}", TABLES[format], make)


@router.get("/export.{format}.zip")
def archive(
    request: Request, site: Here, format: Literal["jsonl", "parquet", "akn", "graphml", "gexf", "neo4j"]
) -> Response:
    """The folders of files that `policygraph export` writes, each as one archive."""
    from graph.export import export

    name = f"policygraph.{format}.zip"
    return given(request, site, name, "application/zip", lambda file: export(site.store, file, format))
