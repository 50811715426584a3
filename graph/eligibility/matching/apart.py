"""What sets a condition apart from others like it: its grades, and the words that another of its kind lacks.

Most of 首次获得建筑业特级资质 is said with 首次获得建筑业一级资质, and most of 在奥运会获得银牌 with 在亚运会获得银牌:
neither tells the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from graph.eligibility.language.grade_marks import Mark, marks
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.thesaurus import coverage
from graph.eligibility.scheme import Scheme

__all__ = ["Rivals", "marked", "of_another_level", "other_mark", "rivals", "set_apart"]

Rivals = Mapping[str, tuple[str, ...]]
_ALIKE: Final = 0.5
_SHORT: Final = 8  # letters of names that share the noun at their end alone: 日光温室, 玻璃温室
_ITEM: Final = re.compile(r"\d{1,2}|\(?[一二三四五六七八九十]+\)?|%28.*%29")
_PRIZE: Final = re.compile(
    "(?P<of>中国|国家|全国|(?<=[获评得到了过奖的是和])[省市区县]|^[省市区县]|[省市区县](?=级|政府|长))(?:级|人民政府|政府|长)?的?(?P<name>[\u4e00-\u9fff]{2,6}?奖)"
)
_OFFICES: Final = {"中国": "国", "国家": "国", "全国": "国"}
_BOUND: Final = re.compile("以[上下]|及其他|工程师|[或、]")


def marked(asked: str, said: Iterable[str]) -> bool:
    """Tell whether each grade that a condition names is said; one that bounds others (二级以上) is held elsewhere.

    >>> marked("首次获得建筑业特级资质", ["建筑业资质等级", "一级"]), marked("首次获得建筑业特级资质", ["特级"])
    (False, True)
    >>> marked("独立法人资格", []), marked("三级以上医院", ["医院"])
    (True, True)
    """
    wanted = frozenset[object]() if _BOUND.search(asked) else marks(asked)
    return not wanted or wanted <= {mark for one in said for mark in marks(one)}


def other_mark(asked: str, said: str) -> bool:
    """Tell whether a grade of the sort that is asked for is said, and not that one: AAA级 of AA级.

    >>> other_mark("管理体系AAA级", "过了AA级"), other_mark("管理体系AAA级", "管理体系"), other_mark("二级以上", "三级")
    (True, False, False)
    """
    wanted, told = (frozenset[Mark]() if _BOUND.search(asked) else marks(asked)), marks(said)
    sorts = {sort for sort, _ in wanted} & {sort for sort, _ in told}
    return any(not {one for one in wanted if one[0] == sort} & told for sort in sorts)


def of_another_level(asked: str, said: str) -> bool:
    """Tell whether a prize of the name that is asked for is said to be bestowed by another office alone.

    >>> of_another_level("获得中国质量奖", "获得省质量奖"), of_another_level("获得中国质量奖", "中国质量奖和省质量奖")
    (True, False)
    >>> of_another_level("获得中国质量奖", "市长质量奖"), of_another_level("获得省科技进步奖", "科技进步奖")
    (True, False)
    """
    wanted, told = _prizes(asked), _prizes(said)
    names = {name for name, _ in wanted} & {name for name, _ in told}
    return any(not {one for one in wanted if one[0] == name} & told for name in names)


@lru_cache(maxsize=50_000)
def _prizes(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((match["name"], _OFFICES.get(match["of"], match["of"])) for match in _PRIZE.finditer(text))


@lru_cache(maxsize=4)
def rivals(schemes: tuple[Scheme, ...]) -> Rivals:
    """Return for each condition, by its key, those of the other offers of its clause that are most like it."""
    found: dict[str, set[str]] = {}
    for group in _clauses(schemes):
        for key, others in _alike(group):
            found.setdefault(key, set()).update(others)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def _clauses(schemes: Iterable[Scheme]) -> Iterable[frozenset[frozenset[str]]]:
    groups: dict[str, set[frozenset[str]]] = {}
    for scheme in schemes:
        asked = frozenset(one.key for one in scheme.requirements if one.value is True and not one.numeric)
        if asked:
            groups.setdefault(scheme.place.iri, set()).add(asked)
            above, _, item = scheme.place.iri.rpartition("/")
            if _ITEM.fullmatch(item):  # what the items of one list ask for
                groups.setdefault(f"{above}/", set()).add(asked)
    return (frozenset(group) for group in groups.values() if len(group) > 1)


@lru_cache(maxsize=5_000)
def _alike(group: frozenset[frozenset[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Pair what one offer asks for and another does not with what that one asks instead."""
    found: dict[str, set[str]] = {}
    for mine in group:
        for theirs in group:
            for one in mine - theirs:
                like = (other for other in theirs - mine if _near(one, other))
                found.setdefault(one, set()).update(like)
    return tuple((one, tuple(sorted(others))) for one, others in found.items() if others)


def _near(one: str, other: str) -> bool:
    if max(len(one), len(other)) <= _SHORT and min(len(one), len(other)) > 2 and one[-2:] == other[-2:]:
        return True
    return max(coverage(one, (other,)), coverage(other, (one,))) >= _ALIKE


@lru_cache(maxsize=50_000)
def _own(asked: str, other: str) -> frozenset[str]:
    return pairs(asked) - pairs(other)


def set_apart(asked: str, others: Iterable[str], said: str) -> bool:
    """Tell whether something of what each of `others` lacks, and `asked` has, is said.

    >>> set_apart("亚运会获得银牌", ["亚运会获得金牌", "奥运会获得银牌"], "赛事亚运会、名次银牌")
    True
    >>> set_apart("奥运会获得银牌", ["奥运会获得金牌", "亚运会获得银牌"], "赛事亚运会、名次银牌")
    False
    """
    if any(marks(other) - marks(asked) and other.startswith(asked) and other in said for other in others):
        return False  # 质量奖 of who tells of 质量奖提名奖
    return all(not (own := _own(asked, other)) or any(pair in said for pair in own) for other in others)
