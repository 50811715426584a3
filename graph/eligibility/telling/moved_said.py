"""From where a firm moved here: 从苏州搬来 meets 从市外迁入, 从本市西塘区搬来 does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.language.whose import anothers
from graph.eligibility.matching.area import bare, called, known_region
from graph.eligibility.matching.place import holds, inside
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["asks_to_move", "moved_said"]

_ASKED: Final = re.compile(
    "^(?:首次|新)?(?:从|由|自)?(?:(?:[\u4e00-\u9fff]{2,6}|[本我])?(?P<of>[市省区县境])(?:（[^（）]*）)?(?:以|之)?外|外(?P<out>[市省地区县])|异地)"
    "(?:地区)?(?:整体|成建制|新)?(?:迁入|迁至|搬迁|迁移|引进|转移|落户|搬入|迁来|迁到|转入|搬至)(?:至|到|入|来)?[^，。；、]{0,8}$"
)
_BROUGHT: Final = re.compile("^(?:首次|新)(?:引进|落户|迁入|招引|引入)(?:落户|注册)?(?:的)?(?:企业|项目)?$")
_INVITED: Final = re.compile(
    "招商[^，。；没未]{0,6}(?:引|招|进)(?:进)?(?:来|到)|(?:外地|外省|市外|省外|外面)(?:刚|新)?引(?:进|来)(?:来)?的?|引进到?(?:这|本地|本市|当地)"
)
_LATELY: Final = re.compile("今年|本年|去年|刚|新(?!能源|材料)|最近|上个?月|才(?=[从被来引搬迁])|(?P<year>20\\d\\d)年")
_MOVED: Final = re.compile(
    "(?:(?:从|由|自)(?P<from>[^，。；\\d]{1,12}?)|(?P<out>外[地省市县]|[省市县]外|隔壁[市省]|邻[市省]))"
    "(?:整体|整个|全部?|一起|一块儿?|那边|那里|把[^，。；]{1,8}?|给|都|也|刚刚?|公司|厂子?|总部|新|成建制)*"
    "(?:搬|迁|挪|转(?!让|租|型|产|贷))(?:迁|移)?(?P<way>到|进|入|来|至|过来|回来?|了过来|在)了?(?P<to>[^，。；]{0,8})"
)
_COMES: Final = re.compile("来|进|入")
_THIS: Final = re.compile("这|咱|贵|本|我们|园区|高新区|经开区|开发区|新区|你们|当地")
_OUT: Final = re.compile(
    "^(?:外[地省市面县]|[省市县]外|隔壁[的]?[市省]|邻[市省]|别的[市省]|其[他它][市省]|境外|国外|海外)"
)
_ABROAD: Final = re.compile("境外|国外|海外")
_BY_KIND: Final = re.compile("^[\u4e00-\u9fff]{2,5}(?:市|省|自治区)$")
_NO_MOVE: Final = re.compile("打算|准备|计划|想|明年|要(?=搬|迁)|没有?(?:搬|迁)|还没")
_NOT_HERE: Final = re.compile(  # not moved yet, or gone again
    "正?在(?:从|往|由|搬|迁|办(?:理)?[^，。；]{0,4}(?:迁|搬|手续))|(?:没有?|未)(?:全部?)?(?:办|搬|迁|落)(?:理)?(?:完|好|成|下来)"
    "|又(?:从[^，。；]{1,6})?(?:搬|迁)|(?:搬|迁)(?:出|走|回去)|(?:本来|原本|原来|一直)(?:就|都)*在(?:本|这|你们|当地|我们)"
)
_WHEN: Final = "是|就|也|都|才|刚刚?|已经?|整体|新|全部?|去年|今年|前年|上个?月|最近|年初|年底|\\d{1,4}[年月日]|底|初"
_WE: Final = re.compile(  # who moves: the firm itself, and nothing that it owns
    "^(?:但是?|而|所以|因为|另外)?(?:WHEN)*(?:我们?|咱们?|本|俺们?|这)?家?(?:公司|企业|工厂|厂子?|总部|制造业企业)*(?:WHEN)*$".replace(
        "WHEN", _WHEN
    )
)
_OF_WHAT: Final = re.compile("^了?的(?!$|吗|呢|啊|[^，。；]{0,6}(?:企业|公司|厂))")
_OBJECT: Final = re.compile("把(?!(?:整个|全)?(?:公司|企业|工?厂子?|总部))")


def asks_to_move(attr: str) -> bool:
    """Tell whether a condition asks for a move from elsewhere, which is told by its own words alone.

    >>> asks_to_move("从市外迁入"), asks_to_move("搬运设备")
    (True, False)
    """
    return bool(_ASKED.match(attr))


def moved_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield of each condition that asks for a move from elsewhere whether the applicant made it, where it is told."""
    asked: dict[str, tuple[Requirement, Scheme, str]] = {}
    brought: dict[str, tuple[Requirement, Scheme]] = {}
    for scheme in near:
        for need in scheme.requirements:
            if need.value is True and _BROUGHT.match(need.attr):
                brought.setdefault(need.key, (need, scheme))
            if need.value is True and (match := _ASKED.match(need.attr)):
                asked.setdefault(need.key, (need, scheme, match["of"] or match["out"] or ""))
    moves = [
        (part, match)
        for part in (parts if asked or brought else ())
        if not part.asks and not _NO_MOVE.search(part.text)
        for match in _MOVED.finditer(part.text)
        if _ours(part.text, match)
    ]
    if any(_NOT_HERE.search(part.text) for part in parts):
        return
    for need, scheme, of in asked.values():
        for part, match in moves:
            if not _comes_here(match, scheme):
                continue
            away = _from_outside(match["from"] or match["out"], of, scheme)
            if away is not None:
                yield Fact.of(need.attr, away, words=part.text, start=part.start)
                break

    for need, scheme in brought.values():
        came = [part for part, match in moves if _comes_here(match, scheme)]
        came = [
            part for part, match in moves if part in came and _from_outside(match["from"] or match["out"], "市", scheme)
        ]
        came += [
            part
            for part in parts
            if not part.asks
            and _INVITED.search(part.text)
            and not _NO_MOVE.search(part.text)
            and not anothers(part.text)
        ]
        if came and _lately(parts, scheme):
            yield Fact.of(need.attr, True, words=came[0].text, start=came[0].start)


