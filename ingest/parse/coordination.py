"""Coordination: what a stretch says that all must hold, and what it says of which one is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.parse.predicate import complete, head_noun

__all__ = ["LONGEST", "alternatives", "conjuncts", "members", "split"]

Span = tuple[int, int]
LONGEST: Final = 240
"""Letters of a phrase; a longer stretch is none: it is asked whole, and not held against the next."""

_AND = re.compile(
    "[，；、]?(?:并且|而且|(?<![合兼])且(?!末)|并(?![购网入轨发联列行])|同时(?=[^期间])|又(?=[^，。；]{2}))|[；、]|，(?!但)|后(?=对于?[^，。；]{4})|(?<=[内上])(?=具有|具备|从事|依法)"
)
_OR = re.compile("[，、]?(?:或者|或)")
_BOUND = re.compile(r"\d[^，。；、]*(?:以[上下内]|周?岁)|(?:不[少低高超]|至少|超过|达到?|满)[^，。；、\d]{0,4}\d")
_KINDS = re.compile("、|以及|和|及(?!以)")
_NAMES = re.compile("[一-鿿]{3}")  # 80周岁以上或者重度残疾的老年人
_LAST = re.compile("(?:和(?!谐|平|睦|解)|以?及(?!以[上下内]|时|格|其)|与)(?=..)")
_STOP = re.compile("、|；|，?(?:或者?|以及)(?!有)")
_SHORT = 2


def split(text: str, start: int, end: int, at: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches between the matches of `at` that stand in no bracket, each with the words that end it."""
    depth, begin, position = 0, start, start
    while position < end:
        if text[position] in "（“《〔":
            depth += 1
        elif text[position] in "）”》〕":
            depth -= 1
        elif depth <= 0 and (match := at.match(text, position, end)) and match.end() > begin:
            yield begin, position, match[0]
            begin = position = match.end()
            if match[0]:
                continue
        position += 1
    yield begin, end, ""


def conjuncts(text: str, start: int, end: int) -> list[Span]:
    """Return what of `start … end` must all hold: predicates joined by 且, 并 or a comma; a list of names stays whole.

    >>> def of(text):
    ...     return [text[a:b] for a, b in conjuncts(text, 0, len(text))]
    >>> of("完成备案并接入平台"), of("从事种植、养殖"), of("受疫情影响、还款确有困难")
    (['完成备案', '接入平台'], ['从事种植、养殖'], ['受疫情影响', '还款确有困难'])
    """
    found: list[Span] = []
    link = ""
    for first, last, mark in split(text, start, end, _AND):
        if found and not _apart(text[slice(*found[-1])], link, text[first:last]):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        link = mark
    return [span for span in found if span[1] > span[0]] or [(start, end)]


def _apart(before: str, link: str, after: str) -> bool:
    """Tell whether two stretches each say something of who applies, and are no names of one list."""
    if not before or not after:
        return False
    if len(before) > LONGEST or len(after) > LONGEST or not link or link.endswith(("且", "；", "，", "后")):
        return True
    if head_noun(before) and head_noun(after):  # 高校毕业生、就业困难人员: names of one list
        return link != "、"
    whole = complete(after) or complete(after.partition("的")[0]) or bool(_BOUND.search(after))
    return whole and (link != "、" or complete(before) or bool(_BOUND.search(before)))


def alternatives(text: str, start: int, end: int) -> list[Span]:
    """Return the ways of which one is enough, where each is told whole; else the stretch as it is.

    >>> def of(text):
    ...     return [text[a:b] for a, b in alternatives(text, 0, len(text))]
    >>> of("年节能量30吨以上或单位能耗下降4%以上"), of("由省或市认定"), of("取得证书或者通过验收")
    (['年节能量30吨以上', '单位能耗下降4%以上'], ['由省或市认定'], ['取得证书', '通过验收'])
    """
    kinds = [(first, last) for first, last, _ in split(text, start, end, _KINDS) if last > first]
    if len(kinds) > 1 and all("的" in text[slice(*one)] and head_noun(text[slice(*one)]) for one in kinds):
        return kinds  # 从事养殖的农户、购买设备的合作社
    ways = [(first, last) for first, last, _ in split(text, start, end, _OR) if last > first]
    said = [text[slice(*way)] for way in ways]
    bounded = [bool(_BOUND.search(one)) for one in said]
    either = all(bounded) or all(complete(one) for one in said) or (bounded[0] and all(map(_NAMES.match, said[1:])))
    return ways if len(ways) > 1 and either else [(start, end)]


def members(text: str, start: int, end: int) -> list[Span]:
    """Return where the members of a list stand, brackets kept whole; 和 parts the last two alone.

    >>> text = "研发、生产企业、职工（含学徒、实习生）和个体工商户"
    >>> [text[a:b] for a, b in members(text, 0, len(text))]
    ['研发', '生产企业', '职工（含学徒、实习生）', '个体工商户']
    """
    spans = [(first, last) for first, last, _ in split(text, start, end, _STOP) if last > first]
    last = [(a, b) for a, b, _ in split(text, *spans[-1], _LAST) if b > a] if len(spans) > 1 else []
    if len(last) == _SHORT and all(b - a >= _SHORT for a, b in last):
        return [*spans[:-1], *last]
    return spans
