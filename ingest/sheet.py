"""What a file says and where: boxes, lines and pages as read, paragraphs as joined, and what was left out.

Page, Line                      read       what a file says, line by line, with its place on the page
Block, Dropped, Flow            clean      paragraphs joined over lines and pages; what was left out, and why
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, sin
from typing import Literal, overload

__all__ = ["Block", "Box", "Dropped", "Edges", "Flow", "Line", "Notice", "Page", "Piece", "Source", "slanting"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points (1/72 inch), origin at the top left, `page` counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Edges(Sequence[tuple[float, float]]):
    """The x0 and x1 of each character of a line: eight bytes a character, where tuples take a hundred.

    >>> Edges([(1.0, 2.0), (2.0, 3.5)])[1], Edges([(1.0, 2.0), (2.0, 3.5)])[:1]
    ((2.0, 3.5), ((1.0, 2.0),))
    """

    __slots__ = ("_all",)

    def __init__(self, pairs: Iterable[tuple[float, float]]) -> None:
        self._all = array("f", chain.from_iterable(pairs))

    @classmethod
    def packed(cls, floats: array[float]) -> Edges:
        """Take x0 and x1 of one character after another as they are."""
        found = cls(())
        found._all = floats
        return found

    def part(self, start: int, end: int) -> Edges:
        """Return the edges of the characters `start … end`."""
        return Edges.packed(self._all[2 * start : 2 * end])

    def __len__(self) -> int:
        return len(self._all) // 2

    def __iter__(self) -> Iterator[tuple[float, float]]:
        return zip(self._all[::2], self._all[1::2], strict=True)

    @overload
    def __getitem__(self, at: int) -> tuple[float, float]: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[tuple[float, float], ...]: ...
    def __getitem__(self, at: int | slice) -> tuple[float, float] | tuple[tuple[float, float], ...]:
        if isinstance(at, slice):
            return tuple([self[one] for one in range(*at.indices(len(self)))])
        at = range(len(self))[at]
        return self._all[2 * at], self._all[2 * at + 1]

    def __eq__(self, other: object) -> bool:
        return self._all == other._all if isinstance(other, Edges) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all.tobytes())

    def __reduce__(self) -> tuple[Callable[[array[float]], Edges], tuple[array[float]]]:
        return Edges.packed, (self._all,)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it, without its line break.

    `number` counts lines of the file from 1, over all pages. A table row is one line whose cells are separated by tabs
    (`cells` then holds the box of each cell, if the file has boxes). `size` is the font size in points, `bold` whether
    the line stands in bold; both None where the format does not say. `chars` holds the x0 and x1 of every character
    where the format has them, so that a span inside the line has a box of its own.
    """

    text: str
    number: int
    page: int | None = None
    box: Box | None = None
    size: float | None = None
    bold: bool | None = None
    cells: tuple[Box, ...] = ()
    chars: Sequence[tuple[float, float]] = ()
    heading: int | None = (
        None  # the level that the format itself gives the line (Markdown #, Word styles), never trusted alone
    )
    margins: tuple[float, float] | None = (
        None  # x of the left and right edge of the text column that the line stands in
    )
    row: bool = False  # a row of a table in a format without boxes: cells separated by tabs, empty ones too
    tilt: tuple[float, float, float] | None = (
        None  # of a scan that lies askew: by how many radians, and the x and y about which its boxes were turned level
    )
    aside: str | None = None  # why the format itself says that the line is no text proper: running-head, footnote, …


@dataclass(frozen=True, slots=True)
class Page:
    """A page in reading order; formats without pages give one Page with number None and no size."""

    lines: tuple[Line, ...]
    number: int | None = None
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in a file that is worth a look and no error: shown to people, never raised."""

    code: str
    message: str
    path: str | None = None
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its name (not its path), SHA-256 of its bytes, media type, pages, and what was odd."""

    name: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The stretch `start … end` of a text that came from `line`, where it began at character `offset` of the line."""

    start: int
    end: int
    line: Line
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row, joined over the lines that broke it.

    Every character of `text` lies in exactly one piece, letter for letter as in its line (a tab between cells and
    characters that were folded one to one, such as Kangxi radicals, excepted). `kind` is "row" for a table row,
    "cell" for a row, or its end, that opens with the number of a clause.
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: Literal["text", "row", "cell"] = "text"
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters of the file that stand in no clause, and why: running-head, page-number, markup, masthead, …"""

    text: str
    reason: str
    line: Line


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole file as running text, in reading order, with everything that was left out."""

    source: Source
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()


def slanting(box: Box, angle: float, x: float, y: float) -> Box:
    """Return the box around `box` once it is turned by `angle` (radians, clockwise) about `x`, `y`."""
    c, s = cos(angle), sin(angle)
    corners = [(at_x - x, at_y - y) for at_x in (box.x0, box.x1) for at_y in (box.top, box.bottom)]
    xs, ys = [x + c * dx - s * dy for dx, dy in corners], [y + s * dx + c * dy for dx, dy in corners]
    return Box(box.page, min(xs), min(ys), max(xs), max(ys))
