"""Reads pages without a usable text layer, and pictures, by recognising their characters."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from ingest.errors import UnreadableError
from ingest.read.glyph import Sheet
from ingest.read.layout import Span, arrange, compose, spans
from ingest.read.ocr_doubt import FEW, doubt
from ingest.read.ocr_line import Sizes, Tilt, glyphs, tilt
from ingest.read.ocr_mend import empty_cells, mend
from ingest.read.run import Place
from ingest.read.table import tables
from ingest.record import Notice, Page

if TYPE_CHECKING:
    from numpy import ndarray
    from pypdfium2 import PdfPage

    from ingest.read.ocr import Word

__all__ = ["Recognised", "Scanner", "is_jpeg", "is_png", "is_tiff", "read"]

_DPI = 200  # what recognition needs: characters of 10 points are then 28 pixels high
_SIDE = 3400  # pixels of the longer side at most: A3 at 200 dots an inch
_PIXELS = 80_000_000  # of one picture in a page: A3 at 600 dots an inch has 70 million
_COVER = 0.5  # share of the page that a picture takes up in a scan
_SURE = 0.5  # below it a line is noise
_CLEAR = 0.9  # below it a line is worth a look
_PAGES = 1000  # of one TIFF at most


class Recognised(NamedTuple):
    """One page as recognised: its lines in reading order on the page set level, its size, what was odd, how it lay."""

    lines: list[Span]
    width: float
    height: float
    notices: tuple[Notice, ...] = ()
    tilt: Tilt = Tilt()


class Scanner:
    """Recognises the pages of one file; it remembers the font sizes that it met."""

    def __init__(self) -> None:
        self._sizes = Sizes()

    def why(self, page: PdfPage, lines: Sequence[Span]) -> str | None:
        """Return why a page has to be recognised, given the lines of its text layer; None for one that is good.

        A page on which nothing is drawn stays as it is.
        """
        text = "".join([line.text for line in lines])
        if len(text) < FEW and len(text.split()) < FEW:
            if not lines:
                return "it has no text layer" if _drawn(page) else None
            return "its text layer holds next to nothing" if _covered(page) else None
        return doubt(text)

    def read(self, page: PdfPage, number: int, why: str) -> Recognised:
        """Recognise one page. The tables that are ruled on it come row by row, as from a text layer.

        No lines for a page that holds a picture of more than 80 million pixels; a large page is scaled down. Takes some
        3 s a page on two cores.
        """
        from ingest.read.ocr import recognise
        from ingest.read.ocr_rule import strokes
        from ingest.read.ocr_seal import without_seals

        width, height = page.get_size()
        if large := _large(page):
            message = f"page {number} holds a picture of {large[0]} x {large[1]} pixels, too large to be read"
            return Recognised([], width, height, (Notice("picture-too-large", message, page=number),))
        image, scale = _picture(page)
        image, seals = without_seals(image, 72 / scale)
        words, turn = recognise(image)
        if turn % 2:
            width, height = height, width
        words, notices = _judged(words, number, why)
        if seals:
            notices += (Notice("seal", f"page {number}: the letters of {seals} red seals were not read", page=number),)
        if not words:
            return Recognised([], width, height, notices)
        words = [word._replace(corners=tuple((x * scale, y * scale) for x, y in word.corners)) for word in words]  # type: ignore[arg-type]
        lie = tilt(words, width, height)
        straight, askew = glyphs(words, lie)
        em = sorted(run.bottom[0] - run.top[0] for run in straight or askew)[len(straight or askew) // 2] / 1.2
        ruled = strokes(_turned(image, turn), lie.angle, em / scale)
        found: list[Place] = [(x0 * scale, top * scale, x1 * scale, bottom * scale) for x0, top, x1, bottom in ruled]
        rows, runs = tables(Sheet(width, height, straight, None, turn), found)
        lines = arrange(rows + spans(runs), width)
        lines += [compose(run) for run in askew]
        return Recognised(self._sizes.settle(lines), width, height, notices, lie)


def _judged(words: Sequence[Word], number: int, why: str) -> tuple[list[Word], tuple[Notice, ...]]:
    """Leave out what is noise, mend what is certain, and tell of both and of how sure the reading is."""
    kept = [word for word in words if word.score >= _SURE]
    notices = []
    if noise := [word.text for word in words if word.score < _SURE]:
        message = f"page {number}: {len(noise)} stretches cannot be read: {_some(noise)}"
        notices.append(Notice("illegible", message, page=number))
    if kept:
        sure = fmean(word.score for word in kept)
        doubtful = [f"{word.text} ({word.score:.2f})" for word in sorted(kept, key=lambda word: word.score)]
        doubtful = doubtful[: sum(word.score < _CLEAR for word in kept)]
        message = f"page {number} was recognised as {why}; mean confidence {sure:.3f}"
        message += f"; least sure: {_some(doubtful)}" if doubtful else ""
        notices.append(Notice("recognised", message, page=number))
    mended: list[Word] = []
    changes: list[str] = []
    for word, text in zip(kept, empty_cells([word.text for word in kept]), strict=True):
        text, changed = mend(text)
        mended.append(word._replace(text=text))
        changes += changed
    if changes:
        message = f"page {number}: {len(changes)} characters were mended: {_some(sorted(set(changes)))}"
        notices.append(Notice("mended", message, page=number))
    return mended, tuple(notices)


def _some(texts: Sequence[str]) -> str:
    return "、".join(text[:40] for text in texts[:5]) + (" …" if len(texts) > 5 else "")


def _drawn(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return pdfium.FPDFPage_CountObjects(page.raw) > 0


def _covered(page: PdfPage) -> bool:
    """Whether pictures cover most of the page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    area = 0.0
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return area > _COVER * width * height


