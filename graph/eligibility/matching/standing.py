"""In which place among several someone did a thing: 第一专利权人, 排名第二至第五位 asked for, 我们排第二 told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Formula
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import key
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.number import parse

__all__ = ["outranked", "standing_said", "stood"]

_NUMBER: Final = r"(?:\d+|[一二三四五六七八九十]+)"
_ROLE: Final = (
    "专利权人|权利人|起草单位|起草人|完成单位|完成人|承担单位|发明人|作者|申请人|获奖人|主编|参编单位|编制单位"
)
_ASKED: Final = re.compile(
    rf"(?:排名?在?|位列|位居)第(?P<first>{_NUMBER})(?:[至到—–~～-]+第?(?P<last>{_NUMBER}))?位?|(?:排名?)?前(?P<top>{_NUMBER})位?"
    rf"|第(?P<place>{_NUMBER})(?P<role>{_ROLE})"
)
_PLACE: Final = re.compile("(?:排名|排序|名次|位次|位置|序位|顺位)$")
_TOLD: Final = re.compile(
    rf"(?:排名?(?:在|是|到)?|位列|位居)(?:第|在?第)(?P<place>{_NUMBER})|第(?P<of>{_NUMBER})(?P<role>{_ROLE})"
)
_MEASURED: Final = re.compile("销[量售]|市场|份额|产[值量能]|营收|收入|利润|税|规模|行业|考[核试]|成绩")  # 销量排名第一


def standing_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield for each condition on a place among several whether the place told is one of those."""
    told = [(part, place, role) for part in parts if not part.asks for place, role in _told(part.text)]
    if len({place for _, place, _ in told}) != 1:
        return  # nothing told, or each of several things with its own place
    part, place, role = told[0]
    for need in {need.key: need for scheme in near for need in scheme.requirements}.values():
        wanted = _asked(need)
        if wanted and (not wanted[2] or not role or role == wanted[2]):
            held = wanted[0] <= place <= wanted[1]
            yield Fact.of(need.attr, held, words=part.text, start=part.start)


def stood(need: Requirement, told: Iterable[Fact]) -> Check | None:
    """Hold a condition on a place among several against the place given by name: 起草单位排名: 5 for 排名前三位."""
    wanted = _asked(need)
    for fact in told if wanted else ():
        place = _place(fact)
        if wanted and place is not None:
            held = wanted[0] <= place <= wanted[1]
            alone = key(_ASKED.sub("", need.attr)) in fact.key  # else one must also have done it: 主导（排名前三位）
            return ruled(need, fact, held) if alone or not held else None
    return None


def outranked(formula: Formula, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Deny a name that a document gives by place alone (主导是指排名第一) to whom another place is told of."""
    choices = _either(formula)
    if not choices:
        return checks
    found = list(checks)
    for ways in choices:
        said = [checks[order - 1] for order in ways]
        placed = [one for one in said if one.verdict is False and one.fact and _asked(one.need)]
        names = {one.need.attr for one in said for other in placed if one.need.place.iri == other.need.place.iri}
        for order, one in zip(ways, said, strict=True):
            if placed and placed[0].fact and one not in placed and one.need.attr in names:
                found[order - 1] = ruled(one.need, placed[0].fact, False)
    return tuple(found)


@lru_cache(maxsize=20_000)
def _either(formula: Formula) -> tuple[tuple[int, ...], ...]:
    """Return the single conditions of which one is enough, those within each other together."""
    if isinstance(formula, int):
        return ()
    if formula[0] == "or":
        orders = _alone(formula)
        return (orders,) if len(orders) > 1 else ()
    return tuple(ways for part in formula[1] for ways in _either(part))


def _alone(formula: Formula) -> tuple[int, ...]:
    if isinstance(formula, int):
        return (formula,)
    return tuple(order for part in formula[1] for order in _alone(part)) if formula[0] == "or" else ()


def _place(fact: Fact) -> int | None:
    if not _PLACE.search(fact.attr):
        return None
    if isinstance(fact.value, float):
        return int(fact.value)
    match = re.fullmatch(rf"第?(?P<place>{_NUMBER})[名位]?", str(fact.value))
    return int(parse(match["place"])) if match else None


def _asked(need: Requirement) -> tuple[int, int, str] | None:
    match = _ASKED.search(need.attr) if need.value is True else None
    if match is None:
        return None
    if match["top"]:
        return 1, int(parse(match["top"])), ""
    first = int(parse(match["first"] or match["place"]))
    return first, int(parse(match["last"])) if match["last"] else first, match["role"] or ""


def _told(text: str) -> Iterator[tuple[int, str]]:
    for match in _TOLD.finditer(text):
        if not match["role"] and _MEASURED.search(text, 0, match.start()):
            continue
        yield int(parse(match["place"] or match["of"])), match["role"] or ""
