"""A folder with one file a kind of record, as JSON Lines or Parquet, its data dictionary and its Croissant file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from graph.errors import GraphError
from graph.formats.croissant import describe
from graph.formats.kinds import Kind, Type, dictionary, kinds
from graph.formats.rows import rows
from graph.formats.sheets import safe
from graph.store.protocol import Store

__all__ = ["write_jsonl", "write_parquet"]

_GROUP: Final = 5000  # rows that are held in memory before they are written
_ARROW: Final[Mapping[Type, str]] = {
    "text": "string", "iri": "string", "integer": "int64", "number": "float64", "boolean": "bool_", "date": "date32",
}  # fmt: skip


def write_jsonl(store: Store, folder: Path) -> None:
    """Write `<kind>.jsonl` for every kind: one JSON object a line, dates as ISO 8601, null where nothing is stated."""
    for name in kinds():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as output:
            for row in rows(store, name):
                output.write(json.dumps(row, ensure_ascii=False, default=_json) + "\n")
    _about(folder, "jsonl")


def write_parquet(store: Store, folder: Path) -> None:
    """Write `<kind>.parquet` for every kind, with typed columns. Raises GraphError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow: `pip install 'policygraph[parquet]'`") from error
    for name, kind in kinds().items():
        schema = _schema(kind)
        with closing(parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")) as writer:
            for group in _groups(rows(store, name)):
                writer.write_table(pa.Table.from_pylist([_floats(row) for row in group], schema))
    _about(folder, "parquet")


def _schema(kind: Kind) -> Any:
    """Return the columns as Arrow types; each keeps its meaning as metadata."""
    import pyarrow as pa

    return pa.schema(
        pa.field(field.name, getattr(pa, _ARROW[field.type])(), metadata={"zh": field.zh, "en": field.en})
        for field in kind.fields
    )


def _groups(found: Iterator[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return iter(lambda: list(islice(found, _GROUP)), [])


def _floats(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in row.items()}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else float(value)


def _about(folder: Path, format: str) -> None:
    """Write what explains the files beside them."""
    entries = list(dictionary())
    with (folder / "dictionary.csv").open("w", encoding="utf-8-sig", newline="") as output:
        writer = csv.DictWriter(output, list(entries[0]))
        writer.writeheader()
        writer.writerows({key: safe(value) for key, value in entry.items()} for entry in entries)
    text = json.dumps(describe(folder, format), ensure_ascii=False, indent=1)
    (folder / "croissant.json").write_text(text + "\n", "utf-8")
