"""What every search index does, and which one a setting names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from graph.search.entry import Entry, Filters, Hits

__all__ = ["EMBEDDED", "SearchIndex", "open_search"]

EMBEDDED = "embedded"


class SearchIndex(Protocol):
    """Finds clauses by words, and by likeness where it has a model; derived from the store, rebuildable at any time.

    Every method raises SearchError where the index is kept by a server that does not answer; it answers again when the
    server does.
    """

    @property
    def mode(self) -> str:
        """Tell how it searches: `lexical`, or `hybrid` with a model."""
        ...

    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put `entries` in place of what is held of their documents and of `without`; returns how many they are."""
        ...

    def clear(self) -> None:
        """Empty the index."""
        ...

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that the index holds."""
        ...

    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are."""
        ...

    def understood(self, text: str) -> str:
        """Return `text` in characters where it is typed in pinyin, and places in full, by what the store writes."""
        ...

    def rarity(self, field: str, term: str) -> float:
        """Return how much it tells that a clause holds `term`: the rarer, the more."""
        ...

    def strange(self, text: str) -> float:
        """Return the share of the pairs of characters of `text` that stand nowhere in the store; 0 for no pair."""
        ...


def open_search(where: str, path: Path, model: str = "", reranker: str = "", key: str = "") -> SearchIndex:
    """Open the index that `where` names: `embedded` under `path`, or one in Qdrant.

    That is the URL of a server as `http://host:6333#collection`, `qdrant:FOLDER` or `qdrant::memory:` for Qdrant's
    local mode; `key` is the key that a server asks for. Raises SearchError for anything else, or without the extra.
    """
    if where == EMBEDDED:
        from graph.search.index import Index

        return Index.open(path, model, reranker)
    from graph.search.qdrant import QdrantIndex

    return QdrantIndex.open(where, model, reranker, key)
