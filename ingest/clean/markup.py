"""Takes Markdown's and HTML's marks off the lines of a text, each kept as dropped, and splits rows into cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.clean.part import Bit, Part
from ingest.record import Dropped, Line
from ingest.rules import load

__all__ = ["parts"]

_HEADING = re.compile(r"\s{0,3}#{1,6}(?=\s)|\s#+\s*$")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`+")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|center|font|sup|sub|table|thead|tbody|tr|td|th|h[1-6]|img)\b[^<>]*>", re.I
)
_COMMENT = re.compile(r"<!--.*?-->")
_LINK = load("page").pattern(r"!\[[^\]]*\]%{target}|\[(?=[^\[\]]*\]\()|(?<=\S)\]%{target}")
_RULE_ROW = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})")
_LIST = re.compile(r"\s*(?:[-*+>])\s+(?=\S)")
_SPLITTING = re.compile(r"</?(?:p|br|div|tr|table|h[1-6])\b", re.I)
_CELL = re.compile(r"<t[dh]\b", re.I)
_BAR, _ESCAPED = re.compile(r"(?<!\\)\|"), re.compile(r"\\\|")
_SPECIAL = re.compile(r"[|<\t#*`]|\]\(|^\s*[-+>=_]")  # without one of these a line has no markup
_MARKED = re.compile(r"\s{0,3}#{1,6}\s|.*\*\*|\s*\|.*\|\s*$")


def parts(lines: Sequence[Line]) -> tuple[list[Part], list[Dropped]]:
    """Turn the lines of a text file into parts without markup.

    Marks that need a sign of Markdown elsewhere in the file (list bullets, emphasis) are text in one that has none.

    >>> found, dropped = parts([Line("## 一、总体要求", 1), Line("| 指标 | 2027年 |", 2), Line("|---|---|", 3)])
    >>> [(part.kind, part.text) for part in found]
    [('text', '一、总体要求'), ('row', '指标\\t2027年')]
    >>> [mark.text for mark in dropped]
    ['##', '|', '|', '|', '|---|---|']
    """
    marked = any(_MARKED.match(line.text) for line in lines)
    found: list[Part] = []
    dropped: list[Dropped] = []
    gap = 0
    for line in lines:
        if not line.text.strip():
            gap += 1
            continue
        for part in _parts(line, marked, gap, dropped):
            found.append(part)
            gap = 0
    return found, dropped


def _parts(line: Line, marked: bool, gap: int, dropped: list[Dropped]) -> Iterator[Part]:
    text = line.text
    if line.cells or line.row:
        yield Part((Bit(line, 0, len(text)),), "row", gap=gap)
        return
    if not _SPECIAL.search(text):
        bare = text.strip()
        start = text.index(bare)
        yield Part((Bit(line, start, start + len(bare)),), "text", line.heading, gap)
        return
    if ("|" in text and _RULE_ROW.fullmatch(text)) or (marked and _RULE.fullmatch(text)):
        dropped.append(Dropped(text.strip(), "markup", line))
        return
    marks = _marks(line, marked)
    piped = text.strip().startswith("|") and text.strip().endswith("|") and len(text.strip()) > 2
    if piped:
        bars = [(match.start(), match.end(), "cell") for match in _BAR.finditer(text)]
        bars += [(match.start(), match.start() + 1, "mark") for match in _ESCAPED.finditer(text)]
        marks = _apart(bars + [(start, end, "mark") for start, end, _ in marks])
    groups: list[list[list[tuple[int, int]]]] = [[[]]]  # paragraphs of cells of stretches
    at = 0
    for start, end, kind in [*marks, (len(text), len(text), "end")]:
        if start > at:
            groups[-1][-1].append((at, start))
        at = max(at, end)
        if kind == "end":
            break
        dropped.append(Dropped(text[start:end].strip(), "markup", line))
        if kind == "split":
            groups.append([[]])
        elif kind == "cell":
            groups[-1].append([])
    for cells in groups:
        if piped:
            cells = cells[1:-1]
        elif len(cells) > 1 and not any(text[a:b].strip() for a, b in cells[0]):
            cells = cells[1:]
        if part := _part(line, cells, gap):
            yield part
            gap = 0


def _marks(line: Line, marked: bool) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of each mark, in order and apart from each other."""
    text = line.text
    found = []
    if "](" in text:
        found += [(match.start(), match.end(), "mark") for match in _LINK.finditer(text)]
    if "<!--" in text:
        found += [(match.start(), match.end(), "mark") for match in _COMMENT.finditer(text)]
    if "<" in text:
        for match in _TAG.finditer(text):
            kind = "cell" if _CELL.match(match[0]) else "split" if _SPLITTING.match(match[0]) else "mark"
            found.append((match.start(), match.end(), kind))
    if marked:
        if _HEADING.match(text):
            found += [(match.start(), match.end(), "mark") for match in _HEADING.finditer(text)]
        elif bullet := _LIST.match(text):
            found.append((bullet.start(), bullet.end(), "mark"))
        if "*" in text or "`" in text:
            found += [(match.start(), match.end(), "mark") for match in _EMPHASIS.finditer(text)]
    return _apart(found)


def _apart(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Sort marks and leave out those that lie in others."""
    apart: list[tuple[int, int, str]] = []
    for mark in sorted(marks):
        if not apart or mark[0] >= apart[-1][1]:
            apart.append(mark)
    return apart


def _part(line: Line, cells: Sequence[Sequence[tuple[int, int]]], gap: int) -> Part | None:
    text = line.text
    if not any(text[a:b].strip() for cell in cells for a, b in cell):
        return None
    if len(cells) == 1:
        bits = _trim(line, cells[0])
        row = any("\t" in text[bit.start : bit.end].strip() for bit in bits)
        return Part(tuple(bits), "row" if row else "text", None if row else line.heading, gap)
    bits = []
    for index, cell in enumerate(cells):
        inside = _trim(line, cell) or [Bit(line, cell[0][0] if cell else 0, cell[0][0] if cell else 0)]
        if index < len(cells) - 1:
            inside[-1] = Bit(line, inside[-1].start, inside[-1].end, "\t")
        bits += inside
    return Part(tuple(bits), "row", None, gap)


def _trim(line: Line, stretches: Sequence[tuple[int, int]]) -> list[Bit]:
    """Return the stretches as bits, without white at the two ends."""
    text = line.text
    bits = [Bit(line, start, end) for start, end in stretches if start < end]
    while bits and not text[bits[0].start : bits[0].end].strip():
        del bits[0]
    while bits and not text[bits[-1].start : bits[-1].end].strip():
        del bits[-1]
    if bits:
        first = bits[0]
        lead = len(text[first.start : first.end]) - len(text[first.start : first.end].lstrip())
        bits[0] = Bit(line, first.start + lead, first.end)
        last = bits[-1]
        bits[-1] = Bit(line, last.start, last.start + len(text[last.start : last.end].rstrip()))
    for at, (one, two) in enumerate(pairwise(bits)):
        both = text[one.end - 1] + text[two.start]
        if _SPLITTING.match(text, one.end) and both.isascii() and both.isalnum():  # else 5<br>6 would be 56
            bits[at] = Bit(line, one.start, one.end, " ")
    return bits
