"""Verdicts in words: one line of summary, and each step with its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from graph.eligibility.amount import Amount
from graph.eligibility.answer import shown
from graph.eligibility.criterion import Criterion, Span
from graph.eligibility.evaluate import Status, Verdict
from graph.eligibility.scheme import Benefit, Scheme
from graph.wording import SIGNS, money, quantity

__all__ = ["STATUS", "benefit", "bound", "money_in_words", "named", "reasons", "summary"]

STATUS: Final[Mapping[Status, str]] = {
    "eligible": "符合",
    "not_eligible": "不符合",
    "unknown": "尚不能确定",
    "closed": "不在有效期内",
}


def summary(verdict: Verdict) -> str:
    """Return the verdict in one line, with the sum and what it rests on."""
    head = STATUS[verdict.status]
    if verdict.status == "closed":
        return "；".join((head, *verdict.applicability.reasons, *verdict.applicability.notes))
    if verdict.status == "not_eligible":
        failed = "、".join(one.text for one in verdict.failed)
        return f"{head}：{failed or '；'.join(verdict.applicability.notes)}"
    if verdict.status == "unknown":
        waits = "、".join(dict.fromkeys(named(verdict.scheme, one) for one in verdict.open))
        return "；".join(filter(None, (f"{head}，还需确认：{waits}" if waits else head, _if(verdict.amount_if))))
    return "，".join(
        filter(None, (head, money_in_words(verdict.amount) or benefit(verdict.scheme), _presumed(verdict)))
    )


def _if(amount: Amount) -> str:
    words = money_in_words(amount)
    return f"如均满足，{words}" if words else ""


def _presumed(verdict: Verdict) -> str:
    """Name what a yes presumes: states that must not hold, then windows and time limits that must be kept."""
    absent = dict.fromkeys(named(verdict.scheme, one) for one in verdict.presumed if one.value is False)
    kept = dict.fromkeys(f"“{one.text}”" for one in verdict.presumed if one.value is not False)
    words = [f"以没有下列情形为前提：{'、'.join(absent)}"] if absent else []
    return "，".join([*words, f"以符合下列时间要求为前提：{'、'.join(kept)}"] if kept else words)


def named(scheme: Scheme, criterion: Criterion) -> str:
    """Return the words by which a list of what is open or presumed names a criterion, the same for all its bounds.

    The label of what is measured or chosen, the state that excludes, else the clause's own words.
    """
    variable = scheme.variables[criterion.variable]
    excludes = criterion.role == "exclusion"
    return variable.label if (variable.type == "boolean") == excludes else criterion.text


def money_in_words(amount: Amount) -> str:
    """Write a sum, an interval, or what a sum depends on; empty where nothing is known of it.

    >>> money_in_words(Amount(544000.0, 544000.0)), money_in_words(Amount(None, 5e6, missing=("v1",)))
    ('54.4万元', '不超过500万元')
    """
    per = f"/{amount.period}" if amount.period else ""
    if amount.low is not None and amount.low == amount.high:
        return f"{'最高' if amount.op == '<=' else '至少' if amount.op == '>=' else ''}{money(amount.low, '元')}{per}"
    if amount.low is not None and amount.high is not None:
        return f"{money(amount.low, '元')}至{money(amount.high, '元')}{per}"
    if amount.high is not None:
        return f"不超过{money(amount.high, '元')}{per}"
    return f"至少{money(amount.low, '元')}{per}" if amount.low is not None else ""


def benefit(scheme: Scheme) -> str:
    """Write what a scheme gives in one line, its tiers joined.

    Rates as the text has them (投资额的14%), sums with what they are paid for (500元/人), then the cap.
    """
    return " / ".join(dict.fromkeys(filter(None, (_tier(tier.benefit) for tier in scheme.tiers))))


def _tier(paid: Benefit) -> str:
    rate, amount, cap, floor = paid.rate, paid.amount, paid.cap, paid.floor
    parts = (
        quantity(rate.op, rate.value, rate.unit, rate.of) if rate else None,
        quantity(amount.op, amount.value, "元", per=amount.per) if amount else None,
        f"最高{quantity(None, cap.value, '元', per=cap.per)}" if cap else None,
        f"最低{quantity(None, floor.value, '元')}" if floor else None,
    )
    return "，".join(filter(None, parts))


def bound(criterion: Criterion) -> str:
    """Write what a criterion asks of its variable: ≥30吨标准煤, 是, 国家级.

    >>> from graph.eligibility.criterion import Citation
    >>> bound(Criterion("c", "v", "requirement", "", Citation("", "", "", "", ""), ">=", 30.0, "吨标准煤"))
    '不低于30吨标准煤'
    """
    value = criterion.value
    sign = SIGNS.get(criterion.op or "", "")
    if value is None or isinstance(value, bool):
        return "否" if value is False else "是"
    if isinstance(value, date):
        return f"{sign}{value.isoformat()}"
    if isinstance(value, Span):
        return shown(value, None)
    return f"{sign}{money(value, criterion.unit)}" if isinstance(value, float) else f"{sign}{value}"


def reasons(verdict: Verdict) -> Iterator[str]:
    """Yield each step of a verdict: every criterion with its answer, then the sum, then what is reserved."""
    for criterion in verdict.criteria:
        answer = verdict.answers.get(criterion.variable)
        value = verdict.values[criterion.id]
        given = "未回答" if answer is None else shown(answer, verdict.scheme.variables[criterion.variable].unit)
        state = {True: "满足", False: "不满足", None: "待确认"}[value]
        presumed = "推定" if answer is None and value else ""
        yield f"{criterion.text}（{criterion.citation.path}）：{given}，{presumed}{state}"
    amount = verdict.amount if verdict.status == "eligible" else verdict.amount_if
    yield from amount.steps
    yield from amount.reservations
    yield from verdict.applicability.reasons
    yield from verdict.applicability.notes
