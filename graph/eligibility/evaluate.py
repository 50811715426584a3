"""From answers to a verdict: eligible, not eligible, unknown or closed, how much, and on what it rests."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from graph.eligibility import presumption
from graph.eligibility.amount import UNKNOWN, Amount, amount, payable, together
from graph.eligibility.answer import Answers
from graph.eligibility.applicability import OPEN, Applicability, applicability
from graph.eligibility.criterion import Criterion
from graph.eligibility.logic import Truth, decisive, leaves, truth, undecided
from graph.eligibility.scheme import Scheme, Tier

__all__ = ["Status", "Verdict", "evaluate", "evaluate_all"]

Status = Literal["eligible", "not_eligible", "unknown", "closed"]


@dataclass(frozen=True)
class Verdict:
    """What comes of the answers for one scheme; everything but `status` is worked out when it is asked for.

    `values` holds what each criterion counts for, presumptions included; `truths` what each tier evaluates to.
    """

    scheme: Scheme
    answers: Answers = field(repr=False)
    values: dict[str, Truth] = field(repr=False)
    truths: tuple[Truth, ...] = ()
    applicability: Applicability = OPEN
    status: Status = "unknown"

    @cached_property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that the verdict rests on: those met, else those open, else all."""
        wanted = True if True in self.truths else (None if None in self.truths else False)
        found = zip(self.scheme.tiers, self.truths, strict=True)
        return tuple(tier for tier, value in found if value is wanted and not tier.top_up) or self.scheme.tiers

    @cached_property
    def tier(self) -> Tier:
        """The tier that counts: the one that pays most of those met, as far as that is settled."""
        return max(self._contenders(self.tiers), key=lambda tier: self._own(tier).high or 0.0)

    @cached_property
    def amount(self) -> Amount:
        """What is paid, where the verdict is eligible; UNKNOWN otherwise."""
        if self.status != "eligible":
            return UNKNOWN
        rivals = self._contenders(self.tiers)
        sums = {self._own(tier).value for tier in rivals}
        if len(rivals) > 1 and len(sums) > 1 and self._on_a_bound(rivals):
            return self._between(rivals)
        top_ups = [self._own(tier) for tier in self._top_ups(True)]
        base = [self._highest(rivals)] if not top_ups or any(payable(tier.benefit) for tier in rivals) else []
        paid = together([*base, *top_ups])
        return replace(paid, reservations=(*paid.reservations, *map(self._waiting, self.further)))

    @cached_property
    def further(self) -> tuple[Tier, ...]:
        """The tiers and top-ups still open that would pay more than what is met already."""
        if self.status != "eligible":
            return ()
        met = self._own(self.tier).high
        found = zip(self.scheme.tiers, self.truths, strict=True)
        still = [tier for tier, value in found if value is None and payable(tier.benefit)]
        more = [tier for tier in still if tier.top_up or met is None or (self._own(tier).high or math.inf) > met]
        return tuple(more)

    @cached_property
    def amount_if(self) -> Amount:
        """What would be paid if all that is open held: an interval over the tiers that are still possible."""
        found = zip(self.scheme.tiers, self.truths, strict=True)
        possible = [tier for tier, value in found if value is not False and not tier.top_up]
        if self.status in ("not_eligible", "closed") or not possible:
            return UNKNOWN
        best = self._between(possible) if len(possible) > 1 else self._own(possible[0])
        return together([best, *(self._own(tier) for tier in self._top_ups(True, None))])

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the tiers that the verdict rests on, in the order of the clauses."""
        names = dict.fromkeys(name for tier in self.tiers for name in leaves(tier.logic))
        return tuple(one for name, one in self.scheme.criteria.items() if name in names)

    @cached_property
    def presumed(self) -> tuple[Criterion, ...]:
        """The exclusions that a yes takes for not met."""
        return presumption.presumed(self.criteria, self.answers)

    @cached_property
    def failed(self) -> tuple[Criterion, ...]:
        """The criteria whose answers make it a no: those of the tier that is nearest to being met."""
        bases = [(tier, value) for tier, value in zip(self.scheme.tiers, self.truths, strict=True) if not tier.top_up]
        if self.status != "not_eligible" or any(value is not False for _, value in bases):
            return ()  # a no by region alone
        found = [list(decisive(tier.logic, self.values)) for tier, _ in bases]
        nearest = min(found, key=len, default=[])
        return tuple(one for one in self.criteria if one.id in nearest)

    @cached_property
    def open(self) -> tuple[Criterion, ...]:
        """The criteria on which an unknown verdict still depends."""
        if self.status != "unknown":
            return ()
        names = {name for tier in self.tiers for name in undecided(tier.logic, self.values)}
        return tuple(one for one in self.criteria if one.id in names)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The variables still to be answered: first those of open criteria, then those that only the sum needs."""
        asked = dict.fromkeys(one.variable for one in self.open)
        if self.status in ("eligible", "unknown"):
            asked |= dict.fromkeys(self.amount_if.missing if self.status == "unknown" else self.amount.missing)
        names = [name for tier in self.further for name in undecided(tier.logic, self.values)]
        asked |= dict.fromkeys(self.scheme.criteria[name].variable for name in names)
        return tuple(asked)

    @cached_property
    def _sums(self) -> dict[int, Amount]:
        return {}  # by identity of the tier: hashing one takes longer than its sum

    def _own(self, tier: Tier) -> Amount:
        found = self._sums.get(id(tier))
        if found is None:
            found = self._sums[id(tier)] = amount(tier, self.scheme, self.answers)
        return found

    def _top_ups(self, *values: Truth) -> list[Tier]:
        found = zip(self.scheme.tiers, self.truths, strict=True)
        return [tier for tier, value in found if tier.top_up and value in values and payable(tier.benefit)]

    def _waiting(self, tier: Tier) -> str:
        names = undecided(tier.logic, self.values)
        return f"{'、'.join(f'“{self.scheme.criteria[name].text}”' for name in names)}尚待确认，如满足则金额更高"

    def _highest(self, tiers: Sequence[Tier]) -> Amount:
        """Return what the best of the tiers that are met pays; an interval where the sum of one of them is open."""
        sums = [self._own(tier) for tier in tiers if payable(tier.benefit)]
        if len(sums) < 2 or all(one.value is not None for one in sums):
            return self._own(self.tier)
        highs = [one.high for one in sums]
        low = max((one.low for one in sums if one.low is not None), default=None)
        high = None if None in highs else max(value for value in highs if value is not None)
        missing = tuple(dict.fromkeys(name for one in sums for name in one.missing))
        return replace(self._own(self.tier), low=low, high=high, missing=missing)

    def _between(self, tiers: Sequence[Tier]) -> Amount:
        """Return the interval that covers what several tiers pay."""
        sums = [self._own(tier) for tier in tiers if payable(tier.benefit)]
        if not sums:
            return UNKNOWN
        lows, highs = [one.low for one in sums], [one.high for one in sums]
        low = None if None in lows else min(value for value in lows if value is not None)
        high = None if None in highs else max(value for value in highs if value is not None)
        missing = tuple(dict.fromkeys(name for one in sums for name in one.missing))
        steps = tuple(step for one in sums for step in one.steps)
        return Amount(low, high, sums[0].op, sums[0].period, steps, missing)

    def _contenders(self, tiers: Sequence[Tier]) -> Sequence[Tier]:
        """Leave out tiers that are reached by an end of a range (200万元至500万元) alone, where the document says that
        以上 includes its bound and another tier begins there: a range does not say whom its ends belong to."""
        if not any(self.scheme.provided("inclusive")):
            return tiers
        touching = [tier for tier in tiers if any(map(self._range_end, self._bounds(tier)))]
        return [tier for tier in tiers if tier not in touching] or tiers if len(tiers) > 1 else tiers

    def _on_a_bound(self, tiers: Sequence[Tier]) -> bool:
        """Tell whether each of several tiers is reached by its very bound, at which they meet."""
        return all(self._bounds(tier) for tier in tiers)

    def _bounds(self, tier: Tier) -> list[Criterion]:
        found = (self.scheme.criteria[name] for name in leaves(tier.logic))
        return [one for one in found if isinstance(one.value, float) and self.answers.get(one.variable) == one.value]

    @staticmethod
    def _range_end(criterion: Criterion) -> bool:
        return any(sign in criterion.text for sign in "至—-－~～") and criterion.op in (">=", "<=")


