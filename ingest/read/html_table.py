"""Tables of a web page as rows of cells, told from those that only lay out the page."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from ingest.read.html_body import BLOCKS, HIDDEN, WHITE, hidden

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["caption_of", "grid_of"]

_CELLS = 200_000  # cells at most in one table
_NAME = 20  # characters at most in the name of a column
_LAYOUT = 800  # characters in one cell beyond which a table without a head only lays out the page


def grid_of(table: _Element) -> list[list[str]] | None:
    """Return a table's cells row by row, merged ones where they begin; None for one that only lays out the page.

    The rows of a table in a cell stand behind the row that holds it. None too for a table of which words stand outside
    its cells or in overlapping ones.
    """
    within = list(table.iter("table"))[1:]
    if any(one.find(".//table") is not None for one in within):
        return None
    inner = {one: grid for one in within if (grid := grid_of(one)) is not None}
    taken: dict[tuple[int, int], str] = {}
    long: set[int] = set()  # rows with a cell that may be the page's whole text
    rows = [row for row in table.iter("tr") if not within or next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            text = _cell(cell, inner)
            if len(text) > _LAYOUT:
                long.add(number)
            wide = _span(cell, "colspan", 64)
            for down in range(min(_span(cell, "rowspan", 1000), len(rows) - number)):
                if len(taken) > _CELLS:
                    return None
                for right in range(wide):
                    taken.setdefault((number + down, column + right), text if not (down or right) else "")
    if not taken or max(column for _, column in taken) == 0:
        return None
    widths = enumerate(_widths(taken, len(rows)))
    grid = [[taken.get((number, column), "") for column in range(width)] for number, width in widths]
    if long and not (_is_head(grid[0]) and all(sum(map(bool, grid[number])) > 1 for number in long)):
        return None
    if inner and sum(sum(map(bool, row)) > 1 for row in grid) < 2:  # what the table itself says is no table
        return None
    held = [[line for one in row.iter("table") if one in inner for line in _all(one, inner[one])] for row in rows]
    found = [line for row, more in zip(grid, held, strict=True) for line in (row, *more)]
    cells = [caption_of(table), *(cell for row in found for cell in row)]
    return found if sum(map(_ink, cells)) == _ink(_cell(table, ())) else None


def caption_of(table: _Element) -> str:
    """Return a table's caption, '' for none."""
    caption = table.find("caption")
    return "" if caption is None else _cell(caption, ())


def _all(table: _Element, grid: list[list[str]]) -> list[list[str]]:
    return [[caption], *grid] if (caption := caption_of(table)) else grid


def _ink(text: str) -> int:
    return len("".join(text.split()))


def _is_head(row: list[str]) -> bool:
    """Whether the first row of a table names its columns."""
    return len(row) > 1 and all(0 < len(cell) <= _NAME for cell in row)


def _widths(taken: dict[tuple[int, int], str], many: int) -> list[int]:
    wide = [0] * many
    for number, column in taken:
        wide[number] = max(wide[number], column + 1)
    return wide


def _cell(cell: _Element, inner: Container[_Element]) -> str:
    """Return a cell's text on one line, a space where it breaks, without that of the tables `inner`."""
    from lxml import etree

    texts: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        seen = isinstance(element.tag, str) and element.tag not in HIDDEN and element not in inner
        seen = seen and (element is cell or not hidden(element))
        if event == "start" and not seen:
            walk.skip_subtree()
        if element in inner or (seen and (element.tag in BLOCKS or element.tag == "br")):
            texts.append(" ")
        if event == "start":
            texts.append(element.text or "" if seen else "")
        else:
            texts.append(element.tail or "" if element is not cell else "")
    return WHITE.sub(" ", "".join(texts)).strip()


def _span(cell: _Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1
