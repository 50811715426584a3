"""Measures of form: numbering, headings, title, date, and whether every line of the file stands somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.audit.place import Place, place
from ingest.record import Clause, Document
from ingest.rules import Rule, load
from ingest.value.number import chinese

__all__ = ["date", "headings", "kept", "numbering", "title"]

_CHAIN = 3  # links from which on a numbering is one
_HEADING = 60  # characters that a heading has at most
_TITLE = range(6, 91)
_HEAD, _TAIL = 600, 900  # characters at either end of a document in which it is signed
_HAN = re.compile(r"[\u4e00-\u9fff]")


def numbering(document: Document) -> Iterator[Place]:
    """Yield the links of 一、二、三、 and of 第一条、第二条, held where a clause of the tree has that label.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "一", "一、总则\\n二、目标\\n三、措施")
    >>> document = Document("d", Source("d.txt", "", "", ()), Meta("某市方案"), (clause,))
    >>> [found.words for found in numbering(document) if not found.held]
    ['二、', '三、']
    """
    labels = {part.partition("#")[0] for clause in document.clauses for part in clause.path.split("/")}
    for rule in load("audit").rules:
        if "label" in rule.emit:
            links = list(_links(document, rule))
            for clause, match in links if len(links) >= _CHAIN else ():
                yield place(clause, *match.span(), rule.emit["label"].format(_squeezed(match["number"])) in labels)


def headings(document: Document) -> Iterator[Place]:
    """Yield the clauses of the tree, held where the heading is short enough to be one."""
    for clause in _tree(document):
        yield Place(clause.path, 0, len(clause.title), clause.title[:90], len(clause.title) <= _HEADING)


def title(document: Document) -> Iterator[Place]:
    """Yield the title, held where it is one: of a title's length, without addressees."""
    words = document.meta.title
    held = len(words) in _TITLE and not load("audit")["addressed"].regex.search(words)
    yield Place("", 0, 0, words[:120], held)


def date(document: Document) -> Iterator[Place]:
    """Yield the day that a document is signed with near its head or end, held where its meta has a day of issue."""
    at, whole = 0, sum(len(clause.text) + 1 for clause in document.clauses)
    for clause in document.clauses:
        for match in load("audit")["signed"].regex.finditer(clause.text):
            if at + match.start() < _HEAD or at + match.end() > whole - _TAIL:
                yield place(clause, *match.span(), document.meta.issued is not None)
                return
        at += len(clause.text) + 1


def kept(document: Document) -> Iterator[Place]:
    """Yield the lines of the file between the document's first and last, held where a clause or a reason has them.

    What stands around the document is not counted, nor a document whose clauses no longer know their lines.
    """
    placed = {piece.line.number: clause for clause in document.clauses for piece in clause.pieces}
    dropped = {item.line.number for item in document.dropped}
    clause, last = None, max(placed, default=0)
    for line in (line for sheet in document.source.pages for line in sheet.lines):
        clause = placed.get(line.number, clause)
        if clause and line.number <= last and _HAN.search(line.text):
            yield Place(clause.path, 0, 0, line.text[:90], line.number in placed or line.number in dropped)


def _links(document: Document, rule: Rule) -> Iterator[tuple[Clause, re.Match[str]]]:
    """Yield the labels that count 1, 2, 3… in the order of the text."""
    wanted = 1
    for clause in document.clauses:
        for match in rule.regex.finditer(clause.text):
            if chinese(_squeezed(match["number"])) == wanted:
                wanted += 1
                yield clause, match


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _tree(document: Document) -> Iterator[Clause]:
    return (clause for clause in document.clauses if clause.kind not in ("head", "tail"))
