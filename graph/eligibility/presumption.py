"""What is taken for granted until it is answered: that no ground of exclusion is met. Nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.eligibility.answer import Answers
from graph.eligibility.criterion import Criterion, compare
from graph.eligibility.logic import Truth

__all__ = ["presumed", "values"]


def values(criteria: Mapping[str, Criterion], answers: Answers) -> dict[str, Truth]:
    """Return what each criterion counts for: its answer, or its default where it has none.

    Where several titles and several grades were chosen, which grade goes with which title is not known: what they match
    stays open.
    """
    several = {one.variable for one in criteria.values() if isinstance(answers.get(one.variable), tuple)}
    found: dict[str, Truth] = {}
    for name, criterion in criteria.items():
        answer = answers.get(criterion.variable)
        value = criterion.default if answer is None else compare(criterion, answer)
        found[name] = None if value and len(several) > 1 and criterion.variable in several else value
    return found


def presumed(criteria: Iterable[Criterion], answers: Answers) -> tuple[Criterion, ...]:
    """Return the exclusions that were not answered: a verdict names them as what it presumes not to hold."""
    return tuple(one for one in criteria if one.role == "exclusion" and one.variable not in answers)
