"""Days that a document names without their year: 2月底前完成技改 of a notice of 2020."""

from __future__ import annotations

from dataclasses import replace

from ingest.record import Condition
from ingest.value.date import Reference

__all__ = ["in_year"]


def in_year(one: Condition, known: Reference) -> Condition:
    """Return a condition with the year of its day, which is the document's, or the next where that day is past.

    A day without a year is written as ISO 8601 did, `--02-15`. Where nobody knows the year, the words are asked.

    >>> from datetime import date
    >>> done = Condition("完成时间", "2月底前", "<=", "--02")
    >>> in_year(done, Reference(date(2020, 1, 31))).value, in_year(done, Reference(date(2020, 12, 1))).value
    ('2020-02', '2021-02')
    >>> in_year(done, Reference()).attr
    '2月底前'
    """
    if not isinstance(one.value, str) or not one.value.startswith("--"):
        return one
    if known.year is None:
        return replace(one, attr=one.text, op="=", value=True)
    day = one.value[2:]
    past = one.op in ("<=", "<") and known.issued is not None and known.issued.strftime("%m-%d")[: len(day)] > day
    return replace(one, value=f"{known.year + past}-{day}")
