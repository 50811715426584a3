"""Says why a clause was found: shared words, other names of the same matter, kinds of facts, place, likeness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.search.concept import Matters
from graph.search.grams import shared_words

if TYPE_CHECKING:
    from graph.search.question import Question
    from graph.search.rank import Found

__all__ = ["why"]

_FACTS = {
    "target": "含目标",
    "responsibility": "含责任分工",
    "deadline": "含时限",
    "incentive": "含支持政策",
    "citation": "含引用",
}
_ALIKE = 0.5  # likeness from which it is told
_SYNONYMS = 4


def why(question: Question, found: Found) -> tuple[str, ...]:
    """Return the shared words first, then other names (机房→数据中心), the kinds of facts asked for, and the rest."""
    reasons = [*shared_words(question.text, f"{found.clause.heading} {found.clause.text}"), *_synonyms(question, found)]
    reasons += [_FACTS[fact] for fact in question.facts if fact in found.clause.facts]
    if any(code in found.clause.regions for code in question.regions):
        reasons.append("地区相符")
    if found.vector >= _ALIKE:
        reasons.append("语义相近")
    return tuple(reasons)


def _synonyms(question: Question, found: Found) -> Iterator[str]:
    told = 0
    for matter in question.matters:
        if matter.name in found.clause.plain or matter.id not in found.clause.matters:
            continue
        other = next((name for name in Matters.load().names_of(matter.id) if name in found.clause.plain), None)
        if other and told < _SYNONYMS:
            told += 1
            yield f"{matter.name}→{other}"
