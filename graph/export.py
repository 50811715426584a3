"""Takes what the store holds out of it: one registry of formats, some a file, some a folder of files.

Every row of a table carries the document, the clause, the page and the quote that it was read from.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pyoxigraph
from pyoxigraph import RdfFormat

from graph import compact
from graph.errors import GraphError
from graph.formats.akn import write_akn
from graph.formats.dataset import write_jsonl, write_parquet
from graph.formats.networks import write_gexf, write_graphml, write_neo4j
from graph.formats.sheets import write_csv, write_xlsx
from graph.query import table
from graph.review.judgement import is_review
from graph.store.embedded import FORMATS as RDF_FORMATS
from graph.store.protocol import Store
from graph.vocab import PREFIXES

__all__ = ["FOLDERS", "FORMATS", "dump", "export"]

_RDF: Final = ("trig", "nq", "jsonld")


def export(store: Store, path: Path, format: str) -> int:
    """Write the store, but for judgements, to `path` as `format`; return the number of documents.

    An unfinished file or folder is not left.

    `csv` writes one table of all facts, with a column that names the kind; `xlsx` one sheet a kind. A path that ends in
    `.gz` is compressed. The formats of `FOLDERS` write a new folder, or one archive where the path ends in `.zip`.
    Raises GraphError for an unknown format, and for a folder that has something in it.
    """
    if format not in FORMATS:
        raise GraphError(f"{format!r} is no format of export; known are {', '.join(FORMATS)}")
    if format in FOLDERS:
        _folder(store, path.resolve(), format)
        return len(table(store, "documents"))
    if path.exists() and not path.is_file():  # a device or a pipe
        FORMATS[format](store, path)
        return len(table(store, "documents"))
    path = path.resolve()
    unfinished = path.with_name(path.name + ".part")
    try:
        FORMATS[format](store, unfinished)
        if path.suffix == ".gz":
            _compress(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(table(store, "documents"))


def _folder(store: Store, path: Path, format: str) -> None:
    """Write a folder beside its place, then move it there, or the archive of it."""
    packed = path.suffix == ".zip"
    if not packed and path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise GraphError(f"{path}: {format} is a folder of files, and there is something here. Name a new folder")
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
        made = Path(beside, "made")
        made.mkdir()
        FORMATS[format](store, made)
        if packed:
            unfinished = Path(beside, "zip")
            with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
                for file in sorted(made.rglob("*")):
                    archive.write(file, file.relative_to(made))
            unfinished.replace(path)
        else:
            made.replace(path)


def _compress(file: Path) -> None:
    """Put the compressed bytes of a file in its place, piece by piece."""
    packed = file.with_name(file.name + ".gz")
    try:
        with file.open("rb") as plain, gzip.open(packed, "wb", compresslevel=6) as output:
            shutil.copyfileobj(plain, output, 1 << 18)
        packed.replace(file)
    finally:
        packed.unlink(missing_ok=True)


def dump(store: Store, output: IO[bytes], format: str) -> None:
    """Write all graphs to `output` (`trig`, `nq`, `jsonld`) but those that hold the judgements of reviewers.

    As JSON-LD each graph is as it is when it is written, in the other formats all are as they are at one moment.
    """
    if format == "jsonld":
        compact.write(((name, store.triples(name)) for name in store.graphs() if not is_review(name)), output)
        return
    if not any(map(is_review, store.graphs())):
        store.dump(output, format)
        return
    with tempfile.TemporaryFile() as whole:
        store.dump(whole, "nq")
        whole.seek(0)
        quads = pyoxigraph.parse(whole, RdfFormat.N_QUADS)
        public = (quad for quad in quads if not is_review(getattr(quad.graph_name, "value", "")))
        pyoxigraph.serialize(public, output, RDF_FORMATS[format], prefixes=PREFIXES)


def _rdf(format: str) -> Callable[[Store, Path], None]:
    def write(store: Store, path: Path) -> None:
        with path.open("wb") as output:
            dump(store, output, format)

    return write


FOLDERS: Final[Mapping[str, Callable[[Store, Path], None]]] = {
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "akn": write_akn,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "neo4j": write_neo4j,
}
"""The formats that are folders of files, each with what writes it."""

FORMATS: Final[Mapping[str, Callable[[Store, Path], None]]] = {
    **{format: _rdf(format) for format in _RDF},
    "csv": write_csv,
    "xlsx": write_xlsx,
    **FOLDERS,
}
"""Each format with what writes it."""
