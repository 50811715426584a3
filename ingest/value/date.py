"""Times as documents state them, as whole days: 到2025年 · 2022年6月底前 · “十四五”期间 · 自2022年1月1日起 · 每年."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from ingest.rules import Rule, load
from ingest.value.number import chinese

__all__ = ["Period", "Reference", "last_day", "periods", "plan_years", "year_of"]

Kind = Literal["by", "during", "from", "until", "every"]
_SENTENCE = re.compile(r"[^。\n]+")
_HAS_YEAR = re.compile(r"19|20|1\s9|2\s0|二[〇零○]")
_CHEAP = re.compile(
    r"[年月日季周期旬]|小时|分钟|十[一二三四五六七]?五|节前|元旦|五一|七一|国庆|春节|汛期|[高中]考|学期"
)  # no time words without one of these


@dataclass(frozen=True, slots=True)
class Period:
    """Time words in a text and the first and last day they stand for, None where the text leaves it open."""

    start: int
    end: int
    kind: Kind
    first: date | None
    last: date | None
    rule: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative times are reckoned from: the day of issue, the first day in force, the years in the title."""

    issued: date | None = None
    effective: date | None = None
    years: tuple[int, int] | None = None

    @property
    def year(self) -> int | None:
        """The year that the document speaks from: before it is past."""
        return self.issued.year if self.issued else self.years[0] if self.years else None

    @property
    def single(self) -> bool:
        """Whether the title or number names one year alone, which then holds for days without a year."""
        return self.years is not None and self.years[0] == self.years[1]


