"""By when a goal is to be reached: the date before it in its sentence, or the one that opens its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.extract.goal import Goal
from ingest.extract.timeframe import masked, sentences
from ingest.record import Reading
from ingest.rules import load
from ingest.value.date import Period, Reference, periods
from ingest.value.unit import Measure

__all__ = ["carried", "due", "labelled"]

_LABELLED = re.compile(
    "(?:(?:完成|建成|整改|竣工|办结|落实|实施|工作)(?:时限|时间|期限|日期|节点)|时限|时间节点)(?:要求|安排)?[：:]"
)


def carried(reading: Reading, known: Reference) -> list[Period] | None:
    """Return the dates that govern a goals section so far ([] before the first), None outside such sections."""
    goals = load("target")["goals-heading"].regex
    clause = reading.clause
    if goals.search(clause.title):
        return []
    if clause.headings and goals.search(clause.headings[-1]) and clause.above:
        parent = reading.document.parent(clause)
        if parent is None:
            return []
        text = masked(parent.text).text
        bounds = [
            p for a, b in sentences(text) for p in periods(text[a:b], known) if p.kind in ("by", "during") and p.last
        ]
        return bounds[-1:]
    return None


def labelled(text: str, known: Reference) -> list[Period] | None:
    """Return the one date that a label gives for all of a clause; None where there is none or several.

    >>> [p.last.isoformat() for p in labelled("新建站点4处（完成时限：2024年9月底前）。", Reference())]
    ['2024-09-30']
    """
    if not _LABELLED.search(text):
        return None
    even = masked(text, assignments=True).text
    labels = [match.end() for match in _LABELLED.finditer(even)]
    found = [p for p in periods(even, known) if p.kind in ("by", "during") and p.last and p.start in labels]
    return found if len({p.last for p in found}) == 1 else None


def due(
    text: str,
    found: Goal,
    measure: Measure,
    bounds: Sequence[Period],
    carried: Sequence[Period] | None,
    first: int,
    last: int,
) -> list[date | None]:
    """Return the days by which the goal is to be reached: the nearest date before it in its sentence; 每年 has none."""
    if found.indicator.startswith("每年") or re.search(r"每年[^，。；]*$", text[first : measure.start]):
        return [None]
    before = [period for period in bounds if period.start < measure.number]
    if not before and not carried:
        done = load("target")["all-done"].regex
        before = [p for p in bounds if p.kind == "by" and done.match(text[p.end : last])][-1:]
    if before:
        row = [before[-1]]
        for period in reversed(before[:-1]):
            if (
                not re.fullmatch(r"[、和及与，]?(?:到|至)?", text[period.end : row[0].start])
                and period.start != row[0].start
            ):
                break
            row.insert(0, period)
        return [period.last for period in row]
    return [carried[-1].last] if carried else [None]
