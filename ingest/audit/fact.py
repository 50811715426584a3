"""Measures of facts: what plainly assigns, promises or bounds, and whether a record of that kind stands on it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.audit.place import Place, place
from ingest.record import Document, Incentive, Record, Responsibility, Target
from ingest.rules import load

__all__ = ["agencies", "goals", "numbers", "sums"]

_SENTENCE = re.compile(r"[^。；\n]+")


def agencies(document: Document) -> Iterator[Place]:
    """Yield the brackets and labelled lines that assign offices, held where a responsibility was read from them.

    >>> from ingest.record import Clause, Meta, Source
    >>> clause = Clause("d", "一", "推进改造（责任单位：市财政局）。")
    >>> [p.words for p in agencies(Document("d", Source("d.txt", "", "", ()), Meta("某市方案"), (clause,)))]
    ['（责任单位：市财政局）']
    """
    spans = _spans(document, Responsibility)
    rules = [rule for rule in load("audit").rules if rule.emit.get("measure") == "agencies"]
    for clause in document.clauses:
        end = 0
        found = [match.span() for rule in rules for match in rule.regex.finditer(clause.text)]
        for start, last in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= end:
                end = last
                yield place(clause, start, end, any(a < end and start < b for a, b in spans[clause.path]))


def sums(document: Document) -> Iterator[Place]:
    """Yield the sums after a verb of giving, held where an incentive's words or conditions hold them.

    Sentences of penalties and reports give nothing; a sum that bounds who qualifies is passed over.
    """
    spans, rules = _spans(document, Incentive), load("audit")
    for clause in document.clauses:
        for sentence in _SENTENCE.finditer(clause.text):
            promise = rules["promise"].regex.search(sentence[0])
            if promise is None or rules["no-promise"].regex.search(sentence[0]):
                continue
            for match in rules["sum"].regex.finditer(clause.text, sentence.start() + promise.start(), sentence.end()):
                yield place(clause, *match.span(), _covered(match, spans[clause.path]))


def goals(document: Document) -> Iterator[Place]:
    """Yield what is to be reached by a year (到2027年…达到12%), held where a target's words hold the bound."""
    spans, rules = _spans(document, Target), load("audit")
    for clause in document.clauses:
        for match in rules["goal"].regex.finditer(clause.text):
            if not rules["reported"].regex.search(match[0]):
                yield place(clause, *match.span(), _covered(match, spans[clause.path], "bound"))


def numbers(document: Document) -> Iterator[Place]:
    """Yield every number that was accounted for, held where a record or a reason explains it."""
    for number in document.numbers:
        yield place(number.clause, number.start, number.end, number.reason is not None)


def _covered(match: re.Match[str], spans: list[tuple[int, int]], group: str | int = 0) -> bool:
    first, last = match.span(group)
    return any(start <= first and last - 1 <= end for start, end in spans)  # a unit may be cut short of its last sign


def _spans(document: Document, kind: type[Record]) -> dict[str, list[tuple[int, int]]]:
    """Return the stretches that records of one kind were read from, by clause, those of their conditions too."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for record in document.records:
        if isinstance(record, kind):
            home = record.evidence.clause.path
            found[home].append((record.evidence.start, record.evidence.end))
            for condition in getattr(record, "conditions", ()):
                if condition.start is not None:
                    span = condition.start, condition.start + len(condition.text)
                    found[home if condition.path is None else condition.path].append(span)
    return found
