"""Cuts the elements of a web page into lines as a browser shows them, table rows with their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.read.html_body import BLOCKS, HIDDEN, WHITE, Weights, hidden, is_frame
from ingest.read.html_list import Lists, labelled
from ingest.read.html_table import caption_of, grid_of
from ingest.rules import load

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Draft", "lines"]

_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break)", re.I)
_BREAK = "\x0b"  # a line break that is shown as one; no page has this character
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
                if self._unseen(element):
                    walk.skip_subtree()
                    continue
                if tag in BLOCKS or tag == "br":
                    yield from self._flush()
                self._enter(element, tag, 1)
                if tag == "table" and element not in self._around and (grid := grid_of(element)) is not None:
                    yield from self._rows(caption_of(element), grid)
                    walk.skip_subtree()
                    continue
                self._say(element.text)
            else:
                if not self._unseen(element):
                    if tag in BLOCKS:
                        yield from self._flush()
                    self._enter(element, tag, -1)
                self._say(element.tail if element is not root else "")
        yield from self._flush()

    def _unseen(self, element: _Element) -> bool:
        """Whether an element is not shown; one that holds most of the page is shown once its scripts have run."""
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            return True
        weight = self._weights.weight
        return hidden(element) and 2 * weight[element] <= weight[element.getroottree().getroot()]

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
            text = WHITE.sub(" ", part).strip()
            if text:
                aside = self._aside(text)
                text, self._label = labelled(self._label, text.strip(" \u3000\xa0")), ""
                yield Draft(text, None if aside else self._heading, aside=aside)

    def _rows(self, caption: str, grid: list[list[str]]) -> Iterator[Draft]:
        self._text.append(caption)
        yield from self._flush()
        for row in grid:
            if any(row):
                yield Draft("\t".join(row), row=True, aside=self._aside(" ".join(row)))


def _links(element: _Element, weights: Weights) -> bool:
    """Whether an element within the text is a list of links to other pages, or named for sharing and the like."""
    if element.tag not in ("ul", "ol", "div", "dl", "section"):
        return False
    long, many = weights.weight[element], weights.links[element]
    dense = weights.linked[element] >= _LINKS * long
    if not 0 < long <= 600 or not ((dense and many >= 3) or ((dense or long < 60) and is_frame(element))):
        return False
    return "附件" not in "".join(element.itertext())