def last_day(year: int, month: int = 12) -> date:
    """Return the last day of a month, of the year where no month is given.

    >>> last_day(2024, 2).isoformat(), last_day(2025).isoformat()
    ('2024-02-29', '2025-12-31')
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def plan_years(ordinal: str) -> tuple[int, int]:
    """Return the first and last year of a five-year plan named by the numeral before 五.

    >>> plan_years("十四"), plan_years("十五"), plan_years("十")
    ((2021, 2025), (2026, 2030), (2001, 2005))
    """
    first = 2001 + 5 * (int(chinese(ordinal)) - 10)
    return first, first + 4


def year_of(text: str) -> int:
    """Return a year written in digits, spaced or not, or in Chinese digits.

    >>> year_of("2025"), year_of("20 25"), year_of("二〇二五")
    (2025, 2025, 2025)
    """
    plain = re.sub(r"\s", "", text)
    return int(plain) if plain.isdigit() else int(chinese(plain.replace("○", "〇")))


def periods(text: str, reference: Reference = Reference()) -> list[Period]:
    """Return every stretch of time words in the text, in order and without overlap; the first rule that fits wins.

    >>> [(p.kind, str(p.first), str(p.last)) for p in periods("到2025年，建成；2030年前达峰；自2022年1月1日起施行")]
    [('by', 'None', '2025-12-31'), ('by', 'None', '2029-12-31'), ('from', '2022-01-01', 'None')]
    >>> [(p.kind, str(p.first), str(p.last)) for p in periods("“十四五”、“十五五”期间分别植树")]
    [('during', '2021-01-01', '2025-12-31'), ('during', '2026-01-01', '2030-12-31')]
    """
    return list(_periods(text, reference))


@lru_cache(maxsize=32)
def _periods(text: str, reference: Reference) -> tuple[Period, ...]:
    """Return what `periods` does; several extractors ask for the same clause."""
    return tuple(
        replace(period, start=period.start + match.start(), end=period.end + match.start()) if match.start() else period
        for match in _SENTENCE.finditer(text)
        if _CHEAP.search(text, match.start(), match.end())
        for period in _within(match[0], reference)
    )


@lru_cache(maxsize=256)
def _within(text: str, reference: Reference) -> tuple[Period, ...]:
    """Return the periods of one sentence, which several extractors ask for."""
    found: list[Period] = []
    taken = bytearray(len(text))
    dated, letters = _HAS_YEAR.search(text) is not None, set(text)
    for rule, of_a_year in _rules():
        if (of_a_year and not dated) or (rule.needs and rule.needs.isdisjoint(letters)):
            continue
        for match in rule.regex.finditer(text):
            start, end = match.span()
            while start < end and text[start].isspace():
                start += 1
            if any(taken[start:end]):
                continue
            read = [replace(period, start=start, end=end) for period in _read(rule, match, reference)]
            if read:
                taken[start:end] = b"\x01" * (end - start)
                found += read
    return tuple(sorted(found, key=lambda period: (period.start, period.last or date.max)))


@cache
def _rules() -> tuple[tuple[Rule, bool], ...]:
    """Return the rules in order, each with whether a text must hold a year for it to fit: most texts hold none."""
    return tuple((rule, "year" in rule.regex.groupindex and rule.id != "before-feast") for rule in load("time").rules)


def _read(rule: Rule, match: re.Match[str], reference: Reference) -> Iterator[Period]:
    try:
        for first, last in _days(rule.id, match, reference):
            yield Period(0, 0, rule.emit["kind"], first, last, rule.name)
    except (ValueError, OverflowError):  # a 31st of June, a numeral that is none: no time
        return


# Rules whose words stand for no day: what recurs, runs from an event, or is reckoned by the extractor (提前1年).
_OPEN = {"every", "every-one", "every-once-in", "within-from", "within", "within-hours", "barred-for"}
_OPEN |= {"within-to-do", "event-period", "at-most", "part-of-next-year", "ahead-of-time", "notice-ahead"}
Bounds = tuple[date | None, date | None]


def _days(rule: str, match: re.Match[str], reference: Reference) -> Iterator[Bounds]:
    """Yield (first, last) for a match of the rule; more than one where it names several periods."""
    groups = match.groupdict()
    if rule == "plan-several":
        for ordinal in re.findall(r"(十[一二三四五六]?)五", groups["plans"]):
            first, last = plan_years(ordinal)
            yield date(first, 1, 1), last_day(last)
    elif rule in ("plan-period", "plan-end"):
        first, last = plan_years(groups["plan"])
        yield (date(first, 1, 1) if rule == "plan-period" else None), last_day(last)
    elif rule == "range-years":
        yield date(year_of(groups["year"]), 1, 1), last_day(year_of(groups["year2"]))
    elif rule == "range-days":
        yield _range(groups)
    elif rule == "range-months-without-year":
        whole = groups | {"year": str(reference.issued.year)} if reference.issued else None
        yield _range(whole) if whole else (None, None)
    elif rule == "relief-months":
        year = groups["year"] or (str(reference.issued.year) if reference.issued else None)
        yield _range(groups | {"year": year}) if year else (None, None)
    elif rule in ("from-this-year", "whole-year"):
        year = str(reference.year) if reference.year else None
        opens = date(int(year), 1, 1) if year else None
        yield opens, last_day(opens.year) if opens and rule == "whole-year" else None
    elif rule == "range-days-without-year":
        yield _range(groups | {"year": str(reference.issued.year)}) if reference.issued else (None, None)
    elif rule == "bare-half":
        ends = _end(groups)
        yield date(ends.year, ends.month - (5 if groups["half"] else 2), 1), ends
    elif rule == "before-feast":
        yield None, _before_feast(groups, reference)
    elif rule == "from-term":
        yield date(year_of(groups["year"] or ""), 9, 1) if groups["term"] == "秋" else None, None
    elif rule == "first-quarters":
        months = 3 * (_number(groups["quarter"]) or 0) or _number(groups["months"]) or 12
        yield None, last_day(year_of(groups["year"] or ""), months)
    elif rule == "bare-year":
        yield date(year_of(groups["year"]), 1, 1), last_day(year_of(groups["year"]))
    elif rule == "stage-month":
        yield date(year_of(groups["year"]), _number(groups["month"]) or 1, 1), _end(groups)
    elif rule == "valid-from-issue":
        yield reference.issued, _validity(groups, reference)
    elif rule in ("valid-years", "trial-years"):
        yield None, _validity(groups, reference)
    elif rule == "from-day":
        yield date(year_of(groups["year"]), _number(groups["month"]) or 1, _number(groups["day"]) or 1), None
    elif rule == "from-day-without-year":
        yield _without_year(groups, reference, first=True), None
    elif rule == "from-issue":
        yield _after_issue(groups, reference), None
    elif rule in _OPEN:
        yield None, None
    elif rule == "years-from-now":
        yield None, _within_plan(groups, reference) or _add(reference.issued, groups)
    elif rule in ("this-year", "close-without-year", "within-the-year", "part-of-year"):
        yield None, _without_year(groups, reference)
    elif rule == "years-brought-forward":
        years = reference.years
        yield None, last_day(years[0] + _number(groups["less"]) - 1) if years else None  # type: ignore[operator]
    else:
        yield None, _end(groups)


def _end(groups: dict[str, str | None]) -> date:
    """Return the last day that a year with its finer words stands for; 2030年前 is the day before 2030."""
    year = year_of(groups["year"] or "")
    month, day = _number(groups.get("month")), _number(groups.get("day"))
    fine = month or groups.get("close") or groups.get("half") or groups.get("quarter")
    if groups.get("before") and not fine:
        return last_day(year - 1)
    if day:
        return _through(date(year, month or 12, day), groups)
    if month:
        if groups.get("before") and not groups.get("monthend") and not groups.get("midmonth"):
            return date(year, month, 1) - timedelta(days=1)
        return (
            date(year, month, 20 if groups.get("midmonth") == "中旬" else 10)
            if groups.get("midmonth") in ("中旬", "上旬")
            else last_day(year, month)
        )
    if groups.get("half"):
        return last_day(year, 6 if groups["half"] == "上半年" else 12)
    if groups.get("quarter"):
        return last_day(year, 3 * (_number(groups["quarter"]) or 4))
    return last_day(year)


# Feasts of fixed days, and terms that begin on one; 春节 goes by the moon: its days by the almanac.
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "七一": (7, 1), "国庆": (10, 1), "十一": (10, 1), "高考": (6, 7)}
_FEASTS |= {"秋季学期": (9, 1), "秋季学期开学": (9, 1)}
_SPRING = {
    int(day[:4]): date.fromisoformat(day)
    for day in [
        "2015-02-19",
        "2016-02-08",
        "2017-01-28",
        "2018-02-16",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-03",
        "2031-01-23",
        "2032-02-11",
        "2033-01-31",
        "2034-02-19",
        "2035-02-08",
    ]
}


def _before_feast(groups: dict[str, str | None], reference: Reference) -> date | None:
    """Return the day before a feast of the sun's calendar, in the year told or that of the document; else None."""
    year = year_of(groups["year"]) if groups["year"] else reference.issued.year if reference.issued else None
    day = _FEASTS.get((groups["feast"] or "").strip("“”"))
    if year is None or day is None:
        return _SPRING[year] - timedelta(days=1) if groups["feast"] == "春节" and year in _SPRING else None
    told = date(year, *day)
    if not groups["year"] and reference.issued and told <= reference.issued:
        told = date(year + 1, *day)
    return told - timedelta(days=1)


