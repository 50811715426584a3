"""What can go wrong with a graph: each error names the place and the remedy."""

from __future__ import annotations

__all__ = ["ContextError", "FormatError", "GraphError", "QueryError", "QuerySizeError", "QueryTimeoutError"]
__all__ += ["DatabaseError", "FolderError", "SearchError", "SearchModelError", "StoreError", "StoreInUseError"]


class GraphError(Exception):
    """The base of all errors of this package. `str()` is one line: what, why, remedy."""


class ContextError(GraphError):
    """A key of a record, or an entry of `context.jsonld`, that the mapping to RDF does not know."""


class QueryError(GraphError):
    """A named query that does not exist, is not well formed, or was given parameters it does not take."""


class QueryTimeoutError(QueryError):
    """A query ran past its time limit."""


class QuerySizeError(QueryError):
    """A query that needs more memory, or a deeper stack, than it may have."""


class FormatError(QueryError):
    """None of the formats that were asked for can hold the answer; the text is `rows` or `graph`."""


class StoreError(GraphError):
    """A store that cannot be opened, read or written."""


class StoreInUseError(StoreError):
    """Another process holds the store open."""


class DatabaseError(StoreError):
    """A database of keys, watches and changes that does not answer."""


class FolderError(GraphError):
    """A data folder, or a backup of one, that this release cannot take as it is."""


class SearchModelError(GraphError):
    """A model for search by likeness that is not installed or cannot be loaded."""


class SearchError(GraphError):
    """A search server that does not answer."""
