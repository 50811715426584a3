"""Make same_notice.scan.pdf: the pages of same_notice.pdf as a worn, slightly slanting scan in grey.

python tests/data/make_scan.py
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy
import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
DPI, NOISE, QUALITY = 200, 6.0, 30
SLANT = (0.8, -1.2)  # degrees, one page each


def scanned(page: pypdfium2.PdfPage, slant: float, noise: numpy.random.Generator) -> Image.Image:
    """Return a page as a scanner would see it: turned by `slant` degrees, grey, with noise and soft edges."""
    grey = cv2.cvtColor(page.render(scale=DPI / 72).to_numpy(), cv2.COLOR_BGR2GRAY)
    high, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -slant, 1)
    grey = cv2.GaussianBlur(cv2.warpAffine(grey, turn, (wide, high), borderValue=255), (3, 3), 0)
    worn = grey.astype(float) * 0.92 + noise.normal(0, NOISE, grey.shape)
    return Image.fromarray(numpy.clip(worn, 0, 255).astype(numpy.uint8))


def main() -> None:
    """Write the scan beside the PDF it was made from; the same every time."""
    noise = numpy.random.default_rng(7)
    with pypdfium2.PdfDocument(HERE / "same_notice.pdf") as file:
        first, *rest = [scanned(page, slant, noise) for page, slant in zip(file, SLANT, strict=True)]
    bound = BytesIO()
    first.save(bound, "PDF", save_all=True, append_images=rest, resolution=DPI, quality=QUALITY)
    (HERE / "same_notice.scan.pdf").write_bytes(bound.getvalue())


if __name__ == "__main__":
    main()
