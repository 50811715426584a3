"""The text of one Word paragraph as a reader sees it: label, fields, changes, symbols, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.read.numbering import Numbering, numeral
from ingest.read.style import Styles, W, on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["NOTES", "Found", "Item", "Paragraphs", "W", "value"]

NOTES = ("footnote", "endnote")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "delText", "rt", "sdtPr", "annotationRef")}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_COUNTS_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.I)
_CIRCLE = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr])?\s*[（(]\s*[○〇◯]\s*[,，]\s*(\d{1,2})\s*[)）]", re.I)
_STOPS = frozenset("。；：！？”）")
_SYMBOLS = {  # characters of symbol fonts, by font and low byte
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB7: "·", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFC: "✓", 0xFE: "☑", 0x75: "◆", 0xD8: "➢"}
    | {0x81 + at: chr(0x2460 + at) for at in range(10)},
    "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "✓"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """What becomes one line: its text, and what the format says of it."""

    text: str
    heading: int | None = None
    row: bool = False
    aside: str | None = None


@dataclass(slots=True)
class Found:
    """One paragraph: its lines, the text boxes that hang on it, and the notes it refers to, as (kind, number)."""

    items: list[Item] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = False  # whether its result has begun
    box: str = ""  # what a box to tick shows


class Paragraphs:
    """Reads paragraphs in the order of the text, as lists count on and fields run over paragraphs."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._fields: list[_Field] = []
        self._carried = ""  # text whose paragraph mark is deleted or hidden, so that the next paragraph goes on with it

    def read(self, element: _Element, cell: bool = False) -> Found:
        """Read one paragraph; `cell` whether it stands in a cell, where a label alone is text."""
        found = Found()
        properties = element.find(f"{W}pPr")
        hidden: list[str] = []
        text = "".join(self._inline(element, properties, found, hidden))
        contents = self._styles.contents(properties) or any(f.code.lstrip().startswith("TOC") for f in self._fields)
        self._fields = [one for one in self._fields if one.shown and one.code.lstrip().upper().startswith("TOC")]
        text = _with_leader(text) if contents else text.replace("\t", " ")
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            self._carried += text
        else:
            if self._carried or text.strip() or cell:
                text = self._label(properties) + self._carried + text
            elif not hidden:
                self._label(properties)
            self._carried = ""
            if mark is not None and (flag := mark.find(f"{W}vanish")) is not None and on(flag):
                self._carried = text  # a style separator: heading and text share a line
            else:
                heading = self._styles.heading(properties)
                found.items += [Item(line, heading) for line in _lines(text)]
        if hidden and "".join(hidden).strip():
            found.items.append(Item("".join(hidden).strip(), aside="hidden-text"))
        return found

    def rest(self) -> Iterator[Item]:
        """Yield what was carried over to a paragraph that does not come."""
        text, self._carried = self._carried, ""
        yield from (Item(line) for line in _lines(text))

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Read a text box or a note within a paragraph without touching what the paragraph carries on."""
        fields, carried = self._fields, self._carried
        self._fields, self._carried = [], ""
        yield
        self._fields, self._carried = fields, carried

    def _label(self, properties: _Element | None) -> str:
        number, level, style = self._styles.list(properties)
        if number is None or number == "0":
            return ""
        if level is None:
            level = (self._numbering.level_of_style(number, style) if style else None) or 0
        label = self._numbering.label(number, level).replace("\t", " ").strip("\n")
        apart = label and (label[-1].isalnum() or label[-1] == ".")
        return label + " " if apart else label

    # ------------------------------------------------------------------------------------------------------------ runs
    def _inline(
        self, parent: _Element, paragraph: _Element | None, found: Found, hidden: list[str], out: bool = False
    ) -> Iterator[str]:
        """Yield the text inside `parent`, page breaks as form feeds; `out` whether it is hidden."""
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                out_here = out or self._styles.hidden(child.find(f"{W}rPr"), paragraph)
                yield from self._inline(child, paragraph, found, hidden, out_here)
            elif tag == f"{W}fldChar":
                yield from self._field(child)
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].code += child.text or ""
            elif tag == f"{W}fldSimple":
                if not _COUNTS_PAGES.match(child.get(f"{W}instr", "")):
                    yield from self._inline(child, paragraph, found, hidden, out)
            elif tag == f"{_MC}AlternateContent":
                if (branch := _branch(child)) is not None:
                    yield from self._inline(branch, paragraph, found, hidden, out)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                found.boxes += _boxes(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                found.notes.append((tag[len(W) : -len("Reference")], child.get(f"{W}id", "")))
            elif (text := _characters(child)) is not None:
                if not self._unseen():
                    if out:
                        hidden.append(text)
                    else:
                        yield text
            else:
                yield from self._inline(child, paragraph, found, hidden, out)

    def _field(self, element: _Element) -> Iterator[str]:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(box=_box(element.find(f"{W}ffData/{W}checkBox"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            circle = _CIRCLE.match(ended.code)
            sign = numeral(int(circle[1]), "decimalEnclosedCircle") if circle else ended.box
            if sign and not self._unseen():
                yield sign

    def _unseen(self) -> bool:
        """Whether text that comes now is the code of a field, or counts pages."""
        return any(
            not one.shown or _COUNTS_PAGES.match(one.code) or _CIRCLE.match(one.code) for one in self._fields
        )  # fmt: skip


def _box(box: _Element | None) -> str:
    """Return the sign of a form's box to tick, as ticked or not; '' for none."""
    if box is None:
        return ""
    flag = box.find(f"{W}checked")
    flag = flag if flag is not None else box.find(f"{W}default")
    return "☑" if flag is not None and on(flag) else "☐"


