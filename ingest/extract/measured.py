"""What a goal's values measure and where: one name for each of a row, a scope told beside it or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.goal import Goal, subjects
from ingest.extract.scene import Scene, counts
from ingest.extract.scope import is_place, part_of, placed, scoped, shared_end, told_for
from ingest.record import Target
from ingest.rules import load
from ingest.value.unit import Measure

__all__ = ["YEARLY", "for_each", "named", "names"]

# What sums a list up before its measure: 东部、西部两个片区绿地率.
_LEVEL = re.compile("(?:中央|国家|省|市|县|区|乡|镇|村)级")
_LEVEL_FIRST = re.compile("^(?:中央|国家|省|市|县|区|乡|镇|村)级")
# Whose share is told, where the clause before says what is shared: 覆盖率达到80%，重点企业达到100%.
_GROUP = re.compile("(?:企业|行业|单位|机构|学校|医院|园区|社区|小区|人群|群体|人员|居民|家庭|车辆|建筑|项目|街道)$")
YEARLY = re.compile("(?:年均|每年)(?:增长|提高|递增|增加|下降|降低|减少)$")
_SUMMED = re.compile(r"(?:[两三四五六七八九十]|\d+)[个大](?:片区|地区|区域|行业|领域|群体|流域)")


def for_each(scene: Scene, found: Goal, group: Sequence[Measure]) -> Sequence[Measure]:
    """Return the values, one for each subject where 分别 gives one value to all of them (甲、乙分别下降8%)."""
    count = len(re.split("[、和及与]", found.indicator))
    words = scene.text.text[found.start : group[0].start]
    dated = re.search("(?:年|五”?)(?:时期|期间)?[^、，。；]{0,2}分别", words)  # of years, not of subjects
    apart = re.search("分别[^，。；]{0,6}$", words) and not dated
    alone = len(group) == 1 and count > 1
    return list(group) * count if alone and apart and subjects(found.indicator, count) else group


def names(indicator: str, count: int) -> list[tuple[str, str | None]] | None:
    """Return (indicator, scope) for each value of a row, None for a single value or where the names are too few."""
    if count == 1:
        return None
    if places := placed(indicator, count):
        return [(places[0], place) for place in places[1]]
    indicator = _SUMMED.sub("", indicator)
    found = subjects(indicator, count)
    if found is None:
        return None
    if yearly := YEARLY.search(found[-1]):
        found = [name if YEARLY.search(name) else name + yearly[0] for name in found]  # 甲、乙年均分别增长
    shared, last = scoped(found[-1], True)
    sectors = (last or "").endswith(("行业", "领域"))
    heads = indicator.split("、")
    return [
        (shared, bare)
        if shared != found[-1]
        and (is_place(bare := heads[min(index, len(heads) - 1)]) or (sectors and bare != heads[-1]))
        else scoped(name, True)
        for index, name in enumerate(found)
    ]


@cache
def _made() -> frozenset[str]:
    words = load("target").words
    return frozenset((*words["doing"], *words["keeping"])) - frozenset(words["level"])


def named(scene: Scene, found: Goal, measure: Measure, before: Target | None) -> tuple[str, str | None]:
    """Return indicator and scope of a single value; 其中… and a bare place go with the indicator of the goal before."""
    if found.scope:
        return found.indicator, found.scope
    name, scope = scoped(found.indicator, False)
    text = scene.text.text
    if before and scope is None:
        part = part_of(text[max(text.rfind(mark, 0, measure.start) for mark in "，；。") + 1 : measure.start])
        measured = load("target")["indicator-noun"].regex
        if part and found.prefix and name == found.prefix + part:
            name = part  # 累计完成投资4000亿元，其中高速公路2500亿元
        if part == name and before.unit == measure.unit and is_place(name):
            return before.indicator, name  # 其中南部山区不低于180个
        if part == name and before.unit == measure.unit and measured.search(before.indicator):
            return (name, None) if measured.search(name) else (before.indicator, name)
        if _LEVEL.fullmatch(name) and before.unit == measure.unit:
            return name + _LEVEL_FIRST.sub("", before.indicator), None  # 中央级储备库不少于1个、省级不少于3个
        if part == name and name.endswith("级"):
            return name + before.indicator, None  # 其中国家级5家
        of_group = measure.unit == before.unit == "%" and _GROUP.search(name) and not measured.search(name)
        if (
            (is_place(name) or of_group) and not counts(measure) and found.verb not in _made()
        ):  # 划定禁牧区310万亩 makes one
            return before.indicator, name
        if end := shared_end(name, before.indicator):
            return before.indicator, name[: -len(end)]
    if scope is None and (told := told_for(text[scene.span[0] : found.start])):
        scope = told
    return name, scope
