"""What several schemes come to together: the highest of those that exclude each other, the sum of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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

    Sums of a period are left out: they are no sums of one payment.
    """
    groups: dict[str, list[Verdict]] = defaultdict(list)
    citations: dict[Citation, None] = {}
    found = [one for one in verdicts if one.status == "eligible" and one.amount.high and one.amount.period is None]
    settled = [one for one in found if one.amount.value is not None]
    for verdict in settled:
        rule = next(verdict.scheme.provided("exclusive"), None)
        groups[rule.id if rule else verdict.scheme.id].append(verdict)
        citations |= dict.fromkeys([rule.citation] if rule else [])
    highest = [max(group, key=lambda one: one.amount.value or 0.0) for group in groups.values()]
    steps = tuple(f"{one.scheme.name}：{shown(one.amount.value or 0.0, '元')}" for one in highest)
    value = sum(one.amount.value or 0.0 for one in highest) if highest else None
    return Total(value, steps, tuple(citations), len(found) - len(settled))
