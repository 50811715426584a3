"""Takes the graph out of the store: as RDF (TriG, N-Quads, JSON-LD), or as tables (CSV, spreadsheet).

Every row of a table carries the document, the clause, the page and the quote that it was read from.
"""

from __future__ import annotations

import csv
import gzip
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import GraphError
from graph.query import load, table
from graph.review.judgement import is_review
from graph.store.embedded import FORMATS as RDF_FORMATS
from graph.store.protocol import Store
from graph.vocab import PREFIXES

__all__ = ["FORMATS", "TABLES", "dump", "export", "facts", "rows"]

TABLES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "targets": (
        "targets",
        ("indicatorName", "indicator", "change", "op", "value", "unitName", "base", "by", "scope", "nature"),
    ),
    "responsibilities": ("tasks", ("agencyName", "linked", "role", "form", "task", "due")),
    "deadlines": ("deadlines", ("kind", "begins", "ends")),
    "incentives": (
        "incentives",
        ("kind", "beneficiary", "rateOp", "rate", "rateUnit", "rateOf", "amountOp", "amount", "amountUnit", "amountPer",
         "cap", "capPer", "floor", "logic", "validFrom", "validTo"),
    ),
    "criteria": ("criteria", ("incentive", "criterion", "role", "attribute", "op", "expected", "unitName")),
    "provisions": ("provisions", ("kind", "value", "unitName", "starts", "ends", "yearly", "subject", "appliesTo")),
    "citations": ("citations", ("citedTitle", "number", "relation", "cited")),
}  # fmt: skip
"""Each table: the query that fills it, and what it shows besides where the fact stands."""

_PLACE: Final = ("title", "path", "page", "quote", "document", "clause", "reported")
_RDF: Final = ("trig", "nq", "jsonld")
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


def export(store: Store, path: Path, format: str) -> int:
    """Write the store, but for judgements, to `path` as `format`; return the number of documents.

    An unfinished file is not left.

    `csv` writes one table of all facts, with a column that names the kind; `xlsx` one sheet a kind. A path that ends in
    `.gz` is compressed. Raises GraphError for an unknown format.
    """
    if format not in FORMATS:
        raise GraphError(f"{format!r} is no format of export; known are {', '.join(FORMATS)}")
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
    """Write all graphs to `output` (`trig`, `nq`, `jsonld`) but those that hold the judgements of reviewers."""
    if not any(map(is_review, store.graphs())):
        store.dump(output, format)
        return
    with tempfile.TemporaryFile() as whole:
        store.dump(whole, "nq")
        whole.seek(0)
        quads = pyoxigraph.parse(whole, RdfFormat.N_QUADS)
        public = (quad for quad in quads if not is_review(getattr(quad.graph_name, "value", "")))
        pyoxigraph.serialize(public, output, RDF_FORMATS[format], prefixes=PREFIXES)


def facts(store: Store, document: str, format: str) -> bytes:
    """Return the facts of one document as `csv` or `xlsx`, laid out as `export` lays out the whole store."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "facts")
        {"csv": _csv, "xlsx": _xlsx}[format](store, path, document)
        return path.read_bytes()


def rows(store: Store, name: str, document: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table `name`, of all documents or of one, each with document, clause, page and quote.

    What documents only report of others is in them, marked as `reported`.
    """
    query, columns = TABLES[name]
    more = {"withReported": True} if "withReported" in load(query).parameters else {}
    for row in table(store, query, document=document, **more):
        yield {column: row.get(column) for column in (*columns, *_PLACE)}


def _rdf(format: str) -> Callable[[Store, Path], None]:
    def write(store: Store, path: Path) -> None:
        with path.open("wb") as output:
            dump(store, output, format)

    return write


def _csv(store: Store, path: Path, document: str | None = None) -> None:
    columns = dict.fromkeys(("kind of fact", *(one for _, names in TABLES.values() for one in names), *_PLACE))
    with path.open("w", encoding="utf-8-sig", newline="") as output:  # the mark tells spreadsheets that it is UTF-8
        writer = csv.DictWriter(output, list(columns), extrasaction="raise")
        writer.writeheader()
        for name in TABLES:
            for row in rows(store, name, document):
                writer.writerow({"kind of fact": name} | {key: _safe(value) for key, value in row.items()})


def _xlsx(store: Store, path: Path, document: str | None = None) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, (_, columns) in TABLES.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([*columns, *_PLACE])
        for row in rows(store, name, document):
            sheet.append([_cell(sheet, value) for value in row.values()])
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())


def _cell(sheet: Any, value: Any) -> Any:
    """Keep words words: without this a quote that begins with = would be a formula."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def _safe(value: Any) -> Any:
    """Put an apostrophe before words that a spreadsheet would run as a formula.

    >>> _safe("=1+1"), _safe(">="), _safe(13.5)
    ("'=1+1", '>=', 13.5)
    """
    return f"'{value}" if isinstance(value, str) and len(value) > 1 and value.startswith(_RISKY) else value


FORMATS: Final[Mapping[str, Callable[[Store, Path], None]]] = {
    **{format: _rdf(format) for format in _RDF},
    "csv": _csv,
    "xlsx": _xlsx,
}
"""Each format with what writes it."""
