"""Cuts the elements of a web page into lines as a browser shows them, table rows with their cells."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.read.html_body import HIDDEN, Weights, is_frame
from ingest.read.html_list import Lists
from ingest.rules import load

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Draft", "lines"]

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul")
)  # fmt: skip
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?!\s*\w)", re.I)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break)", re.I)
_BREAK = "\x0b"  # a line break that is shown as one; no page has this character
_LAYOUT = 800  # characters in one cell beyond which a table only lays out the page
_CELLS = 200_000  # cells at most in one table
_LINKS = 0.8  # share of links from which on a list is one of links


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes a line: its text, the level of its heading, whether it is a row, and why it is no text proper."""

    text: str
    heading: int | None = None
    row: bool = False
    aside: str | None = None


def lines(root: _Element, bodies: frozenset[_Element], weights: Weights) -> list[Draft]:
    """Return the lines of a page in their order; those outside of `bodies`, and frames within, are aside."""
    return list(_Walk(bodies, weights).through(root))


class _Walk:
    def __init__(self, bodies: frozenset[_Element], weights: Weights) -> None:
        self._bodies, self._weights = bodies, weights
        self._around = {outer for body in bodies for outer in body.iterancestors("table")}  # they lay out the page
        self._inside = self._frame = self._set = 0
        self._heading: int | None = None
        self._lists = Lists()
        self._label = ""
        self._text: list[str] = []

    def through(self, root: _Element) -> Iterator[Draft]:
        """Walk without recursion: pages nest as deep as they like."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or tag in HIDDEN or _hidden(element):
                    walk.skip_subtree()
                    continue
                if tag in _BLOCKS or tag == "br":
                    yield from self._flush()
                self._enter(element, tag, 1)
                if tag == "table" and element not in self._around and (grid := _grid(element)) is not None:
                    yield from self._rows(grid)
                    walk.skip_subtree()
                    continue
                self._say(element.text)
            else:
                if not (not isinstance(tag, str) or tag in HIDDEN or _hidden(element)):
                    if tag in _BLOCKS:
                        yield from self._flush()
                    self._enter(element, tag, -1)
                self._say(element.tail if element is not root else "")
        yield from self._flush()

    def _say(self, text: str | None) -> None:
        found = text or ""
        self._text.append(found.replace("\r\n", "\n").replace("\n", _BREAK) if self._set else found)

    def _enter(self, element: _Element, tag: str, step: int) -> None:
        if element in self._bodies:
            self._inside += step
        elif self._inside and (_links(element, self._weights) or tag in ("nav", "footer")):
            self._frame += step
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1]) if step > 0 else None
        if tag == "pre" or _BREAKS.search(element.get("style", "")):
            self._set += step
        if tag == "li":
            counts = step > 0 and self._inside and not self._frame
            self._label = self._label + self._lists.label(element) if counts else ""

    def _aside(self, text: str) -> str | None:
        if not self._inside or self._frame:
            return "page-frame"
        return "page-frame" if len(text) < 120 and load("page")["chrome"].regex.search(text) else None

    def _flush(self) -> Iterator[Draft]:
        whole, self._text = "".join(self._text), []
        for part in whole.split(_BREAK):
            text = _WHITE.sub(" ", part).strip()
            if text:
                aside = self._aside(text)
                text, self._label = self._label + text.strip(" \u3000\xa0"), ""
                yield Draft(text, None if aside else self._heading, aside=aside)

    def _rows(self, grid: list[list[str]]) -> Iterator[Draft]:
        for row in grid:
            if any(row):
                yield Draft("\t".join(row), row=True, aside=self._aside(" ".join(row)))


def _hidden(element: _Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _UNSEEN.search(style))


def _links(element: _Element, weights: Weights) -> bool:
    """Whether an element within the text is a list of links to other pages, or named for sharing and the like."""
    if element.tag not in ("ul", "ol", "div", "dl", "section"):
        return False
    long, many = weights.weight[element], weights.links[element]
    dense = weights.linked[element] >= _LINKS * long
    if not 0 < long <= 600 or not ((dense and many >= 3) or ((dense or long < 60) and is_frame(element))):
        return False
    return "附件" not in "".join(element.itertext())


def _grid(table: _Element) -> list[list[str]] | None:
    """Return a table's cells row by row, merged ones where they begin; None for one that only lays out the page.

    The rows of a table in a cell stand behind the row that holds it.
    """
    within = list(table.iter("table"))[1:]
    if any(one.find(".//table") is not None for one in within):
        return None
    inner = {one: grid for one in within if (grid := _grid(one)) is not None}
    taken: dict[tuple[int, int], str] = {}
    rows = [row for row in table.iter("tr") if not within or next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            text = _cell(cell, inner)
            if len(text) > _LAYOUT:
                return None
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
    if not inner:
        return grid
    if sum(sum(map(bool, row)) > 1 for row in grid) < 2:  # what the table itself says is no table
        return None
    held = [[line for one in row.iter("table") for line in inner.get(one, ())] for row in rows]
    return [line for row, more in zip(grid, held, strict=True) for line in (row, *more)]


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
        seen = seen and (element is cell or not _hidden(element))
        if event == "start" and not seen:
            walk.skip_subtree()
        if element in inner or (seen and (element.tag in _BLOCKS or element.tag == "br")):
            texts.append(" ")
        if event == "start":
            texts.append(element.text or "" if seen else "")
        else:
            texts.append(element.tail or "" if element is not cell else "")
    return _WHITE.sub(" ", "".join(texts)).strip()


def _span(cell: _Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1
