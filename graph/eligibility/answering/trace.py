"""Why: each step in one sentence that a layman reads, with the fact, the rule, the clause and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from graph.eligibility.language.quantity import shown
from graph.eligibility.matching.match import Check
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.scheme import Place

__all__ = ["STATUS", "in_words", "trace"]

STATUS = {"eligible": "符合条件", "not_eligible": "不符合条件", "unknown": "还不能确定", "closed": "已关闭"}


def trace(verdict: Verdict) -> Iterator[str]:
    """Yield the steps: what fails and what is missing first, then what is met, then the reckoning."""
    yield from (f"{note}。" for note in verdict.notes)
    checks = [check for check in verdict.checks if check.verdict is False]
    checks += [check for check in verdict.checks if check.verdict is None]
    checks += [check for check in verdict.checks if check.verdict is True and check not in verdict.premises]
    for check in (*checks, *verdict.premises):
        yield f"{_step(check)}（{_where(check.need.place)}）。"
    if verdict.status in ("eligible", "unknown"):
        steps = "；".join(verdict.amount.steps)
        if steps:
            lead = "金额" if verdict.status == "eligible" else "若都符合，金额"
            yield f"{lead}：{steps}（{_where(verdict.scheme.place)}：“{verdict.scheme.place.quote}”）。"


def in_words(verdict: Verdict, value: float | None = None) -> str:
    """Say a verdict in one line: status, sum with 最高 where it is a bound, premises of a yes, or what is missing."""
    sums = verdict.amount
    money = value if value is not None else sums.value
    if verdict.status == "unknown":
        return f"{STATUS['unknown']}，还要知道：{'、'.join(verdict.missing)}"
    if verdict.status != "eligible":
        return STATUS[verdict.status]
    if money is None:
        lack = f"，金额还要知道：{'、'.join(sums.missing)}" if sums.missing else "，原文没有定出金额"
        return f"{STATUS['eligible']}{lack}{_provided(verdict)}"
    each = f"（每{sums.period}）" if sums.period else ""
    return f"{STATUS['eligible']}，{'最高' if sums.upto else ''}{shown(money, '元')}{each}{_provided(verdict)}"


def _provided(verdict: Verdict) -> str:
    texts = list(dict.fromkeys(one.need.text for one in verdict.premises if one.fact and one.fact.value is False))
    late = next((one.need.text for one in verdict.premises if one.fact and one.fact.value is True), "")
    none = f"没有“{texts[0]}”" + (f"等{len(texts)}种不予支持的情形" if len(texts) > 1 else "的情形") if texts else ""
    said = "，".join(part for part in (none, f"“{late}”" if late else "") if part)
    return f"；前提是{said}" if said else ""


def _step(check: Check) -> str:
    if check.why:
        return check.why
    return f"不知道是否符合“{check.need.text}”"


def _where(place: Place) -> str:
    return f"《{place.title}》{place.path or '文首'}"
