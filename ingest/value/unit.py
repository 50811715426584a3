"""Quantities: a number with its unit and the words that bound it (不低于 30 %, 25 万吨以上, 100 万元至 200 万元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from ingest.rules import load
from ingest.value.number import CHINESE, DIGITS, parse

__all__ = ["Measure", "Op", "bare_values", "in_yuan", "measures", "relation", "shared_units"]

Op = Literal["=", ">=", "<=", ">", "<", "~"]

_RELATIONS: dict[str, Op] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "~", "between": "="}
_BARE = re.compile(
    r"(?:[到至在为]|达到?|(?P<before>不低于|不高于|不超过|不少于|超过|低于|高于|≥|≤))\s?(?:(?P<ratio>\d+(?:\.\d+)?)\s?(?P<one>[:：∶]\s?1)(?!\d)|(?P<value>\d+\.\d+))\s?(?P<after>以上|以下|以内|左右|之内)?(?=[，。；、）\s]|$)"
)
_LISTED = re.compile(rf"(?<![\d.])(?P<value>{DIGITS})\s?(?:、|和|与|及)\s?$")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in a text. `start … end` covers its bounding words, `number … unit_end` number and unit alone.

    `unit` keeps 万 and 亿 (3.5 亿吨 → 3.5, 亿吨). `upper` is the other end of a range, with the same unit.
    """

    start: int
    end: int
    number: int
    unit_end: int
    value: float
    unit: str
    op: Op = "="
    upper: float | None = None

    def scaled(self) -> float:
        """Return the value with 千, 万 and 亿 multiplied out."""
        return self.value * _factor(self.unit)


def measures(text: str) -> Iterator[Measure]:
    """Yield every number that carries a unit, in text order; numbers without a unit (years, labels, ratios) are none.

    >>> [(m.value, m.unit, m.op) for m in measures("腾出25万吨标煤以上，比例不低于 50 %，培育三十家，推广万种产品")]
    [(25.0, '万吨标煤', '>='), (50.0, '%', '>='), (30.0, '家', '='), (1.0, '万种', '=')]
    >>> [(m.value, m.upper, m.unit) for m in measures("控制在20%—25%，投资100万元至200万元、3-5年")]
    [(20.0, 25.0, '%'), (100.0, 200.0, '万元'), (3.0, 5.0, '年')]
    """
    yield from _measures(text)


@lru_cache(maxsize=64)
def _measures(text: str) -> tuple[Measure, ...]:
    """Return what `measures` yields; several extractors ask for the same text."""
    return tuple(measure for match in _pattern().finditer(text) if (measure := _measure(match)))


def shared_units(text: str) -> Iterator[Measure]:
    """Yield every quantity, and before it the values of a list after 分别 that have their unit from it.

    >>> [(m.value, m.unit) for m in shared_units("分别达到95、90和85个")]
    [(95.0, '个'), (90.0, '个'), (85.0, '个')]
    """
    after = 0
    for measure in measures(text):
        yield from _row(text, measure, after)
        yield measure
        after = measure.end


def _row(text: str, measure: Measure, after: int) -> list[Measure]:
    row: list[Measure] = []
    at = measure.number
    while match := _LISTED.search(text, max(after, at - 12), at):
        first, last = match.span("value")
        row.insert(0, replace(measure, start=first, end=last, number=first, unit_end=last, value=parse(match["value"])))
        at = first
    return row if row and "分别" in text[max(after, at - 10) : at] else []


def bare_values(text: str) -> Iterator[Measure]:
    """Yield the numbers that stand without a unit behind a word that asks for a level (系数提高到0.61以上, 2.8∶1).

    >>> [(m.value, m.op) for m in bare_values("利用系数提高到0.61以上，电能利用效率控制在1.3以下；提高到2025年")]
    [(0.61, '>='), (1.3, '<=')]
    >>> [(m.value, m.unit) for m in bare_values("产值之比达到2.8∶1，按1:1比例配套")]
    [(2.8, '∶1')]
    """
    for match in _BARE.finditer(text):
        op = relation(match["before"], match["after"])
        first, last = match.span("value") if match["value"] else (match.start("ratio"), match.end("one"))
        start, unit = match.start("before") if match["before"] else first, "" if match["value"] else "∶1"
        value = parse(match["value"] or match["ratio"])
        yield Measure(start, match.end("after") if match["after"] else last, first, last, value, unit, op)


def in_yuan(value: float, unit: str) -> float | None:
    """Return a sum in 元, or None where the unit is no money.

    >>> in_yuan(3, "万元"), in_yuan(1.5, "亿元"), in_yuan(3, "万吨")
    (30000.0, 150000000.0, None)
    """
    return round(value * _factor(unit), 6) if re.fullmatch(r"[十百千万亿]*元(?:人民币)?", unit) else None


def _factor(unit: str) -> float:
    factor = 1.0
    for char in re.match(r"[十百千万亿]*", unit)[0]:  # type: ignore[index]
        factor *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return 1.0 if unit.startswith(("千瓦", "千克", "千米", "千伏", "千焦", "百分点")) else factor


