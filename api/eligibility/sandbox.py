"""A policy's sandbox: the same applicants under a scheme as it is and with other bounds, who gains, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from api.eligibility.sheet import Applicant
from graph.eligibility.criterion import Criterion
from graph.eligibility.evaluate import Verdict, evaluate
from graph.eligibility.explain import bound, summary
from graph.eligibility.scheme import Benefit, Scheme, Sum, Tier

__all__ = ["Changes", "Compared", "Effect", "Knob", "changed", "compared", "costs", "knobs"]

Changes = Mapping[str, float]
"""New values by the id of a knob."""

Effect = Literal["gains", "loses", "more", "less", "same", "open"]
_SUMS: Final = {"rate": "比例", "amount": "标准", "cap": "最高", "floor": "最低"}


@dataclass(frozen=True, slots=True)
class Knob:
    """One number of a scheme that can be changed: a criterion's bound (`c…`) or a sum of a tier (`t0.cap`)."""

    id: str
    label: str
    value: float
    unit: str | None
    path: str
    quote: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One applicant, before and after."""

    applicant: Applicant
    before: Verdict
    after: Verdict
    effect: Effect

    def row(self) -> dict[str, Any]:
        """Return a line of a table."""
        return {
            "行": self.applicant.row,
            "申请人": self.applicant.name,
            "现行结论": self.before.status,
            "现行金额": self.before.amount.value,
            "调整后结论": self.after.status,
            "调整后金额": self.after.amount.value,
            "影响": self.effect,
            "说明": summary(self.after),
        }


def knobs(scheme: Scheme) -> Iterator[Knob]:
    """Yield what can be changed, criteria first."""
    for one in scheme.criteria.values():
        if isinstance(one.value, float | int) and not isinstance(one.value, bool):
            label = f"{scheme.variables[one.variable].label} {bound(one)}"
            yield Knob(one.id, label, float(one.value), one.unit, one.citation.path, one.citation.quote)
    for at, tier in enumerate(scheme.tiers):
        for name, label in _SUMS.items():
            part: Sum | None = getattr(tier.benefit, name)
            if part:
                unit = part.unit or "元"
                place = f"第{at + 1}档" if len(scheme.tiers) > 1 else ""
                yield Knob(
                    f"t{at}.{name}", f"{place}{label}", part.value, unit, tier.citation.path, tier.citation.quote
                )


def changed(scheme: Scheme, changes: Changes) -> Scheme:
    """Return the scheme with other numbers; its clauses, logic and variables stay. KeyError for an unknown knob.

    Values are those of the scheme: criteria in their variable's unit, sums in 元, rates in %.
    """
    known = {one.id for one in knobs(scheme)}
    if unknown := changes.keys() - known:
        raise KeyError(min(unknown))
    criteria = {name: _criterion(one, changes) for name, one in scheme.criteria.items()}
    tiers = tuple(_tier(tier, f"t{at}.", changes) for at, tier in enumerate(scheme.tiers))
    return replace(scheme, criteria=criteria, tiers=tiers)


def _criterion(one: Criterion, changes: Changes) -> Criterion:
    return replace(one, value=float(changes[one.id])) if one.id in changes else one


def _tier(tier: Tier, prefix: str, changes: Changes) -> Tier:
    benefit: Benefit = tier.benefit
    for name in _SUMS:
        part: Sum | None = getattr(benefit, name)
        if part and f"{prefix}{name}" in changes:
            new: dict[str, Any] = {name: replace(part, value=changes[f"{prefix}{name}"])}
            benefit = replace(benefit, **new)
    return replace(tier, benefit=benefit)


def compared(scheme: Scheme, other: Scheme, people: Sequence[Applicant], on: date) -> list[Compared]:
    """Evaluate each applicant under both; the region is taken as given. Linear in applicants."""
    found = []
    for one in people:
        before, after = evaluate(scheme, one.answers, on), evaluate(other, one.answers, on)
        found.append(Compared(one, before, after, _effect(before, after)))
    return found


def _effect(before: Verdict, after: Verdict) -> Effect:
    had, has = before.status == "eligible", after.status == "eligible"
    if "unknown" in (before.status, after.status):
        return "open"
    if had != has:
        return "gains" if has else "loses"
    old, new = before.amount.value, after.amount.value
    if not had or old == new:
        return "same"
    if old is None or new is None:
        return "open"
    return "more" if new > old else "less"


def costs(found: Sequence[Compared]) -> dict[str, Any]:
    """Return how many are eligible and what they are paid in 元, before and after; `open` sums are not in them.

    Sums of a period (per month, per year) are added as one period each.
    """
    sides = {"before": [one.before for one in found], "after": [one.after for one in found]}
    totals: dict[str, Any] = {}
    for name, verdicts in sides.items():
        paid = [one for one in verdicts if one.status == "eligible"]
        totals[name] = {
            "eligible": len(paid),
            "unknown": sum(one.status == "unknown" for one in verdicts),
            "cost": sum(one.amount.value or 0.0 for one in paid),
            "unsettled": sum(one.amount.value is None for one in paid),
        }
    return totals
