"""Takes red seals off a scanned page: they lie over signature and date, and their letters run in a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["without_seals"]

_LEAST, _MOST = 0.8, 2.4  # inches across: official seals measure 3 to 5.8 cm (GB/T 9704 prints them life-size)
_ROUND = 0.78  # of the narrow side to the wide one
_RING = 0.5  # share of the rim that is red
_PAPER = 90  # share in a hundred of the points about a seal that are no lighter than its paper
_REDDER = 40  # steps by which the red channel is above the others


def without_seals(image: ndarray, dots: float) -> tuple[ndarray, int]:
    """Return the page (height x width x BGR, `dots` an inch) without its round red seals, and how many they were.

    Through a red glass ink is as light as paper: where a point is red, as much of that is seen. Black letters under a
    seal stay, red letters elsewhere too, such as the name of the issuer at the head.
    """
    import cv2
    import numpy

    blue, green, red = (image[:, :, at].astype(numpy.int16) for at in range(3))
    redder = red - numpy.maximum(green, blue)
    mask = (redder > _REDDER).astype(numpy.uint8)
    if mask.sum() < dots * _LEAST:  # not so much as a rim
        return image, 0
    size = max(3, round(dots / 12)) | 1
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, numpy.ones((size, size), numpy.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    cleared, seals = image, 0
    for left, top, wide, high, _ in boxes[1:count]:
        if not (_LEAST * dots <= max(wide, high) <= _MOST * dots and min(wide, high) >= _ROUND * max(wide, high)):
            continue
        if _rim(mask, (left + wide / 2, top + high / 2), (wide / 2, high / 2)) < _RING:
            continue
        cleared = cleared.copy() if seals == 0 else cleared
        within = slice(top, top + high), slice(left, left + wide)
        part, seen, inked = cleared[within], red[within], mask[within] > 0
        paper, ink = float(numpy.percentile(seen, _PAPER)), max(1.0, float(numpy.median(seen[inked])))
        share = numpy.clip(redder[within] / _REDDER, 0, 1)[:, :, None]
        part[:] = (1 - share) * part + share * numpy.minimum(seen * (paper / ink), paper)[:, :, None]
        seals += 1
    return cleared, seals


def _rim(mask: ndarray, centre: tuple[float, float], radii: tuple[float, float]) -> float:
    """Return the share of directions from the centre in which the rim is red."""
    import numpy

    turns = numpy.linspace(0, 2 * numpy.pi, 180, endpoint=False)
    found = numpy.zeros(len(turns), dtype=bool)
    for share in numpy.linspace(0.88, 1.0, 8):
        x = numpy.clip(numpy.rint(centre[0] + share * radii[0] * numpy.cos(turns)), 0, mask.shape[1] - 1).astype(int)
        y = numpy.clip(numpy.rint(centre[1] + share * radii[1] * numpy.sin(turns)), 0, mask.shape[0] - 1).astype(int)
        found |= mask[y, x] > 0
    return float(found.mean())
