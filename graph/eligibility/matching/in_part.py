"""Conditions of which facts by name tell a part that stands for all of it: the thing, a count of the deed, a class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.grade_marks import Mark, marks, unmarked
from graph.eligibility.scheme import Requirement

__all__ = ["by_count", "by_thing", "of_class"]

_HELD: Final = re.compile(  # 组织|旅游包机|经周边机场落地
    "^(?:组织|开展|举办|承办|运营|投资|建设|实施)(?P<thing>[\u4e00-\u9fff]{4,8}?)(?:[经在到来赴从][^，。；、\\d并]{2,12})?$"
)
_STAYED: Final = re.compile("^(?:在|于)?[本我]?[省市县区](?:区|域|内|境内)*(?P<deed>住宿|过夜|停留)$")


def by_thing(need: Requirement, yes: Iterable[Fact], beside: Iterable[Requirement]) -> Fact | None:
    """Return, aloud, that something is held whose thing is given by name, and how or where is left out.

    {"旅游包机": True} is 组织旅游包机经周边机场落地, where nothing else that is asked for (`beside`) speaks of it.
    """
    held = _HELD.match(need.attr) if need.value is True else None
    for fact in yes if held else ():
        if held and fact.value is True and not fact.words and fact.attr == held["thing"]:
            if any(fact.attr in one.attr and one.key != need.key for one in beside):
                return None
            return Fact.taken(need.attr, fact.told(), 0)
    return None


def by_count(need: Requirement, numbers: Sequence[Fact]) -> Fact | None:
    """Return a count of how often a deed was done, for the deed: 住宿2晚及以上人次: 1400 of 在县内住宿."""
    deed = _STAYED.match(need.attr) if need.value is True else None
    told = (one for one in numbers if deed and one.value and not one.words and deed["deed"] in one.attr)
    return next(told, None)


def of_class(shut_out: str, told: str, said: str) -> bool:
    """Tell whether what shuts out is the sort told in the class told beside it: 第二类, and 体外诊断试剂.

    >>> of_class("第二类体外诊断试剂", "体外诊断试剂", "注册证类别第二类"), of_class("体外诊断试剂", "体外诊断试剂", "")
    (True, False)
    """
    rest = shut_out.removesuffix(told) if len(told) > 2 else shut_out
    wanted = marks(rest) if rest != shut_out and not unmarked(rest) else frozenset[Mark]()
    return bool(wanted) and wanted <= marks(said)
