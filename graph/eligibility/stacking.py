"""What several schemes come to together: the highest of those that exclude each other, the sum of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.eligibility.amount import payable
from graph.eligibility.answer import shown
from graph.eligibility.criterion import Citation
from graph.eligibility.evaluate import Verdict

__all__ = ["Total", "total"]


@dataclass(frozen=True, slots=True)
class Total:
    """The most that can be had together, in 元, with the steps and the clauses that bound it.

    None where a sum is not settled; `open` counts those schemes.
    """

    value: float | None
    steps: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    open: int = 0


def total(verdicts: Iterable[Verdict]) -> Total:
    """Add up what eligible schemes pay; of schemes whose document excludes having both, the highest counts.

    What one applicant gets of a document in all (累计不超过) bounds their sum. Sums of a period are left out: they are
    no sums of one payment.
    """
    groups: dict[str, list[Verdict]] = defaultdict(list)
    citations: dict[Citation, None] = {}
    eligible = [one for one in verdicts if one.status == "eligible" and payable(one.tier.benefit)]
    found = [one for one in eligible if one.amount.period is None]
    settled = [one for one in found if one.amount.value is not None]
    for verdict in settled:
        rule = next(verdict.scheme.provided("exclusive"), None)
        groups[rule.id if rule else verdict.scheme.id].append(verdict)
        citations |= dict.fromkeys([rule.citation] if rule else [])
    highest = [max(group, key=lambda one: one.amount.value or 0.0) for group in groups.values()]
    steps = tuple(f"{one.scheme.name}：{shown(one.amount.value or 0.0, '元')}" for one in highest)
    paid = [one.amount.value or 0.0 for one in highest]
    for cap in {provision.id: provision for one in highest for provision in one.scheme.provided("cap")}.values():
        within = [at for at, one in enumerate(highest) if any(each.id == cap.id for each in one.scheme.provisions)]
        most = cap.value if cap.unit != "项目" and len(within) > 1 else None  # a project's cap bounds each by itself
        sum_ = sum(paid[at] for at in within)
        if most is not None and sum_ > most:
            paid = [value * most / sum_ if at in within else value for at, value in enumerate(paid)]
            steps = (*steps, f"合计不超过{shown(most, '元')}")
            citations[cap.citation] = None
    value = round(sum(paid), 2) if highest else None
    return Total(value, steps, tuple(citations), len(found) - len(settled))
