"""Ages that are told by the month of birth: 姥爷1933年3月生的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact, last_of
from graph.eligibility.language.event import months_between
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["ages_said"]

_AGE: Final = "age"
_BORN: Final = re.compile(
    r"(?P<day>(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)(?:份|[号])?(?:出生|生(?=的|人|$))(?!育|产)|(?:生于|出生[于在]?|生日是?)(?P<day2>(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)"
)
_ELDER: Final = 12 * 14  # months from which someone who tells of a birth tells of how old they are


def ages_said(parts: Sequence[Segment], near: Sequence[Scheme], on: date) -> Iterator[Fact]:
    """Yield the age of someone grown whose month of birth is told, where an offer asks for an age.

    Who has a birthday within the month told is of an age that is not known.
    """
    if not any(need.numeric and need.family == _AGE for scheme in near for need in scheme.requirements):
        return
    for part in parts:
        match = _BORN.search(part.text)
        told = match and (match["day"] or match["day2"])
        last = last_of(told) if told else None
        if not told or last is None or part.asks:
            continue
        first = last if "日" in told else last.replace(day=1)
        least, most = months_between(last, on), months_between(first, on)
        if least >= _ELDER and least // 12 == most // 12:
            note = f"（按{told}出生算出）"
            yield Fact.of("年龄", float(least // 12), "岁", words=part.text, start=part.start, note=note)
            return
