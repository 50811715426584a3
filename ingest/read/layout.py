"""Puts the glyphs of a page into lines, and the lines into reading order: one column, two, three, or both on a page.

A *span* is a stretch of glyphs that stand side by side. A *gutter* is an upright white strip with spans on both sides;
spans that cross one cut the page into bands, and a band is read column by column, the left one first.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from ingest.read.run import Run

__all__ = ["Span", "arrange", "compose", "spans"]

_FILLED = 0.6  # share of a column's width that its lines take, at the median; cells of a table take less
_FULL = 0.75  # the same where it has to be beyond doubt
_MOST = 4  # places at most that are tried for either gutter of three columns


@dataclass(frozen=True, slots=True)
class Span:
    """Text side by side in one row, with its box; `zone` is its column: "full", "left", "middle" or "right"."""

    text: str
    chars: Sequence[tuple[float, float]]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    zone: str = "full"
    cells: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def __reduce__(self) -> tuple[type[Span], tuple[object, ...]]:
        return Span, _FIELDS(self)


_FIELDS = attrgetter(*Span.__slots__)


def spans(runs: Iterable[Run]) -> list[Span]:
    """Cut runs where the row changes or more than an em of white lies between."""
    found = []
    for run in runs:
        if not run.cuts and not run.closed:
            found += [compose(run)] if run.text else []
            continue
        kept: list[tuple[int, int]] = []
        start, closed = 0, set(run.closed)
        for at in sorted([*run.cuts, *run.closed]):
            kept.append((start, len(run.text[:at].rstrip()) if at in closed else at))
            start = at
            if at not in closed:
                found.append(compose(run.parts(kept)))
                kept = []
        found.append(compose(run.parts([*kept, (start, len(run.text))])))
    return found


def compose(run: Run) -> Span:
    """Make one span of a run whose characters stand in one row, in the order given; white at the ends falls away."""
    text = run.text.strip()
    start = len(run.text) - len(run.text.lstrip())
    whole = run if len(text) == len(run.text) else run.part(start, start + len(text))
    inked = whole.inked() if " " in text else whole
    wide = [end - begin for char, begin, end in zip(inked.text, inked.x0, inked.x1, strict=True) if char >= "\u2e80"]
    wide = sorted(wide or map(inked.em, range(len(inked.text))))
    return Span(
        text,
        tuple(zip(whole.x0, whole.x1, strict=True)) if whole.pairs is None else whole.pairs,
        min(inked.x0),
        min(inked.top),
        max(inked.x1),
        max(inked.bottom),
        wide[len(wide) // 2],
    )


def arrange(found: Sequence[Span], width: float) -> list[Span]:
    """Return the lines of a page in reading order; spans of one row are joined by a space.

    `width` is that of the page, in points.
    """
    gutters = _gutters(found, width)
    if not gutters:
        return _lines(found, "full")
    zones = ("left", "right") if len(gutters) == 1 else ("left", "middle", "right")
    cuts = sorted([span.middle for span in found if _crosses(span, gutters)] + _margin_cuts(found))
    bands: dict[int, list[Span]] = {}
    crossing = []
    for span in found:
        if _crosses(span, gutters):
            crossing.append(span)
        else:
            bands.setdefault(bisect(cuts, span.middle), []).append(span)
    pieces = [(row[0].middle, [_line(row, "full")]) for row in _rows(crossing)]
    for band in bands.values():
        columns: list[list[Span]] = [[] for _ in zones]
        for span in band:
            columns[bisect_left(gutters, span.x1)].append(span)
        if sum(map(bool, columns)) > 1:
            lines = [line for zone, column in zip(zones, columns, strict=True) for line in _lines(column, zone)]
        else:
            lines = _lines(band, "full")
        pieces.append((min(span.middle for span in band), lines))
    pieces.sort(key=lambda piece: piece[0])
    return [line for _, lines in pieces for line in lines]


def _crosses(span: Span, gutters: Sequence[float]) -> bool:
    return bisect(gutters, span.x0 + 1) < bisect_left(gutters, span.x1)


def _rows(found: Iterable[Span]) -> list[list[Span]]:
    """Group spans that stand side by side, top to bottom, each row left to right."""
    rows: list[list[Span]] = []
    for span in sorted(found, key=lambda span: span.middle):
        if rows and not span.cells and not rows[-1][0].cells:
            before = rows[-1][-1]
            if abs(span.middle - before.middle) < 0.5 * max(span.size, before.size):
                rows[-1].append(span)
                continue
        rows.append([span])
    for row in rows:
        row.sort(key=lambda span: span.x0)
    return rows


def _lines(found: Iterable[Span], zone: str) -> list[Span]:
    """Make the lines of one column; three rows or more whose spans stand under each other are rows of a table."""
    rows = _rows(found)
    lines, at = [], 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and _aligned(rows[at], rows[end]):
            end += 1
        table = end - at >= 3
        lines += [_line(row, zone, table) for row in rows[at:end]]
        at = end
    return lines


def _aligned(row: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two rows have the same number of spans, two at least, each over its own of the other row."""
    if len(row) != len(other) or len(row) < 2:
        return False
    for at, (one, two) in enumerate(zip(row, other, strict=True)):
        if one.x1 < two.x0 or two.x1 < one.x0:
            return False
        if at and (one.x0 < other[at - 1].x1 or two.x0 < row[at - 1].x1):
            return False
    return True