def _lately(parts: Sequence[Segment], scheme: Scheme) -> bool:
    """Tell whether what is told is of late, or of a year since which the measures have been in force."""
    since = scheme.valid_from or scheme.effective
    for part in parts:
        for match in _LATELY.finditer(part.text) if not part.asks else ():
            if not match["year"] or (since and int(match["year"]) >= since.year):
                return True
    return False


def _ours(said: str, match: re.Match[str]) -> bool:
    """Tell whether it is the firm itself that moved: not 设备是从上海搬来的, 隔壁公司从上海搬来."""
    return bool(_WE.match(said[: match.start()])) and not _OBJECT.search(match[0]) and not _OF_WHAT.match(match["to"])


def _comes_here(match: re.Match[str], scheme: Scheme) -> bool:
    to = match["to"].lstrip("了到在入")
    named = scheme.region and any(name in to for name in called(scheme.region))
    if named or _THIS.search(to) or alternatives("here").search(to):
        return True
    return bool(_COMES.search(match["way"])) and not (_OUT.match(to) or (to and known_region(to)))


def _from_outside(place: str, of: str, scheme: Scheme) -> Truth:
    """Tell whether a place lies outside the area that `of` (市, 省) says; None where that is not known."""
    place = re.sub("(?:那边|那里|整体|整个|的|把.*)$", "", place)
    if scheme.region and (place.startswith(bare(scheme.region)) or alternatives("here").match(place)):
        return False
    if out := _OUT.match(place):
        if of == "省":
            return True if "省" in out[0] or _ABROAD.search(out[0]) else None
        return True if of in ("市", "地", "", "区", "县") or _ABROAD.search(out[0]) else None
    known = known_region(place)
    if known is None:
        return True if of in ("市", "区", "县", "地") and _BY_KIND.match(place) else None
    if inside(place, scheme):
        return False if of not in ("区", "县") else None
    if holds(place, scheme):
        return None
    own = scheme.region_id or getattr(known_region(scheme.region or ""), "code", None)
    if of == "省":
        return known.code[:2] != own[:2] if own else None
    return of != "境"
