"""From plain language to facts: what an applicant says, read against what the schemes ask for.

Each fact keeps the words it was read from, so that it can be shown back and put right. What gave no fact is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.match import PLACE, SELF
from graph.eligibility.numbers_told import numbers_told
from graph.eligibility.place import about_place, bare, known_region
from graph.eligibility.relevance import Profiles
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.segment import Segment, segments
from graph.eligibility.thesaurus import alternatives, coverage, excludes, key

__all__ = ["understand"]

_ALL_MET: Final = re.compile(
    r"(?:其他|其它|其余|别的|剩下的?|各项|所有|全部)(?:的)?(?:条件|要求)(?:也|都|均|全)*(?:满足|符合|够|齐|具备|达标|没问题|达到)了?|条件(?:也|都|均|全)+(?:满足|符合|够|齐|具备|达标|没问题|达到)了?"
)
_DAY: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})[日号])?")
_CLIENT: Final = re.compile(r"(?:给|为|帮|替|向|对)$")
_OWN_BEFORE: Final = re.compile(r"(?:在|是|属于?|来自|注册|纳税|位于|于|到|迁)(?:了)?$")
_OWN_AFTER: Final = re.compile(r"^(?:的)?(?:企业|公司|工厂|厂|注册|户口|户籍|登记|纳税|单位)")
_HERE_AFTER: Final = re.compile(
    r"^(?:的)?(?:[^，。]{0,4}?)(?:独立法人|注册|登记|户口|户籍|企业|公司|工厂|厂|合作社|农场|人|依法|纳税|交税|缴税|养老|工作|$)"
)
_FIRM: Final = re.compile(r"(?:我们?|本|咱们?)(?:是|这)?(?:[^，。]{0,24}?)(?:公司|厂|企业|合作社|农场)")
_SAID: Final = 0.62  # how much of a condition must be said for it to be told
_NAMED: Final = 0.7
_SERIOUS: Final = re.compile("较大|重大|严重")
_DEGREE: Final = re.compile(
    "^(?:发生|出现)过?|(?:一般|较大|重大|特别重大|特大)(?:及以上|以上)?(?:的)?|(?<=安全)生产(?=事故)|生产(?=安全)"
)  # whoever had no accident had no serious one


def understand(text: str, schemes: Iterable[Scheme]) -> Facts:
    """Read facts from what an applicant says, in the terms of the schemes that the words are about.

    Whatever the text tells the reader to do is text. Numbers keep their unit; numbers and words that no
    scheme asks for are in `unread`.
    """
    profiles = Profiles(schemes)
    near = [scheme for name in profiles.nearest(text) for scheme in profiles.groups[name]]
    orders = alternatives("orders")
    said = segments(text)
    parts = [part for part in said if not orders.search(part.text)]
    whole = next((match for part in parts if (match := _ALL_MET.search(part.text))), None)
    found = [
        *_places(text, parts, near),
        *_days(parts),
        *_selves(parts),
        *numbers_told(parts, near),
        *_words(parts, near),
    ]
    items: dict[str, Fact] = {}
    for fact in found:
        items.setdefault(fact.key if fact.attr != PLACE else f"{PLACE}{fact.value}", fact)
    told = {fact.start for fact in items.values()}
    unread = [part.text for part in said if not part.asks and part.start not in told and len(part.text) > 2]
    if whole:
        unread = [words for words in unread if not _ALL_MET.search(words)]
    return Facts(tuple(items.values()), whole[0] if whole else None, tuple(unread), _asked(parts))


def _asked(parts: Sequence[Segment]) -> date | None:
    for part in parts:
        if re.search(r"申[报请领]", part.text) and (match := _DAY.search(part.text)):
            return _date(match)
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return None


def _days(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        match = _DAY.search(part.text)
        if match and re.search(r"购买|投入|投资|建设|竣工|付款|开工", part.canonical) and (day := _date(match)):
            yield Fact.of("投入时间", day, words=part.text, start=part.start)


def _selves(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        if _FIRM.search(part.text) and not re.search(r"不是|非", part.text):
            yield Fact.of(SELF, "公司", words=part.text, start=part.start)


# ------------------------------------------------------------------------------------------------------------- places
def _places(text: str, parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    names = {name for scheme in near if scheme.region for name in (scheme.region, bare(scheme.region))}
    for part in parts:
        for match in alternatives("outside").finditer(part.text):
            if _OWN_BEFORE.search(part.text[: match.start()]) or _OWN_AFTER.match(part.text[match.end() :]):
                yield _at(part, match[0])
        regions = list(_named_regions(part))
        yield from regions
        for match in alternatives("centre").finditer(_without(part.text, regions)):
            if _CLIENT.search(part.text[: match.start()]):
                continue
            denied = re.search(r"(?:不|没有?|未)在?$", part.text[: match.start()])
            yield _at(part, "外地" if denied else match[0])
        for match in alternatives("here").finditer(part.text):
            before, after = part.text[: match.start()], part.text[match.end() :]
            if not _CLIENT.search(before) and _HERE_AFTER.match(after):
                yield _at(part, match[0])
        for name in sorted(names, key=len, reverse=True):
            at = part.text.find(name)
            if at >= 0 and not _CLIENT.search(part.text[:at]):
                yield _at(part, name)
                break


def _without(text: str, regions: Sequence[Fact]) -> str:
    """Blank out the names of regions: 鹿城区 is no 城区."""
    for fact in regions:
        text = text.replace(str(fact.value), "＊" * len(str(fact.value)))
    return text


def _named_regions(part: Segment) -> Iterator[Fact]:
    """Yield the regions of the authority files in which the applicant says to be; those of clients are none."""
    from ingest.link import Register

    for mark in Register.load().find_regions(part.text):
        before, after = part.text[: mark.start], part.text[mark.end :]
        if _CLIENT.search(before) or not (_OWN_BEFORE.search(before) or _OWN_AFTER.match(after)):
            continue
        region = known_region(mark.id or part.text[mark.start : mark.end])
        if region is not None:
            yield _at(
                part,
                part.text[mark.start : mark.end] if known_region(part.text[mark.start : mark.end]) else region.name,
            )
    for match in re.finditer(r"(?:在|是)(?P<name>[\u4e00-\u9fff]{2,6}?(?:区|县|市))", part.text):
        region = known_region(match["name"])
        if region is not None and region.level == "county":
            yield _at(part, region.name)


def _at(part: Segment, where: str) -> Fact:
    stated = re.search(r"注册|登记|纳税|税|户", part.text)
    assumed = "" if stated or "法人" in part.text else "按注册地和纳税地都在这里理解，若不同请更正"
    return Fact.of(PLACE, where, words=part.text, start=part.start, assumed=assumed)


# -------------------------------------------------------------------------------------------------------------- words
def _words(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    named: dict[str, tuple[float, Fact]] = {}
    for scheme in near:
        for need in scheme.requirements:
            if need.numeric or (need.key, need.value_key) in seen:
                continue
            seen.add((need.key, need.value_key))
            if isinstance(need.value, str):
                _best(named, need, parts)
            elif not about_place(need.text):
                fact = _told(need, parts)
                if fact is not None:
                    yield fact
    yield from (fact for _, fact in named.values())


def _best(named: dict[str, tuple[float, Fact]], need: Requirement, parts: Sequence[Segment]) -> None:
    options = re.split(r"、|或者|或|，|和", str(need.value)) if need.op == "in" else [str(need.value)]
    for option in options:
        wanted = key(option)
        for window, first in _windows(parts):
            got = coverage(wanted, (key(window),))
            if wanted and got >= _NAMED and not excludes(wanted, key(window)) and _denied(window, wanted) is False:
                score = got * len(wanted)
                if need.key not in named or score > named[need.key][0]:
                    named[need.key] = score, Fact.of(need.attr, option, words=first.text, start=first.start)
                break


def _told(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    if need.op is None and not need.implied:
        return None
    least = _SAID if need.value is not False else 0.5
    asked = need.key if need.value is not False else _DEGREE.sub("", need.key)
    for window, first in _windows(parts):
        if coverage(asked, (key(window),)) >= least and not excludes(need.key, key(window)):
            denied = _denied(window, need.key)
            if denied is False and asked != need.key and not _SERIOUS.search(window):
                continue  # a small accident is none of those that shut out
            if denied is not None:
                return Fact.of(need.attr, not denied, words=first.text, start=first.start)
    return None


def _windows(parts: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Yield what is said, smallest stretch first: one segment, two, three, all."""
    for size in (1, 2, 3, len(parts)):
        for at in range(max(1, len(parts) - size + 1)):
            stretch = parts[at : at + size]
            if not all(part.asks for part in stretch):
                yield "，".join(part.canonical for part in stretch), stretch[0]


def _denied(window: str, wanted: str) -> bool | None:
    """Tell whether the window says that `wanted` is not so; None where it says that it is still open."""
    denied = False
    for part in window.split("，"):
        shared = [at for at in range(len(part) - 1) if part[at : at + 2] in wanted]
        if not shared:
            continue
        if alternatives("pending").search(part) and alternatives("deny").search(part):
            return None
        for match in _deny().finditer(part):
            if match[0] in wanted:
                continue
            if any(0 <= at - match.end() <= 4 for at in shared):
                denied = True
    return denied


@cache
def _deny() -> re.Pattern[str]:
    return alternatives("deny")
