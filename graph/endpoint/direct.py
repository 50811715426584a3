"""Answers visitors' queries where no snapshot can be taken: over a store in memory, or one that another server keeps.

A store on another server is given up at the time limit; whether it stops its work then is that server's affair.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from graph.endpoint.question import Answered, Question
from graph.errors import FormatError
from graph.sparql import answer
from graph.store import Store

__all__ = ["Direct"]


class Direct:
    """Asks the store itself, in a thread; see `graph.endpoint.Visitors` for what `ask` promises."""

    def __init__(self, store: Store, *, seconds: float) -> None:
        self._store, self.seconds = store, seconds

    async def ask(self, question: Question) -> Answered:
        return await asyncio.to_thread(self._answer, question)

    def _answer(self, question: Question) -> Answered:
        from graph.results import write_graph, write_rows

        over, limit = question.dataset, question.limit
        found = answer(self._store, question.text, rows=limit, seconds=self.seconds, dataset=over)
        if found.form in ("CONSTRUCT", "DESCRIBE"):
            if question.graph_as is None:
                raise FormatError("graph")
            return Answered("graph", question.graph_as, found.cut, _once(write_graph(found, question.graph_as)))
        if question.rows_as is None:
            raise FormatError("rows")
        return Answered("rows", question.rows_as, found.cut, _once(write_rows(found, question.rows_as).encode()))

    async def close(self) -> None:
        """There is nothing to end."""


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body
