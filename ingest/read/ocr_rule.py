"""Finds the ruled lines of a scanned table: long thin strokes, level or upright, in pixels of the page set level."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

    from ingest.read.run import Place

__all__ = ["strokes"]

_LONG = 1.8  # ems; strokes of characters are shorter
_THICK = 0.35  # ems; a bar or a picture is thicker


def strokes(image: ndarray, angle: float, em: float) -> list[Place]:
    """Return (x0, top, x1, bottom) of each ruled line of a picture that lies askew by `angle` (radians).

    `em` is the size of the body's characters in pixels; a stroke less than about two of them long is none. Takes 30 ms
    for a page of A4 at 200 dots an inch.
    """
    import cv2
    import numpy

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if abs(angle) > 0.001:
        high, wide = grey.shape
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), numpy.degrees(angle), 1.0)
        grey = cv2.warpAffine(grey, turn, (wide, high), borderValue=255)
    block = max(15, int(2 * em) | 1)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15)
    found: list[Place] = []
    long, gap = max(20, int(_LONG * em)), max(3, int(0.15 * em))
    for level in (True, False):
        shape = (long, 1) if level else (1, long)
        mend = (gap, 3) if level else (3, gap)  # a worn or slightly slanting rule is in pieces
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(mend[::-1], numpy.uint8))
        opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, numpy.ones(shape[::-1], numpy.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(opened)
        for x, y, wide, high, _ in stats[1:]:
            thick, length = (high, wide) if level else (wide, high)
            if thick <= max(4, _THICK * em) and length >= long:
                x, y, wide, high = float(x), float(y), float(wide), float(high)
                middle = y + high / 2 if level else x + wide / 2
                found.append((x, middle, x + wide, middle) if level else (middle, y, middle, y + high))
    return found
