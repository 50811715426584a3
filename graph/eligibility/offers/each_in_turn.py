"""Sums for each of several sorts, with 每 before the first alone.

每引进1家国际店奖励9万元、1家国内店奖励4万元, 每诊断一家规模以上企业1万元、规模以下企业0.5万元.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import without
from graph.eligibility.language.thesaurus import key
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.unit import in_yuan, measures

__all__ = ["bounded_by_its_own", "each_in_turn", "of_its_own_prize"]

_EACH: Final = re.compile(
    "每(?:新|成功)?(?P<deed>[^，。；\\d每]{0,6})[1一](?P<unit>[家个台辆件项名人户艘座张场条只头])(?=[^，。；\\d])"
)
_NEXT: Final = re.compile(
    "[、，](?:[1一](?P<unit>[家个台辆件项名人户艘座张场条只头]))?(?P<what>[^，。；、\\d]{2,14}?)(?:给予|奖励|补助|补贴|资助)?(?P<sum>\\d[\\d.]*万?元)"
)
_HANDED_OUT: Final = re.compile(
    "分别(?:按照?|给予|予以|奖励|补[助贴])*(?P<sums>每[^，。；]*?元[^，。；、]{0,4}、每[^，。；]*?元)"
)
_APIECE: Final = re.compile("每[1一]?(?P<unit>[^\\d，。；、每]{1,3}?)\\d")
_PRIZE: Final = re.compile("(?:特等|[一二三四]等|特别|金|银|铜|优秀|优胜|提名|创新)奖$")
_OF_ITS_OWN: Final = re.compile("[。；]|每|最高|不超过|合计|累计|总额")


def _names(need: Requirement, what: str) -> bool:
    """Tell whether a condition only names the sort of which each is paid: 规模以下企业, of those that are diagnosed."""
    return need.value is True and what.endswith(need.attr)


def each_in_turn(scheme: Scheme) -> Scheme:
    """Read a sum that is paid for each of a sort, and not once for who has just one."""
    offered, quote = scheme.amount, scheme.place.quote
    first = _EACH.search(quote) if offered and not offered.per else None
    if first is None or offered is None:
        return scheme
    for match in _NEXT.finditer(quote, first.end()):
        said = next(iter(measures(match["sum"])), None)
        if said is None or in_yuan(said.value, said.unit) != offered.value:
            continue
        unit = match["unit"] or first["unit"]
        if unit != first["unit"] or _OF_ITS_OWN.search(quote[first.end() : match.start()]):
            continue
        ones = {at for at, need in enumerate(scheme.requirements, 1) if need.numeric and need.value == 1.0}
        ones = {at for at in ones if (one := scheme.requirements[at - 1]).op == "=" and one.unit == unit}
        ones |= {at for at, need in enumerate(scheme.requirements, 1) if _names(need, match["what"])}
        left = without(scheme.formula, ones)
        if left is None:
            return scheme
        needs = tuple(need for at, need in enumerate(scheme.requirements, 1) if at not in ones)
        per = f"每{first['deed']}1{unit}{match['what']}"
        return replace(scheme, amount=replace(offered, per=per), requirements=needs, formula=left)
    return scheme


def bounded_by_its_own(scheme: Scheme) -> Scheme:
    """Ask of a sum by the head that is handed out its own bound alone: 牛30头以上、羊100只以上，分别每头、每只…."""
    handed = _HANDED_OUT.search(scheme.place.quote) if scheme.amount else None
    own = _APIECE.match(f"{scheme.amount.per}1") if handed and scheme.amount and scheme.amount.per else None
    units = [match["unit"] for match in _APIECE.finditer(handed["sums"])] if handed else []
    bounds = {at: need.unit for at, need in enumerate(scheme.requirements, 1) if need.numeric and need.unit in units}
    if own is None or own["unit"] not in bounds.values() or len(set(units)) < len(units):
        return scheme
    others = {at for at, unit in bounds.items() if unit != own["unit"]}
    left = without(scheme.formula, others) if others else None
    if left is None:
        return scheme
    needs = tuple(need for at, need in enumerate(scheme.requirements, 1) if at not in others)
    return replace(scheme, requirements=needs, formula=left)


def of_its_own_prize(scheme: Scheme) -> Scheme:
    """Ask for one prize where another one's sum is told by it: 银奖按金奖标准的60%执行 asks for no 金奖."""
    own = {str(need.value) for need in scheme.requirements if need.attr == "等次" and _PRIZE.fullmatch(str(need.value))}
    if not own:
        return scheme
    needs = tuple(_without_prize(need, own) for need in scheme.requirements)
    return replace(scheme, requirements=needs) if needs != scheme.requirements else scheme


def _without_prize(need: Requirement, own: set[str]) -> Requirement:
    other = _PRIZE.search(need.value) if isinstance(need.value, str) and need.attr != "等次" else None
    if other is None or other[0] in own or not other.start():
        return need
    value = str(need.value)[: other.start()]
    return replace(need, value=value, value_key=key(value))
