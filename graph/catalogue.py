"""The catalogue: the heads of the documents that a store holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from graph import iri
from graph.query import table
from graph.store import Store

__all__ = ["document_rows", "head"]

_HEAD: Final = ("title", "number", "issuers", "issued", "effective", "expires", "level", "kind", "file")


def document_rows(store: Store, base: str = iri.BASE, **filters: Any) -> list[dict[str, Any]]:
    """Return the heads of documents, the newest first; `filters` are the parameters of the query `documents`."""
    return [head(row, base) for row in table(store, "documents", **filters)]


def head(row: Mapping[str, Any], base: str = iri.BASE) -> dict[str, Any]:
    """Return the head of one document from its row: its id is the end of its IRI."""
    document = row["document"]
    named = {"id": document.removeprefix(f"{base}document/"), "iri": document}
    return named | {name: row.get(name) for name in _HEAD} | {"region": row.get("regionName")}
