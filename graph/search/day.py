"""Narrows a search to what is in force on a day: what no text settles stays among the hits, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from graph.search.entry import Filters, Hits
from graph.store import Store
from graph.validity import standings

if TYPE_CHECKING:
    from graph.search.protocol import SearchIndex

__all__ = ["Day"]


@dataclass(frozen=True, slots=True)
class Day:
    """The documents that stand on a day, and why that is not known of some of them."""

    on: date
    documents: frozenset[str]
    unknown: Mapping[str, str]

    @classmethod
    def of(cls, store: Store, on: date) -> Day:
        found = [one for one in standings(store, on) if one.state in ("in_force", "unknown")]
        unknown = {one.document: one.why for one in found if one.state == "unknown"}
        return cls(on, frozenset(one.document for one in found), unknown)

    def narrowed(self, filters: Filters) -> Filters:
        """Return `filters` for the documents of that day alone."""
        return replace(filters, among=self.documents)

    def search(self, index: SearchIndex, text: str, limit: int, filters: Filters, offset: int = 0) -> Hits:
        """Return the clauses of that day's documents that answer `text` best."""
        return self.told(index.search(text, limit, self.narrowed(filters), offset))

    def told(self, hits: Hits) -> Hits:
        """Return `hits`, those of documents of which it is not known whether they stand with a word on it."""
        return replace(hits, hits=tuple(replace(one, why=(*one.why, *self._open(one.document))) for one in hits.hits))

    def _open(self, document: str) -> tuple[str, ...]:
        why = self.unknown.get(document)
        return (f"{self.on}是否有效不详：{why}",) if why else ()
