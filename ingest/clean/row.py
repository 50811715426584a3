"""Joins the rows of a table that a page break tore in two."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.clean.opening import CLOSING
from ingest.clean.part import Bit, Part

__all__ = ["whole_rows"]

_ROOM = 1.5  # ems between a cell's last character and its right edge: nothing more had room in the line


def whole_rows(found: Iterable[Part]) -> list[Part]:
    """Return the parts with each row that goes on at the top of the next page made one, cell by cell.

    It does where its first cell is empty there and every cell that is not goes on in the middle of a sentence, in a
    line that was full; else it is a row of its own, as below a first cell that spans several.
    """
    kept: list[Part] = []
    for part in found:
        if kept and _torn(kept[-1], part):
            kept[-1] = _joined(kept[-1], part)
        else:
            kept.append(part)
    return kept


def _torn(above: Part, row: Part) -> bool:
    one, other = above.bits[-1].line, row.line
    if above.kind != row.kind or not one.cells or len(one.cells) != len(other.cells) or one.page == other.page:
        return False
    if other.page != (one.page or 0) + 1 or len(one.chars) != len(one.text):
        return False
    before, after = _cells(one.text), _cells(other.text)
    if len(before) != len(one.cells) or other.text[slice(*after[0])].strip() or not one.text[slice(*before[0])].strip():
        return False
    going = [at for at, (start, end) in enumerate(after) if other.text[start:end].strip()]
    size = one.size or 10.0
    for at in going:
        text = one.text[slice(*before[at])].rstrip()
        if not text or text[-1] in CLOSING:
            return False
        last = one.chars[before[at][0] + len(text) - 1]
        if one.cells[at].x1 - last[1] > _ROOM * size:
            return False
    return bool(going)


def _cells(text: str) -> list[tuple[int, int]]:
    """Return where each cell of a row starts and ends.

    >>> _cells("1\\t节水\\t")
    [(0, 1), (2, 4), (5, 5)]
    """
    found, at = [], 0
    for cell in text.split("\t"):
        found.append((at, at + len(cell)))
        at += len(cell) + 1
    return found


def _joined(above: Part, row: Part) -> Part:
    one, other = above.line, row.line
    bits: list[Bit] = []
    columns = list(zip(_cells(one.text), _cells(other.text), strict=True))
    for at, (first, second) in enumerate(columns, 1):
        glue = "\t" if at < len(columns) else ""
        goes_on = second[0] < second[1]
        bits.append(Bit(one, *first, "" if goes_on else glue))
        if goes_on:
            bits.append(Bit(other, *second, glue))
    return Part(tuple(bits), "row", gap=above.gap)
