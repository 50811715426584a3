"""Rows of every kind of record, document by document, so that memory does not grow with the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from graph.formats.kinds import Field, Type, kinds
from graph.query import load, table
from graph.store.protocol import Dataset, Store
from graph.title import title_key

__all__ = ["Cited", "cited", "documents", "rows"]

Cited = Mapping[str, Sequence[str]]
"""The IRIs of the documents that bear a title, by the key of the title."""

_HELD: Final[Mapping[Type, tuple[type, ...]]] = {
    "integer": (int,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "date": (date,),
}


def documents(store: Store, document: str | None = None) -> list[dict[str, Any]]:
    """Return the head of every document, once each and the newest first, or of one."""
    own = Dataset((document,)) if document else None
    return list({row["document"]: row for row in table(store, "documents", dataset=own)}.values())


def cited(heads: Iterable[Mapping[str, Any]]) -> Cited:
    """Return the documents by the key of their title, which is how a citation finds them."""
    found: dict[str, list[str]] = {}
    for row in heads:
        found.setdefault(title_key(row["title"]), []).append(row["document"])
    return found


def rows(store: Store, name: str, document: str | None = None, titles: Cited | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of the kind `name`, of all documents or of one, each with document, clause, page and quote.

    What documents only report of others is in them, marked as `reported`. Who asks one document after the other gives
    the `titles` of all, so that citations are not sought in the whole store each time.
    """
    heads = documents(store, document)
    if document is None:
        titles = cited(heads)
    for head in heads:
        for row in _read(store, name, head, titles):
            yield {field.name: _typed(field, row.get(field.variable)) for field in kinds()[name].fields}


def _read(store: Store, name: str, head: Mapping[str, Any], titles: Cited | None) -> Iterator[dict[str, Any]]:
    document, kind = head["document"], kinds()[name]
    if name == "documents":
        yield {**head, "record": document, "path": "", "start": 0, "quote": head["title"]}
        return
    query = kind.query or "clauses_of_document"
    more = {"withReported": True} if "withReported" in load(query).parameters else {}
    own = Dataset((document,))  # over the union of all graphs each query would walk the whole store
    whole = name == "citations" and titles is None
    for row in table(store, query, document=document, dataset=None if whole else own, **more):
        if name == "clauses":
            place = {"document": document, "title": head["title"], "record": row["clause"], "start": 0}
            yield {**row, **place, "quote": row["text"], "clauseTitle": row["title"]}
        elif name == "citations" and titles is not None:
            for iri in titles.get(title_key(row["citedTitle"]), (None,)):
                yield {**row, "cited": iri}
        else:
            yield {**row, "record": row[kind.record]}


def _typed(field: Field, value: Any) -> Any:
    """Keep a value that fits the type of its column; text holds every value in its XML Schema form."""
    if value is None or field.type in ("text", "iri"):
        return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
    fits = isinstance(value, _HELD[field.type]) and (field.type == "boolean" or not isinstance(value, bool))
    return value if fits else None
