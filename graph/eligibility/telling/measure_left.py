"""The one measure that is told and that no name claims, for the one of its kind that is asked for and untold.

稳稳干了四个月 for 稳定就业3个月以上; 设施有600平方米 for 育秧设施面积500平方米以上.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.nearest import nearest
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.telling.not_yet import came_otherwise

__all__ = ["measures_left", "of_another", "of_one_kind"]

_NAMED: Final = (
    "合同|协议|签|租|毕业|退[役伍]|离校|社保|保险|缴|交了|注册|登记|成立|设立|年龄|岁|工龄|贷|借|有效|到期|质保"
)
_OF_ITS_OWN: Final = re.compile(f"{_NAMED}|至申请|之日起|车龄|期限|工期")  # such spells are told by their names alone
_OTHER: Final = re.compile(
    f"{_NAMED}|[年月天]前|以前|之前|快|近|不到|差[点不]|还差|左右|大概|约|预计|打算|准备|计划|要[干做开]|将|每|手续|实习|断|失业|待业|离职|停[工产业]|歇|空着|闲"
)
_ANOTHER: Final = re.compile("原来|原先|本来|以前|从前|还差|还缺|拆|邻居|隔壁|别人|别家|人家")
_VAGUE: Final = re.compile(  # nor is what is not there yet, is of one only, or is a part of it
    f"{_ANOTHER.pattern}|之前|快|将?近|不到|不足|差[点不]|左右|大概|大约|约|预计|打算|准备|计划|拟|将|要[建开办买]|每|平均|人均"
    "|其中|增加|新增|多了|少了|[比较]|没|未"
)
_KINDS: Final = (  # of which each is a measure of its own, beside the others
    "占地", "用地", "建筑", "种植", "播种", "流转", "营业", "经营", "租", "绿化", "厂房", "库", "住房", "套内", "展览",
    "办公", "屋顶", "装机", "额定", "备案", "并网", "变压器",
)  # fmt: skip
_OTHER_GROUND: Final = ("占地", "用地", "绿化", "套内")  # none of which is the 面积 that is asked for without its kind
_POWER: Final = ("装机", "额定", "备案", "变压器")  # of power and of no room
_TOLD_BY_SIZE: Final = frozenset({"Area", "Volume", "Power"})
_PIECES: Final = frozenset(
    {"场", "张", "间", "趟", "晚", "座", "栋", "架次"}
)  # where a number of 个 may be of anything


def measures_left(parts: Sequence[Segment], told: Iterable[Fact], offer: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield, aloud, what is told without its name for the one thing that the offer asks for in that measure.

    Spells of contracts, insurance, leases, loans and ages go by their names, and so do sums, shares and counts of
    heads: they are never guessed at. An area of another kind than the one asked for (占地 for 建筑面积) is none.
    """
    numbers = [fact for fact in told if fact.numeric]
    free = [part for part in parts if not part.asks and part.start not in {fact.start for fact in numbers}]
    asked: dict[str, list[Requirement]] = {}
    for scheme in offer:
        for need in scheme.requirements:
            if need.numeric and need.place.path == scheme.place.path and (of := _measured(need.unit)):
                asked.setdefault(of, []).append(need)
    for of, needs in asked.items():
        open_ = {need.key: need for need in needs if nearest(numbers, need.key, need.family, need.unit) is None}
        if of == "Time":
            open_ = {name: need for name, need in open_.items() if not _OF_ITS_OWN.search(need.attr)}
        if len(open_) == 1 and len({need.key for need in needs if need.key in open_}) == 1:
            yield from _left(of, next(iter(open_.values())), free)


def _left(of: str, need: Requirement, parts: Iterable[Segment]) -> Iterator[Fact]:
    aside = _OTHER if of == "Time" else _VAGUE
    found = []
    for part in parts:
        said = [one for one in measures(part.text) if _measured(one.unit) == of]
        if said and aside.search(part.text):
            continue
        if said and "或" not in need.attr and came_otherwise(need.attr, part.text):
            continue
        if len(said) == 1 and (of == "Time" or of_one_kind(part.text, need.attr, of=of)):
            found.append((part, said[0]))
        elif said:
            return
    if len(found) == 1:
        ((part, one),) = found
        assumed = f"按“{part.text}”理解，若不是请更正"
        yield Fact.of(need.attr, one.value, one.unit, words=part.text, start=part.start, assumed=assumed)


def _measured(unit: str | None) -> str:
    """Return what a unit measures where one such number is as good as named; "" for the others."""
    if unit in _PIECES:
        return str(unit)
    of = dimension(unit) if unit else None
    return of if of == "Time" or of in _TOLD_BY_SIZE else ""


def of_another(said: str) -> bool:
    """Tell whether a measure is told of what is not the applicant's, or is no more: 隔壁那座有600平方米."""
    return bool(_ANOTHER.search(said))


def of_one_kind(said: str, asked: str, kinds: Collection[str] = _KINDS, of: str | None = None) -> bool:
    """Tell whether words name no kind of measure that what is asked for does not: 占地600平方米 is no 建筑面积.

    >>> of_one_kind("占地600平方米", "建筑面积"), of_one_kind("屋顶装了500千瓦", "装机容量", of="Power")
    (False, True)
    >>> of_one_kind("租了3000平方米的海外仓", "面积"), of_one_kind("占地3000平方米", "面积")
    (True, False)
    """
    if asked in ("面积", "总面积"):
        kinds = _OTHER_GROUND
    if of == "Power":  # which is measured on whatever roof it stands
        kinds = _POWER
    return not any(kind in said and kind not in asked for kind in kinds)
