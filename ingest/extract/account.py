"""Number accounting: every number of a document is in a record, or in none for a reason, or shown as unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.extract.scene import Passed
from ingest.extract.timeframe import masked
from ingest.record import Clause, Document, NumberAccount, Record
from ingest.rules import load
from ingest.structure.label import label
from ingest.value.date import periods
from ingest.value.number import DIGITS
from ingest.value.unit import measures

__all__ = ["account"]

_NUMBER = re.compile(DIGITS)
_TITLE = re.compile(r"《[^》]*》")
_LONG = 40  # characters of a number: what is longer is none, and would take time with the square of its length
_REACH = 12  # characters on either side that a reason is read from


def account(
    document: Document, clause: Clause, records: Sequence[Record], passed: Sequence[Passed] = ()
) -> Iterator[NumberAccount]:
    """Yield what became of each number of the clause: in digits, or in Chinese numerals with a unit.

    `passed` are the numbers that the target extractor turned down, with its reasons. The first of these explains a
    number: a record's words, a label, a cited title, a time, a reason of the extractor, a rule of account.toml.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "1", "1.按GB/T 24001执行《2030年方案》")
    >>> document = Document("d", Source("d.txt", "", "text/plain", ()), Meta("某市办法", kind="measures"), (clause,))
    >>> [(a.clause.text[a.start : a.end], a.reason) for a in account(document, clause, ())]
    [('1', 'label'), ('24001', 'standard number'), ('2030', 'title')]
    """
    text = clause.text
    spans = {match.span() for match in _NUMBER.finditer(text)}
    taken = bytearray(len(text))
    for start, end in spans:
        taken[start:end] = b"1" * (end - start)
    even = masked(text)
    for measure in measures(even.text):
        first, last = even.span(measure.number, measure.unit_end)
        if measure.value >= 2 and not any(taken[first:last]):
            spans.add((first, last))
            taken[first:last] = b"1" * (last - first)
    if not spans:
        return
    explained = _explained(clause, records, passed)
    if clause.kind == "head" and (title := document.meta.title) and (at := clause.text.find(title)) >= 0:
        explained.append((at, at + len(title), "title"))
    why: list[str | None] = [None] * len(text)
    for first, last, each in reversed(explained):
        why[first:last] = [each] * (min(last, len(text)) - first)
    for start, end in sorted(spans):
        reason = why[start]
        if reason is not None and reason.startswith("record "):
            yield NumberAccount(clause, start, end, "record", {"kind": reason[7:]})
        else:
            yield NumberAccount(clause, start, end, reason or _by_rule(text, start, end))


def _explained(clause: Clause, records: Sequence[Record], passed: Sequence[Passed]) -> list[tuple[int, int, str]]:
    """Return the stretches of the clause that explain the numbers in them, strongest reason first."""
    text = clause.text
    found = [(r.evidence.start, r.evidence.end, f"record {type(r).__name__.lower()}") for r in records]
    found += [
        (at, at + len(condition.text), "record condition")
        for record in records
        for condition in getattr(record, "conditions", ())
        if condition.path in (None, clause.path) and condition.text and (at := text.find(condition.text)) >= 0
    ]
    if opening := label(text):
        found.append((0, opening.rest, "label"))
    found += [(match.start(), match.end(), "title") for match in _TITLE.finditer(text)]
    found += [(item.start, item.end, item.reason) for item in passed if item.reason != "quantity without goal"]
    even = masked(text)
    found += [
        (*even.span(period.start, period.end), "date" if period.last or period.first else "time span")
        for period in periods(even.text)
    ]
    found += [(item.start, item.end, item.reason) for item in passed if item.reason == "quantity without goal"]
    return found


def _by_rule(text: str, start: int, end: int) -> str | None:
    first, end = max(0, start - _REACH), min(end, start + _LONG)
    window = text[first : end + _REACH]
    for rule in load("account").rules:
        for match in rule.regex.finditer(window):
            if any(
                match.start(group) <= start - first and end - first <= match.end(group)
                for group in match.groupdict()
                if match[group] is not None
            ):
                return rule.id
    return None
