"""Those whom the other tiers of a clause leave over: 低保家庭每月16元，其他家庭每月10元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, replaced, without
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["remainder"]

_REST: Final = re.compile("^(?:其他|其它|其余)(?P<noun>[^，。；、]{2,8})$")


def remainder(scheme: Scheme, tiers: Sequence[Scheme]) -> Scheme:
    """Ask of 其他家庭 that they be none of the kinds that the other tiers of the clause name, in place of the word."""
    for order, need in enumerate(scheme.requirements, 1):
        rest = _REST.match(need.attr) if need.value is True else None
        beside = [one for one in tiers if rest and one.place.iri == scheme.place.iri and one.kind == scheme.kind]
        kinds = {
            one.key: one for tier in beside for one in _own(tier, scheme) if rest and one.attr.endswith(rest["noun"])
        }
        if kinds:
            needs = (*scheme.requirements, *kinds.values())
            numbers = range(len(scheme.requirements) + 1, len(needs) + 1)
            none: Formula = ("and", tuple(("not", (number,)) for number in numbers))
            formula = without(replaced(scheme.formula, {order: none}), {order})
            if formula is not None:
                left = tuple(one for one in needs if one is not need)
                return replace(scheme, requirements=left, formula=formula)
    return scheme


def _own(tier: Scheme, other: Scheme) -> Iterator[Requirement]:
    """Yield what a tier asks its applicants to be, and the other tier does not."""
    for need in tier.requirements:
        shared = any(need.key == one.key for one in other.requirements)
        if need.value is True and not shared and not _REST.match(need.attr) and need.place.iri == tier.place.iri:
            yield need
