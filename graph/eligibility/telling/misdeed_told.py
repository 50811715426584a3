"""What shuts out and is told outright: 去年10月厂里出过一起较大安全生产事故, 我们现在还在失信名单上.

A condition on the last years holds for what is told with its time; without one, or of a lesser degree, it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.event import Days, days_told
from graph.eligibility.scheme import Requirement
from graph.eligibility.telling.assurance import LISTED, asked_of, bounded, degree, named_in, owned_up, spared
from graph.eligibility.telling.denial import stretches, without_denials
from ingest.value.number import parse

__all__ = ["in_time", "misdeeds_told", "mistaken", "period"]

_LAST_YEAR: Final = re.compile("(?:申[报请]年度?(?:的)?)?(?:上一?年度?|前一年度?)")
_YEARS: Final = re.compile(  # and no 有期徒刑三年以上
    "(?:近|最近|前|过去)?(?<![\\d年徒刑])(?P<many>[一二两三四五六七八九十]+|\\d{1,2})(?:个)?(?P<unit>年|月)(?!及?以[上下])"
    "(?:度)?(?:以?内|来|中)?"
)
_SINCE: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?度?(?:（含）)?(?:以来|以后|之后|后|起|至今)"
)
_IN_YEAR: Final = re.compile(r"(?<![\d至到-])(?P<year>(?:19|20)\d\d)年(?!\d|[至到-])")
_OTHERS: Final = re.compile(
    "别人|别家|人家|隔壁|邻居|同行|供应商|客户|对方|母公司|子公司|租户|业主|施工方|承包[商方]|老东家|以前的|前公司"
)


def misdeeds_told(text: str, needs: Iterable[Requirement], on: date) -> Iterator[Fact]:
    """Yield each exclusion of which something is told to be so, in its degree and its time."""
    rest = without_denials(text)
    told = [(at, words) for at, words in stretches(rest) if not _OTHERS.search(words)]
    for need in needs:
        for at, words in told:
            if any(_holds(part, need.attr, words, on) for part in LISTED.split(need.attr)):
                yield Fact.of(need.attr, True, words=words, start=at)
                break


def mistaken(fact: Fact, text: str, on: date) -> bool:
    """Tell whether a fact denies a list of which one thing is told to be so, or what was denied in its worse degrees
    alone, or tells what is too long ago to count.

    >>> said = Fact.of("近两年内发生安全事故", True, words="2018年出过一次安全事故")
    >>> mistaken(said, said.words, date(2023, 5, 10)), mistaken(said, said.words, date(2019, 5, 10))
    (True, False)
    >>> denied = Fact.of("有偷税漏税、拖欠工资", False, words="没有偷税漏税")
    >>> mistaken(denied, "没有偷税漏税，欠过工资", on=date(2023, 5, 10))
    True
    """
    if not isinstance(fact.value, bool) or not fact.words or not asked_of(fact.attr):
        return False
    if fact.value is False:
        return bool(asked_of(fact.attr) & named_in(text)) or spared(fact.attr, bounded(text))
    bounds, days = period(fact.attr, on), tuple(days_told(fact.words, on))
    return bounds is not None and bool(days) and not any(_inside(one, bounds) for one in days)


def period(condition: str, on: date) -> tuple[date, date] | None:
    """Return the first and last day in which a condition shuts out; None where it names no time.

    >>> on = date(2023, 5, 10)
    >>> [str(day) for day in period("申报年度上一年内发生较大事故", on)]
    ['2022-01-01', '2022-12-31']
    >>> str(period("近两年内发生重大事故", on)[0]), period("被列入失信名单", on)
    ('2021-05-10', None)
    >>> [str(period(words, on)[0]) for words in ("自2022年7月1日以来发生事故", "2023年度内发生事故")]
    ['2022-07-01', '2023-01-01']
    """
    if _LAST_YEAR.search(condition):
        return date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)
    if match := _SINCE.search(condition):
        return _day(match), on
    if match := _IN_YEAR.search(condition):
        return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
    match = _YEARS.search(condition)
    if match is None:
        return None
    months = on.year * 12 + on.month - 1 - int(parse(match["many"])) * (12 if match["unit"] == "年" else 1)
    return date(max(1, months // 12), months % 12 + 1, min(on.day, 28)), on


def _day(match: re.Match[str]) -> date:
    """Return the first day that a match names; of one that no month has, the first of its year."""
    year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 1, 1)


def _holds(part: str, condition: str, words: str, on: date) -> bool:
    if not asked_of(part) & owned_up(words) or degree(words) < degree(part):
        return False
    return in_time(condition, words, on)


def in_time(condition: str, words: str, on: date) -> bool:
    """Tell whether what is told happened in the time that a condition is on, if it is on any."""
    bounds = period(condition, on)
    days = tuple(days_told(words, on))
    return bounds is None or (bool(days) and all(_inside(one, bounds) for one in days))


def _inside(days: Days, bounds: tuple[date, date]) -> bool:
    return bounds[0] <= days.first and days.last <= bounds[1]
