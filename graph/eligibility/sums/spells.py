"""Heads counted by how long they stayed: 2600人住1晚, 1400人住2晚, of which a clause pays each group its own sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.measure import compared
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.number import parse

__all__ = ["by_spell", "met_by", "spell_in", "spelled", "spells_said"]

_NUMBER: Final = r"(?P<number>\d+|[一二两三四五六七八九十])"
_SPELL: Final = re.compile(rf"{_NUMBER}个?(?P<unit>[晚夜天日])(?!元|均|内)")
_ALIKE: Final = {"晚": "晚", "夜": "晚", "天": "天", "日": "天"}
_NIGHTS: Final = re.compile(rf"(?:住|过|过夜|住宿|入住|待)(?:了|满|够|上)*{_NUMBER}个?[晚夜]")
_HEADS: Final = frozenset({"人", "人次", "名", "位"})
_STAYED: Final = "(?:住|过夜|玩|游|研学|培训|停留|待)"
_SAID: Final = (
    re.compile(
        rf"(?P<many>\d+(?:\.\d+)?)(?P<ten>万)?(?:多)?(?:人次|人|名|位)[^，。；\d]{{0,8}}?{_STAYED}[^，。；\d]{{0,3}}?{_NUMBER}个?(?P<unit>[晚夜天日])"
    ),
    re.compile(
        rf"{_STAYED}[^，。；\d]{{0,3}}?{_NUMBER}个?(?P<unit>[晚夜天日])(?:及?以上)?的?(?:[^，。；\d]{{0,8}}?)(?P<many>\d+(?:\.\d+)?)(?P<ten>万)?(?:多)?(?:人次|人|名|位)"
    ),
)


def spell_in(text: str) -> tuple[float, str] | None:
    """Return for how many nights or days those were that a name counts.

    >>> spell_in("住宿2晚及以上人数"), spell_in("一日研学人数"), spell_in("年度过夜人数")
    ((2.0, '晚'), (1.0, '天'), None)
    """
    match = _SPELL.search(text)
    return (parse(match["number"]), _ALIKE[match["unit"]]) if match else None


def by_spell(need: Requirement, numbers: Sequence[Fact]) -> tuple[Fact, bool] | None:
    """Tell whether some of those counted by how long they stayed stayed as long as is asked; None where none are."""
    unit = _ALIKE.get(need.unit or "")
    counted = [(fact, spell[0]) for fact, spell in _counted(numbers) if spell[1] == unit]
    if unit is None or not counted or not isinstance(need.value, float):
        return None
    met = [fact for fact, many in counted if compared(many, need.op or ">=", need.value)]
    return (met[0], True) if met else (counted[0][0], False)


def met_by(scheme: Scheme, numbers: Sequence[Fact]) -> list[Fact]:
    """Return those numbers without the heads that stayed longer or shorter than the offer is for."""
    needs = [need for need in scheme.requirements if need.unit in _ALIKE and need.numeric]
    other = {
        id(fact)
        for fact, (many, unit) in _counted(numbers)
        for need in needs
        if _ALIKE[need.unit or ""] == unit
        and isinstance(need.value, float)
        and not compared(many, need.op or ">=", need.value)
    }
    spelled = {id(fact) for fact, _ in _counted(numbers)} - other
    if other and spelled and needs:
        return [fact for fact in numbers if id(fact) in spelled or fact.unit not in _HEADS]
    return [fact for fact in numbers if id(fact) not in other] if other else list(numbers)


def spelled(scheme: Scheme, numbers: Sequence[Fact]) -> bool:
    """Tell whether heads are told by how long they stayed, of which the offer asks."""
    asked = {_ALIKE[need.unit] for need in scheme.requirements if need.numeric and need.unit in _ALIKE}
    return any(spell[1] in asked for _, spell in _counted(numbers))


def spells_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield how many stayed how long, where several groups are told of, and how many they are together."""
    asked = [need for scheme in near if scheme.amount and scheme.amount.per for need in scheme.requirements]
    if not any(need.unit in _ALIKE and need.numeric for need in asked):
        return
    told: dict[str, Fact] = {}
    for part in parts:
        for pattern in _SAID:
            for match in pattern.finditer(part.text):
                name = f"住{parse(match['number']):g}{_ALIKE[match['unit']]}的人数"
                many = float(match["many"]) * (10_000 if match["ten"] else 1)
                told.setdefault(name, Fact.of(name, many, "人", words=part.text, start=part.start))
    if len(told) < 2:
        yield from _nights(parts, asked)
        return
    yield from told.values()
    whole = sum(fact.value for fact in told.values() if isinstance(fact.value, float))
    first = next(iter(told.values()))
    for need in {need.key: need for need in asked if need.op == ">=" and need.unit in _HEADS}.values():
        yield Fact.of(need.attr, whole, need.unit, words=first.words, start=first.start, note="（合计）")


def _nights(parts: Sequence[Segment], asked: Sequence[Requirement]) -> Iterator[Fact]:
    """Yield how many nights all stayed: 都过了一夜, 住了两晚."""
    said = [(match, part) for part in parts if not part.asks for match in _NIGHTS.finditer(part.text)]
    if len({match["number"] for match, _ in said}) != 1:
        return
    match, part = said[0]
    for need in {need.key: need for need in asked if need.numeric and need.unit in ("晚", "夜")}.values():
        yield Fact.of(need.attr, parse(match["number"]), "晚", words=part.text, start=part.start)


def _counted(numbers: Sequence[Fact]) -> list[tuple[Fact, tuple[float, str]]]:
    return [(fact, spell) for fact in numbers if fact.unit in _HEADS and (spell := spell_in(fact.attr))]
