"""Sums for each of several sorts, with 每 before the first alone.

每引进1家国际店奖励9万元、1家国内店奖励4万元, 每诊断一家规模以上企业1万元、规模以下企业0.5万元.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import without
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.unit import in_yuan, measures

__all__ = ["each_in_turn"]

_EACH: Final = re.compile(
    "每(?:新|成功)?(?P<deed>[^，。；\\d每]{0,6})[1一](?P<unit>[家个台辆件项名人户艘座张场条只头])(?=[^，。；\\d])"
)
_NEXT: Final = re.compile(
    "[、，](?:[1一](?P<unit>[家个台辆件项名人户艘座张场条只头]))?(?P<what>[^，。；、\\d]{2,14}?)(?:给予|奖励|补助|补贴|资助)?(?P<sum>\\d[\\d.]*万?元)"
)
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
