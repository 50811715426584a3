"""Gives each recognised character a cell of its own, in points, on a page turned level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, pi, sin
from statistics import median
from typing import NamedTuple

from ingest.read.layout import Span
from ingest.read.ocr import Word
from ingest.read.run import Glyph, Run
from ingest.record import Page

__all__ = ["Sizes", "Tilt", "glyphs", "tilt", "tilted"]

_ASKEW = 6 * pi / 180  # radians from the page's own tilt beyond which a line is a stamp
_OPENING, _CLOSING = frozenset("（《“‘〔【〈「"), frozenset("，。、；：）》”’！？〕】〉」")
_INK = 0.72  # size of a font as a share of the height that detection gives its lines, where nothing else tells
_HIGH = 1.2  # ems that a cell is high
_SAME = 0.05  # sizes that differ by less, as a share, are one
_FEW = 5  # characters below which a size is measured badly


class Tilt(NamedTuple):
    """How far a page lies askew: `angle` in radians, positive where lines fall to the right, about its middle."""

    angle: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def level(self, x: float, y: float) -> tuple[float, float]:
        """Turn a place on the page as scanned into one on the page set level."""
        c, s = cos(self.angle), sin(self.angle)
        dx, dy = x - self.x, y - self.y
        return self.x + c * dx + s * dy, self.y - s * dx + c * dy


class Sizes:
    """The font sizes met so far in a file: measured ones differ by a few parts in a hundred and are made one."""

    def __init__(self) -> None:
        self._known: list[float] = []

    def settle(self, lines: Sequence[Span]) -> list[Span]:
        """Return the lines of a page with their sizes made equal where they are nearly so.

        >>> from ingest.read.layout import Span
        >>> row = [Span("节水" * 9, (), 0, 0, 9, 20, size) for size in (11.9, 12.0, 12.2, 15.0)]
        >>> [line.size for line in Sizes().settle(row)]
        [12.0, 12.0, 12.0, 15.0]
        """
        lines = [replace(line, size=_measured(line)) for line in lines]
        well = [line for line in lines if len(line.text) >= _FEW] or lines
        waiting = [line.size for line in well for _ in range(1 + len(line.text) // 8)]
        while waiting:
            most = max((_near(waiting, size) for size in waiting), key=len)
            if not any(_alike(median(most), size) for size in self._known):
                self._known.append(round(median(most), 1))
            waiting = [size for size in waiting if size not in most]
        settled = []
        for line in lines:
            size = min(self._known, key=lambda known: abs(known - line.size))
            within = 1.5 * _SAME if len(line.text) >= _FEW else 4 * _SAME
            settled.append(replace(line, size=size if _alike(size, line.size, within) else line.size))
        return settled


def _measured(line: Span) -> float:
    """Return the size of a line as its cells have it, or their height where the few of a short line are too wide."""
    return line.size if line.cells else min(line.size, (line.bottom - line.top) / _HIGH)


def _near(sizes: Sequence[float], size: float) -> list[float]:
    return [other for other in sizes if _alike(other, size)]


def _alike(size: float, other: float, within: float = _SAME) -> bool:
    return abs(size - other) <= within * size


def tilt(words: Sequence[Word], width: float, height: float) -> Tilt:
    """Return how far a page lies askew: the middle of its longer lines; `width` and `height` in their unit."""
    long = sorted(words, key=lambda word: -word.length)[: max(3, len(words) // 2)]
    angles = [word.angle for word in long if word.length > 5 * word.height]
    return Tilt(median(angles) if angles else 0.0, width / 2, height / 2)


def glyphs(words: Sequence[Word], lie: Tilt) -> tuple[list[Run], list[Run]]:
    """Return each word as a run, level; those that stand askew to the page, as stamps do, come apart."""
    known = [(em, word.height) for word in words if (em := _pitch(word)) is not None]
    share = median(em / height for em, height in known) if known else _INK
    straight: list[Run] = []
    askew: list[Run] = []
    for word in words:
        off = abs(word.angle - lie.angle)
        em = _pitch(word) or min(share * word.height, 1.1 * word.length / _ems(word.text))
        run = _run(word, lie, em)
        (askew if off > _ASKEW and word.length > 2 * word.height else straight).append(run)
    return straight, askew


def _pitch(word: Word) -> float | None:
    """Return the distance of Chinese characters that follow each other, None where fewer than four do.

    Places are known to a fifth of a character only; where the whole line speaks for a little more, that is taken.
    """
    found = []
    start = 0
    for at in range(len(word.text) + 1):
        if at == len(word.text) or not "\u4e00" <= word.text[at] <= "\u9fff":
            if at - start >= 4:
                step = (word.middles[at - 1] - word.middles[start]) * word.length / (at - 1 - start)
                found += [step] * (at - start)
            start = at + 1
    if not found:
        return None
    pitch = median(found)
    return max(pitch, min(word.length / _ems(word.text), 1.15 * pitch))


def _ems(text: str) -> float:
    return sum(1.0 if char >= "\u2e80" or char in "“”‘’" else 0.5 for char in text)


def _run(word: Word, lie: Tilt, em: float) -> Run:
    """Cut a word into cells: half way to the neighbours, no wider than the character; the ends are those of the ink.

    A bracket or a stop has white on one side of its ink, which belongs to its cell.
    """
    places = [lie.level(*corner) for corner in word.corners]
    left = (places[0][0] + places[3][0]) / 2
    right = (places[1][0] + places[2][0]) / 2
    middle = sum(y for _, y in places) / 4
    centres = [left + share * (right - left) for share in word.middles]
    wide = [em * _ems(char) for char in word.text]
    starts = [centre - 0.6 * width for centre, width in zip(centres, wide, strict=True)]
    ends = [centre + 0.6 * width for centre, width in zip(centres, wide, strict=True)]
    for at, (before, after) in enumerate(pairwise(centres)):
        half = (before + after) / 2
        ends[at], starts[at + 1] = min(ends[at], half), max(starts[at + 1], half)
    starts[0] = min(left - (0.45 * em if word.text[0] in _OPENING else 0.0), centres[0])
    ends[-1] = max(right + (0.45 * em if word.text[-1] in _CLOSING else 0.0), centres[-1])
    top, bottom = middle - _HIGH / 2 * em, middle + _HIGH / 2 * em
    cells = zip(word.text, starts, ends, strict=True)
    return Run.of(Glyph(char, x0, top, x1, bottom) for char, x0, x1 in cells)


def tilted(page: Page, lie: Tilt) -> Page:
    """Return a page whose lines know how the scan lay; their boxes stay on the page set level."""
    if not lie.angle:
        return page
    return replace(page, lines=tuple([replace(line, tilt=(lie.angle, lie.x, lie.y)) for line in page.lines]))
