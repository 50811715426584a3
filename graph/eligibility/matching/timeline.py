"""Holds conditions on days and on how long one thing lies after another against the days that are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact, day_of, last_of
from graph.eligibility.kleene import Truth
from graph.eligibility.language.event import events, months_between
from graph.eligibility.language.quantity import dimension, shown
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.matching.measure import compared, in_unit
from graph.eligibility.scheme import Requirement

__all__ = ["LAST_YEAR", "RUNNING", "WINDOW", "Timeline", "dated", "days_of", "held"]

_MONTHS: Final = {"年": 12.0, "个月": 1.0, "月": 1.0, "天": 1 / 30.4}
WINDOW: Final = "事项发生时间"  # when what is paid for happened, whatever it is
LAST_YEAR: Final = "上一年度内发生"
RUNNING: Final = "一直经营"
_RUNS: Final = frozenset({"run"})
_BUILT: Final = frozenset({"finish"})
_FOUNDED: Final = frozenset({"register"})
_NOW: Final = frozenset({"apply"})  # what is to be done by now, or goes on until now
_GOES_ON: Final = re.compile("到现在|至今|一直|没停|没断|没离开|没关|起始|开始|连续")
_DONE: Final = frozenset({"check", "finish"})  # whatever is paid for ends with these
_ASKED_APART: Final = re.compile(
    r"[^，。；\d]{2,4}[\d.]+(?:年|个月|天)内$"
)  # what is to be done in that time is asked too
_TITLE: Final = re.compile("(?:[认评确]定|评上|评|获评|列入|入选|获批|命名)[了为成的上]{0,2}[^，。；]{4,}时间$")
_BEFORE: Final = re.compile(
    r"^(?:于|在)?(?P<day>(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?:底|末)?（?(?:含)?）?(?:之?前|以前)"
)
_WORKS: Final = re.compile("工期|建设期|(?:建设|施工)(?:周期|时间|用时)")
_BUILDING: Final = frozenset({"start", "finish"})  # how long the works took
_SAME_TITLE: Final = 0.4


def dated(need: Requirement) -> bool:
    """Tell whether a condition asks for a day: 认定时间 >= 2024-01-01."""
    return isinstance(need.value, str) and need.op in (">=", "<=", "=") and day_of(need.value) is not None


_BASE: Final = re.compile(
    r"^(?:而|比)?(?:大?前年|(?:19|20)\d\d年)(?:才|只|是|的|有|为)?[^，。]{0,10}?\d[\d.]*[万亿]?(?:美|欧)?元?$"
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days that the facts tell, seen from the day that the applicant applies on."""

    facts: tuple[Fact, ...]
    numbers: Sequence[Fact]
    today: date
    told: Sequence[Fact] = ()

    def day(
        self, need: Requirement, offer: frozenset[str], title: str, spans: Sequence[Requirement] = ()
    ) -> tuple[Truth, Fact | None]:
        """Hold a bound on a day against the days of its event; unknown where none is told, or where they differ.

        `offer` are the events that the offer names, `title` the title that it asks for, if any: the day of another
        title tells nothing of it, and no day of another event tells that what is paid for lies in time. `spans` ask
        how long something has gone on: since when may lie back as long as it will, it counts when it is long enough.
        """
        assert isinstance(need.value, str)
        found = self._of(need.until) if need.until else list(self.facts)
        if not found and need.until == _BUILT:  # what went into use then was done then
            found = self._of(_RUNS)
        found = [fact for fact in found if not _of_another(fact, title)]
        if need.attr == WINDOW:  # 去年做到2600万元，前年2000万元: the year before is what is grown from
            found = [fact for fact in found if not _BASE.match(fact.words)] or found
            if (whole := self._long_enough(need, found, spans)) is not None:
                return True, whole
            found = [fact for fact in found if not any(events(fact.attr) & span.since for span in spans)]
        if not found and need.attr == WINDOW and not spans and all(held(fact, need) for fact in self.facts):
            found = list(self.facts)  # every day told lies between those that the document names
        verdicts = {held(fact, need): fact for fact in found}
        if len(verdicts) != 1:
            return None, None
        ((verdict, fact),) = verdicts.items()
        named = events(fact.attr) if need.attr == WINDOW else frozenset()
        other = named and not named & (offer | _DONE | need.until) and not self._measured(fact)
        if verdict and (self._to_come(fact) or other):
            return None, None
        return verdict, fact

    @staticmethod
    def _long_enough(need: Requirement, found: Iterable[Fact], spans: Iterable[Requirement]) -> Fact | None:
        """Return the day since which something had gone on for long enough only in time: 运营满一年, since 2021-07."""
        low = day_of(need.value) if need.op == ">=" else None
        for fact in found:
            for span in spans:
                if low and isinstance(span.value, float) and events(fact.attr) & span.since:
                    assert isinstance(fact.value, date)
                    if months_between(fact.value, low) <= span.value * _MONTHS.get(span.unit or "月", 1.0):
                        return fact
        return None

    def _measured(self, fact: Fact) -> bool:
        """Tell whether a day is told in one breath with a number that schemes ask for: 2022年卖了10.6亿元."""
        return bool(fact.words) and any(one.words == fact.words for one in self.numbers)

    def lasting(self, need: Requirement) -> tuple[Truth, Fact | None, str]:
        """Hold a span against the number of months or years told for it, else against the days of both its events."""
        bound = need.value
        assert isinstance(bound, float)
        if told := self._number(need):
            value, note = in_unit(told, need.unit)
            if value is not None:
                return compared(value, need.op or "<=", bound, told.over), told, note
        apart = bool(_ASKED_APART.match(need.text)) and bool(need.until - _NOW)
        if apart and need.op in ("<=", "<") and (gone := self._gone_by(need)):
            value, note = in_unit(gone, need.unit)  # what lies back no longer than that lay so when the other was done
            met = compared(value, need.op, bound, gone.over) if value is not None else None
            if met or (met is False and not gone.words and not self._of(need.until - _NOW)):
                return met, gone, note  # a form asks how long it was then
        starts = self._of(need.since)
        if not starts and need.since == _RUNS and any(fact.attr == RUNNING for fact in self.told):
            starts = self._of(_FOUNDED)  # who runs a business without a break since it was registered
        ends = self._of(need.until - _NOW) if need.until - _NOW else []
        done = apart or any(fact.value and events(fact.attr) & need.until - _NOW for fact in self.numbers)
        if starts and done and not ends and self._not_longer_ago(starts[0], need):
            return True, starts[0], ""
        if not starts or (need.until - _NOW and not ends):
            return None, None, ""
        start = next((one for one in starts if self._goes_on(one)), starts[0])
        assert isinstance(start.value, date)
        last = ends[0].until or ends[0].value if ends else self.today
        first = ends[0].value if ends else self.today
        assert isinstance(last, date) and isinstance(first, date)
        most = bound * _MONTHS.get(need.unit or "月", 1.0)
        low, high = months_between(start.until or start.value, first), months_between(start.value, last)
        verdict = _within(low, high, need.op or "<=", most)
        if verdict and any(self._to_come(fact) for fact in (start, *ends[:1])):
            verdict = None
        if need.op in (">=", ">") and verdict and not self._goes_on(start):
            verdict = None  # that much time has gone by; whether it lasted is not told
        return verdict, start, f"（相隔约{shown(round(high / _MONTHS.get(need.unit or '月', 1.0), 1), need.unit)}）"

    def _of(self, wanted: frozenset[str]) -> list[Fact]:
        """Return the dated facts of the events wanted, those first that name most of them."""
        found = [(len(wanted & events(fact.attr)), fact) for fact in self.facts]
        return [fact for many, fact in sorted(found, key=lambda pair: -pair[0]) if many]

    def not_before(self, text: str) -> tuple[Truth, Fact | None]:
        """Tell whether every day told lies behind the one before which a thing does not count (2023年底前取得的).

        Unknown where none is told, or where they differ.
        """
        match = _BEFORE.match(text)
        last = last_of(match["day"]) if match else None
        if last is None:
            return None, None
        verdicts: dict[Truth, Fact] = {}
        for fact in self.facts:
            first, end = fact.value, fact.until or fact.value
            assert isinstance(first, date) and isinstance(end, date)
            verdicts[True if first > last else False if end <= last else None] = fact
        if len(verdicts) != 1:
            return None, None
        return next(iter(verdicts.items()))

    def _to_come(self, fact: Fact) -> bool:
        """Tell whether a day lies ahead: what is to happen then has not happened."""
        return isinstance(fact.value, date) and fact.value > self.today

    def _goes_on(self, start: Fact) -> bool:
        running = any(fact.attr == RUNNING for fact in self.told)
        return running or bool(_GOES_ON.search(f"{start.attr}，{start.words}"))

    def _not_longer_ago(self, start: Fact, need: Requirement) -> bool:
        """Tell whether an event lies back no longer than a span allows, whatever was done since."""
        assert isinstance(start.value, date) and isinstance(need.value, float)
        most = need.value * _MONTHS.get(need.unit or "月", 1.0)
        gone = months_between(start.value, self.today)
        return need.op in ("<=", "<") and gone >= 0 and _within(gone, gone, need.op, most) is True

    def _gone_by(self, need: Requirement) -> Fact | None:
        """Return how long ago the first of the events is told to have been: 退役三年."""
        told = (fact for fact in self.numbers if dimension(fact.unit) == "Time")
        return next((fact for fact in told if events(fact.attr) & need.since and fact.value), None)

    def _number(self, need: Requirement) -> Fact | None:
        """Return the number of years or months told between the events (签约至竣工投产月数: 27)."""
        ends = need.until - _NOW
        for fact in self.numbers:
            if dimension(fact.unit) != "Time":
                continue
            own = _BUILDING if _WORKS.search(fact.attr) else events(fact.attr)
            if own & need.since and (not ends or own & ends):
                return fact
        return None


def _of_another(fact: Fact, title: str) -> bool:
    """Tell whether a day is that of another title: 评上市级文明单位 for 高新技术企业."""
    named = "named" in events(fact.attr) and bool(_TITLE.search(fact.attr))
    return bool(title) and named and coverage(key(title), (fact.key,)) < _SAME_TITLE


def held(fact: Fact, need: Requirement) -> Truth:
    """Hold a day that is told against a bound on days; unknown where only some of the time told lies within."""
    first, last = fact.value, fact.until or fact.value
    low, high = day_of(need.value), last_of(need.value)
    assert isinstance(first, date) and isinstance(last, date) and low and high
    if need.op == ">=":
        return True if first >= low else False if last < low else None
    if need.op == "<=":
        return True if last <= high else False if first > high else None
    return True if low <= first and last <= high else False if last < low or first > high else None


def _within(low: float, high: float, op: str, bound: float) -> Truth:
    """Compare a span known to lie between `low` and `high` months with a bound."""
    if op in ("<=", "<"):
        return True if high <= bound else False if low > bound else None
    return True if low >= bound else False if high < bound else None


def days_of(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that tell a day."""
    return tuple(fact for fact in facts if isinstance(fact.value, date))
