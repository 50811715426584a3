"""Provisions: what a document states once of several offers, with the clauses that it is stated of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ingest.extract.stated_of import stated_of
from ingest.parse.normalize import even
from ingest.record import Evidence, Provision, Reading
from ingest.rules import load
from ingest.value.date import last_day
from ingest.value.number import parse
from ingest.value.unit import in_yuan

__all__ = ["extract"]

_SENTENCE = re.compile(r"[^。；;\n]+")
_CUES = load("provision")["cue"].regex
_YEAR = re.compile("每年|年度|当年|全年")
_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底)?|(?P<only>\d{4})年")


def extract(reading: Reading) -> Iterator[Provision]:
    """Yield the provisions of a clause in text order; one that depends on the applicant gets its variable in linking.

    >>> from ingest.record import Clause, Document, Meta, Source
    >>> clause = Clause("d", "第九条", "第九条 本办法所称以上均含本数。同一企业年度累计奖励不超过500万元。", 1)
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [(one.kind, one.paths, one.value, one.unit) for one in extract(Reading(clause, document))]
    [('inclusive', (), None, None), ('cap', (), 5000000.0, '年')]
    """
    flat = even(reading.clause.text)
    rules = [rule for rule in load("provision").rules if "kind" in rule.emit]
    for sentence in _SENTENCE.finditer(flat.text):
        if not _CUES.search(sentence[0]):
            continue
        for rule in rules:
            match = rule.regex.search(sentence[0])
            if match is None:
                continue
            lead = len(match[0]) - len(match[0].lstrip())
            start, end = flat.span(sentence.start() + match.start() + lead, sentence.start() + match.end())
            evidence = Evidence(reading.clause, start, end, rule.name)
            paths = stated_of(reading, sentence[0], sentence.start(), rule.emit["kind"])
            found = _provision(rule.emit, match, evidence, paths, reading.document.meta.issued)
            if found is not None:
                yield found


def _provision(
    emit: Mapping[str, Any], match: re.Match[str], evidence: Evidence, paths: tuple[str, ...], issued: date | None
) -> Provision | None:
    groups = match.groupdict()
    kind, subject = emit["kind"], (groups.get("subject") or "").strip("，的")
    if kind == "intake":
        return _intake(groups, evidence, paths, issued)
    if kind == "window":
        first, last = _day(groups["low"], None), _day(groups.get("high"), None, end=True)
        if last and first and last < first:
            return None
        subject = subject or (groups.get("after") or "").strip("，的")
        return Provision(evidence, kind, paths, start=first, end=last, subject=subject)
    value = parse(groups["value"]) if groups.get("value") else None
    unit = groups.get("unit") or emit.get("unit")
    if kind == "cap" and value is not None and unit:
        money = in_yuan(value, unit)
        return Provision(evidence, kind, paths, money, "年" if _YEAR.search(match[0]) else _whose(groups))
    return Provision(evidence, kind, paths, value, unit, subject=subject)


def _whose(groups: Mapping[str, str | None]) -> str | None:
    return "项目" if (groups["who"] or "").endswith("项目") else None


def _intake(
    groups: Mapping[str, str | None], evidence: Evidence, paths: tuple[str, ...], issued: date | None
) -> Provision | None:
    words = groups["when"] or groups["months"] or ""
    days = list(_DATE.finditer(words))[:2]
    if not days:
        return None
    yearly = bool(groups["yearly"]) or "每年" in words
    year = issued.year if issued else None
    first = None if len(days) < 2 else _day(days[0][0], year)
    last = _day(days[-1][0], first.year if first else year, end=True)
    if last is None or (first and first > last and not yearly):
        return None
    return Provision(evidence, "intake", paths, start=first, end=last, yearly=yearly)


def _day(words: str | None, year: int | None, *, end: bool = False) -> date | None:
    """Return the first day that `words` name, the last with `end`; None without a year, or for no day."""
    match = _DATE.match(words) if words else None
    if match is None:
        return None
    number = int(match["year"] or match["only"] or year or 0)
    month = int(match["month"] or (12 if end else 1))
    try:
        if match["day"]:
            return date(number, month, int(match["day"]))
        return last_day(number, month) if end else date(number, month, 1)
    except ValueError:
        return None
