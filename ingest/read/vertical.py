"""Vertical text (竖排): columns from right to left, as a page turned until its columns lie level.

What read makes of such a page is a page of lines, turned a quarter to the left: the right edge is its top, a column's
upper end the left end of a line. Indentation, columns and tables are then told as on any other page.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from ingest.read.run import Glyph, Run, codes

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["level", "runs_down"]

_FEW = 8  # steps downwards below which a page is none of vertical text
_MOSTLY = 4  # steps downwards to one sideways
_COLUMN = 0.7  # ems by which the middles of two columns are apart at least
_STEP = 1.6  # ems from one line set across the page to the next, once they are moved to its edge
_BESIDE = 0.3  # ems within which two characters of a column stand side by side, as in 27 set upright


def runs_down(text: str, edges: ndarray) -> bool:
    """Whether Chinese characters stand under the one before them far more often than beside it.

    `edges` holds the columns x0, top, x1 and bottom of the characters. A form whose narrow cells have their words one
    character a line is no vertical text.

    >>> import numpy
    >>> column = numpy.array([(80, 15 * at, 90, 15 * at + 10) for at in range(9)]).T
    >>> runs_down("节约用水人人有责任", column), runs_down("节约用水人人有责任", column[[1, 0, 3, 2]])
    (True, False)
    """
    import numpy

    chinese = codes(text) >= 0x2E80
    x0, top, x1 = edges[0][chinese], edges[1][chinese], edges[2][chinese]
    if len(x0) <= _FEW:
        return False
    em, right, down = (x1 - x0)[1:], numpy.diff(x0), numpy.diff(top)
    below = (abs(right) < 0.5 * em) & (down > 0.5 * em) & (down < 4 * em)
    beside = (abs(down) < 0.5 * em) & (right > 0.5 * em) & (right < 4 * em)
    return int(below.sum()) >= _FEW and int(below.sum()) > _MOSTLY * int(beside.sum())


def level(rows: Sequence[Run], width: float) -> tuple[list[Run], None]:
    """Return the columns of an upright page `width` points wide as runs on the page turned level, the rightmost first.

    What is set across the page, such as its number, a title or a caption, are lines of their own at the upper edge of
    the turned page where it stands above the columns, else at its lower edge: there it is read in its turn, though its
    box is not where it stands. It is rows of three characters and more, and what is not Chinese above or below all
    that is. Nothing is left over to be set apart.
    """
    found = [glyph for row in rows if not _is_across(row) for glyph in row.glyphs() if not glyph.char.isspace()]
    chinese = [glyph for glyph in found if glyph.char >= "\u2e80"]
    if not chinese:
        return list(rows), None
    em = median(glyph.x1 - glyph.x0 for glyph in chinese)
    top, bottom = min(glyph.top for glyph in chinese), max(glyph.bottom for glyph in chinese)
    outside = [glyph for glyph in found if glyph.char < "\u2e80" and (glyph.bottom < top or glyph.top > bottom)]
    columns: list[list[Glyph]] = []
    for glyph in sorted(set(found) - set(outside), key=lambda glyph: -glyph.x0 - glyph.x1):
        if not columns or _middle(columns[-1][0]) - _middle(glyph) > _COLUMN * em:
            columns.append([])
        columns[-1].append(glyph)
    across = [list(row.glyphs()) for row in rows if _is_across(row)] + _beside(outside)
    across.sort(key=lambda row: row[0].top)
    above = sum(row[0].top + row[0].bottom < top + bottom for row in across)
    below = len(across) - above
    turned = [_row(column, em, width) for column in columns]
    step = _STEP * em
    upper = min(0.0, turned[0].top[0] - (above + 1) * step)
    lower = max(width, turned[-1].bottom[0] + (below + 1) * step)
    places = [*(upper + at * step for at in range(above)), *(lower - at * step for at in range(below, 0, -1))]
    moved = [_moved(row, y, top) for row, y in zip(across, places, strict=True)]
    return [*moved[:above], *turned, *moved[above:]], None


def _beside(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group characters that stand in one row, from the left."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        if rows and glyph.top + glyph.bottom < 2 * rows[-1][0].bottom:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _moved(row: Sequence[Glyph], y: float, start: float) -> Run:
    """Move a row to the height `y`, as far in from `start` as it stands on the page from its left edge."""
    high = max(glyph.bottom - glyph.top for glyph in row)
    return Run.of(Glyph(glyph.char, start + glyph.x0, y, start + glyph.x1, y + high) for glyph in row)


def _is_across(row: Run) -> bool:
    inked = [glyph for glyph in row.glyphs() if not glyph.char.isspace()]
    right, down = inked[-1].x0 - inked[0].x0, abs(inked[-1].top - inked[0].top)
    return len(inked) >= 3 and right > 2 * down


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _row(column: Sequence[Glyph], em: float, width: float) -> Run:
    """Turn one column level: from the top, what stands side by side from the left, all at one height."""
    ordered: list[list[Glyph]] = []
    for glyph in sorted(column, key=lambda glyph: glyph.top + glyph.bottom):
        before = ordered[-1][0] if ordered else None
        if before and abs(glyph.top + glyph.bottom - before.top - before.bottom) / 2 < _BESIDE * em:
            ordered[-1].append(glyph)
        else:
            ordered.append([glyph])
    middle = width - median(_middle(glyph) for glyph in column)
    cells = []
    for beside in ordered:
        for glyph in sorted(beside, key=lambda glyph: glyph.x0):
            half = (glyph.x1 - glyph.x0 if glyph.char >= "\u2e80" else glyph.bottom - glyph.top) / 2
            at = (glyph.top + glyph.bottom) / 2
            cells.append(Glyph(glyph.char, at - half, middle - em / 2, at + half, middle + em / 2))
    return Run.of(cells)
