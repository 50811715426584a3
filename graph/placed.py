"""Where in the documents it stands that something is so: every row of an answer has this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.search.grams import fold

__all__ = ["Placed", "once", "place"]


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


def once(rows: Iterable[Mapping[str, Any]], *names: str) -> Iterator[Mapping[str, Any]]:
    """Yield each row once that stands in one text: a journal that prints a plan again says nothing of its own.

    `names` are what rows must agree in beside title, path and quote, whatever their spaces and brackets.

    >>> own = {"document": "a", "title": "节水办法", "path": "一", "quote": "补助 20%"}
    >>> again = own | {"document": "b", "quote": "补助20%"}
    >>> [row["document"] for row in once([own, again, again | {"path": "二"}])]
    ['a', 'b']
    """
    seen = set()
    for row in rows:
        said = tuple("".join(fold(row[name] or "").split()) for name in ("title", "path", "quote"))
        told = said + tuple(row[name] for name in names)
        if told not in seen:
            seen.add(told)
            yield row
