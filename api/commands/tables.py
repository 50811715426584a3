"""Rows on the terminal: as a table of even columns, or as data."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.sparql import Answer

__all__ = ["show", "show_rows", "width"]

_WIDEST = 48  # columns of the terminal that one cell may take


def show(answer: Answer, format: str) -> None:
    """Print the answer of a SPARQL query; triples always as Turtle."""
    from graph.query import plain
    from graph.results import write_graph, write_rows

    if answer.form in ("CONSTRUCT", "DESCRIBE"):
        print(write_graph(answer, "ttl").decode("utf-8"))
    elif format == "table" and answer.truth is None:
        show_rows([{name: plain(row.get(name)) for name in answer.variables} for row in answer.rows], "table")
    else:
        print(write_rows(answer, "json" if format == "table" else format))


def show_rows(rows: Sequence[Mapping[str, Any]], format: str, hidden: Iterable[str] = ()) -> None:
    """Print rows as `table`, `json` or `csv`; a table leaves out columns without values and those in `hidden`."""
    if format == "json":
        print(json.dumps(rows, ensure_ascii=False, default=str, indent=1))
        return
    names = list(rows[0]) if rows else []
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(["" if row[name] is None else row[name] for name in names] for row in rows)
        return
    shown = [name for name in names if name not in hidden and any(row[name] is not None for row in rows)]
    lines = [shown, *([_cell(row[name]) for name in shown] for row in rows)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(shown))]
    for line in lines:
        print("  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)).rstrip())
    print(f"({len(rows)} rows)", file=sys.stderr)


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes; Chinese characters take two.

    >>> width("第3条")
    5
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _cell(value: Any) -> str:
    text = " ".join(str("" if value is None else value).split())
    if width(text) <= _WIDEST:
        return text
    while width(text) > _WIDEST - 1:
        text = text[: len(text) - max(1, (width(text) - _WIDEST) // 2)]
    return text + "…"
