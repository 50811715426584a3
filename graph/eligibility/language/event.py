"""What happened when: events as documents and applicants name them, days told by the calendar or by today, spans.

The words are in `graph/rules/event.toml`.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from ingest.value.number import parse

__all__ = ["Days", "Span", "days_told", "events", "months_between", "span"]

_NUMBER: Final = r"(?:\d+|[一二两三四五六七八九十]+)"
_SPAN: Final = re.compile(
    rf"^(?:自(?!主|愿|有|建|筹|行)|从(?!事)|在(?![校职岗读]))?(?P<since>[^，。；\d]{{2,10}}?)(?:之日|次日|之后)?(?:起|后|的)?(?P<number>{_NUMBER})(?P<unit>个月|年|天|日)(?:（含）)?(?:以内|之内|内)(?:（含）)?(?P<until>[^，。；]{{0,18}})$"
)


_WHO: Final = re.compile("企业|单位|基地|人员|机构|招用|吸纳|接收|引进")


@dataclass(frozen=True, slots=True)
class Days:
    """A day, month, season or year that is told: its first and last day, and where in the text."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """How long one thing may lie after another: 备案后24个月内完工."""

    since: str
    value: float
    unit: str
    until: str


@lru_cache(maxsize=50_000)
def events(text: str) -> frozenset[str]:
    """Return which kinds of event the words name.

    >>> sorted(events("备案后24个月内完工")), sorted(events("头一回进了规上的库")), events("设备")
    (['file', 'finish'], ['counted'], frozenset())
    """
    return frozenset(name for name, pattern in _patterns() if pattern.search(text))


@lru_cache(maxsize=20_000)
def span(text: str) -> Span | None:
    """Return the span that a condition sets between two events; None where it sets none.

    >>> span("自签约之日起36个月内竣工投产")
    Span(since='签约', value=36.0, unit='个月', until='竣工投产')
    >>> span("毕业5年以内"), span("两年内未发生事故")
    (Span(since='毕业', value=5.0, unit='年', until=''), None)
    """
    match = _SPAN.match(text)
    if not match or not events(match["since"]) or _WHO.search(match["since"]):
        return None
    if match["until"] and not events(match["until"]):
        return None
    return Span(match["since"], parse(match["number"]), match["unit"].replace("日", "天"), match["until"])


def days_told(text: str, on: date, year: int | None = None) -> Iterator[Days]:
    """Yield the days, months and years that `text` tells, seen from `on`; `year` is that of the words before.

    >>> [(d.first.isoformat(), d.last.isoformat()) for d in days_told("去年8月签约，今年底完工", date(2025, 9, 10))]
    [('2024-08-01', '2024-08-31'), ('2025-12-01', '2025-12-31')]
    """
    last = 0
    while match := _told().search(text, last):
        found, last = _days(match, text, on, year), match.end()
        if found:
            yield found
            year, last = found.first.year, found.end


def months_between(first: Days | date, last: date) -> float:
    """Return how many months lie between two days, parts of a month counting by their days.

    >>> months_between(date(2023, 1, 15), date(2025, 5, 15))
    28.0
    """
    start = first.first if isinstance(first, Days) else first
    return (last.year - start.year) * 12 + last.month - start.month + (last.day - start.day) / 30.4


def _days(match: re.Match[str], text: str, on: date, year: int | None) -> Days | None:
    words, start, end = _data()["words"], match.start(), match.end()
    if match["near"]:
        months = on.year * 12 + on.month - 1 + words["month"][match["near"]]
        return Days(date(months // 12, months % 12 + 1, 1), _last(months // 12, months % 12 + 1), start, end)
    if match["ago"]:
        return _ago(match["ago"], match["span"], on, start, end)
    if bare := match["month_"]:  # 8月 goes on in the year told before
        return _of_month(year or on.year, int(bare), int(match["day_"] or 0), start, end) if year else None
    whose = int(match["year"]) if match["year"] else on.year + words["year"][match["relative"]]
    if match["month"]:
        return _of_month(whose, int(match["month"]), int(match["day"] or 0), start, end)
    for name, (low, high) in sorted(words["half"].items(), key=lambda pair: -len(pair[0])):
        if text.startswith(name, end):
            return Days(date(whose, low, 1), _last(whose, high), start, end + len(name))
    return Days(date(whose, 1, 1), date(whose, 12, 31), start, end)


def _ago(number: str, unit: str, on: date, start: int, end: int) -> Days | None:
    """Return the month, or for years the twelve of them, that lies so long before `on`: 14个月前, 半年前."""
    many = 0.5 if number == "半" else None if "半" in number else parse(number)
    if many is None:
        return None
    last = on.year * 12 + on.month - 1 - round(many * (12 if unit == "年" else 1))
    first = last - (11 if unit == "年" and many >= 1 else 0)
    return Days(date(first // 12, first % 12 + 1, 1), _last(last // 12, last % 12 + 1), start, end)


def _of_month(year: int, month: int, day: int, start: int, end: int) -> Days | None:
    if day > monthrange(year, month)[1]:
        return None
    return Days(date(year, month, day or 1), date(year, month, day) if day else _last(year, month), start, end)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def _told() -> re.Pattern[str]:
    words = _data()["words"]
    relative = "|".join(sorted(words["year"], key=len, reverse=True))
    near = "|".join(words["month"])
    month = r"(?<![\d个])(?P<month{0}>1[0-2]|[1-9])月(?:份)?(?:(?P<day{0}>\d{{1,2}})[日号])?(?![内以])"
    year = rf"(?:(?P<year>(?:19|20)\d{{2}})年|(?P<relative>{relative}))的?(?:{month.format('')})?"
    ago = r"(?P<ago>\d{1,2}|[一二两三四五六七八九十半]{1,3})(?P<span>个月|年)多?(?:以|之)?前(?!\d|[一二三四五名款])"
    return re.compile(rf"(?P<near>{near})|{ago}|{year}|{month.format('_')}")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["id"], re.compile("|".join(entry["says"]))) for entry in _data()["event"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "rules" / "event.toml").read_text("utf-8"))
