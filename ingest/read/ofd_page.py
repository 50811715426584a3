"""The characters and rules that a page of an OFD places, in points from the page's upper left corner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, hypot, isfinite, pi
from typing import TYPE_CHECKING

from ingest.read.fold import fold
from ingest.read.rule import straight
from ingest.read.run import Glyph, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["POINTS", "deltas", "numbers", "placed", "rules"]

POINTS = 72 / 25.4  # points in a millimetre
Matrix = tuple[float, float, float, float, float, float]

_TILTED = 0.1  # radians beyond which text stands askew, as stamps and watermarks do
_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the baseline
_NARROW = 0.5  # of the size, the width of a Latin letter that the file does not tell
_MOST = 200_000  # characters or strokes of one page
_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CURVES = {"Q": 4, "B": 6, "A": 7}  # how many numbers a curve takes; its end is the last point


def placed(layer: _Element, left: float, top: float) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Return the glyphs of each text object of a page, and those that stand askew; `left` and `top` are the page's."""
    runs: list[list[Glyph]] = []
    tilted: list[Glyph] = []
    many = 0
    for item in layer.iter("{*}TextObject"):
        if item.get("Visible") == "false":
            continue
        matrix = _matrix(item, left, top)
        run = list(_glyphs(item, matrix))
        many += len(run)
        if many > _MOST:
            break
        angle = abs(atan2(matrix[1], matrix[0]))
        if min(angle, 2 * pi - angle) > _TILTED:
            tilted += run
        else:
            runs.append(run)
    return runs, tilted


def rules(layer: _Element, left: float, top: float) -> list[Place]:
    """Return the straight rules of a page, level or upright."""
    found: list[Place] = []
    for item in layer.iter("{*}PathObject"):
        stroke, fill = item.get("Stroke") != "false", item.get("Fill") == "true"
        data = item.findtext("{*}AbbreviatedData") or ""
        if (stroke or fill) and len(data) < _MOST and item.get("Visible") != "false":
            for points in _subpaths(data, _matrix(item, left, top)):
                found += straight(points, stroke)
        if len(found) > _MOST // 40:
            return []  # a drawing
    return found


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list separated by blanks, [] for one that holds anything else.

    >>> numbers("0 0 210 297"), numbers("a b")
    ([0.0, 0.0, 210.0, 297.0], [])
    """
    try:
        found = [float(one) for one in (text or "").split()]
    except ValueError:
        return []
    return found if all(map(isfinite, found)) else []


def deltas(text: str | None, most: int) -> list[float]:
    """Return the steps from character to character, at most `most`: `g n d` stands for n times d.

    >>> deltas("4.5 g 3 5 2", 9), deltas(None, 9)
    ([4.5, 5.0, 5.0, 5.0, 2.0], [])
    """
    parts = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < most:
        try:
            if parts[at] == "g":
                found += [float(parts[at + 2])] * min(int(parts[at + 1]), most - len(found))
                at += 3
            else:
                found.append(float(parts[at]))
                at += 1
        except (ValueError, IndexError):
            break
    return found


def _glyphs(item: _Element, matrix: Matrix) -> Iterator[Glyph]:
    a, b, c, d, e, f = matrix
    size = (numbers(item.get("Size")) or [4.0])[0]
    wide = size * (numbers(item.get("HScale")) or [1.0])[0]
    x = y = 0.0
    for code in item.iter("{*}TextCode"):
        text = fold(re.sub(r"[\x00-\x1f]", " ", code.text or ""))
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        right, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
        for at, char in enumerate(text):
            own = wide if char >= "\u2e80" else wide * _NARROW
            step = right[at] if at < len(right) else 0.0 if down else own
            reach = min(own, step) if step > 0 and char < "\u2e80" else own
            px, py = a * x + c * y + e, b * x + d * y + f
            high = size * hypot(c, d) or size
            yield Glyph(
                char,
                px * POINTS,
                (py - _ASCENT * high) * POINTS,
                (px + reach * hypot(a, b)) * POINTS,
                (py + _DESCENT * high) * POINTS,
            )
            x += step
            y += down[at] if at < len(down) else 0.0


def _matrix(item: _Element, left: float, top: float) -> Matrix:
    """Return what takes an object's own space to the page's, in mm: its CTM, then its place."""
    own = numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x, y = (*numbers(item.get("Boundary"))[:2], 0.0, 0.0)[:2]
    return a, b, c, d, e + x - left, f + y - top


def _subpaths(data: str, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    tokens = _PATH.findall(data)
    at = 0
    while at < len(tokens):
        operator, at = tokens[at], at + 1
        if operator == "C" and points:
            points.append(points[0])
            continue
        wanted = _CURVES.get(operator, 2)
        values = numbers(" ".join(tokens[at : at + wanted])) if operator in "MSLQBA" else []
        if len(values) != wanted:
            continue
        at += wanted
        if operator in "MS" and points:
            yield points
            points = []
        x, y = values[-2:]
        points.append(((a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS))
    if points:
        yield points
