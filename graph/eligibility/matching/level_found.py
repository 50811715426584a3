"""Whether what an applicant tells of was found at the level that is asked for: 省里认定 of 经省级以上认定."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.level_words import LEVEL, REFUSED, by_levels, levels_before_titles, of_another
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives, at_least, coverage, key
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["level_found"]

_FOUND: Final = re.compile(
    "^(?:依法|已)?(?:经过?|由|被|获得?|取得|通过)?(?P<level>国家|省|市|区|县)(?:级|里)?(?P<above>(?:及|或|（含）)*以上)?(?:[^，。；、的]{0,12}?)"
    "(?P<deed>认定|评定|批准|备案|公布|命名|授予|认可|评审|验收|鉴定|评估|确认)(?:的|为|通过|合格|公布)*$"
)
_CHECKED: Final = frozenset(
    {"验收", "评审", "鉴定", "评估", "备案", "批准"}
)  # of no thing before it is told to be done
_WHERE: Final = re.compile("[省市县区](?:内|外|境)")  # 公司省内注册 names no level
_NAMED: Final = 0.5  # how much of what else the offer asks for must stand beside a level for it to be of that


def level_found(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield whether the level told is one that a condition asks for, where no other is told of it."""
    for scheme in near:
        titles = {one.value_key[:2] for one in scheme.requirements if isinstance(one.value, str)}
        titles |= {one.key[:2] for one in scheme.requirements if one.value is True and not _FOUND.match(one.attr)}
        for need in scheme.requirements:
            above = need.attr == LEVEL and "以上" in str(need.value)
            asked = _FOUND.match(need.attr) if need.value is True else None
            if not above and asked is None:
                continue
            told = [(level, part) for part in parts for level in _levels(part, need, scheme, titles, asked)]
            if len({level for level, _ in told}) != 1:
                continue
            level, part = told[0]
            if asked is None:
                yield Fact.of(LEVEL, level, words=part.text, start=part.start)
            elif (held := _reached(asked, level)) is not None:
                yield Fact.of(need.attr, held, words=part.text, start=part.start)


def _levels(
    part: Segment, need: Requirement, scheme: Scheme, titles: set[str], asked: re.Match[str] | None
) -> set[str]:
    """Return the levels of which a stretch tells, leaving it neither denied nor open, that an office found it so."""
    if part.asks or REFUSED.search(part.text) or alternatives("deny").search(part.text):
        return set()
    if asked and asked["deed"] in _CHECKED and asked["deed"] not in part.text:
        return set()
    said = _WHERE.sub("", part.text)
    found = by_levels(said) | set(levels_before_titles(said, titles))
    if asked:
        return found if not of_another(part.text, _names(scheme)) else set()
    return found if _of_it(part, need, scheme) else set()


def _names(scheme: Scheme) -> list[str]:
    return [one.value if isinstance(one.value, str) else one.attr for one in scheme.requirements]


def _of_it(part: Segment, need: Requirement, scheme: Scheme) -> bool:
    said = key(part.canonical)
    beside = [one.value_key or one.key for one in scheme.requirements if one is not need and not one.numeric]
    return any(len(one) > 2 and coverage(one, (said,)) >= _NAMED for one in beside if not one.endswith("级"))


def _reached(asked: re.Match[str], told: str) -> bool | None:
    level = f"{asked['level']}级"
    if not asked["above"]:
        return True if level == told else None
    return at_least(f"{level}以上", told)
