"""The straight rules drawn on a PDF page, out of the paths that pdfium finds, forms within forms included."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

from ingest.read.glyph import Sheet, handle, quick, upright
from ingest.read.run import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfPage

__all__ = ["rules", "straight"]

Matrix = tuple[float, float, float, float, float, float]

_THIN = 3.0  # points; a filled rectangle thinner than this is a drawn rule
_SHORT = 6.0  # points; strokes shorter than this are parts of a drawing
_MANY = 5000  # path segments beyond which a page is a drawing


def rules(page: PdfPage, sheet: Sheet) -> list[Place]:
    """Return the straight rules drawn on a page, level or upright, in the upright page's points."""
    import pypdfium2.raw as pdfium

    drawn = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
    pick = quick("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    kind_of = quick("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
    objects = map(pick, repeat(handle(page.raw)), range(pdfium.FPDFPage_CountObjects(page.raw)))
    places = [index for index, kind in enumerate(map(kind_of, objects)) if kind in drawn]
    found = [rule for at in places for rule in _drawn(pdfium.FPDFPage_GetObject(page.raw, at), None, 0)]
    if len(found) > _MANY:
        return []
    own = page.get_bbox()
    return [upright(rule, sheet.turn, own) for rule in found]


def straight(points: Sequence[tuple[float, float]], stroke: bool) -> Iterator[Place]:
    """Yield the rules in one path: itself where it is as thin as a rule, else its level and upright sides if stroked.

    `points` and the (x0, y0, x1, y1) yielded are in points of the page, in whichever direction y runs.

    >>> list(straight([(0, 10), (90, 10), (90, 11), (0, 11)], stroke=False))
    [(0, 10.5, 90, 10.5)]
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, y1 - y0) <= _THIN:
        if max(x1 - x0, y1 - y0) >= _SHORT:
            level, middle_x, middle_y = x1 - x0 > y1 - y0, (x0 + x1) / 2, (y0 + y1) / 2
            yield (x0, middle_y, x1, middle_y) if level else (middle_x, y0, middle_x, y1)
    elif stroke:
        for (ax, ay), (bx, by) in pairwise(points):
            if (abs(ax - bx) <= 1) != (abs(ay - by) <= 1) and abs(ax - bx) + abs(ay - by) >= _SHORT:
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _drawn(thing: Any, outer: Matrix | None, depth: int) -> Iterator[Place]:
    """Yield (x0, y0, x1, y1) of each rule in an object, in the page's own space, with y upwards."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
        matrix = _times(_matrix(thing), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _drawn(pdfium.FPDFFormObj_GetObject(thing, index), matrix, depth + 1)
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    for points in _subpaths(thing, _times(_matrix(thing), outer)):
        yield from straight(points, bool(stroke.value))


def _subpaths(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MANY)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(thing: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(raw))
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )
