"""A sum with what was reckoned, and the bounds on it: floor, cap for each and for all, and by the square metre."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import shown
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.offers.cap_on_all import cap_on_all
from graph.eligibility.scheme import Most, Scheme
from graph.eligibility.sums.area import area_paid, by_area
from graph.eligibility.sums.each import each, period_of, quantity_told
from graph.eligibility.sums.lasting import lasting

__all__ = ["Amount", "bounded", "most_paid"]

_OF_A_THING: Final = re.compile(  # 单船, 每个基地: of which one applicant may have several
    "[每单](?:[个座台艘条家处间栋])?(?!.{0,20}(?:企业|单位|主体|公司|机构|合作社|申[请报]|[年月人]|户|农场|集团|园区))[^，。；]{1,6}$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in 元, None where the facts or the text do not settle it. `upto`: it is an upper bound; `least`: the lower
    bound where only bounds are named; `period`: for which time it is paid (月, 年), `missing`: what would settle it."""

    value: float | None = None
    upto: bool = False
    least: float | None = None
    period: str | None = None
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    base: Fact | None = None  # the fact that it was reckoned from


def _within_area(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Pay no more than what the offer bounds each square metre by: 最高不超过每月每平方米30元."""
    cap, value = scheme.cap, found.value
    area = area_paid(scheme, known, most_paid(scheme, "平方米"))
    assert cap is not None and value is not None
    monthly = period_of(cap.per) == "月" and found.period != "月"
    months = lasting(scheme, known, "月") if monthly else None
    if area is None or (monthly and months is None):
        missing = ("面积",) if area is None else ("多少个月",)
        return replace(found, value=None, missing=missing)
    top = round(cap.value * area * (months.many if months else 1), 2)
    if value <= top:
        return found
    step = f"超过上限{shown(cap.value, '元')}（{cap.per}）×{shown(area, '平方米')}={shown(top, '元')}"
    return replace(found, value=top, steps=(*found.steps, step))


def bounded(
    scheme: Scheme,
    known: Known,
    value: float,
    steps: list[str],
    upto: bool,
    period: str | None = None,
    assumed: bool = False,
    apiece: float = 1.0,
) -> Amount:
    """Hold what was reckoned within its bounds; a bound on each thing counts for each of `apiece` things."""
    floor, cap = scheme.floor, scheme.cap
    if floor is not None and floor.unit == "元" and value < floor.value:
        steps.append(f"低于最低{shown(floor.value, '元')}，按{shown(floor.value, '元')}")
        value = floor.value
    if cap is not None and cap.unit == "元":
        top, note = cap.value, ""
        of_each = each(scheme, cap)
        if by_area(cap):
            return _within_area(scheme, known, Amount(value, upto, None, period, (), tuple(steps)))
        fact = quantity_told(scheme, known, *of_each) if of_each else None
        many = in_unit(fact, of_each[1])[0] if fact and of_each else None
        most = most_paid(scheme, of_each[1]) if of_each else None
        many = min(many, most.value) if many is not None and most else many
        if apiece > 1 and (many is None or many <= 1) and (of_each or _OF_A_THING.match(cap.per or "")):
            many = apiece
        if many is not None and many > 1:
            top, note = round(cap.value * many, 2), f"（{shown(many, of_each[1] if of_each else None)}）"
        if value > top:
            steps.append(f"超过上限{shown(top, '元')}{note}，按{shown(top, '元')}")
            value = top
        if of_each and (whole := cap_on_all(scheme)) and value > whole:
            steps.append(f"一家合计超过上限{shown(whole, '元')}，按{shown(whole, '元')}")
            value = whole
    return Amount(value, upto, None, period, (), tuple(steps))


def most_paid(scheme: Scheme, unit: str) -> Most | None:
    """Return for how many of what is counted by `unit` an offer is paid at most."""
    return next((one for one in scheme.rules.most if one.of(scheme.place) and _counts(one, unit)), None)


def _counts(most: Most, unit: str) -> bool:
    """Tell whether a limit on how many are paid for counts what the sum is paid for each of."""
    persons = "人名位"
    return most.unit == unit or (most.unit in persons and unit in persons)