@cache
def _bounds(side: str) -> dict[str, Op]:
    """Return the words that bound a number from this side, with the relation each states."""
    words = load("unit").words
    found: dict[str, Op] = {}
    for name, op in _RELATIONS.items():
        found |= dict.fromkeys(words.get(f"{side}_{name}", ()), op)
    return found


def relation(before: str | None, after: str | None) -> Op:
    """Return the relation that the words before and after a number state; those after it count first.

    >>> relation("不低于", None), relation(None, "左右"), relation("达到", None)
    ('>=', '~', '=')
    """
    return _bounds("after").get(after or "") or _bounds("before").get(before or "") or "="


@cache
def _pattern() -> re.Pattern[str]:
    words = load("unit").words
    names = [
        name
        for kind in ("share", "mass", "energy", "area", "length", "money", "people", "time", "data", "counts", "other")
        for name in words[kind]
    ]
    name = "|".join(re.escape(word) for word in sorted(set(names), key=len, reverse=True))
    name = name.replace("|人年|", "|人年(?![均度底内初末])|")  # 500人年均增长 is no 人年
    name = name.replace("|具|", "|具(?![有备体])|")
    scale = r"(?:[十百千]?[万亿]{1,2}|[百千](?![瓦克米伏焦]))"
    unit = rf"{scale}?(?:(?:{name})(?:\s?/\s?(?:{name}|[十百千万]?(?:{name}))){{0,2}})"
    value = rf"(?:{DIGITS}|{CHINESE}(?:点{CHINESE})?)"
    dash = r"\s?(?:[-—–~～－至到]|——)\s?"
    whole = rf"(?:(?<![零〇一二两三四五六七八九十百千]){CHINESE}|(?<!\d)\d+)"  # a long row is tried once
    fraction = rf"{whole}分之(?:{DIGITS}|[零〇一二两三四五六七八九十百千点]+)"
    before, after = (
        "|".join(map(re.escape, sorted(_bounds(side), key=len, reverse=True))) for side in ("before", "after")
    )
    return re.compile(
        rf"(?P<before>{before})?\s?(?:(?P<fraction>{fraction})"
        rf"|(?<![A-Za-z\d.第零〇一二两三四五六七八九十百千])(?P<low>{value})\s?"
        rf"(?:(?P<unit1>{unit})?{dash}(?P<high>{value})\s?)?(?P<unit>{unit})"
        rf"|(?<![\d零〇一二两三四五六七八九十百千几数])(?P<bare>[百千]?[万亿](?:{name})))"
        rf"\s?(?P<after>{after})?"
    )  # fmt: skip


def _measure(match: re.Match[str]) -> Measure | None:
    op = relation(match["before"], match["after"])
    if match["after"] == "以上" and match["before"] in ("超过", "突破"):
        op = ">"
    after = match.end("after") if match["after"] else -1
    if match["fraction"]:
        whole, _, part = match["fraction"].partition("分之")
        share = {"百": 1.0, "千": 1.0}.get(whole) or 100 / (parse(whole) or 1)
        value, unit = round(share * parse(part), 6), "‰" if whole == "千" else "%"
        first, last = match.span("fraction")
        return Measure(
            match.start("before") if match["before"] else first, max(after, last), first, last, value, unit, op
        )
    if match["bare"]:
        if (
            match["bare"].startswith("亿万")  # a multitude, as in 亿万农民, and no number
            or match["bare"] in ("万元", "亿元", "百万元")
            or match.string[match.start("bare") - 1 : match.start("bare")] == "每"
        ):
            return None
        first, last = match.span("bare")
        return Measure(
            match.start("before") if match["before"] else first, max(after, last), first, last, 1.0, match["bare"], op
        )
    first, last = match.start("low"), match.end("unit")
    unit = re.sub(r"\s", "", match["unit"]).replace("％", "%")
    if _LATIN.match(unit) and match.string[last : last + 1].isascii() and match.string[last : last + 1].isalpha():
        return None  # "5G网络" is a name, "5 GW" is none of "5G"
    if unit in ("G", "M") or unit == "万兆" or (match.string[first - 1 : first] == "每" and match["low"] in "百千"):
        return None  # 5G基站 is a name, 每千人 what a number is counted on
    low: float | None
    if match["low"] in ("百", "千") and not match["high"] and re.match("[万亿]", unit):
        if match.string[last : last + 1] == "级":
            return None  # 百万吨级 names a size
        low, unit = 1.0, match["low"] + unit  # 突破千亿元
    else:
        low = _value(match["low"])
    upper = _value(match["high"]) if match["high"] else None
    if low is None or (match["high"] and upper is None):
        return None
    if unit == "成":  # 三成 is 30 %
        low, upper, unit = 10 * low, upper and 10 * upper, "%"
    if match["unit1"] and upper is not None:
        low = low * _factor(match["unit1"]) / _factor(unit) if _factor(match["unit1"]) != _factor(unit) else low
    start = match.start("before") if match["before"] else first
    return Measure(start, max(after, last), first, last, low, _strip(unit), op, upper)


def _value(text: str) -> float | None:
    if text in ("百", "千"):  # 百城千县: a name, no number
        return None
    try:
        return parse(text)
    except ValueError:
        return None


def _strip(unit: str) -> str:
    return unit.removeprefix("个") if unit in ("个百分点", "个基点", "个工作日", "个自然日", "个交易日") else unit