def _large(page: PdfPage) -> tuple[int, int] | None:
    """Return the size in pixels of a picture on the page that is too large to be decoded."""
    import pypdfium2.raw as pdfium

    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        wide, high = thing.get_px_size()
        if wide * high > _PIXELS:
            return wide, high
    return None


def _picture(page: PdfPage) -> tuple[ndarray, float]:
    """Draw a page; return it with the points that a pixel takes.

    It is softened a little: in noise a lone stroke, such as 一 at the head of a line, is overlooked.
    """
    import cv2

    scale = min(_DPI / 72, _SIDE / max(*page.get_size(), 1.0))
    image = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=False).to_numpy()
    return cv2.GaussianBlur(image[:, :, :3], (3, 3), 0), 1 / scale


def _turned(image: ndarray, turn: int) -> ndarray:
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(image, -turn)) if turn else image


def is_png(head: bytes) -> bool:
    return head.startswith(b"\x89PNG\r\n\x1a\n")


def is_jpeg(head: bytes) -> bool:
    return head.startswith(b"\xff\xd8\xff")


def is_tiff(head: bytes) -> bool:
    return head.startswith((b"II*\x00", b"MM\x00*"))


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read a picture as a scan of one page, a TIFF as one of its pages.

    Raises UnreadableError for a picture that is damaged, has more than 80 million pixels or 1000 pages, or holds no
    text.
    """
    from ingest.read import pdf

    return pdf.read(name, _bound(name, data))


def _bound(name: str, data: bytes) -> bytes:
    """Put the pages of a picture into a PDF, each as large as its resolution says, or as A4 where it says nothing."""
    from PIL import Image, ImageSequence

    bound = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            if getattr(picture, "n_frames", 1) > _PAGES:
                raise UnreadableError(name, f"the picture has more than {_PAGES} pages", "Split it")
            for frame in ImageSequence.Iterator(picture):
                wide, high = frame.size
                if wide * high > _PIXELS:
                    reason = f"the picture has {wide} x {high} pixels, too many to be read"
                    raise UnreadableError(name, reason, "Save it at 300 dots an inch")
                dpi = float(frame.info.get("dpi", (0, 0))[0])
                dpi = dpi if 60 <= dpi <= 1300 else max(wide, high) / 11.69
                plain = frame.convert("L" if frame.mode in ("1", "L", "LA", "I", "I;16") else "RGB")
                plain.save(bound, "PDF", resolution=dpi, quality=95, append=bound.tell() > 0)
    except Image.DecompressionBombError as error:
        raise UnreadableError(name, "the picture has too many pixels", "Save it at 300 dots an inch") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError(name, "the picture is damaged", "Fetch it again, or save it anew") from error
    return bound.getvalue()