def _through(day: date, groups: dict[str, str | None]) -> date:
    """Return the last day that a day with 前 stands for: 5月1日前 ends in April, 3月31日前 on the 31st."""
    return day - timedelta(days=1) if groups.get("before") and day.day == 1 else day


def _range(groups: dict[str, str | None]) -> Bounds:
    year = year_of(groups["year"] or "")
    year2 = year_of(groups.get("year2") or "") if groups.get("year2") else year
    month2, day2 = _number(groups["month2"]) or _number(groups["month"]) or 12, _number(groups.get("day2"))
    if month2 < (_number(groups["month"]) or 1) and not groups.get("year2"):
        year2 += 1  # 11月至3月 runs over New Year
    first = date(year, _number(groups["month"]) or 1, _number(groups.get("day")) or 1)
    return first, date(year2, month2, day2) if day2 else last_day(year2, month2)


def _validity(groups: dict[str, str | None], reference: Reference) -> date | None:
    """Return the last day of a validity: the day before the same day so many years after the first day in force."""
    begins = reference.effective or reference.issued
    ends = _add(begins, groups)
    return ends - timedelta(days=1) if ends else None


def _add(day: date | None, groups: dict[str, str | None]) -> date | None:
    count = 0.5 if groups["count"] == "半" else _number(groups["count"] or groups.get("count2"))
    if day is None or count is None:
        return None
    months = round(count * 12) if groups["unit"] in ("年", None) else round(count)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _within_plan(groups: dict[str, str | None], reference: Reference) -> date | None:
    """Return the end of the plan where the span is as long as the plan: 三年内 in a plan for 2024—2026."""
    years, count = reference.years, groups["count"]
    if years is None or count is None or count == "半" or groups["unit"] != "年" or not groups.get("within"):
        return None
    return last_day(years[1]) if years[1] - years[0] + 1 == _number(count) > 1 else None  # type: ignore[operator]


def _after_issue(groups: dict[str, str | None], reference: Reference) -> date | None:
    if reference.issued is None or not groups["count"]:
        return reference.issued
    if groups["unit"] in ("日", "天"):
        return reference.issued + timedelta(days=_number(groups["count"]) or 0)
    return _add(reference.issued, groups) if groups["unit"] == "个月" else None


def _without_year(groups: dict[str, str | None], reference: Reference, first: bool = False) -> date | None:
    """Return the day in the document's year, or in the next where it would lie before the day of issue."""
    if reference.issued is None and not reference.single:
        return None
    year = (reference.year or 0) + (groups.get("relative") == "明年")
    month, day = _number(groups.get("month")), _number(groups.get("day"))
    if groups.get("half") == "上半年":
        month = 6
    elif groups.get("quarter"):
        month = 3 * (_number(groups["quarter"]) or 4)
    found = _through(date(year, month or 12, day), groups) if day else last_day(year, month or 12)
    if reference.issued and found < reference.issued and not groups.get("relative"):
        later = found.year + 1
        found = date(later, found.month, found.day) if not first or day else found
    return found


@cache
def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else int(chinese(text))