def evaluate(scheme: Scheme, answers: Answers, on: date, region: str | None = None) -> Verdict:
    """Return the verdict on one scheme for answers by variable id, as of a day.

    Each tier is a formula over three-valued criteria (Kleene, 1938); a scheme is met where one of its tiers is.
    Linear in the number of criteria; nothing is guessed: what is not answered is unknown, save exclusions, which are
    presumed not to hold and named.
    """
    values = presumption.values(scheme.criteria, answers)
    truths = tuple([truth(tier.logic, values) for tier in scheme.tiers])
    where = applicability(scheme, region, on)
    if not where.in_force:
        return Verdict(scheme, answers, values, truths, where, "closed")
    whole: Truth = None
    bases = [value for tier, value in zip(scheme.tiers, truths, strict=True) if not tier.top_up]
    if True in bases:
        whole = True
    elif None not in bases:
        whole = False
    if where.here is not True and whole is not False:
        whole = where.here if where.here is False else None
    status: Status = "unknown" if whole is None else ("eligible" if whole else "not_eligible")
    return Verdict(scheme, answers, values, truths, where, status)


def evaluate_all(schemes: Iterable[Scheme], answers: Answers, on: date, region: str | None = None) -> list[Verdict]:
    """Return the verdict on each scheme."""
    return [evaluate(scheme, answers, on, region) for scheme in schemes]
