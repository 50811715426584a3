"""One script for the rules: traditional characters are evened for reading, and what is quoted stands as written.

A document's lines are evened character for character, so that every offset holds for both; once facts are read, the
clauses and their quotes get back the characters of the file. Values (the head, names, indicators) stay evened, so that
they join those of other documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from ingest.record import Clause, Document, Dropped, Incentive, Line, Notice, Piece, Record, Responsibility, Source

__all__ = ["as_written", "even", "evened", "language"]

_SAMPLE: Final = 20_000  # characters by which a document's script is judged
_TRADITIONAL: Final = 0.06  # share of characters that evening changes; in simplified text under 0.01, else about 0.3
_ENOUGH: Final = 60  # letters from which on a language is judged
_CHINESE: Final = 0.3  # share of Chinese characters among the letters of a Chinese text, codes and names included
_KANA: Final = 0.1


def even(text: str) -> str:
    """Return `text` in simplified characters, of the same length: no phrase is changed, only single characters.

    >>> even("節約用水，「獎補」不超過10萬元"), even("节约用水")
    ('节约用水，“奖补”不超过10万元', '节约用水')
    """
    return text.translate(_table())


def evened(source: Source) -> Source:
    """Return `source` with its lines evened where it is written in traditional characters, else as it is."""
    counts = _counts(source)
    han = sum(many for char, many in counts.items() if _is_han(char))
    changed = sum(many for char, many in counts.items() if _is_han(char) and ord(char) in _table())
    if not han or changed < _TRADITIONAL * han:
        return source
    pages = (
        replace(page, lines=tuple(replace(line, text=even(line.text)) for line in page.lines)) for page in source.pages
    )
    return replace(source, pages=tuple(pages))


def as_written(document: Document, source: Source) -> Document:
    """Return a document that was read from `evened(source)` with the characters of `source` in clauses and quotes."""
    if document.source is source:
        return document
    lines = {line.number: line for page in source.pages for line in page.lines}
    new = [_clause(clause, lines) for clause in document.clauses]
    titles = {old.title: clause.title for old, clause in zip(document.clauses, new, strict=True)}
    new = [replace(one, headings=tuple(titles.get(title, title) for title in one.headings)) for one in new]
    pairs = {clause.path: (old, clause) for old, clause in zip(document.clauses, new, strict=True)}
    return replace(
        document, source=source, clauses=tuple(new),
        records=tuple(_rebound(record, pairs) for record in document.records),
        numbers=tuple(replace(one, clause=pairs[one.clause.path][1]) for one in document.numbers),
        dropped=tuple(_dropped(one, lines[one.line.number]) for one in document.dropped),
    )  # fmt: skip


def language(source: Source) -> Notice | None:
    """Return a notice where a text is not Chinese, as no rule reads it."""
    letters = {char: many for char, many in _counts(source).items() if char.isalpha()}
    total = sum(letters.values())
    han = sum(many for char, many in letters.items() if _is_han(char))
    kana = sum(many for char, many in letters.items() if "\u3041" <= char <= "\u30ff")
    if total < _ENOUGH or (han >= _CHINESE * total and kana < _KANA * total):
        return None
    return Notice("not-chinese", "文件不是中文，未从中读取内容 / not in Chinese: the rules read no facts from it")


@cache
def _table() -> Mapping[int, str]:
    """OpenCC's characters, those that stand for one; each is asked for alone, as phrases change lengths."""
    from opencc import OpenCC

    chars = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {ord(old): new for old, new in zip(chars, simple, strict=True) if old != new and len(new) == 1}
    return table | {ord(old): new for old, new in zip("「」『』", "“”‘’", strict=True)}


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _counts(source: Source) -> Counter[str]:
    """Count the characters at the start of a text."""
    found: list[str] = []
    long = 0
    for page in source.pages:
        for line in page.lines:
            if not line.aside:
                found.append(line.text)
                long += len(line.text)
        if long > _SAMPLE:
            break
    return Counter("".join(found)[:_SAMPLE])


def _clause(clause: Clause, lines: Mapping[int, Line]) -> Clause:
    """Return a clause with the characters and lines of the file; what joining and folding put in stays."""
    chars = list(clause.text)
    for piece in clause.pieces:
        old, new = piece.line.text, lines[piece.line.number].text
        for at in range(piece.start, piece.end):
            place = piece.offset + at - piece.start
            if place < len(old) and chars[at] == old[place]:
                chars[at] = new[place]
    text = "".join(chars)
    title = _part(clause.title, clause.text, text)
    pieces = tuple(Piece(one.start, one.end, lines[one.line.number], one.offset) for one in clause.pieces)
    return replace(clause, text=text, title=title, pieces=pieces)


def _dropped(dropped: Dropped, line: Line) -> Dropped:
    return replace(dropped, line=line, text=_part(dropped.text, dropped.line.text, line.text))


def _rebound(record: Record, clauses: Mapping[str, tuple[Clause, Clause]]) -> Record:
    """Return a record whose evidence, and what it says word for word, stand in the clauses as written."""
    old, new = clauses[record.evidence.clause.path]
    evidence = replace(record.evidence, clause=new)
    if isinstance(record, Responsibility):
        agency = _part(record.agency, old.text, new.text, record.evidence.start)
        return replace(record, evidence=evidence, agency=agency)
    if isinstance(record, Incentive):
        there = [clauses.get(one.path or old.path, (old, new)) for one in record.conditions]
        conditions = (
            replace(one, text=_part(one.text, read.text, written.text, one.start or 0))
            for one, (read, written) in zip(record.conditions, there, strict=True)
        )
        return replace(record, evidence=evidence, conditions=tuple(conditions))
    return replace(record, evidence=evidence)


def _part(words: str, read: str, written: str, start: int = 0) -> str:
    """Return `words` of a text that was `read` as they are `written`; words that are none of its own stay."""
    at = max(read.find(words, start), read.find(words))
    return written[at : at + len(words)] if at >= 0 else words
