"""Sums of money and rates as offers name them: 12元/吨 · 100万元、60万元 · 10% · 全额 · 20个基点 · 3个月租金."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.wording import offer_pattern
from ingest.value.number import parse
from ingest.value.unit import Op, in_yuan, measures

__all__ = ["Sum", "sums"]

_RATES = {"%": "%", "％": "%", "‰": "‰", "百分点": "百分点", "基点": "基点", "BP": "基点", "bp": "基点", "折": "折"}
_PER = re.compile(
    r"/(?P<per>[^，。；、：（）\s/]{1,12}?(?:/[^，。；、：（）\s/]{1,4}?)?)(?=的|给予|予以|标准(?!煤|箱)|补|奖|计|执行|发放|进行|一次性|资助|以内|[，。；、：（）\t\n]|$)"
)
_ABOVE = re.compile(r"(?:[（(]不?含[^（）()]{0,8}[）)])?(?:及|或|\(含\)|（含）)?以(?P<way>上|下|内)|起步|及其以上")
_BARE = re.compile(r"(?:\d+(?:\.\d+)?[、，和及])+$")
_JOIN = re.compile(
    r"(?:、|和|与|及|或|以及)(?P<most>最高|不超过)?$"
)  # 每平方米300元、最高3万元 bounds, and lists nothing
_MOST = re.compile("(?:最高|不超过)$")
_OFFERED = re.compile(r"的?(?:一次性)?(?:资金|现金)?(?:奖励|补助|补贴|资助|奖金|补偿)")


@dataclass(frozen=True, slots=True)
class Sum:
    """Money or a rate at `start … end` of a text: bounding words and per included, the first number at `number`.

    `values` has more than one where the text lists several (一百万元、六十万元). Money in 元, rates in per cent, 基点,
    百分点. `above` tells that 以上, 以下 or a range follows: mostly a threshold, not an offer.
    """

    start: int
    end: int
    number: int
    values: tuple[float, ...]
    unit: str
    op: Op = "="
    upper: float | None = None
    per: str | None = None
    above: bool = False

    @property
    def rate(self) -> bool:
        return self.unit not in ("元", "美元", "欧元", "港元")


def sums(text: str) -> Iterator[Sum]:
    """Yield the sums of `text` in order; lists joined by 、 are one sum with several values.

    >>> [(s.values, s.unit, s.op, s.per) for s in sums("给予不超过90元/公斤的奖励，且不超过船价的25%")]
    [((90.0,), '元', '<=', '公斤'), ((25.0,), '%', '=', None)]
    >>> [s.values for s in sums("分别奖励100、60、30万元，保费全额补贴")]
    [(1000000.0, 600000.0, 300000.0), (100.0,)]
    """
    pending: Sum | None = None
    for one in sorted((*_measured(text), *_special(text)), key=lambda item: item.start):
        between = text[pending.end : one.start] if pending else "。"
        if pending and pending.above and one.above and between in ("", "、", "，") and _OFFERED.match(text, one.end):
            pending = replace(
                pending, end=one.end, op="=", upper=one.values[0], above=False
            )  # 200元以上、5万元以下奖励
            continue
        if pending and _joined(text, pending, one):
            pending = replace(
                pending,
                end=one.end,
                values=pending.values + one.values,
                unit=one.unit,
                per=pending.per or one.per,
                above=one.above,
            )
            continue
        if pending:
            yield pending
        pending = one
    if pending:
        yield pending


def _joined(text: str, first: Sum, then: Sum) -> bool:
    between = text[first.end : then.number]
    plain = not (first.upper or then.upper or first.above) and first.unit == then.unit
    joint = _JOIN.fullmatch(between) if plain and len(between) < 8 else None
    return joint is not None and (not joint["most"] or bool(_MOST.search(text, 0, first.number)))


def _measured(text: str) -> Iterator[Sum]:
    for found in measures(text):
        unit, _, per = found.unit.partition("/")
        end, head = found.end, found.number
        yuan = in_yuan(1.0, unit)
        told = text[found.number : found.unit_end].rstrip()
        if not told.endswith(found.unit[-1]) and "分之" not in told:
            continue  # 100 of 100、60、30万元: the number that carries the unit takes the list
        if yuan is None and unit not in _RATES and unit not in ("万美元", "美元"):
            continue
        factor = yuan or (10**4 if unit == "万美元" else 10 if unit == "折" else 1)
        name = "元" if yuan else "%" if unit == "折" else "美元" if "美元" in unit else _RATES[unit]
        values = [round(found.value * factor, 6)]
        if bare := _BARE.search(text, max(0, head - 60), head):
            values = [round(parse(item) * factor, 6) for item in re.split("[、，和及]", bare[0]) if item] + values
            head = bare.start()
        slash = text.find("/", found.number, found.unit_end + 1)
        if yuan and per and text[found.unit_end : found.unit_end + 1] not in ("·", "/", "每", "年", "月"):
            pass  # 0.2元/千瓦时运营补贴: the unit list knows where the unit ends
        elif yuan and slash > 0 and (match := _PER.match(text, slash)):
            per, end = match["per"], max(end, match.end())
        upper = round(found.upper * factor, 6) if found.upper is not None else None
        above = _ABOVE.match(text, found.unit_end)
        bounded = bool(above and above["way"] != "内") or (found.op in (">=", "<") and above is not None)
        end = max(end, above.end()) if above else end
        yield Sum(min(found.start, head), end, head, tuple(values), name, found.op, upper, per or None, bounded)


def _special(text: str) -> Iterator[Sum]:
    for match in offer_pattern("special-sum").finditer(text):
        if name := next((one for one in ("spell", "rent", "waived", "monthly") if match[one]), None):
            at = match.start(name)  # 减免3个月租金: the share of a rent is told in months
            yield Sum(at, match.end(), at, (parse(match[name]),), match["time"] or match["long"] or "个月")
            continue
        value = 100.0 if match["full"] else 50.0
        if match["over"]:
            value = round(100 * float(match["over"]) / float(match["under"]), 6)
        at = match.start("halved") if match["halved"] else match.start()
        yield Sum(at, match.end(), at, (value,), "%")
