"""Ruled tables of a PDF page: rules as pdfium finds them, cells as pdfplumber closes them, text from the glyphs."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.read.glyph import Sheet
from ingest.read.layout import Span, compose
from ingest.read.run import Glyph, Place, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["tables"]

Cell = tuple[float, float, float, float]  # x0, top, x1, bottom

_SNAP = 3.0  # points within which rules are one, as pdfplumber has it


def tables(sheet: Sheet, found: Sequence[Place]) -> tuple[list[Span], list[Run]]:
    """Return the rows of the ruled tables, and the runs without the characters that stand in them.

    A table has at least two columns: a frame around text is none, its lines stay text. A row's cells are separated by
    tabs; lines of one cell are joined.
    """
    grids = [cells for cells in _grids(found) if len({round(cell[0]) for cell in cells}) > 1]
    if not grids:
        return [], sheet.runs
    rows: list[Span] = []
    runs = sheet.runs
    for cells in grids:
        content, runs = _fill(cells, runs)
        rows += _rows(cells, content)
    return rows, runs


def _grids(found: Sequence[Place]) -> list[list[Cell]]:
    upright = sum(x1 - x0 < bottom - top for x0, top, x1, bottom in found)
    if upright < 2 or len(found) - upright < 2:
        return []
    from pdfplumber import table

    edges = [
        {
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "width": x1 - x0,
            "height": bottom - top,
            "orientation": "v" if x1 - x0 < bottom - top else "h",
            "object_type": "line",
        }
        for x0, top, x1, bottom in found
    ]
    merged = table.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = table.edges_to_intersections(merged, _SNAP, _SNAP)
    return list(table.cells_to_tables(table.intersections_to_cells(crossings)))


def _fill(cells: Sequence[Cell], runs: Sequence[Run]) -> tuple[dict[Cell, list[Glyph]], list[Run]]:
    """Put each glyph that stands in a cell there; return the rest as runs."""
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    owner: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        for column in range(xs.index(cell[0]), xs.index(cell[2])):
            for row in range(ys.index(cell[1]), ys.index(cell[3])):
                owner[column, row] = cell
    content: dict[Cell, list[Glyph]] = {}
    rest = []
    for run in runs:
        outside: list[Glyph] = []
        for glyph in run.glyphs():
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            at = owner.get((bisect(xs, x) - 1, bisect(ys, y) - 1))
            if at is None:
                outside.append(glyph)
            else:
                content.setdefault(at, []).append(glyph)
        if len(outside) == len(run.text):
            rest.append(run)
        elif any(not glyph.char.isspace() for glyph in outside):
            rest.append(Run.of(outside))
    return content, rest


def _rows(cells: Sequence[Cell], content: dict[Cell, list[Glyph]]) -> Iterator[Span]:
    """Yield one span a row of the table; a cell that spans rows stands in the first of them."""
    lefts = sorted({cell[0] for cell in cells})
    right, low = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    tops = [*sorted({cell[1] for cell in cells}), low]
    by_corner = {(cell[0], cell[1]): cell for cell in cells}
    for top, bottom in pairwise(tops):
        text, sizes = "", [0.0]
        chars: list[tuple[float, float]] = []
        boxes: list[Cell] = []
        for left, end in pairwise([*lefts, right]):
            cell = by_corner.get((left, top), (left, top, end, bottom))
            if boxes:
                text += "\t"
                chars.append((left, left))
            boxes.append(cell)
            if inside := _cell(content.get(cell, [])):
                text += inside[0]
                chars += inside[1]
                sizes.append(inside[2])
        if text.strip():
            yield Span(text, tuple(chars), lefts[0], top, right, bottom, max(sizes), cells=tuple(boxes))


def _cell(glyphs: list[Glyph]) -> tuple[str, list[tuple[float, float]], float] | None:
    """Join the lines of one cell, with a space only between Latin words."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and (glyph.char.isspace() or _same_row(lines[-1][-1], glyph)):
            lines[-1].append(glyph)
        elif not glyph.char.isspace():
            lines.append([glyph])
    lines.sort(key=lambda line: (line[0].top + line[0].bottom, line[0].x0))
    text, chars, size = "", [], 0.0
    for line in lines:
        span = compose(Run.row(line))
        both = text[-1:] + span.text[0]
        if text and both.isascii() and both.isalnum() and not both.isdigit():
            text += " "
            chars.append((span.x0, span.x0))
        text += span.text
        chars += span.chars
        size = max(size, span.size)
    return (text, chars, size) if text else None


def _same_row(before: Glyph, glyph: Glyph) -> bool:
    height = min(before.bottom - before.top, glyph.bottom - glyph.top) or 1.0
    return abs(glyph.top + glyph.bottom - before.top - before.bottom) / 2 < 0.5 * height
