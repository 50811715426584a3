"""The one grade that an offer is for, where words before it name another: 博士60万元，硕士30万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.eligibility.kleene import Formula, optional, without
from graph.eligibility.scheme import Requirement

__all__ = ["of_other_grade", "own_grade"]

_DEGREE: Final = re.compile("博士|硕士|本科|大专|专科")
_ONE_ALONE: Final = frozenset({"学历或技能等级", "称号级别", "等次"})


def own_grade(needs: list[Requirement], formula: Formula, quote: str) -> tuple[list[Requirement], Formula]:
    """Drop the grade of the offer before from one that names another of its own: nobody is of both."""
    gone = {at for at, need in enumerate(needs, 1) if _of_offer_before(need, needs, quote)}
    gone -= optional(formula)
    left = without(formula, gone) if gone else None
    if left is None:
        return needs, formula
    return [need for at, need in enumerate(needs, 1) if at not in gone], left


def of_other_grade(who: str, needs: Sequence[Requirement]) -> bool:
    """Tell whether whom an offer names is of the degree of the offer before it, and not of its own."""
    named = set(_DEGREE.findall(who))
    own = {degree for one in needs if one.attr == "学历或技能等级" for degree in _DEGREE.findall(str(one.value))}
    return bool(named and own and not named & own)


def _of_offer_before(need: Requirement, needs: Sequence[Requirement], quote: str) -> bool:
    if need.attr not in _ONE_ALONE or need.op != "=" or need.text in quote:
        return False
    same = (one for one in needs if one.attr == need.attr and one.op == "=" and one.place.iri == need.place.iri)
    return any(one.value_key != need.value_key and one.text in quote for one in same)
