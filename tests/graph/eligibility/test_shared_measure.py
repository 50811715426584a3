"""The questions on the measure of the shared corpus: with proper facts and in the words in which they are asked."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Outcome, Scheme, choose, consult, evaluate, from_documents, from_mapping
from ingest.link import Register
from ingest.pipeline import ingest

SHARED = Path(__file__).parents[4] / "shared"
MEASURE, GOLD = SHARED / "corpus" / "wenzhou-1000.docx", SHARED / "gold" / "wenzhou-1000.json"
DAY = date(2022, 6, 1)

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the shared measure and its gold are not on this machine")


@cache
def schemes() -> tuple[Scheme, ...]:
    return from_documents(ingest(MEASURE, Register.load()))


def questions() -> list[dict[str, Any]]:
    found = json.loads(GOLD.read_text("utf-8"))["questions"] if GOLD.is_file() else []
    return [one for one in found if one.get("expected")]


def judged(question: dict[str, Any], how: str) -> Outcome | None:
    if how == "words":
        found = consult(schemes(), question["q"], DAY)
        return found.outcome if found else None
    return choose(evaluate(schemes(), from_mapping(question["facts"], schemes()), on=DAY))


@pytest.mark.parametrize("how", ["facts", "words"])
@pytest.mark.parametrize("question", questions(), ids=lambda question: question["q"][:20])
def test_each_question_is_answered_as_the_gold_has_it(question: dict[str, Any], how: str) -> None:
    found, expected = judged(question, how), question["expected"]
    assert found is not None
    assert found.eligible is expected["eligible"]
    if expected["amount"] is not None:
        assert found.amount == pytest.approx(expected["amount"], abs=1)
