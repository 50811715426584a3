"""Which offers of a clause are levels of one scheme: those that differ only in how much they ask of the same things."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from graph.eligibility.criterion import Criterion
from graph.eligibility.scheme import Tier

__all__ = ["Offer", "grouped"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One record of an incentive as a tier, with what it shares with others of its scheme; `order` is its clause's."""

    tier: Tier
    criteria: Mapping[str, Criterion]
    beneficiary: str
    heading: str
    order: int
    region: str | None = None
    region_id: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    effective: date | None = None
    refers_to: str | None = None

    @property
    def path(self) -> str:
        return self.tier.citation.path

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]


def grouped(offers: Iterable[Offer]) -> list[tuple[Offer, ...]]:
    """Put the tiers of one scheme together, in text order; a top-up joins the offer before it that it is paid besides.

    Two offers are tiers of one scheme where they stand in one clause, or in items of one clause, give the same kind of
    benefit, and those criteria that only one of them has bound the same variables, or one quantity so that both cannot
    be met: 投资100万元至200万元 beside 200万元以上, 国家级 beside 省级. Offers that ask for other things are schemes
    of their own.
    """
    found: list[list[Offer]] = []
    for _, of_document in groupby(offers, lambda offer: offer.tier.citation.document):
        groups: list[list[Offer]] = []
        for offer in of_document:
            home = next((group for group in reversed(groups[-8:]) if _belongs(offer, group)), None)
            if home is None:
                groups.append([offer])
            else:
                home.append(offer)
        found += groups
    return [_based(group) for group in found]


def _based(group: list[Offer]) -> tuple[Offer, ...]:
    """Return a scheme's offers; a top-up of which no other offer was found stands for itself."""
    first, *rest = group
    return (replace(first, tier=replace(first.tier, top_up=False)), *rest)


def _belongs(offer: Offer, group: list[Offer]) -> bool:
    last = next((one for one in reversed(group) if not one.tier.top_up), group[-1])
    if offer.tier.top_up:
        return offer.path in (last.path, last.parent) or offer.parent == last.path
    if last.tier.top_up or offer.refers_to or last.refers_to:
        return False
    if (offer.valid_from, offer.valid_to) != (last.valid_from, last.valid_to):
        return False
    near = offer.path == last.path or (offer.parent == last.parent != "")
    return near and offer.tier.benefit.kind == last.tier.benefit.kind and _graded(offer.criteria, last.criteria)


def _graded(one: Mapping[str, Criterion], other: Mapping[str, Criterion]) -> bool:
    """Tell whether two sets of criteria differ in bounds on the same variables alone."""
    mine = {criterion.variable for name, criterion in one.items() if name not in other}
    theirs = {criterion.variable for name, criterion in other.items() if name not in one}
    return mine == theirs != set() or any(_apart(one, other, name) for name in mine & theirs)


def _apart(one: Mapping[str, Criterion], other: Mapping[str, Criterion], variable: str) -> bool:
    """Tell whether two offers bound a quantity so that no value is in both, save the one at which they meet."""
    low, high = _range(one, variable)
    least, most = _range(other, variable)
    return high <= least or most <= low


def _range(criteria: Mapping[str, Criterion], variable: str) -> tuple[float, float]:
    own = [one for one in criteria.values() if one.variable == variable]
    bounds = [(one.op, one.value) for one in own if isinstance(one.value, float)]
    lows = [value for op, value in bounds if op in (">=", ">", "=")]
    highs = [value for op, value in bounds if op in ("<=", "<", "=")]
    return max(lows, default=-math.inf), min(highs, default=math.inf)