def _characters(element: _Element) -> str | None:
    """Return the text of an element that stands for characters, None for one that holds others."""
    tag = element.tag
    if tag in (f"{W}t", f"{_M}t"):
        text = element.text or ""
        if element.get(_SPACE) != "preserve" and tag == f"{W}t":
            text = text.strip(" \t\r\n")
        return re.sub(r"[\t\r\n\f\v]", " ", text)
    if tag == f"{W}br":
        return "\f" if element.get(f"{W}type") in ("page", "column") else "\n"
    if tag == f"{W}sym":
        code = element.get(f"{W}char", "")
        if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
            return ""
        known = _SYMBOLS.get(element.get(f"{W}font", "").lower(), {})
        return known.get(int(code, 16) & 0xFF) or chr(int(code, 16))
    if tag == f"{_M}f":
        parts = ["".join(one.text or "" for one in part.iter(f"{_M}t")) for part in element if len(part)]
        return "/".join(part for part in parts if part)
    return _SIGNS.get(tag)


def _branch(choice: _Element) -> _Element | None:
    """Return the branch of an alternative that holds text: the first, as new programs show it, else another."""
    return next((branch for branch in choice if next(branch.iter(f"{W}t"), None) is not None), None)


def _boxes(drawing: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes in a drawing, those of an alternative once, none twice."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            if (branch := _branch(child)) is not None:
                yield from _boxes(branch)
        else:
            yield from _boxes(child)


def _lines(text: str) -> Iterator[str]:
    """Cut a paragraph at its line breaks, and at a page break unless that stands in the middle of a sentence."""
    before, *others = text.split("\f")
    for after in others:
        whole = before.rstrip()
        before += ("\n" if not whole or whole[-1] in _STOPS or whole[-1] == "\n" else "") + after
    for line in before.split("\n"):
        if line.strip():
            yield line.rstrip()


def _with_leader(text: str) -> str:
    """Show the dots that lead to the page number in a line of contents.

    >>> _with_leader("一、总体要求\\t2")
    '一、总体要求…………2'
    """
    before, tab, page = text.rpartition("\t")
    lead = "…………" if tab and page.strip().isalnum() and page.isascii() else " " if tab else ""
    return before.replace("\t", " ") + lead + page
