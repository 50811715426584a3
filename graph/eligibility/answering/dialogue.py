"""What to ask next: the missing fact that settles most schemes, first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.eligibility.matching.place import about_place
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.scheme import Requirement

__all__ = ["Question", "questions"]

_MOST = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for: its name as facts take it, the sentence, the unit of a number, and in how many schemes it is
    missing; `settles` counts those in which nothing else is."""

    attr: str
    ask: str
    unit: str | None
    schemes: int
    settles: int


def questions(verdicts: Iterable[Verdict], most: int = _MOST) -> list[Question]:
    """Return what to ask, the fact first that settles most schemes, then the one that most of them lack.

    Only schemes that the facts speak of count, where they speak of any.
    """
    open_ = [verdict for verdict in verdicts if verdict.status == "unknown"]
    told = [verdict for verdict in open_ if verdict.told]
    lacking: dict[str, list[tuple[Requirement, int]]] = defaultdict(list)
    for verdict in told or open_:
        for check in verdict.checks:
            if check.verdict is None and check.need.attr in verdict.missing:
                lacking[check.need.key].append((check.need, len(verdict.missing)))
    found = [_question(needs) for needs in lacking.values()]
    return sorted(found, key=lambda one: (-one.settles, -one.schemes, one.attr))[:most]


def _question(needs: Sequence[tuple[Requirement, int]]) -> Question:
    need = needs[0][0]
    settles = sum(missing == 1 for _, missing in needs)
    return Question(need.attr, _ask(need), need.unit if need.numeric else None, len(needs), settles)


def _ask(need: Requirement) -> str:
    if need.numeric:
        return f"{need.attr}是多少{need.unit or ''}？（要求：{need.text}）"
    if isinstance(need.value, str):
        return f"{need.attr}是不是{need.value}？"
    if about_place(need.text):
        return f"是否{need.text}？"
    if need.value is False:
        return f"有没有这种情况：{need.attr}？（须没有）"
    return f"是否{need.text}？"
