"""Characters of a page that follow each other in their file, with their places: column by column, as that is fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, dropwhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ingest.sheet import Edges

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["Glyph", "Place", "Run", "codes", "seams"]

Place = tuple[float, float, float, float]

_APART = 1.0  # ems of white beyond which two glyphs of a row are in different spans
_SPACE = 0.15  # ems of white between two Chinese characters below which there is no space
_STRETCHED = 0.9  # share of a row's Chinese characters that white parts where its letters were set apart to fill it
_FEW = 6  # of them: a row of fewer may be names
_WHITE = re.compile(r"\s")


class Glyph(NamedTuple):
    """One character and its box in points, origin top left; `x0 == x1` for a space that pdfium put in."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float


class Run(NamedTuple):
    """A stretch of text with the edges of each character's box; it does not begin with white.

    `cuts` holds the places of characters that stand in another row than the inked one before them or far from it,
    `closed` those of characters before which white was put that is none of the author's.
    """

    text: str
    x0: Sequence[float]
    top: Sequence[float]
    x1: Sequence[float]
    bottom: Sequence[float]
    cuts: Sequence[int] = ()
    closed: Sequence[int] = ()
    pairs: Edges | None = None  # x0 and x1 of each character, packed, where they came so

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Run:
        """Make a run of characters in the order of their file; white before the first inked one falls away.

        >>> row = [Glyph(" ", 0, 0, 9, 9), Glyph("节", 0, 0, 9, 9), Glyph("水", 9, 0, 18, 9), Glyph("局", 40, 0, 49, 9)]
        >>> Run.of(row).text, Run.of(row).cuts
        ('节水局', [2])
        """
        import numpy

        row = cls.row(glyphs)
        cuts, closed = seams(row.text, numpy.array(row[1:5], float))
        return row._replace(cuts=cuts, closed=closed)

    @classmethod
    def row(cls, glyphs: Iterable[Glyph]) -> Run:
        """Make a run of characters that stand in one row."""
        found = list(dropwhile(lambda glyph: glyph.char.isspace(), glyphs))
        chars, *edges = zip(*found, strict=True) if found else ((),) * 5
        x0, top, x1, bottom = edges
        return cls("".join(chars), x0, top, x1, bottom)

    def glyphs(self) -> Iterator[Glyph]:
        """Yield the characters one by one."""
        return map(Glyph, self.text, self.x0, self.top, self.x1, self.bottom)

    def em(self, at: int) -> float:
        """Return the font size as the character at `at` shows it; a dash may have no height worth the name."""
        wide = self.x1[at] - self.x0[at]
        return wide if self.text[at] >= "\u2e80" else max(wide, (self.bottom[at] - self.top[at]) / 1.2)

    def part(self, start: int, end: int) -> Run:
        """Return the characters `start … end` alone."""
        return Run(
            self.text[start:end],
            self.x0[start:end],
            self.top[start:end],
            self.x1[start:end],
            self.bottom[start:end],
            pairs=None if self.pairs is None else self.pairs.part(start, end),
        )

    def inked(self) -> Run:
        """Return the characters other than white."""
        inked = [not char.isspace() for char in self.text]
        columns = [tuple(compress(column(self), inked)) for column in _COLUMNS]
        return Run("".join(self.text.split()), columns[0], columns[1], columns[2], columns[3])

    def parts(self, stretches: Sequence[tuple[int, int]]) -> Run:
        """Return the characters of several stretches `start … end`."""
        found = [self.part(start, end) for start, end in stretches]
        if len(found) == 1:
            return found[0]
        columns = [[edge for one in found for edge in column(one)] for column in _COLUMNS]
        return Run("".join([one.text for one in found]), columns[0], columns[1], columns[2], columns[3])


_COLUMNS = (attrgetter("x0"), attrgetter("top"), attrgetter("x1"), attrgetter("bottom"))


def codes(text: str) -> ndarray:
    """Return the numbers that Unicode gives the characters of a text."""
    import numpy

    return numpy.frombuffer(text.encode("utf-32-le", "replace"), numpy.uint32)


def seams(text: str, edges: ndarray) -> tuple[list[int], list[int]]:
    """Return the `cuts` and `closed` of a text, given its columns x0, top, x1 and bottom.

    White parts the letters of a row that was stretched to the margin, such as one before a long address: it is none of
    the author's unless half as wide again as the rest.
    """
    import numpy

    numbers = codes(text)
    chinese = numbers >= 0x2E80
    mask = numpy.ones(len(text), bool)
    mask[[match.start() for match in _WHITE.finditer(text)]] = False
    inked = numpy.flatnonzero(mask)
    last, here = inked[:-1], inked[1:]
    x0, top, x1, bottom = edges
    wide = x1 - x0
    ems = numpy.where(chinese, wide, numpy.maximum(wide, (bottom - top) / 1.2))
    em = numpy.maximum(ems[last], ems[here])
    white = x0[here] - x1[last]
    away = numpy.abs(top[here] + bottom[here] - top[last] - bottom[last]) / 2
    close = (top[here] == top[last]) & (white >= 0) & (white < 1) & (here == last + 1)
    cut = ~close & ((away > 0.6 * em) | (white > _APART * em) | (white < -2 * em))
    side = ~cut & chinese[here] & chinese[last]
    spaced = side & (numbers[here - 1] == ord(" "))
    shut = spaced & ((white < _SPACE * em) | _stretched(cut, side, spaced, white))
    return here[cut].tolist(), here[shut].tolist()


def _stretched(cut: ndarray, side: ndarray, spaced: ndarray, white: ndarray) -> ndarray:
    """Tell which white is that of a stretched row: nearly all of the row's neighbours are `spaced`, all alike."""
    import numpy

    row = numpy.cumsum(cut)
    neighbours, parted, total = (numpy.bincount(row, some) for some in (side, spaced, spaced * white))
    wide = numpy.where((neighbours >= _FEW) & (parted >= _STRETCHED * neighbours), 1.5 * total, 0)
    return white * parted[row] < wide[row]
