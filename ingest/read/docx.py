"""Reads DOCX: paragraphs as a reader sees them, with their automatic numbers, tables, text boxes and notes.

Straight over the parts of the file: python-docx gives neither the numbers nor text boxes, notes, fields and changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from ingest.errors import UnreadableError
from ingest.read.fold import seen
from ingest.read.numbering import Numbering
from ingest.read.package import Package
from ingest.read.paragraph import NOTES, Item, Paragraphs, W, value
from ingest.read.style import Styles
from ingest.record import Line, Notice, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom"))
_THROUGH = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read a DOCX into one page of lines, one a paragraph, a line break within it beginning another.

    Headings carry the level that their style gives them. A table row is one line; a cell merged over others stands
    where it begins, and the rows of a table in a cell behind the row that holds it. Tracked changes are read as
    accepted. Footnotes, running heads and hidden text are asides. Raises UnreadableError for a file that is damaged,
    locked, a bomb, or holds pictures only.
    """
    body = _Body(Package(name, data))
    items = list(body.items())
    numbers = count(1)
    lines = tuple(
        Line(seen(item.text), next(numbers), heading=item.heading, row=item.row, aside=item.aside) for item in items
    )
    if not any(line.text.strip() and not line.aside for line in lines) and body.pictures:
        raise UnreadableError(name, "the file holds pictures and no text", "Save it as PDF, to be read as a scan")
    return (Page(lines),), tuple(body.notices())


class _Body:
    """Walks through a DOCX in the order of its text."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = self._related("_rels/.rels", "/officeDocument")
        self.main = main[0] if main else "word/document.xml"
        self.root = package.xml(self.main)
        folder, _, file = self.main.rpartition("/")
        self.relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        styles = Styles(self._part("/styles"))
        self.notes = {kind: _notes(self._part(f"/{kind}s"), kind) for kind in NOTES}
        self.paragraphs = Paragraphs(styles, Numbering(self._part("/numbering")))
        self.pictures = next(self.root.iter(f"{W}drawing", f"{W}pict"), None) is not None

    def items(self) -> Iterator[Item]:
        """Yield the lines of the text, then those of running heads and feet."""
        for body in self.root.iterchildren(f"{W}body"):
            yield from self._blocks(body)
        seen: set[str] = set()
        for part in (*self._related(self.relations, "/header"), *self._related(self.relations, "/footer")):
            for item in self._blocks(self.package.xml(part)) if part in self.package else ():
                if item.text not in seen and any(char.isalnum() for char in item.text):
                    seen.add(item.text)
                    yield Item(item.text, aside="running-head")

    def notices(self) -> Iterator[Notice]:
        """Yield what was odd in the file."""
        if next(self.root.iter(f"{W}ins", *_GONE), None) is not None:
            yield Notice("tracked-changes", "文件带有修订，按接受后的文本读取 / tracked changes are read as accepted")
        comments = self._part("/comments")
        if comments is not None and (many := sum(1 for _ in comments.iterchildren(f"{W}comment"))):
            yield Notice("comments-left-out", f"{many} 条批注不属于正文 / {many} comments are no part of the text")
        if next(self.root.iter(f"{W}altChunk"), None) is not None:
            yield Notice("embedded-file", "文件中嵌有另一文件，未读取 / another file is embedded and was not read")

    # -------------------------------------------------------------------------------------------------------- text
    def _blocks(self, parent: _Element, cell: bool = False) -> Iterator[Item]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _THROUGH:
                yield from self._blocks(child, cell)
            elif child.tag == _CHOICE and len(child):
                yield from self._blocks(child[0], cell)
        yield from self.paragraphs.rest()

    def _paragraph(self, element: _Element, cell: bool) -> Iterator[Item]:
        found = self.paragraphs.read(element, cell)
        yield from found.items
        for box in found.boxes:
            with self.paragraphs.apart():
                yield from self._blocks(box)
        for kind, number in found.notes:
            note = self.notes[kind].get(number)
            with self.paragraphs.apart():
                texts = [item.text.replace("\t", " ") for item in self._blocks(note)] if note is not None else []
            if texts:
                yield Item(" ".join(texts), aside=kind)

    def _table(self, table: _Element) -> Iterator[Item]:
        rows = [_cells(row) for row in _children(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        single = all(sum(span for _, span in row) <= 1 for row in rows)
        for row in rows:
            texts: list[str] = []
            behind: list[Item] = []
            for cell, span in row:
                items = list(self._blocks(cell, cell=not single)) if cell is not None else []
                if single:
                    yield from items
                behind += [item for item in items if item.aside or item.row]
                inside = " ".join(item.text for item in items if not (item.aside or item.row)).replace("\t", " ")
                texts += [inside, *[""] * (span - 1)]
            if not single:
                if any(texts):
                    yield Item("\t".join(texts), row=True)
                yield from behind

    # ------------------------------------------------------------------------------------------------------- parts
    def _related(self, relations: str, kind: str) -> list[str]:
        """Return the parts that a part names as its `kind`, as paths within the package."""
        if relations not in self.package:
            return []
        folder = relations.replace("_rels/", "", 1) if relations.startswith("_rels/") else relations
        folder = "" if relations.startswith("_rels/") else folder.rpartition("_rels/")[0]
        found = []
        for relation in self.package.xml(relations).iter(_RELATIONS):
            target = relation.get("Target", "")
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                found.append(target.lstrip("/") if target.startswith("/") else folder + target)
        return found

    def _part(self, kind: str) -> _Element | None:
        parts = [part for part in self._related(self.relations, kind) if part in self.package]
        return self.package.xml(parts[0]) if parts else None


def _notes(root: _Element | None, kind: str) -> dict[str, _Element]:
    if root is None:
        return {}
    return {note.get(f"{W}id", ""): note for note in root.iterchildren(f"{W}{kind}") if note.get(f"{W}type") is None}


def _children(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the children of a kind, those inside content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, tag)


def _cells(row: _Element) -> Sequence[tuple[_Element | None, int]]:
    """Return the cells of a row, each with the number of columns it takes; None for what a row leaves out in front."""
    cells: list[tuple[_Element | None, int]] = []
    if before := _number(row, "trPr", "gridBefore", 0):
        cells.append((None, before))
    cells += [(cell, _number(cell, "tcPr", "gridSpan", 1)) for cell in _children(row, f"{W}tc")]
    return cells


def _number(element: _Element, group: str, name: str, default: int) -> int:
    properties = element.find(f"{W}{group}")
    text = value(properties, name) if properties is not None else None
    return min(int(text), 63) if text and text.isascii() and text.isdigit() else default  # Word's most columns
