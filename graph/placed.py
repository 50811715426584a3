"""Where in the documents it stands that something is so: every row of an answer has this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Placed", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The document, its clause and the words in it; what is placed so has fields of its own beside these."""

    document: str
    title: str
    clause: str
    path: str
    quote: str
    page: int | None


def place(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return from a row of a query what `Placed` takes.

    >>> row = {"document": "d", "title": "节水办法", "clause": "c", "path": None, "quote": "补助20%", "page": None}
    >>> Placed(**place(row)).path
    ''
    """
    names = ("document", "title", "clause", "quote", "page")
    return {name: row[name] for name in names} | {"path": row["path"] or ""}
