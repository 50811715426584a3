"""Answers to the plain questions of `asked.jsonl` over real documents, against floors of each half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.answer import ask
from graph.search import Index
from graph.store import Store
from tests.benchmark import asked

ON = date(2026, 1, 31)
FLOORS = {"a": 70, "b": 51}
"""Questions of each half that are to be answered rightly, or rightly refused; of 77 and 73."""

WRONG = 1
"""Sure answers on another matter of both halves."""

pytestmark = pytest.mark.skipif(not asked.SHARED.is_dir(), reason="the shared documents are not beside this checkout")


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Store, Any]]:
    with asked.opened(asked.data()) as opened:
        yield opened


class Without:
    """An index in which some documents are never found."""

    def __init__(self, index: Index, left_out: set[str]) -> None:
        self._index, self._left_out = index, left_out

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def search(self, text: str, limit: int = 10, *filters: Any) -> Any:
        found = self._index.search(text, limit + 40, *filters)
        return replace(found, hits=tuple(hit for hit in found.hits if hit.document not in self._left_out)[:limit])


def test_questions_are_answered_rightly_and_hardly_one_surely_wrong(filled: tuple[Store, Any]) -> None:
    store, index = filled
    judge, found = asked.Judge(asked.givers(store)), {half: Counter[str]() for half in FLOORS}
    for case in asked.cases():
        found[case["half"]].update(judge.marks(case, ask(store, index, case["q"], ON)))
    assert {half: counts["right"] for half, counts in found.items() if counts["right"] < FLOORS[half]} == {}
    assert sum(counts["wrong"] for counts in found.values()) <= WRONG


def test_neither_yes_nor_no_is_said_where_the_document_that_says_it_is_missing(filled: tuple[Store, Any]) -> None:
    store, index = filled
    givers, said = asked.givers(store), []
    for case in asked.cases():
        if case["asks"] == ["whether"]:
            files = {one["file"] for one in case["answers"]}
            without = Without(index, {document for document, names in givers.items() if names & files})
            answer = ask(store, without, case["q"], ON)  # type: ignore[arg-type]
            said.append(answer.found and answer.sure and asked.said(answer))
    assert len(said) == 15
    assert not any(said)
