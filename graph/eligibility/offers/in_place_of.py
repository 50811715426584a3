"""Offers of a share of another's sum that are for another deed or class in its place: 主导修订的按主导制定标准的50%."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import without
from graph.eligibility.language.thesaurus import key
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["in_place_of"]

_STANDARD: Final = re.compile(
    r"^(?:参照|按照|比照|执行)?(?P<deed>[^，。；\d]{2,8}?)(?:项目|企业|的)?(?:补[助贴]|奖励|资助)?标准$"
)
_POINTS: Final = re.compile("上述|前述|前款|前项|相应|对应|同类|同等|同档|原|该|上一|前条|第|此")
_CLASS: Final = re.compile(
    "(?P<class>\\d类|第?[一二三四]类|[ⅠⅡⅢⅣ]类|[甲乙丙丁]级|[A-D]类)(?P<noun>[\u4e00-\u9fff]{2,8})"
)
_SHORT: Final = 8


def in_place_of(scheme: Scheme, base: Scheme) -> tuple[Scheme, Scheme]:
    """Return an offer and the one that it takes its sum from, which asks for the other deed or class in its place.

    Both are as they were where neither is named so.
    """
    own = [need for need in scheme.requirements if need.value is True and len(need.attr) <= _SHORT]
    for need in own:
        for before, now in _swaps(scheme, need):
            changed = tuple(_said_of(one, before, now) for one in base.requirements)
            if changed == base.requirements:
                continue
            rest = without(scheme.formula, {scheme.requirements.index(need) + 1})
            left = tuple(one for one in scheme.requirements if one is not need)
            base = replace(base, requirements=changed)
            if rest is None or not left:  # all that it asks is asked of the other in its place
                return replace(scheme, requirements=(next(one for one in changed if now in one.attr),), formula=1), base
            return replace(scheme, requirements=left, formula=rest), base
    return scheme, base


def _swaps(scheme: Scheme, need: Requirement) -> list[tuple[str, str]]:
    """Return which words of the other offer the words of a condition stand for."""
    found = []
    match = _STANDARD.match(scheme.rate.of or "") if scheme.rate else None
    if match and not _POINTS.search(match["deed"]) and match["deed"] != need.attr:
        found.append((match["deed"], need.attr))
    if told := _CLASS.fullmatch(need.attr):
        found.append((f"{_CLASS.pattern}|{told['noun']}", need.attr))
    return found


def _said_of(need: Requirement, before: str, now: str) -> Requirement:
    if need.value is not True:
        return need
    told = _CLASS.fullmatch(now)
    if told and (match := _CLASS.search(need.attr)) and match["noun"].startswith(told["noun"]):
        attr = need.attr.replace(f"{match['class']}{told['noun']}", now, 1)
    elif before in need.attr:
        attr = need.attr.replace(before, now, 1)
    else:
        return need
    return replace(need, attr=attr, text=attr, key=key(attr)) if attr != need.attr else need
