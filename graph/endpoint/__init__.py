"""Visitors' SPARQL, read in processes of their own that can be killed at the time limit and can reach nothing else.

Little is imported here, as the template of these processes imports it when it starts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from graph.endpoint.question import Answered, Question
from graph.store import Store

__all__ = ["Answered", "Endpoint", "Question", "visitors"]


class Endpoint(Protocol):
    """Who answers visitors, each query for at most `seconds`; used from one event loop."""

    seconds: float

    async def ask(self, question: Question) -> Answered:
        """Answer `question`; its body must be read to the end or closed.

        Raises QueryError for what is no query that reads, FormatError where no format fits, QueryTimeoutError past the
        time limit (from here, or from the body once it has begun), QuerySizeError for a query that broke its process.
        """
        ...

    async def close(self) -> None:
        """End what answers; nothing is asked after it."""
        ...


def visitors(store: Store, *, seconds: float, mebibytes: int, processes: int, folder: Path | None = None) -> Endpoint:
    """Return who answers visitors over `store`: processes of their own where it lies in a folder here.

    Snapshots lie beside the store, or in `folder` where another process may lay down its own there.
    """
    from graph.endpoint.direct import Direct
    from graph.endpoint.readers import Readers
    from graph.store.embedded import EmbeddedStore

    if isinstance(store, EmbeddedStore) and store.path is not None:
        path = folder / store.path.name if folder else store.path
        return Readers(store, path, seconds=seconds, mebibytes=mebibytes, processes=processes)
    return Direct(store, seconds=seconds)
