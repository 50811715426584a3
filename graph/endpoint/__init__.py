"""Visitors' SPARQL, read in processes of their own that can be killed at the time limit and can reach nothing else."""

from __future__ import annotations

from graph.endpoint.direct import Direct
from graph.endpoint.question import Answered, Question
from graph.endpoint.visitors import Visitors
from graph.store import Store

__all__ = ["Answered", "Direct", "Question", "Visitors", "visitors"]


def visitors(store: Store, *, seconds: float, mebibytes: int, processes: int) -> Visitors | Direct:
    """Return who answers visitors over `store`: processes of their own where it lies in a folder here."""
    from graph.store.embedded import EmbeddedStore

    if isinstance(store, EmbeddedStore) and store.path is not None:
        return Visitors(store, seconds=seconds, mebibytes=mebibytes, processes=processes)
    return Direct(store, seconds=seconds)
