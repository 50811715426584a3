"""Up to which age some may be who may be older than all others: 年龄不超过45周岁，其中博士可放宽至50周岁."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, parse, replaced, without
from graph.eligibility.scheme import Requirement

__all__ = ["later_age"]

_LATER: Final = re.compile(r"放宽(?:[到至为])?(?:\d|[一二三四五六七八九十])+周?岁")


def later_age(needs: Sequence[Requirement], formula: Formula) -> tuple[list[Requirement], Formula]:
    """Let those of whom it is said be as old as they may, beside the bound for all; nothing where no bound is told.

    Read by itself 可放宽至50周岁 sounds like the least.
    """
    found = list(needs)
    for need in needs:
        if not (need.numeric and _LATER.search(need.text)):
            continue
        order = next(at for at, one in enumerate(found, 1) if one is need)
        who = [at for at, one in enumerate(found, 1) if one.text == need.text and not one.numeric]
        base = [at for at, one in enumerate(found, 1) if at != order and _bound_of_all(one, need)]
        if not who or len(base) != 1:
            continue
        gone = {order, *who}
        rest = without(formula, gone) or parse(None, len(found) - len(gone))
        own = base[0] - sum(at < base[0] for at in gone)
        left = [one for at, one in enumerate(found, 1) if at not in gone]
        whose = [found[at - 1] for at in who]
        some = tuple(range(len(left) + 1, len(left) + len(whose) + 2))
        formula = replaced(rest, {own: ("or", (own, ("and", some)))})
        found = [*left, *whose, replace(need, op="<=")]
    return found, formula


def _bound_of_all(one: Requirement, need: Requirement) -> bool:
    """Tell whether a condition is the bound on age that some need not keep."""
    of_age = one.numeric and one.op in ("<=", "<") and one.unit == need.unit and not _LATER.search(one.text)
    same = isinstance(one.value, float) and isinstance(need.value, float) and one.value < need.value
    return of_age and same and one.place.iri == need.place.iri and ("年龄" in one.attr or "周岁" in one.text)
