"""The questions in the gold of the corpus: with facts as given, and in the words in which they are asked."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Outcome, Scheme, choose, consult, evaluate, from_documents, from_mapping
from graph.title import title_key
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[3] / "corpus"
LEAST = 0.85


@cache
def schemes() -> dict[str, tuple[Scheme, ...]]:
    """The schemes of each document of the corpus, by the key of its title."""
    register, found = Register.load(), {}
    for path in sorted((CORPUS / "documents").iterdir()):
        for document in ingest(path, register):
            found[title_key(document.meta.title)] = from_documents([document])
    return found


def questions() -> list[tuple[tuple[Scheme, ...], dict[str, Any]]]:
    found = []
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        of = schemes().get(title_key(gold["meta"]["title"])) if "meta" in gold else None
        found += [(of, one) for one in gold.get("questions", []) if one.get("expected")] if of else []
    return found


def day(of: tuple[Scheme, ...]) -> date:
    """A day on which the document stands."""
    ends = [scheme.valid_to for scheme in of if scheme.valid_to]
    return min([*ends, date(2024, 6, 1)])


@pytest.mark.parametrize("how", ["facts", "words"])
def test_gold_questions_are_answered_right_and_none_with_a_wrong_yes(how: str) -> None:
    right, wrong, count = 0, [], 0
    for of, question in questions():
        got = _answered(of, question, how)
        expected = question["expected"]
        count += 1
        fits = got is not None and got.eligible is expected["eligible"]
        right += fits and (expected["amount"] is None or (got is not None and got.amount == expected["amount"]))
        if got is not None and got.eligible is True and expected["eligible"] is not True:
            wrong.append(question["q"])
    assert count > 20
    assert not wrong
    assert right / count >= LEAST


def _answered(of: tuple[Scheme, ...], question: dict[str, Any], how: str) -> Outcome | None:
    if how == "facts":
        return choose(evaluate(of, from_mapping(question["facts"], of), on=day(of)))
    found = consult(of, question["q"], day(of))
    return found.outcome if found else None
