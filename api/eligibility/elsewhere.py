"""The same answers in other regions: only those that mean the same in every document count there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from api.eligibility import rows
from api.eligibility.schemas import RegionRow
from graph.eligibility.answer import Answers
from graph.eligibility.applicability import applicability
from graph.eligibility.evaluate import Verdict, evaluate_all
from graph.eligibility.explain import summary
from graph.eligibility.scheme import Scheme

__all__ = ["elsewhere"]


def elsewhere(schemes: Sequence[Scheme], regions: Sequence[str], answers: Answers, on: date) -> Iterator[RegionRow]:
    """Yield one row a region: what its schemes that ask one of the shared variables come to for the same applicant."""
    shared = {name: value for name, value in answers.items() if not name.startswith("v")}
    asking = [scheme for scheme in schemes if not shared.keys().isdisjoint(scheme.variables)]
    for region in dict.fromkeys(regions):
        there = [one for one in asking if one.region and applicability(one, region, on).here is True]
        yield _row(region, evaluate_all(there, shared, on, region))


def _row(region: str, verdicts: Sequence[Verdict]) -> RegionRow:
    best = max(verdicts, key=_rank, default=None)
    return RegionRow(
        region=region,
        schemes=len(verdicts),
        eligible=sum(one.status == "eligible" for one in verdicts),
        unknown=sum(one.status == "unknown" for one in verdicts),
        amount=best.amount.value if best else None,
        best=best.scheme.id if best else None,
        summary=summary(best) if best else "没有问到这些情况的政策",
        clause=rows.clause(best.scheme.citation) if best else None,
    )


def _rank(one: Verdict) -> tuple[int, float]:
    order = ("closed", "not_eligible", "unknown", "eligible")
    return order.index(one.status), one.amount.high or one.amount_if.high or 0.0
