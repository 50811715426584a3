"""Reads PDF page by page into lines with their boxes, in reading order; pages without text are recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from ingest.errors import EmptyFileError, UnreadableError
from ingest.read.ahead import ahead
from ingest.read.glyph import sheet
from ingest.read.layout import Span, arrange, compose, spans
from ingest.read.ocr_line import tilted
from ingest.read.rule import rules
from ingest.read.scan import Recognised, Scanner
from ingest.read.table import tables
from ingest.record import Box, Edges, Line, Notice, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read", "sniff", "text_layer"]

_AFRESH = 100  # pages after which a file is opened anew
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
    if found.tilted:
        lines.append(compose(found.tilted))
    return lines, found.width, found.height


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read every page of a PDF. Pages that are damaged, without text or recognised are named in notices.

    Raises UnreadableError for a PDF that is locked, cut off or damaged; EmptyFileError for one without pages or without
    a character on them. Takes some 10 ms a page, 3 s for a page that has to be recognised; where a second processor may
    be used, text layers are read by two processes (see `ahead`), which changes nothing but the time.
    """
    with closing(_File(name, data)) as file:
        count = file.pages()
        if not count:
            raise EmptyFileError(name, "the PDF has no pages", "Fetch it again")
        scanner = Scanner()
        with ahead(count, partial(_plain, file, scanner)) as told:
            drafts = [told(number) or _page(file, scanner, number) for number in range(1, count + 1)]
    notices = tuple(notice for draft in drafts for notice in draft.notices)
    if not any(draft.lines for draft in drafts):
        reason = "no text was found on its pages, neither as text nor as pictures"
        reason += f" ({notices[0].message})" if notices else ""
        error = UnreadableError if all(notice.code == "page-damaged" for notice in notices) else EmptyFileError
        raise error(name, reason, "Check that the right file was saved, or scan it anew")
    pages = _pages([(draft.lines, draft.width, draft.height) for draft in drafts])
    return tuple(tilted(page, draft.tilt) for page, draft in zip(pages, drafts, strict=True)), notices


class _File:
    """A PDF that is opened anew now and then: pdfium keeps what it once loaded, such as fonts, until it is closed."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._data, self._loaded = name, data, 0
        self._document = _open(name, data)

    def pages(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PdfPage:
        """Load a page, counted from 1. Raises PdfiumError for one that is damaged."""
        self._loaded += 1
        if self._loaded % _AFRESH == 0:
            self.close()
            self._document = _open(self._name, self._data)
        return self._document[number - 1]

    def close(self) -> None:
        self._document.close()


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


def _page(file: _File, scanner: Scanner, number: int) -> Recognised:
    """Read one page by its text layer, or by recognition where that cannot be used or gives less."""
    import pypdfium2

    try:
        with closing(file.page(number)) as page:
            draft, why = _layer(page, scanner)
            if why:
                seen = scanner.read(page, number, why)
                draft = seen if seen.lines or not draft.lines else draft._replace(notices=seen.notices)
    except pypdfium2.PdfiumError:
        message = f"page {number} of the PDF is damaged and was left out"
        return Recognised([], 0.0, 0.0, (Notice("page-damaged", message, page=number),))
    if not draft.lines and not draft.notices:
        draft = draft._replace(notices=(Notice("page-without-text", f"page {number} holds no text", page=number),))
    return draft


def _plain(file: _File, scanner: Scanner, number: int) -> Recognised | None:
    """Read one page by its text layer, None where there is more to it than that."""
    with closing(file.page(number)) as page:
        draft, why = _layer(page, scanner)
    return draft if draft.lines and not why else None


def _layer(page: PdfPage, scanner: Scanner) -> tuple[Recognised, str | None]:
    """Read the text layer of a page; say why the page has to be recognised, if it has."""
    lines, width, height = text_layer(page)
    return Recognised([_packed(line) for line in lines], width, height), scanner.why(page, lines)


def _packed(line: Span) -> Span:
    return line if isinstance(line.chars, Edges) else replace(line, chars=Edges(line.chars))


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
        for zone in {span.zone for span in lines}:
            here = [span for span in lines if span.zone == zone]
            left, right = usual[zone, round(width)]
            own[zone] = _edge(here, 0, left), _edge(here, 1, right)
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
