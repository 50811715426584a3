"""Reads OFD (GB/T 33190), the national format for official documents: placed text, laid out like that of PDF."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.errors import EmptyFileError, IngestError, UnreadableError
from ingest.read.glyph import Sheet
from ingest.read.layout import Span, arrange, compose, spans
from ingest.read.ofd_page import POINTS, numbers, placed, rules
from ingest.read.package import Package
from ingest.read.pdf import _pages as numbered  # lines numbered over all pages, with the margins of their columns
from ingest.read.run import Glyph, Run
from ingest.read.table import tables
from ingest.record import Notice, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read"]

PAGES_LIMIT = 10_000
_A4 = (0.0, 0.0, 210.0, 297.0)  # mm


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read every page of an OFD, with what its template puts on it; boxes in points. Annotations and seals are no text.

    A page that is damaged or holds no text is named in a notice and the rest is kept. Raises UnreadableError for a file
    that is damaged, locked, or all pictures; EmptyFileError for one without pages.
    """
    package = Package(name, data)
    drafts: list[tuple[list[Span], float, float]] = []
    notices: list[Notice] = []
    for document, folder in _documents(package):
        book = _Book(package, document, folder)
        for location in book.pages:
            number = len(drafts) + 1
            if number > PAGES_LIMIT:
                raise UnreadableError(name, f"the OFD has more than {PAGES_LIMIT} pages", "Split it")
            try:
                drafts.append(book.page(location))
            except IngestError as error:
                drafts.append(([], 595.0, 842.0))
                notices.append(Notice("page-unreadable", f"第{number}页未能读取 / {error.reason}", page=number))
                continue
            if not drafts[-1][0]:
                notices.append(Notice("page-without-text", f"page {number} has no text", page=number))
    if not drafts:
        raise EmptyFileError(name, "the OFD has no pages", "Fetch it again")
    if not any(lines for lines, _, _ in drafts):
        raise UnreadableError(name, "the OFD holds no text: its pages are pictures or damaged", "Save it as PDF")
    return numbered(drafts), tuple(notices)


def _documents(package: Package) -> Iterator[tuple[_Element, str]]:
    """Yield the documents of a package, most often one, each with the folder it lies in."""
    for body in package.xml("OFD.xml").iter("{*}DocBody"):
        location = _text(body, "DocRoot")
        if location:
            part = _found(package, "", location)
            yield package.xml(part), posixpath.dirname(part)


class _Book:
    """One document of a package: its pages in order, its templates, its usual page size."""

    def __init__(self, package: Package, document: _Element, folder: str) -> None:
        self._package, self._folder = package, folder
        self.pages = [page.get("BaseLoc", "") for page in document.iterfind("{*}Pages/{*}Page")]
        self._size = _box(document.find("{*}CommonData/{*}PageArea"), _A4)
        self._templates = {
            item.get("ID", ""): item.get("BaseLoc", "") for item in document.iterfind("{*}CommonData/{*}TemplatePage")
        }
        self._read: dict[str, _Element] = {}

    def page(self, location: str) -> tuple[list[Span], float, float]:
        """Return the lines of one page in reading order, and its width and height in points."""
        root = self._package.xml(_found(self._package, self._folder, location))
        left, top, wide, high = _box(root.find("{*}Area"), self._size)
        layers = [*(self._template(item.get("TemplateID", "")) for item in root.iterfind("{*}Template")), root]
        runs: list[list[Glyph]] = []
        tilted: list[Glyph] = []
        ruled = []
        for layer in layers:
            if layer is not None:
                upright, askew = placed(layer, left, top)
                runs += upright
                tilted += askew
                ruled += rules(layer, left, top)
        width, height = wide * POINTS, high * POINTS
        rows, rest = tables(Sheet(width, height, [Run.of(_in_rows(runs))], None, 0), ruled)
        lines = arrange(rows + spans(rest), width)
        if any(not glyph.char.isspace() for glyph in tilted):
            lines.append(compose(Run.row(tilted)))
        return lines, width, height

    def _template(self, number: str) -> _Element | None:
        if number not in self._read and number in self._templates:
            self._read[number] = self._package.xml(_found(self._package, self._folder, self._templates[number]))
        return self._read.get(number)


def _in_rows(runs: Sequence[list[Glyph]]) -> list[Glyph]:
    """Put text objects one after another as they stand, row by row from the left; what is printed twice comes once."""
    rows: list[list[list[Glyph]]] = []
    for run in sorted((run for run in runs if run), key=lambda run: run[0].top + run[0].bottom):
        glyph = run[0]
        if rows:
            other = rows[-1][0][0]
            away = abs(glyph.top + glyph.bottom - other.top - other.bottom) / 2
            if away < 0.3 * min(glyph.bottom - glyph.top, other.bottom - other.top):
                rows[-1].append(run)
                continue
        rows.append([run])
    found: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for row in rows:
        for run in sorted(row, key=lambda run: run[0].x0):
            for glyph in run:
                mark = (glyph.char, round(glyph.x0), round(glyph.top))
                if mark not in seen:
                    seen.add(mark)
                    found.append(glyph)
    return found


def _found(package: Package, folder: str, location: str) -> str:
    """Return the part that a location names, from its own folder or from the root; some writers do the one or other."""
    beside = posixpath.normpath(posixpath.join("/", folder, location)).lstrip("/")
    return beside if beside in package else posixpath.normpath(posixpath.join("/", location)).lstrip("/")


def _box(area: _Element | None, default: tuple[float, ...]) -> tuple[float, ...]:
    """Return left, top, width and height of a page in mm."""
    box = numbers(_text(area, "PhysicalBox") if area is not None else "")
    return tuple(box) if len(box) == 4 and 0 < box[2] < 10_000 and 0 < box[3] < 10_000 else default


def _text(element: _Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
