"""What a sum is multiplied by: the base of a rate, each count of an amount, as variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.link.variable import MONEY, Asked, normalized
from ingest.record import Condition, Incentive, Provision, Quantity
from ingest.rules import load

__all__ = ["based", "settled"]

_SHARES = frozenset({"%", "‰", "倍", "成"})
_SPLIT = re.compile(r"每|·|/")
_NUMBER = re.compile(r"^(?:增加|满|新增|超过)?1?(?=\D)")
_MEASURE = re.compile(r"^(?P<unit>[台套辆件只头株盏张份座幢栋间篇次场门节])(?P<thing>\D{1,8})$")


def based(incentive: Incentive, asked: Asked) -> Incentive:
    """Return the offer with the variables that its rate, its amount and its cap are multiplied by; a floor has none."""
    rate, amount, cap = incentive.rate, incentive.amount, incentive.cap
    return replace(
        incentive,
        rate=rate and replace(rate, inputs=tuple(_bases(rate, incentive, asked))),
        amount=amount and replace(amount, inputs=tuple(_counts(amount, incentive, asked))),
        cap=cap and replace(cap, inputs=tuple(_counts(cap, incentive, asked, cap=True))),
    )


def settled(provision: Provision, asked: Asked) -> Provision:
    """Return the provision with the variable that settles it, where it depends on the applicant."""
    subject = provision.subject
    if provision.kind == "window":
        return replace(provision, variable=asked.day(f"{subject or '事项'}时间"))
    if provision.kind == "share":
        return replace(provision, variable=asked.quantity(subject, MONEY)) if subject else provision
    if provision.kind == "claim":
        text = provision.evidence.quote
        return replace(provision, variable=asked.boolean(f"在期限内申请：{text}", text))
    if provision.kind == "exclusive":
        had = "已就同一事项享受其他财政资金"
        return replace(provision, variable=asked.boolean(had, had))
    if provision.kind == "difference":
        return replace(provision, variable=asked.quantity("已获资金", MONEY))
    return provision


def _bases(rate: Quantity, incentive: Incentive, asked: Asked) -> Iterator[str]:
    rules = load("variable")
    named = rate.of or ""
    if incentive.kind == "loan_rate" or rate.unit not in _SHARES or rules["interest-rate"].regex.search(named):
        return
    bare = not named or bool(rules["bare-base"].regex.match(normalized(named)))
    sums = {one.variable for one in incentive.conditions if one.path is None and _is_sum(one)}
    if bare and len(sums) == 1:
        yield from (key for key in sums if key)
    elif named:
        yield asked.quantity(named, MONEY)
    else:
        apart, words = _place(incentive)
        yield asked.quantity("计算基数", MONEY, apart=apart, words=words)


def _is_sum(condition: Condition) -> bool:
    return isinstance(condition.value, float) and condition.unit == MONEY


def _counts(amount: Quantity, incentive: Incentive, asked: Asked, *, cap: bool = False) -> Iterator[str]:
    """Yield the variable of each factor of `per`: 每人每天 is paid for persons and for days.

    A cap counts items alone (每个展位最高2万元): neither periods nor what is single (单个园区).

    >>> from ingest.link.register import Register
    >>> from ingest.record import Clause, Evidence
    >>> offer = Incentive(Evidence(Clause("d", "一", "补贴"), 0, 2, "incentive/x"), "subsidy")
    >>> list(_counts(Quantity(100.0, "元", per="每人每天"), offer, Asked(Register.load())))
    ['人数|quantity|Persons|一', '天数|quantity|Time|一']
    """
    for factor in filter(None, _SPLIT.split(amount.per or "")):
        counted = _counted(_NUMBER.sub("", factor), incentive.beneficiary)
        if counted is not None and not (cap and (counted[2] or factor.startswith("单"))):
            label, unit, prefix = counted
            apart, words = ("", "") if _named(factor) or prefix else _place(incentive)
            yield asked.quantity(label, unit, prefix=prefix, apart=apart, words=words)


def _named(factor: str) -> bool:
    """Tell whether a factor says what it counts: 千瓦时（实际发电量）; 人 and 千瓦 are other ones in each clause."""
    return load("variable")["named"].regex.match(factor) is not None


def _place(incentive: Incentive) -> tuple[str, str]:
    """Return of which count or base an offer speaks: another in each clause, and of each kind of beneficiary."""
    return (
        f"{incentive.evidence.clause.path or '_'}{incentive.beneficiary and '|'}{incentive.beneficiary}",
        incentive.evidence.quote,
    )


def _counted(factor: str, beneficiary: str) -> tuple[str, str, str] | None:
    """Return label, unit and key's prefix of what a factor counts; None for the applicant or the project itself."""
    rules = load("variable")
    noun = factor.removeprefix("个").removeprefix("家").removeprefix("户")
    if rules["itself"].regex.match(factor) or (len(noun) > 1 and noun in beneficiary):
        return None
    if match := rules["named"].regex.match(factor):
        return match["label"], match["unit"], ""
    if match := rules["period"].regex.match(factor):
        return f"享受{match['unit']}数", match["unit"], "period|"
    if rules["days"].regex.match(factor):
        return "天数", "天", ""
    if match := rules["persons"].regex.match(factor):
        return f"{match['act']}人数", "人", ""
    if match := _MEASURE.match(factor):
        return f"{match['thing']}数量", match["unit"], ""
    return f"{factor}数", factor, ""
