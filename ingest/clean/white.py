"""Finds the line breaks that a text kept as mere white: pages copied into one line, paragraphs set in by an indent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.clean.opening import ends_sentence, opens
from ingest.clean.part import Bit, Part
from ingest.rules import load

__all__ = ["broken_at_white"]

_WHITE = re.compile(r"[ \u00a0\u2002-\u2009\u3000]+")
_INDENT = re.compile(r"\u3000{2}|[ \u00a0\u2002-\u2009\u3000]{4}")  # as wide as the indent of a Chinese paragraph
_UNBROKEN = 300  # characters of a line on average from which on lines hold paragraphs, whose breaks became spaces
_HEADING = 40  # characters: no heading in front of its text is longer
_NUMERAL = r"[\d一二三四五六七八九十百零〇 ]+"
_LABEL_ALONE = re.compile(
    rf"(?:^|[。；])\s*(?:第\s*{_NUMERAL}[编章节条款]|[（(]?{_NUMERAL}[）)]?[、.．]?|专\s*栏\s*\d*)\s*$"
)
_NUMBERED = re.compile(r"(?:附\s*[件表]|表)\d$")  # 附件 1: one label
_MARK = re.compile(r"[。；：！？;:!?]|，$")
_CITED = re.compile(r"《[^》]*$")
_LINE = 110  # characters: no signature and no line of a title is longer
_WINDOW = 400  # characters before white that are looked at: the time grows with the text, not with its square


def broken_at_white(found: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts with those cut in which white stands for line breaks; every other part as it is.

    White is a break behind the end of a sentence, a title or a dated signature, before a label, or where it is as wide
    as an indent; in a text that lost its breaks also behind a heading, and among the head lines above the first 。.

    >>> from ingest.record import Line
    >>> def part(text): return Part((Bit(Line(text, 1), 0, len(text)),))
    >>> line = "某市节水办法 某政发〔2027〕3号 各单位： 现印发给你们。 一、目标 （一）节水。到2027年， 节水10%。"
    >>> [one.text[:12] for one in broken_at_white([part(line + "续" * 400)])]
    ['某市节水办法', '某政发〔2027〕3号', '各单位：', '现印发给你们。', '一、目标', '（一）节水。到2027年']
    """
    unbroken = sum(len(part.text) for part in found) > _UNBROKEN * len(found)
    for part in found:
        if part.kind == "row" or part.heading or not _WHITE.search(part.text):
            yield part
            continue
        edges = [0, *_breaks(part.text, unbroken), len(part.text)]
        yield from (_cut(part, start, end, start == 0) for start, end in pairwise(edges)) if len(edges) > 2 else (part,)


def _breaks(text: str, unbroken: bool) -> Iterator[int]:
    """Yield where a new line begins after white; `unbroken` in a text that lost its breaks."""
    first = re.search("[。；]", text)
    head = first.start() if first and unbroken else 0
    start = 0
    for white in _WHITE.finditer(text):
        before = text[max(start, white.start() - _WINDOW) : white.start()]
        after = text[white.end() : white.end() + 80]
        if (
            not before.strip()
            or not after
            or _NUMBERED.match(before + after[:1])
            or _LABEL_ALONE.search(before)
            or _CITED.search(before)
        ):
            continue
        if _is_break(before, white[0], after, unbroken) or (white.start() < head and _stands_alone(before, after)):
            start = white.end()
            yield start


def _is_break(before: str, white: str, after: str, unbroken: bool) -> bool:
    if _spaced(before, after):
        return False
    if opens(after) or _INDENT.search(white):
        return True
    if ends_sentence(before):
        return before[-1] in "。！？!?" or (unbroken and before[-1] not in "》”’")
    if len(before) > _LINE or _MARK.search(before) or _MARK.match(after):
        return False
    if load("head")["passed"].regex.match(f"{before} {after}"):
        return False
    return _is_head_line(before) or (unbroken and opens(before) and len(before) <= _HEADING and "条" not in before[:8])


def _is_head_line(text: str) -> bool:
    """Whether words are a line of a head by their form: a day behind who signs, a title with its last word."""
    rules = load("head")
    return bool(rules["date-line"].regex.match(text) or (len(text) > 6 and rules["ends-title"].regex.search(text)))


def _stands_alone(before: str, after: str) -> bool:
    """Whether words in front of the first sentence are a line of the head rather than spaced letters."""
    return not _spaced(before, after) and len(before.strip()) > 3


def _spaced(before: str, after: str) -> bool:
    """Whether the white stands within a word: letters spaced apart (附 则), numbers (第 1 0 条)."""
    last = _WHITE.split(before)[-1]
    first = _WHITE.split(after)[0]
    return (len(last) == 1 and len(first) == 1) or (last[-1:].isascii() and first[:1].isascii() and last[-1:].isalnum())


def _cut(part: Part, start: int, end: int, first: bool) -> Part:
    """Return the characters `start … end` of a part as one of its own, without white at its ends."""
    words = part.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    bits, at = [], 0
    for bit in part.bits:
        size = bit.end - bit.start
        low, high = max(start - at, 0), min(end - at, size)
        if low < high:
            bits.append(
                Bit(bit.line, bit.start + low, bit.start + high, bit.glue if high == size and at + size < end else "")
            )
        at += size + len(bit.glue)
    return Part(tuple(bits), gap=part.gap if first else 1)
