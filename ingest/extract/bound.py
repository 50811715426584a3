"""Which of a clause's time bounds a duty has to keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from ingest.extract import deadline
from ingest.extract.assignment import assignments
from ingest.parse.sentence import end_of
from ingest.record import Reading

__all__ = ["Bounds"]

_OPENING = 6  # characters, a label and 力争 say, before a day that opens its sentence and holds past ；


class Bounds:
    """The last days that a clause sets (kinds by and during), found when first asked for.

    Validity, beginnings and what recurs bind nobody to a day. Nothing is guessed: where several different days could be
    meant, the answer is None.

    >>> from ingest.record import Clause, Document, Meta, Source
    >>> clause = Clause("d", "一", "市教育局于2026年6月底前建成平台。本意见有效期至2030年12月31日。")
    >>> bounds = Bounds(Reading(clause, Document("d", Source("d", "", "text/plain", ()), Meta("意见"), (clause,))))
    >>> str(bounds.of_duty((0, 18), [], 0))
    '2026-06-30'
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _all(self) -> tuple[tuple[int, date], ...]:
        return tuple(
            (found.evidence.start, found.end)
            for found in deadline.extract(self._reading)
            if found.kind in ("by", "during") and found.end is not None
        )

    @cached_property
    def _brackets(self) -> tuple[tuple[int, int], ...]:
        return tuple((found.start, found.end) for found in assignments(self._reading.clause.text))

    def only(self, start: int, end: int) -> date | None:
        """Return the one day set in `start … end`."""
        return _single(day for at, day in self._all if start <= at < end)

    def of_assignment(self, start: int, end: int) -> date | None:
        """Return the day for a bracket: the clause's only one, if it stands in the bracket or in the text before it.

        With several brackets in a clause each has the text back to the one before.
        """
        if _single(day for _, day in self._all) is None:
            return None
        before = [stop for _, stop in self._brackets if stop <= start]
        alone = not before and not any(first >= end for first, _ in self._brackets)
        return self.only(max(before, default=0), len(self._reading.clause.text) if alone else end)

    def of_duty(self, span: tuple[int, int], others: Collection[tuple[int, int]], sentence: int) -> date | None:
        """Return the day for a duty told in `span`: set in it, right after it, or at the head of its sentence.

        `others` are the spans of the other duties, whose days are their own.
        """
        start, end = span
        if any(start <= at < end for at, _ in self._all):
            return self.only(start, end)
        text = self._reading.clause.text
        last = min([end_of(text, end, "；。！？\n"), *(first for first, _ in others if first >= end)])
        free = [(at, day) for at, day in self._all if not any(first <= at < stop for first, stop in others)]
        after = [day for at, day in free if end <= at < last]
        part = max(sentence, text.rfind("；", 0, start) + 1)
        return _single(after or [day for at, day in free if part <= at < start or 0 <= at - sentence <= _OPENING])


def _single(days: Iterable[date]) -> date | None:
    found = set(days)
    return found.pop() if len(found) == 1 else None
