"""The number that is meant: of those told, the one whose name is nearest to what is asked for, by kind and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, dimension
from graph.eligibility.language.thesaurus import coverage, excludes
from graph.eligibility.language.unit_meant import counts_only
from graph.eligibility.matching.measure import measures_alike
from graph.eligibility.offers.stepwise import added_to

__all__ = ["NEAR", "nearest", "of_the_whole", "with_imports"]

NEAR: Final = 0.6  # how much of the name of a number must be told: its unit guards it too
_SAME: Final = 0.8
_QUALIFIED: Final = (
    "实缴",
    "净增",
    "人均",
    "亩均",
    "售票",
    "付费",
    "跨省",
    "省外",
    "县外",
)  # 注册资本 is no 实缴注册资本
_SHARED: Final = 0.45
_RARE: Final = frozenset({"Area", "Volume", "Energy", "Power", "Length", "Mass"})
_LENGTH: Final = re.compile("(?:时间|天数|日数|月数|年数|年限|期限|时长)$|^(?:在?本[省市县区])")
_NAMED_SO: Final = 4  # letters by which what lasts is known: 实际工作, not 工作
_EXPORTS, _TRADED = "出口", "进出口"
_PERSONS: Final = re.compile("毕业(?:生|年度)|退役(?:军人|士兵)|离校(?:生|人员)")
_LEFT: Final = re.compile("毕业|离校|退役")
_BARE: Final = frozenset({"面积", "规模", "容积", "容量", "长度", "产量"})
_WHOLE: Final = re.compile("总(?:投资|投入|造价|支出|费用|成本|额|价|共|计|盘子)|(?:一共|合计|共计|拢共|全部)")
_WHOLE_OF_ALL: Final = re.compile("总(?:投资|投入|造价)|固定资产投资|固投")
_PAID_DOWN: Final = re.compile("首付|定金|订金|预付|尾款|首期款|押金")
_PARTS: Final = {  # what a sum is spent on: the whole of a project is none of its parts, nor is one another
    "设备": re.compile("设备|机器|机床|机具|产线|生产线|装备|仪器"),
    "土建": re.compile("土建|厂房|建筑|盖|基建"),
    "软件": re.compile("软件|系统|平台"),
    "装修": re.compile("装修|装潢|改造费"),
    "研发": re.compile("研发|研究开发|研究|开发"),
}
_SORTS: Final = {  # of counts, none of which stands for another
    "heads": frozenset({"人", "名", "位", "个人", "人次"}),
    "nights": frozenset({"晚", "夜"}),
    "occasions": frozenset({"场", "次", "届", "趟", "班", "期"}),
    "vehicles": frozenset({"台", "辆", "部", "艘", "架"}),
}
_NO_MEASURE: Final = re.compile(  # 拆除35蒸吨以下锅炉, 规格90马力以上: what is measured, only the unit tells
    "(?:(?:提前|新|拟)?(?:拆除|淘汰|报废|关停|购[买置]|采购|引进|安装|建设|建成|新建|改建|扩建|改造|更新|配备|配置))+|规格|型号|参数|规格型号|技术参数|功率|动力"
)


def nearest(numbers: Sequence[Fact], name: str, kind: str | None, unit: str | None) -> Fact | None:
    """Return the number that goes by the key `name`, of the family `kind` and measured as `unit`; None for none.

    A number of another family, or of a name that asks for more (实缴注册资本), is never taken.
    """
    wanted, best, found = dimension(unit), 0.0, None
    for fact in numbers:
        if wanted == "Count" and _other_piece(fact.unit, unit):
            continue
        if fact.key == name:
            return fact
        if wanted and not measures_alike(fact, wanted):
            continue
        if wanted == "Dimensionless" and fact.unit is None and counts_only(name, fact.key):
            continue
        if name.startswith("占") and fact.key.endswith(name):
            return fact  # 研发费用占营业收入比重 for 占营业收入比重, whose part the clause names before
        if kind and fact.family and kind != fact.family:
            continue
        if any(word in name and word not in fact.key for word in _QUALIFIED):
            continue
        if wanted == MONEY and (_other_part(name, fact, numbers) or (added_to(name) and not added_to(fact.key))):
            continue
        if excludes(name, fact.key) or with_imports(name, fact.key):  # 水稻播种面积 is no 旱粮播种面积
            continue
        near = max(coverage(name, (fact.key,)), coverage(fact.key, (name,)))
        if wanted == "Time" and _of_persons(name, fact.key):
            continue
        if wanted == "Time":
            near = max(near, _as_long(name, fact.key))
        if kind and kind == fact.family:
            near = max(near, NEAR) + 0.01 * coverage(name, (fact.key,))
        elif not (kind is None and fact.family is None) and near < _SAME:
            continue
        if near > best:
            best, found = near, fact
    return found if best >= NEAR else _lone(numbers, name, wanted)


def _other_piece(one: str | None, other: str | None) -> bool:
    """Tell whether nights are told where heads are asked for: neither counts the other."""
    sorts = [
        next((sort for sort, units in _SORTS.items() if unit and unit.lstrip("十百千万亿") in units), "")
        for unit in (one, other)
    ]
    if "nights" in sorts and sorts[0] != sorts[1]:
        return bool(one and other)  # 100个游客 are no nights
    return bool(sorts[0] and sorts[1] and sorts[0] != sorts[1])


def _other_part(name: str, fact: Fact, numbers: Sequence[Fact]) -> bool:
    """Tell whether a sum is the whole of what only a part is asked of, or another part where that one is told too."""
    asked = [said for part, said in _PARTS.items() if part in name]
    told = f"{fact.attr}，{fact.words}"
    if not asked or any(said.search(told) for said in asked):
        return False
    if _WHOLE.search(told):
        return True
    others = (f"{one.attr}，{one.words}" for one in numbers if one is not fact and dimension(one.unit) == MONEY)
    return any(said.search(other) for said in asked for other in others)


def of_the_whole(name: str, told: str) -> bool:
    """Tell whether a sum is told as that of a whole or of another part than is asked for, or as paid down only.

    >>> of_the_whole("设备投资", "总投资"), of_the_whole("设备投资", "设备总投资"), of_the_whole("总投资", "总投资")
    (True, False, False)
    >>> of_the_whole("设备投资", "厂房"), of_the_whole("购房总价", "首付"), of_the_whole("首付款", "首付")
    (True, True, False)
    """
    if (down := _PAID_DOWN.search(told)) and down[0] not in name and not _WHOLE.search(told):
        return True
    asked = [said for part, said in _PARTS.items() if part in name]
    if not asked or any(said.search(told) for said in asked):
        return False
    return bool(_WHOLE_OF_ALL.search(told)) or any(said.search(told) for said in _PARTS.values())


def _of_persons(name: str, told: str) -> bool:
    """Tell whether a length of time is only named with whom it is of: 毕业年限 is no length of what 毕业生 do.

    >>> _of_persons("高校毕业生正常经营年限", "毕业年限"), _of_persons("毕业年限", "毕业年限")
    (True, False)
    """
    own = _PERSONS.sub("", name)
    return own != name and bool(own) and bool(_LEFT.search(told)) and not _LEFT.search(own)


def with_imports(name: str, told: str) -> bool:
    """Tell whether of exports and of exports with imports the one is asked for and the other told."""
    return _EXPORTS in name and _EXPORTS in told and (_TRADED in name) is not (_TRADED in told)


def _as_long(name: str, told: str) -> float:
    """Return how much of what lasts so long is told, however the length of it is called: 工作天数 of 工作时间."""
    whole, said = (_LENGTH.sub("", one) for one in (name, told))
    return coverage(said, (whole,)) if len(said) >= _NAMED_SO else 0.0


def _lone(numbers: Sequence[Fact], name: str, wanted: str | None) -> Fact | None:
    """Return the only number of a kind of measure that few things have, where its name shares a word: 种植面积."""
    alike = [fact for fact in numbers if wanted and dimension(fact.unit) == wanted]
    alike = [fact for fact in alike if not excludes(name, fact.key)]
    if wanted not in _RARE or len(alike) != 1:
        return None
    near = max(coverage(name, (alike[0].key,)), coverage(alike[0].key, (name,)))
    told = alike[0].key
    unnamed = told in _BARE or _NO_MEASURE.fullmatch(told) or _NO_MEASURE.fullmatch(name)
    return alike[0] if near >= _SHARED or unnamed else None
