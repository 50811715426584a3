"""Sums paid for each of something, for so many at a time, or for each whole step of a growth."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import convert, dimension, shown
from graph.eligibility.matching.match import Check, Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.offers.stepwise import Step, grown_since, size_of, step_of
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.apiece import pieces
from graph.eligibility.sums.bounded import Amount, bounded, most_paid
from graph.eligibility.sums.countries import by_country, countries_told
from graph.eligibility.sums.each import alone, each, period_of, quantity_told
from graph.eligibility.sums.pieces_named import batch_of, pieces_told, thing_paid_for

__all__ = ["by_count"]

_SIZED: Final = re.compile("每[^，。；]{0,6}[2-9\\d]\\d*[万亿]?(?:美元|欧元|元)$")  # 每出口100万美元
_GROWTH: Final = re.compile("增|多|涨|净|提高|上升|比")
_BY_STEP: Final = re.compile("每(?:增长|增加|净增|提高|提升)")  # paid for each whole step
_PAIRED: Final = frozenset({"人天", "标箱", "架次", "班次", "场次", "航次", "车次", "船次"})
_BOUND: Final = frozenset({"<=", "<"})


def by_count(scheme: Scheme, known: Known, checks: tuple[Check, ...]) -> Amount:
    offered = scheme.amount
    assert offered is not None
    if offered.unit != "元":
        return Amount(steps=(f"原文写的是{shown(offered.value, offered.unit)}，不是一笔钱",))
    upto, period = offered.op in _BOUND, period_of(offered.per)
    if grown := step_of(scheme):
        return _by_steps(scheme, known, grown, _growth(known, grown))
    of_each = each(scheme, offered)
    if of_each is None and (sized := size_of(scheme)):
        return _by_steps(scheme, known, sized, known.number(sized.name, sized.unit))
    if of_each is None and _SIZED.search(offered.per or ""):
        return Amount(
            missing=(offered.per or "",), steps=(f"按{offered.per}{shown(offered.value, '元')}计算，还不知道有多少",)
        )
    if of_each is None and (thing := thing_paid_for(offered)):
        return _of_pieces(scheme, known, pieces_told(scheme, known, thing), thing)
    if of_each is None and (batch := batch_of(offered)):
        return _of_batches(scheme, known, *batch)
    if of_each is None:
        step = f"{'最高' if upto else ''}{shown(offered.value, '元')}" + (f"（{offered.per}）" if offered.per else "")
        return bounded(scheme, known, offered.value, [step], upto, period)
    name, unit = of_each
    fact = countries_told(known.facts.items) if by_country(scheme) else None
    unit = (fact.unit or unit) if fact else unit
    fact = fact or quantity_told(scheme, known, name, unit)
    fact = fact or (pieces_told(scheme, known, unit) if unit in _PAIRED else None)
    if fact is None:
        if not scheme.low and alone(scheme, known, name, unit):  # how many lie beyond a bound is never one by itself
            step = f"{shown(offered.value, '元')}（{offered.per}），按1{unit}计"
            return bounded(scheme, known, offered.value, [step], upto, period, assumed=True)
        wanted = name if dimension(unit) != "Count" or name != unit else f"{name}数"
        missing = f"{wanted}（{unit}）" if name != unit else f"多少{unit}"
        return Amount(
            None,
            upto,
            None,
            period,
            (missing,),
            (f"按{offered.per}{shown(offered.value, '元')}计算，还不知道{missing}",),
        )
    many, note = in_unit(fact, unit)
    if many is None:
        return Amount(missing=(name,), period=period)
    if (times := pieces(fact, known)) > 1:
        many, note = many * times, f"{note}（{shown(times, None)}×{shown(many, unit)}）"
    many = _sliced(scheme, many, unit)
    if _BY_STEP.match(offered.per or "") and many != math.floor(many):
        many, note = float(math.floor(many)), f"{note}（{shown(many, unit)}取整）"
    most = most_paid(scheme, unit)
    if most and many > most.value:
        many, note = most.value, f"（“{most.place.quote}”）"
    value = round(many * offered.value, 2)
    step = f"{shown(many, unit)}{note}×{shown(offered.value, '元')}={shown(value, '元')}"
    return replace(bounded(scheme, known, value, [step], upto, period, apiece=times), base=fact)


def _of_pieces(scheme: Scheme, known: Known, fact: Fact | None, thing: str) -> Amount:
    """Pay a sum for each of what no measure word counts: 每航次."""
    offered = scheme.amount
    assert offered is not None
    if fact is None or not isinstance(fact.value, float):
        step = f"按{offered.per}{shown(offered.value, '元')}计算，还不知道多少{thing}"
        return Amount(missing=(f"多少{thing}",), steps=(step,))
    value = round(fact.value * offered.value, 2)
    step = f"{shown(fact.value, None)}{thing}×{shown(offered.value, '元')}={shown(value, '元')}"
    found = bounded(scheme, known, value, [step], offered.op in _BOUND, period_of(offered.per))
    return replace(found, base=fact)


def _of_batches(scheme: Scheme, known: Known, size: float, unit: str) -> Amount:
    """Pay a sum for each so many: 带动就业每增加10人奖励1万元."""
    offered = scheme.amount
    assert offered is not None
    fact = quantity_told(scheme, known, unit, unit) or pieces_told(scheme, known, unit)
    many = in_unit(fact, unit)[0] if fact and fact.unit else fact.value if fact else None
    if not isinstance(many, float):
        step = f"按{offered.per}{shown(offered.value, '元')}计算，还不知道多少{unit}"
        return Amount(missing=(f"多少{unit}",), steps=(step,))
    times = math.floor(many / size)
    value = round(times * offered.value, 2)
    step = f"{shown(many, unit)}÷{shown(size, unit)}，取整{times}×{shown(offered.value, '元')}={shown(value, '元')}"
    return replace(bounded(scheme, known, value, [step], offered.op in _BOUND), base=fact)


def _growth(known: Known, step: Step) -> Fact | None:
    """Return by how much something grew; what was done in a year is not what it grew by."""
    fact = known.number(step.name, step.unit)
    told = fact and fact.words and not fact.note and not fact.assumed
    return None if fact and told and not _GROWTH.search(fact.words) else fact


def _by_steps(scheme: Scheme, known: Known, step: Step, fact: Fact | None) -> Amount:
    """Pay a sum for each whole step of something, or of its growth: 零售额每增加1000万元奖励5万元, 每100万美元1万元."""
    offered = scheme.amount
    assert offered is not None
    grown = in_unit(fact, step.unit)[0] if fact else grown_since(known.numbers, step.unit)
    if grown is not None and grown < step.size:
        step_of_it = f"{shown(grown, step.unit)}，不到{shown(step.size, step.unit)}，按{offered.per}算不出金额"
        return Amount(missing=(step.name,), steps=(step_of_it,))
    if grown is None:
        return Amount(
            missing=(step.name,), steps=(f"按{offered.per}{shown(offered.value, '元')}计算，还不知道{step.name}",)
        )
    many = math.floor(round(grown / step.size, 6))
    value = round(many * offered.value, 2)
    steps = f"{shown(grown, step.unit)}÷{shown(step.size, step.unit)}，取整{many}"
    words = f"{steps}×{shown(offered.value, '元')}={shown(value, '元')}"
    return replace(bounded(scheme, known, value, [words], offered.op in _BOUND), base=fact)


def _sliced(scheme: Scheme, many: float, unit: str) -> float:
    """Return how much of a quantity lies in the slice that the offer is paid for."""
    low = convert(scheme.low, scheme.low_unit, unit) or 0.0 if scheme.low else 0.0
    high = convert(scheme.high, scheme.high_unit, unit) if scheme.high is not None else None
    return max(0.0, (many if high is None else min(many, high)) - low)
