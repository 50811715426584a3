"""Search over clauses: an index derived from the store, rebuildable from it at any time."""

from graph.search.entry import Entry, Filters, Hit, Hits
from graph.search.index import Index

__all__ = ["Entry", "Filters", "Hit", "Hits", "Index"]
