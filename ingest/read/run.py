"""Characters of a page that follow each other in their file, with their places: column by column, as that is fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["Glyph", "Place", "Run"]

Place = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """One character and its box in points, origin top left; `x0 == x1` for a space that pdfium put in."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float


class Run(NamedTuple):
    """A stretch of text with the edges of each character's box; it does not begin with white.

    `apart` holds the places of the characters that do not stand level and close behind the inked one before them: only
    there may a row end.
    """

    text: str
    x0: Sequence[float]
    top: Sequence[float]
    x1: Sequence[float]
    bottom: Sequence[float]
    apart: Sequence[int] = ()

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Run:
        """Make a run of glyphs; white before the first inked one falls away.

        >>> row = [Glyph(" ", 0, 0, 9, 9), Glyph("节", 0, 0, 9, 9), Glyph("水", 9, 0, 18, 9), Glyph("局", 40, 0, 49, 9)]
        >>> Run.of(row).text, Run.of(row).apart
        ('节水局', [2])
        """
        found = list(glyphs)
        first = next((at for at, glyph in enumerate(found) if not glyph.char.isspace()), len(found))
        if first == len(found):
            return cls("", (), (), (), ())
        found = found[first:]
        last, apart = 0, []
        for at, glyph in enumerate(found):
            if at and not glyph.char.isspace():
                before = found[last]
                if glyph.top != before.top or not 0 <= glyph.x0 - before.x1 < 1 or last != at - 1:
                    apart.append(at)
                last = at
        chars, *edges = zip(*found, strict=True)
        return cls("".join(chars), *edges, apart)

    def glyphs(self) -> Iterator[Glyph]:
        """Yield the characters one by one."""
        return map(Glyph, self.text, self.x0, self.top, self.x1, self.bottom)

    def em(self, at: int) -> float:
        """Return the font size as the character at `at` shows it; a dash may have no height worth the name."""
        wide = self.x1[at] - self.x0[at]
        return wide if self.text[at] >= "\u2e80" else max(wide, (self.bottom[at] - self.top[at]) / 1.2)

    def parts(self, stretches: Sequence[tuple[int, int]]) -> Run:
        """Return the characters of the stretches `start … end` alone."""
        if len(stretches) == 1:
            start, end = stretches[0]
            return Run(*[column[start:end] for column in self[:5]])  # type: ignore[arg-type]
        text = "".join([self.text[start:end] for start, end in stretches])
        return Run(text, *[[x for start, end in stretches for x in column[start:end]] for column in self[1:5]])  # type: ignore[arg-type]
