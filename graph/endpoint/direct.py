"""Answers visitors' queries where no snapshot can be taken: over a store in memory, or one that another server keeps.

A store on another server is given up at the time limit; whether it stops its work then is that server's affair. The
judgements of reviewers are left out of what is asked over.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from graph.endpoint.question import Answered, Question
from graph.errors import FormatError, QueryError
from graph.review.judgement import is_review
from graph.sparql import answer, has_dataset
from graph.store import Dataset, Store

__all__ = ["Direct"]

_FROM = re.compile(r"\bFROM\s+(NAMED\s+)?(?:<([^<>\s\\]*)>|([\w.\-]*:))", re.IGNORECASE)
_NOTHING = "urn:x-policygraph:nothing"  # a graph that is never there; a dataset of none would ask over all


class Direct:
    """Asks the store itself, in a thread; see `graph.endpoint.Endpoint` for what `ask` promises."""

    def __init__(self, store: Store, *, seconds: float) -> None:
        self._store, self.seconds = store, seconds

    async def ask(self, question: Question) -> Answered:
        return await asyncio.to_thread(self._answer, question)

    def _answer(self, question: Question) -> Answered:
        from graph.results import write_graph, write_rows

        over, limit = self._over(question), question.limit
        text = f"BASE <{question.base}> {question.text}" if question.base else question.text
        found = answer(self._store, text, rows=limit, seconds=self.seconds, dataset=over)
        if found.form in ("CONSTRUCT", "DESCRIBE"):
            if question.graph_as is None:
                raise FormatError("graph")
            return Answered("graph", question.graph_as, found.cut, _once(write_graph(found, question.graph_as)))
        if question.rows_as is None:
            raise FormatError("rows")
        return Answered("rows", question.rows_as, found.cut, _once(write_rows(found, question.rows_as).encode()))

    def _over(self, question: Question) -> Dataset | None:
        """Return what to ask over: what is asked for, without the graphs that are not for visitors."""
        graphs = self._store.graphs()
        public = tuple(name for name in graphs if not is_review(name))
        over = question.dataset
        if len(public) == len(graphs):
            return over
        if over is None and not has_dataset(question.text):
            return Dataset(public or (_NOTHING,), public)
        over = over or _own(question.text)
        defaults, named = (tuple(map(_withheld, names)) for names in (over.defaults, over.named))
        return Dataset(defaults or (_NOTHING,), named)

    async def close(self) -> None:
        """There is nothing to end."""


def _withheld(graph: str) -> str:
    return _NOTHING if is_review(graph) else graph


def _own(text: str) -> Dataset:
    """Return the dataset that a query names by FROM."""
    found = _FROM.findall(text)
    if not found or any(prefixed or ":" not in whole for _, whole, prefixed in found):
        raise QueryError("after FROM and FROM NAMED write the whole IRI of a graph, as <https://…>")
    names = [(bool(named), whole) for named, whole, _ in found]
    return Dataset(tuple(name for named, name in names if not named), tuple(name for named, name in names if named))


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body