def _line(row: Sequence[Span], zone: str, table: bool = False) -> Span:
    """Join the spans of one row by a space; those of a table's row by a tab, each a cell."""
    if len(row) == 1:
        one = row[0]
        return Span(one.text, one.chars, one.x0, one.top, one.x1, one.bottom, one.size, zone, one.cells)
    text, chars = row[0].text, list(row[0].chars)
    for before, span in pairwise(row):
        text += ("\t" if table else " ") + span.text
        chars += [(before.x1, max(before.x1, span.x0)), *span.chars]
    longest = max(row, key=lambda span: len(span.text))
    cells = tuple((span.x0, span.top, span.x1, span.bottom) for span in row) if table else row[0].cells
    return Span(
        text,
        tuple(chars),
        min(span.x0 for span in row),
        min(span.top for span in row),
        max(span.x1 for span in row),
        max(span.bottom for span in row),
        longest.size,
        zone,
        cells,
    )


def _gutters(found: Sequence[Span], width: float) -> tuple[float, ...]:
    """Return the x at which the second column begins, and the third where there are three; () on a page of one."""
    first, last = (_starts(found, low * width, high * width)[:_MOST] for low, high in ((0.2, 0.5), (0.5, 0.8)))
    three = _best(found, [(one, two) for one in first for two in last])
    return three or _best(found, [(gutter,) for gutter in sorted(_starts(found, 0.3 * width, 0.7 * width))])


def _best(found: Sequence[Span], ways: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    scored = [(_columns(found, way), way) for way in ways]
    score, way = max(scored, key=lambda one: one[0], default=(0, ()))
    return way if score else ()


def _starts(found: Sequence[Span], low: float, high: float) -> list[float]:
    """Return each x between `low` and `high` at which three spans or more begin, the most shared one first."""
    starts = sorted(span.x0 for span in found if low < span.x0 < high and not span.cells)
    shared = []
    at = 0
    while at < len(starts):
        end = at
        while end < len(starts) and starts[end] - starts[at] <= 3:
            end += 1
        if end - at >= 3:
            shared.append((at - end, starts[at] - 0.5))
        at = end
    return [start for _, start in sorted(shared)]


def _columns(found: Sequence[Span], gutters: tuple[float, ...]) -> int:
    """Count the spans in the columns divided at `gutters`; 0 where they do not look like columns of running text."""
    many = len(gutters) + 1
    cuts = sorted(span.middle for span in found if _crosses(span, gutters))
    bands: dict[int, list[list[Span]]] = {}
    for span in found:
        if not span.cells and not _crosses(span, gutters):
            columns = bands.setdefault(bisect(cuts, span.middle), [[] for _ in range(many)])
            columns[bisect_left(gutters, span.x1)].append(span)
    beside = [columns for columns in bands.values() if all(columns)]
    sides = [[span for columns in beside for span in columns[at]] for at in range(many)]
    if min(map(len, sides)) < 3 * (many - 1):
        return 0
    filled = []
    for side in sides:
        room = max(span.x1 for span in side) - min(span.x0 for span in side)
        if room < 8 * median(span.size for span in side):
            return 0
        filled.append(median(span.x1 - span.x0 for span in side) / room)
    if many > 2:
        return sum(map(len, sides)) if min(filled) >= _FULL else 0
    narrow = gutters[0] - max(span.x1 for span in sides[0]) < 4 * sides[0][0].size
    if min(filled) >= _FILLED or (max(filled) >= _FULL and min(filled) >= 0.3 and narrow):
        return sum(map(len, sides))
    return 0


def _margin_cuts(found: Sequence[Span]) -> list[float]:
    """Return cuts below a running head and above a running foot, so that neither gets into a column."""
    rows = _rows(found)
    if len(rows) < 4:
        return []
    middles = [median(span.middle for span in row) for row in rows]
    step = median(after - before for before, after in pairwise(middles))
    cuts = []
    if middles[1] - middles[0] > 1.8 * step:
        cuts.append((middles[0] + middles[1]) / 2)
    if middles[-1] - middles[-2] > 1.8 * step:
        cuts.append((middles[-1] + middles[-2]) / 2)
    return cuts
