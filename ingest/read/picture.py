"""Draws a page of a PDF as a picture, for people who want to see the words where they stand."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Lock

from ingest.errors import UnreadableError

__all__ = ["picture"]

_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads


def picture(path: Path, number: int, width: int = 1000) -> tuple[bytes, float, float]:
    """Return page `number` (from 1) as WebP, `width` pixels wide, with the page's width and height in points.

    Raises IndexError for a page that the file does not have, UnreadableError for a file that cannot be drawn.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            with pypdfium2.PdfDocument(path) as document:
                if not 1 <= number <= len(document):
                    raise IndexError(number)
                page = document[number - 1]
                wide, high = page.get_size()
                image = page.render(scale=width / wide).to_pil()
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(path.name, "the page cannot be drawn", "Ingest the file again") from error
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=78, method=2)
    return out.getvalue(), wide, high
