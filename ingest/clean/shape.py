"""What is usual in a file, and where a line stands in its column, in ems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.clean.opening import follows_on
from ingest.clean.part import Part
from ingest.record import Line

__all__ = ["INDENT", "Shape", "breadth", "centred", "first_width", "indent", "measured", "room", "shape"]

INDENT = 1.2  # ems from which on a first line stands in
_SAMPLE = 1_000_000  # characters of a file that neighbours are counted in


@dataclass(slots=True)
class Shape:
    """What is usual in a file: body size and line step in points, whether paragraphs are indented, the width of wrapped
    text in characters, and how often each two and three characters stand side by side."""

    size: float = 0.0
    step: float = 0.0
    indented: bool = True
    wrap: int | None = None
    grams: Counter[str] = field(default_factory=Counter)
    lines: Sequence[Part] = ()

    def seen(self, before: str, after: str) -> bool:
        """Whether the characters about a break stand side by side elsewhere in the file."""
        if not self.grams:
            left = _SAMPLE
            for part in self.lines:
                text = part.text
                left -= len(text)
                if left < 0:
                    break
                self.grams.update(map("".join, pairwise(text)))
                self.grams.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
        near = before[-2:] + after[:1], before[-1:] + after[:2]
        return any(self.grams[gram] for gram in near if len(gram) == 3) or self.grams[before[-1:] + after[:1]] >= 3


def shape(parts: Sequence[Part]) -> Shape:
    """Measure what is usual in a file."""
    found = Shape(lines=parts)
    boxed = [part.line for part in parts if part.line.box and part.kind == "text"]
    if boxed:
        sizes: Counter[float] = Counter()
        for line in boxed:
            sizes[line.size or 0.0] += len(line.text)
        found.size = sizes.most_common(1)[0][0]
        steps = [
            after.box.top - before.box.top
            for before, after in pairwise(boxed)
            if before.box and after.box and before.page == after.page
            and before.size == after.size == found.size and 0 < after.box.top - before.box.top < 4 * found.size
        ]  # fmt: skip
        steps.sort()
        found.step = steps[len(steps) // 5] if steps else 2 * found.size  # the small ones lie within paragraphs
        starts = [after for before, after in pairwise(boxed) if room(before) > 3 and after.size == found.size]
        found.indented = 2 * sum(indent(line) > INDENT for line in starts) >= len(starts)
        return found
    widths = Counter(len(part.text) for part in parts if part.kind == "text" and len(part.text) >= 20)
    total = sum(widths.values())
    if total >= 8:
        width, _ = max(((w, widths[w] + widths[w - 1] + widths[w + 1]) for w in widths), key=lambda pair: pair[1])
        near = sum(many for w, many in widths.items() if abs(w - width) <= 2)
        longer = sum(many for w, many in widths.items() if w > width + 2)
        if near >= 0.5 * total and longer <= 0.05 * total:
            found.wrap = width
    return found


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
