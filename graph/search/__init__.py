"""Search over clauses: an index derived from the store, rebuildable from it at any time."""

from graph.search.entry import Entry, Filters, Hit, Hits
from graph.search.index import Index
from graph.search.protocol import SearchIndex, open_search

__all__ = ["Entry", "Filters", "Hit", "Hits", "Index", "SearchIndex", "open_search"]
