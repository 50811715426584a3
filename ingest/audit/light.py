"""What an audit says to people: the traffic light of a document, and a notice on each place that was missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.audit.place import Audit, Measured, Place
from ingest.record import Citation, Deadline, Document, Notice, Provision
from ingest.rules import load

__all__ = ["SAYINGS", "light", "missed", "said"]

SAYINGS: Mapping[str, str] = {
    "numbering": "没有成为一条 / is no clause of its own",
    "headings": "太长，不像标题 / is too long for a heading",
    "title": "不像文件的标题 / is no title of a document",
    "date": "没有读成成文日期 / was not read as the day of issue",
    "agencies": "没有读成责任分工 / is in no responsibility",
    "sums": "没有读成奖补 / is in no incentive",
    "goals": "没有读成目标 / is in no target",
    "kept": "不在任何一条中 / stands in no clause",
}
_NAMES = {"agencies": ("责任分工", "assignments"), "sums": ("金额", "sums"), "goals": ("目标", "goals")}
_MANY = 20  # words that speak of facts, from which on a document without any record is suspect
_FEW = 3  # places missed that make a document amber
_SHARE = 0.3  # … if they are more than this share of all: up to here the audit itself may err on a short document
_ALL = 5  # places of one measure that make it red if all of them are missed


def light(document: Document, audit: Audit) -> Notice | None:
    """Return the notice on a document whose facts were plainly missed; None for green.

    >>> from ingest.audit import audited
    >>> from ingest.record import Clause, Meta, Source
    >>> clause = Clause("d", "一", "推进改造（责任单位：市财政局）。" * 9)
    >>> document = Document("d", Source("d.txt", "", "", ()), Meta("某市方案"), (clause,))
    >>> light(document, audited(document)).message
    '1 条、9 处负责/补贴/万元，一条记录也没有读出 / 1 clauses, 9 places that assign or pay: not one record was read'
    """
    found = [(*_NAMES[name], audit.measures[name]) for name in _NAMES if name in audit.measures]
    seen, held = sum(row[2].seen for row in found), sum(row[2].held for row in found)
    cues = sum(len(load("audit")["cue"].regex.findall(clause.text)) for clause in document.clauses)
    if not _facts(document) and (seen >= _FEW or cues >= _MANY):
        count = len(document.clauses)
        zh = f"{count} 条、{cues} 处负责/补贴/万元，一条记录也没有读出"
        return Notice("audit-red", f"{zh} / {count} clauses, {cues} places that assign or pay: not one record was read")
    if seen - held >= _FEW and seen - held > _SHARE * seen:
        red = any(one.seen >= _ALL and not one.held for *_, one in found)
        return Notice("audit-red" if red else "audit-amber", _shares(found))
    return None


def _facts(document: Document) -> bool:
    return any(not isinstance(record, Citation | Deadline | Provision) for record in document.records)


def _shares(found: Sequence[tuple[str, str, Measured]]) -> str:
    missed = [(zh, en, one) for zh, en, one in found if one.misses]
    zh = "、".join(f"{one.seen} 处{name}漏 {len(one.misses)} 处" for name, _, one in missed)
    en = ", ".join(f"{len(one.misses)} of {one.seen} {name}" for _, name, one in missed)
    return f"{zh} / in no record: {en}"


def missed(audit: Audit) -> Iterator[Notice]:
    """Yield a notice on each place that was missed, `missed-sums` and the like; numbers have notices of their own."""
    for name in SAYINGS:
        if name in audit.measures:
            for place in audit.measures[name].misses:
                yield said(name, place)


def said(name: str, place: Place) -> Notice:
    """Return the notice on one place that a measure missed."""
    return Notice(f"missed-{name}", f"“{place.words[:160]}” {SAYINGS[name]}", place.path)
