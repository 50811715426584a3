"""Reads PDF with a text layer, page by page, into lines with their boxes, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from ingest.errors import EmptyFileError, UnreadableError
from ingest.read.glyph import sheet
from ingest.read.layout import Span, arrange, compose, spans
from ingest.read.rule import rules
from ingest.read.table import tables
from ingest.record import Box, Line, Notice, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["PageReader", "read", "sniff", "text_layer"]

# A page reader gives the lines of one page in reading order with the upright page's width and height; no lines if the
# page holds nothing that it can read. Readers are tried in order, so that one for scans goes behind the text layer.
PageReader = Callable[["PdfPage"], tuple[list[Span], float, float]]

_END = b"%%EOF"
_LENGTH = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")


def sniff(head: bytes) -> bool:
    """Whether the first bytes carry the mark of a PDF, which may stand behind a little junk."""
    return b"%PDF-" in head[:1024]


def text_layer(page: PdfPage) -> tuple[list[Span], float, float]:
    """Read a page's text layer: ruled tables row by row, everything else line by line; stamps set askew come last."""
    found = sheet(page)
    if not found.runs:
        return [], found.width, found.height
    rows, runs = tables(found, rules(page, found))
    lines = arrange(rows + spans(runs), found.width)
    if any(not glyph.char.isspace() for glyph in found.tilted):
        lines.append(compose(found.tilted))
    return lines, found.width, found.height


PAGE_READERS: tuple[PageReader, ...] = (text_layer,)


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read every page of a PDF. Pages without text are named in notices.

    Raises UnreadableError for a PDF that is locked, cut off or damaged, and for one that is all scans; EmptyFileError
    for one without pages. Takes some 10 ms a page.
    """
    document = _open(name, data)
    try:
        if not len(document):
            raise EmptyFileError(name, "the PDF has no pages", "Fetch it again")
        drafts, blank = [], []
        for number in range(1, len(document) + 1):
            lines, width, height = _page(name, document, number)
            drafts.append((lines, width, height))
            if not lines:
                blank.append(number)
    finally:
        document.close()
    if len(blank) == len(drafts):
        reason = "the PDF has no text layer: its pages are pictures, as of a scan"
        raise UnreadableError(name, reason, "Run text recognition (OCR) over it and save it with a text layer")
    notices = tuple(Notice("page-without-text", f"page {number} has no text layer", page=number) for number in blank)
    return _pages(drafts), notices


def _open(name: str, data: bytes) -> PdfDocument:
    import pypdfium2

    linear = _LENGTH.search(data, 0, 1024)
    if _END not in data[-65536:] or (linear and int(linear[1]) > len(data)):
        raise UnreadableError(name, "the PDF is cut off: its end is missing", "Fetch it again")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            reason, remedy = "the PDF is locked with a password", "Save it without one"
        elif re.search(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b|/Count\s+0\b[^>]*/Type\s*/Pages\b", data):
            raise EmptyFileError(name, "the PDF has no pages", "Fetch it again") from error
        else:
            reason, remedy = "the PDF is damaged and cannot be opened", "Fetch it again, or save it anew"
        raise UnreadableError(name, reason, remedy) from error


def _page(name: str, document: PdfDocument, number: int) -> tuple[list[Span], float, float]:
    import pypdfium2

    try:
        page = document[number - 1]
        for reader in PAGE_READERS:
            lines, width, height = reader(page)
            if lines:
                break
        page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            name, f"page {number} of the PDF is damaged", "Fetch it again, or save it anew"
        ) from error
    return lines, width, height


def _pages(drafts: Sequence[tuple[list[Span], float, float]]) -> tuple[Page, ...]:
    """Number the lines over all pages and give each the margins of its column."""
    common: dict[tuple[str, int], list[Span]] = {}
    for lines, width, _ in drafts:
        for span in lines:
            common.setdefault((span.zone, round(width)), []).append(span)
    usual = {key: (_edge(found, 0), _edge(found, 1)) for key, found in common.items()}
    numbers = count(1)
    pages = []
    for index, (lines, width, height) in enumerate(drafts, 1):
        own = {}
        for zone in ("full", "left", "right"):
            here = [span for span in lines if span.zone == zone]
            if here:
                left, right = _edge(here, 0, usual[zone, round(width)][0]), _edge(here, 1, usual[zone, round(width)][1])
                own[zone] = (left, right)
        pages.append(Page(tuple(_line(span, next(numbers), index, own) for span in lines), index, width, height))
    return tuple(pages)


def _line(span: Span, number: int, page: int, margins: dict[str, tuple[float, float]]) -> Line:
    return Line(
        span.text,
        number,
        page,
        Box(page, span.x0, span.top, span.x1, span.bottom),
        size=round(span.size, 1),
        cells=tuple(Box(page, *cell) for cell in span.cells),
        chars=span.chars,
        margins=margins[span.zone],
    )


def _edge(found: Sequence[Span], side: int, usual: float | None = None) -> float:
    """Return the left (0) or right (1) edge that several lines share.

    With `usual`, that of the whole file, another is believed only where no line keeps to the usual one, a third share
    the other, and it is not the two ems by which first lines stand in.
    """
    plain = [span for span in found if not span.cells] or found
    ends = sorted((-span.x1 if side else span.x0, span.size) for span in plain)
    if usual is not None:
        kept = any(abs(end - (-usual if side else usual)) < 0.6 * size for end, size in ends)
        if kept or len(ends) < 6:
            return usual
    enough = max(2, len(ends) * (0.33 if usual is not None else 0.03))
    for at, (edge, size) in enumerate(ends):
        shared = 0
        for other, _ in ends[at:]:
            if other - edge > 0.6 * size:
                break
            shared += 1
        own = -edge if side else edge
        if shared >= enough and (usual is None or side or not 1.5 < (own - usual) / size < 2.6):
            return own
    if usual is not None:
        return usual
    return -ends[0][0] if side else ends[0][0]
