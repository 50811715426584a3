"""The form path: a careful person answers the questionnaire from a story; verdict and sum against what is right.

The stories, and what is right of them, stand with the shared documents; `form_path.json` holds one person's answers to
each story by the hash of the question, without the words of either. A question that has been reworded since has no
answer, which is unknown. `python tests/benchmark/test_form_path.py` prints the figures beside their baselines.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility.answer import day, parse_answers
from graph.eligibility.evaluate import Verdict, evaluate
from graph.eligibility.load import from_documents
from graph.eligibility.scheme import Scheme
from graph.eligibility.stacking import total
from ingest.link import Register
from ingest.pipeline import ingest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
LEAST = {"verdict": 0.90, "sum": 0.81}
MOST_WRONG_NO = 0.04
DATED = ("申报日期", "购置时间", "申请日期")  # facts that say on which day a story is to be answered

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")


@dataclass(frozen=True, slots=True)
class Case:
    """One story: what is right of it, the schemes that its clauses offer, and what was answered."""

    name: str
    question: Mapping[str, Any]
    schemes: tuple[Scheme, ...]
    answers: Mapping[str, Any]


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


@cache
def cases() -> tuple[Case, ...]:
    given = json.loads((HERE / "form_path.json").read_text("utf-8"))
    found: list[Case] = []
    for name, stories in given.items():
        file = next(SHARED.glob(f"gold*/{name}.json"))
        source = next(one for one in SHARED.glob(f"corpus*/{name}.*") if one.suffix in (".txt", ".docx"))
        schemes = from_documents(ingest(source, Register.load()))
        gold = json.loads(file.read_text("utf-8"))["questions"]
        questions = {digest(one["q"]): one for one in gold if one.get("expected") and one.get("facts")}
        for story in stories:
            question = questions[story["story"]]
            found.append(Case(name, question, offered(schemes, question["paths"]), story["answers"]))
    return tuple(found)


def offered(schemes: Sequence[Scheme], paths: Sequence[str]) -> tuple[Scheme, ...]:
    """Return the schemes of the clauses that answer a story: theirs, those beneath or above, or those they govern."""
    own = [one for one in schemes if one.citation.path in paths]
    near = [one for one in schemes if any(_near(one.citation.path, path) for path in paths)]
    return tuple(own or near or [one for one in schemes if _governed(one, paths)][:6])


def _near(path: str, other: str) -> bool:
    return bool(other) and (path.startswith(f"{other}/") or other.startswith(f"{path}/"))


def _governed(scheme: Scheme, paths: Sequence[str]) -> bool:
    places = (*(one.citation for one in scheme.criteria.values()), *(one.citation for one in scheme.provisions))
    return any(place.path in paths for place in places)


def verdicts(case: Case) -> list[Verdict]:
    """Return the verdict on each scheme of a case that any answer is about, those that pay money first."""
    on, found = as_of(case), []
    for scheme in case.schemes:
        raw = {}
        for name, variable in scheme.variables.items():
            answer = case.answers.get(digest(variable.question))
            if isinstance(answer, dict):  # one question of several clauses, answered for each
                answer = answer.get(scheme.citation.path)
            if answer is not None:
                raw[name] = answer
        if raw:
            found.append(evaluate(scheme, parse_answers(raw, scheme.variables), on))
    money = [one for one in found if any(not tier.benefit.soft for tier in one.scheme.tiers)]
    return money or found


def as_of(case: Case) -> date:
    """Return the day of a story, else one on which its schemes stand."""
    for name in DATED:
        span = day(str(case.question["facts"].get(name, "")))
        if span is not None:
            return span.first if span.first == span.last else date(span.first.year, 6, 1)
    ends = [one.valid_to for one in case.schemes if one.valid_to]
    begins = [one.effective or one.valid_from for one in case.schemes]
    return max([min([*ends, date(2024, 6, 1)]), *(one for one in begins if one)])


def outcome(case: Case) -> tuple[bool | None, float | None]:
    """Return what the answers come to: eligible for any scheme, for none, or unknown; and the sum."""
    found = verdicts(case)
    paid = [one for one in found if one.status == "eligible"]
    if paid:
        return True, paid[0].amount.value if len(paid) == 1 else total(paid).value
    if any(one.status == "unknown" for one in found) or not found:
        return None, None
    return False, 0.0


def kinds(case: Case) -> Iterator[str]:
    """Yield what is right and what is wrong of a case."""
    (eligible, paid), right = outcome(case), case.question["expected"]
    if eligible is right["eligible"]:
        yield "verdict"
        if not eligible or right["amount"] is None or paid == right["amount"]:
            yield "sum"
    elif eligible is not None:
        yield "wrong yes" if eligible else "wrong no"
    else:
        yield "unknown instead"


def shares() -> Counter[str]:
    """Return the share of cases of each kind, and of those that a constant answer would get right."""
    found = Counter(kind for case in cases() for kind in kinds(case))
    expected = Counter(case.question["expected"]["eligible"] for case in cases())
    found |= Counter({"baseline always unknown": expected[None], "baseline always no": expected[False]})
    return Counter({name: count / len(cases()) for name, count in found.items()})  # type: ignore[misc]


def test_no_careful_applicant_gets_a_wrong_yes_and_few_a_wrong_no() -> None:
    found = shares()
    assert found["wrong yes"] == 0
    assert found["wrong no"] <= MOST_WRONG_NO


def test_verdicts_and_sums_hold_their_floors_and_beat_every_constant_answer() -> None:
    found = shares()
    assert found["verdict"] >= max(LEAST["verdict"], found["baseline always unknown"], found["baseline always no"])
    assert found["sum"] >= LEAST["sum"]


if __name__ == "__main__":
    print(f"{len(cases())} stories")
    for kind, share in sorted(shares().items()):
        print(f"{kind:28} {share:.3f}")
