"""What is usual in a file, and where a line stands in its column, in ems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.clean.opening import follows_on
from ingest.clean.part import Part
from ingest.record import Line

__all__ = ["INDENT", "Shape", "breadth", "centred", "far", "first_width", "indent", "measured", "room", "shape"]

_STEP = 1.3  # times the usual distance of lines beyond which a paragraph ends
INDENT = 1.2  # ems from which on a first line stands in
_SAMPLE = 1_000_000  # characters of a file that neighbours are counted in
_LOOKS = 40  # from which on they are


@dataclass(slots=True)
class Shape:
    """What is usual in a file: body size and line step in points, whether paragraphs stand in or are set apart by
    white, the width of wrapped text in characters, how often each two and three characters stand side by side."""

    size: float = 0.0
    step: float = 0.0
    indented: bool = True
    spaced: bool = False
    wrap: int | None = None
    lines: Sequence[Part] = ()
    looks: int = 0  # how often `seen` was asked
    text: str = ""
    grams: Counter[str] = field(default_factory=Counter)

    def seen(self, before: str, after: str) -> bool:
        """Whether the characters about a break stand side by side elsewhere in the file.

        The first few are looked for in the text, as that takes less than counting all; with many more, all are counted.
        """
        self.looks += 1
        if not self.text:
            self.text = "\n".join(_first(self.lines, _SAMPLE))
        if self.looks == _LOOKS:
            for text in self.text.split("\n"):
                self.grams.update(map("".join, pairwise(text)))
                self.grams.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
        near = before[-2:] + after[:1], before[-1:] + after[:2]
        return any(self._often(gram, 1) for gram in near if len(gram) == 3) or self._often(before[-1:] + after[:1], 3)

    def _often(self, gram: str, times: int) -> bool:
        if self.looks >= _LOOKS:
            return self.grams[gram] >= times
        at = -1
        return all((at := self.text.find(gram, at + 1)) >= 0 for _ in range(times))


def _first(lines: Iterable[Part], characters: int) -> Iterator[str]:
    """Yield the texts of lines up to so many characters."""
    for part in lines:
        characters -= len(part.text)
        if characters < 0:
            return
        yield part.text


def shape(parts: Sequence[Part]) -> Shape:
    """Measure what is usual in a file."""
    boxed = [part.line for part in parts if part.line.box and part.kind == "text"]
    if boxed:
        return _of_pages(parts, boxed)
    return Shape(lines=parts, wrap=_wrap([len(part.text) for part in parts if part.kind == "text"]))


def far(above: Line, line: Line, size: float, step: float) -> bool:
    """Whether more white lies between two lines than within a paragraph; `size` and `step` are those of the body.

    Headings are set wider.
    """
    own = line.size or size
    wide = 2.2 * own if own > 1.1 * size else _STEP * max(step, 1.2 * own)
    return _down(above, line) > wide


def _of_pages(parts: Sequence[Part], boxed: Sequence[Line]) -> Shape:
    sizes: Counter[float] = Counter()
    for line in boxed:
        sizes[line.size or 0.0] += len(line.text)
    size = sizes.most_common(1)[0][0]
    pairs = [pair for pair in pairwise(boxed) if pair[1].size == size]
    level = [(above, line) for above, line in pairs if above.size == size and above.page == line.page]
    steps = sorted(down for pair in level if 0 < (down := _down(*pair)) < 4 * size)
    step = steps[len(steps) // 5] if steps else 2 * size  # the small ones lie within paragraphs
    starts = [line for above, line in pairs if room(above) > 3]
    indented = 2 * sum(indent(line) > INDENT for line in starts) >= len(starts)
    ends = [far(above, line, size, step) for above, line in level if room(above) > 3 and _down(above, line) > 0]
    return Shape(size, step, indented, spaced=2 * sum(ends) > len(ends), lines=parts)


def _wrap(widths: Sequence[int]) -> int | None:
    """Return the width at which most lines of a text end, None for one whose lines are whole paragraphs."""
    many = Counter(width for width in widths if width >= 20)
    total = sum(many.values())
    if total < 8:
        return None
    usual = max(many, key=lambda width: many[width] + many[width - 1] + many[width + 1])
    near = sum(count for width, count in many.items() if abs(width - usual) <= 2)
    longer = sum(count for width, count in many.items() if width > usual + 2)
    return usual if near >= 0.5 * total and longer <= 0.05 * total else None


def _down(above: Line, line: Line) -> float:
    return line.box.top - above.box.top if above.box and line.box else 0.0


def measured(*lines: Line) -> bool:
    """Whether the lines hold enough Chinese characters for their sizes to be exact."""
    return all(sum(char >= "\u2e80" for char in line.text) >= 2 for line in lines)


def indent(line: Line) -> float:
    """Return in ems how far a line stands in from the left margin."""
    if not line.box or not line.margins:
        return 0.0
    return (line.box.x0 - line.margins[0]) / (line.size or 10.0)


def room(line: Line) -> float:
    """Return in ems how much white is left behind a line, 0 where its margin is not known."""
    if not line.box or not line.margins:
        return 0.0
    return (line.margins[1] - line.box.x1) / (line.size or 10.0)


def breadth(line: Line) -> float:
    """Return the width of a line's column in ems."""
    return (line.margins[1] - line.margins[0]) / (line.size or 10.0) if line.margins else 0.0


def centred(line: Line) -> bool:
    return abs(indent(line) - room(line)) < 2


def first_width(text: str) -> float:
    """Return in ems about how much room the first characters of a line need that may not be torn apart."""
    width = 0.0
    for index, char in enumerate(text[:30]):
        if char >= "\u2e80":
            if width and text[index - 1] not in "（《“‘〈「【〔(":
                return width + (1.0 if follows_on(char) else 0.0)
            width += 1.0
        elif char in "“‘":
            width += 1.0
        elif char.isspace():
            return width
        elif char in "”’":
            return width + 1.0
        else:
            width += 0.5
    return width
