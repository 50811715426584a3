"""Items that each name a sort of the thing that the words above them name: 新建养殖设施的：1.标准化牛舍."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, without
from graph.eligibility.language.thesaurus import done_here
from graph.eligibility.scheme import Place, Requirement

__all__ = ["sorted_below"]

_DEED: Final = re.compile(
    "^(?P<deed>新建|建设|新购置?|购[置买]|采购|引进|更新|安装|配备|种植|养殖|饲养|新增|投放|繁育)"
    "(?P<thing>[^，。；、的\\d（）和及或与在]{2,10})$"
)
_GENERAL: Final = re.compile(  # a thing of which items name the sorts, and nothing that it must be besides
    "^(?:设施|农业|营运|运输|养殖|种植|畜禽|水产|特色|优势|主要|生产|仓储|充电|加工|公共|服务|文化|体育|配套)*"
    "(?:设施农业项目|设施农业|设施|设备|车辆|机具|农机具?|机械|装备|项目|作物|品种|畜禽|圈舍|棚室|大棚|船舶|桩|场馆)$"
)
_SORT: Final = re.compile("^(?!每|新|首|经|在|从|为|由|获|达|未|非|按|其中|符合|取得|通过)[^，。；、的\\d（）]{2,12}$")
_DONE: Final = re.compile(
    "购置|购买|新建|建成|获得|评为|认定|验收|签订|备案|实施|开展|举办|参加|企业|单位|机构|个人|人员|家庭|区域|地区|乡镇|县|市|合格|合作社|农场|级$"
)
_CLEAN: Final = "新能源"
_CLEAN_SORT: Final = re.compile("电动|氢|混动|插电|燃料电池|新能源")
_NUMBER: Final = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）).、．])?")


def sorted_below(needs: Sequence[Requirement], formula: Formula, offer: Place) -> tuple[list[Requirement], Formula]:
    """Ask by an item for the deed done with its own sort, where the words above name the thing in general alone."""
    above = [need for need in needs if need.value is True and offer.path.startswith(f"{need.place.path}/")]
    heads = [(need, match) for need in above if (match := _DEED.match(need.attr))]
    said = _NUMBER.sub("", offer.quote)
    own = [
        need
        for need in needs
        if need.value is True
        and need.place.path == offer.path
        and _SORT.match(need.attr)
        and not _DONE.search(need.attr)
        and re.match(f"{re.escape(need.attr)}(?:的)?(?:，|按?照?每)", said)
    ]
    if len(heads) != 1 or len(own) != 1:
        return list(needs), formula
    (head, match), (sort,) = heads[0], own
    thing = match["thing"].removeprefix(_CLEAN) if _CLEAN_SORT.search(sort.attr) else match["thing"]
    if not _GENERAL.match(thing):
        return list(needs), formula
    name = f"{match['deed']}{sort.attr}"
    gone = {order for order, need in enumerate(needs, 1) if need is head}
    kept = without(formula, gone)
    if kept is None:
        return list(needs), formula
    asked = replace(sort, attr=name, key=done_here(name))
    return [asked if need is sort else need for need in needs if need is not head], kept
