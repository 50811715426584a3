"""When what an offer pays for was done, by the words that tell the deed itself: 前年出口800万美元，去年买了保险.

What is to have happened in some time (2025年1月1日至2027年12月31日期间, 上一年度内) is held against the day that is
told in one breath with what the offer itself asks for, whatever other days are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.event import events
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.place import about_place
from graph.eligibility.matching.premise import of_another_clause, of_last_year
from graph.eligibility.matching.timeline import WINDOW, Timeline, dated, held
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["by_the_deed"]

_BESIDE: Final = frozenset(
    {"register", "born", "graduate", "marry", "work", "sign", "move", "apply", "enrolled", "struck-off"}
)
_LATER: Final = re.compile("补[申报]|申[报请领]|想起|来报|来问|听说|才知道|不知道")


def by_the_deed(checks: tuple[Check, ...], scheme: Scheme, timeline: Timeline) -> tuple[Check, ...]:
    """Settle when it is to have happened, where the deeds that meet the offer's own conditions are told with one day.

    Days of what else is told in the same words (2019年成立的公司购置了设备) tell nothing of it.
    """
    wanted = [
        at for at, check in enumerate(checks) if check.verdict is None and check.fact is None and _timed(check.need)
    ]
    if not wanted or not timeline.facts:
        return checks
    told = [check for check in checks if check.fact and check.fact.words and _deed(check, scheme)]
    graded = [check for check in told if isinstance(check.need.value, str)]  # 2023年评上3A，去年又评为4A
    spoken = {check.fact.words for check in graded or told if check.fact}
    about = events(f"{scheme.place.quote}，{'，'.join(check.need.text for check in checks)}")
    days = [fact for fact in timeline.facts if fact.words in spoken and not _of_another_thing(fact, about)]
    others = [fact for fact in timeline.facts if fact not in days and not _LATER.search(fact.attr)]
    found = list(checks)
    for at in wanted:
        need = checks[at].need
        verdicts = {_within(fact, need, timeline.today): fact for fact in days}
        if len(verdicts) == 1:
            ((verdict, fact),) = verdicts.items()
            if verdict or (verdict is False and not any(_within(fact, need, timeline.today) for fact in others)):
                found[at] = ruled(need, fact, verdict)
    return tuple(found)


def _timed(need: Requirement) -> bool:
    return (need.attr == WINDOW and dated(need)) or of_last_year(need)


def _deed(check: Check, scheme: Scheme) -> bool:
    """Tell whether a deed that the offer itself asks for is told: no number, no place and no kind of applicant."""
    need = check.need
    plain = not need.numeric and not dated(need) and need.family != "kind" and not about_place(need.text)
    return (
        bool(check.verdict) and plain and not need.implied and not of_another_clause(need.place.path, scheme.place.path)
    )


def _of_another_thing(fact: Fact, about: frozenset[str]) -> bool:
    """Tell whether a day is that of something that the offer does not speak of, or of asking for it."""
    return bool(events(fact.attr) & _BESIDE - about) or bool(_LATER.search(fact.attr))


def _within(fact: Fact, need: Requirement, today: date) -> Truth:
    if not isinstance(fact.value, date) or fact.value > today:
        return None
    if need.attr == WINDOW:
        return held(fact, need)
    first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    low, high = (replace(need, op=op, value=day.isoformat()) for op, day in ((">=", first), ("<=", last)))
    verdicts = held(fact, low), held(fact, high)
    if verdicts == (True, False):
        return None  # this year's may be applied for next year
    return False if False in verdicts else None if None in verdicts else True
