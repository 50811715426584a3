"""The characters of one PDF page with their places, as pdfium gives them, turned upright and folded."""

from __future__ import annotations

import ctypes
import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import repeat
from math import pi
from typing import TYPE_CHECKING, Any, NamedTuple

from ingest.read.fold import fold
from ingest.read.run import Place, Run, seams
from ingest.read.vertical import level, runs_down
from ingest.sheet import Edges

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdfium2 import PdfPage

__all__ = ["Sheet", "handle", "quick", "sheet", "upright"]

_TILTED = 0.1  # radians from the page's own direction beyond which a character belongs to a stamp or watermark
_ROW = re.compile(r"[^\r\n]+")


class Sheet(NamedTuple):
    """One page, upright: its size, its characters run by run in the order of the file, and those that stand askew."""

    width: float
    height: float
    runs: list[Run]
    tilted: Run | None
    turn: int  # quarter turns, clockwise, from the page's own space to the upright one


def sheet(page: PdfPage) -> Sheet:
    """Read the text layer of one page. A page without one gives no runs.

    Takes about 1 ms for 1000 characters. A page whose text runs sideways is turned until the text stands upright, one
    of vertical text until its columns lie level.
    """
    textpage = page.get_textpage()
    raw, count = textpage.raw, textpage.count_chars()
    text = _text(raw, count) if count else ""
    left, bottom, right, top = page.get_bbox()
    turn = _turn(raw, text, page.get_rotation() // 90)
    width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
    runs, tilted, down = _runs(raw, text, turn, (left, bottom, right, top))
    if down:
        runs, across = level(runs, width)
        return Sheet(height, width, runs, tilted or across, (turn + 3) % 4)
    return Sheet(width, height, runs, tilted, turn)


def upright(place: Place, turn: int, page: Place) -> Place:
    """Turn a box of the page's own space (left, bottom, right, top; y upwards) into (x0, top, x1, bottom), y downwards.

    >>> upright((10, 20, 30, 40), 0, (0, 0, 100, 200)), upright((10, 20, 30, 40), 1, (0, 0, 100, 200))
    ((10, 160, 30, 180), (20, 10, 40, 30))
    """
    x0, y0, x1, y1 = place
    left, bottom, right, top = page
    if turn == 0:
        return x0 - left, top - y1, x1 - left, top - y0
    if turn == 1:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if turn == 2:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    return top - y1, right - x1, top - y0, right - x0


def _runs(raw: Any, text: str, turn: int, page: Place) -> tuple[list[Run], Run | None, bool]:
    """Give each character its place; a run ends where pdfium breaks the line. Those askew come apart.

    Told too is whether the text is vertical; Latin letters that lie on their side in it are not askew.
    """
    import pypdfium2.raw as pdfium

    angle_of, straight = pdfium.FPDFText_GetCharAngle, -turn % 4 * pi / 2
    whole, index, down = _places(raw, text, turn, page)
    runs: list[Run] = []
    tilted: list[tuple[int, int]] = []
    for row in _ROW.finditer(whole.text):
        start, end = row.end() - len(row[0].lstrip()), row.end()
        if start == end:
            continue
        off = (angle_of(raw, index[start]) - straight) % (2 * pi)
        if min(off, 2 * pi - off) > _TILTED and not (down and abs(off - pi / 2) < _TILTED):
            tilted.append((start, end))
        else:
            cuts, closed = (
                [at - start for at in places[bisect_right(places, start) : bisect_left(places, end)]]
                for places in (whole.cuts, whole.closed)
            )
            runs.append(whole.part(start, end)._replace(cuts=cuts, closed=closed))
    return runs, whole.parts(tilted) if tilted else None, down


def _places(raw: Any, text: str, turn: int, page: Place) -> tuple[Run, Sequence[int], bool]:
    """Return all characters that have a place as one run, line breaks included, where each stands in the file, and
    whether they run down.

    A space that pdfium put in has no width; it takes the place behind the character before it.
    """
    import numpy

    count = len(text)
    boxes = (ctypes.c_float * (4 * count))()
    at = ctypes.addressof(boxes)
    box_of = quick("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    known = list(map(box_of, repeat(handle(raw)), range(count), range(at, at + 16 * count, 16)))
    left, above, right, below = numpy.ctypeslib.as_array(boxes).reshape(count, 4).T.astype(float)
    place: Any = left, below, right, above
    edges = numpy.array(upright(place, turn, page), float)
    index: Sequence[int] = range(count)
    if not all(known):
        index = [at for at, there in enumerate(known) if there or text[at] in "\r\n"]
        text, edges = "".join([text[at] for at in index]), edges[:, index]
    cuts, closed = seams(text, edges)
    down = runs_down(text, edges)
    x0, top, x1, bottom = edges.tolist()
    pairs = array("f", edges[[0, 2]].T.astype(numpy.float32).tobytes())
    for space in re.finditer(" ", text):
        at = space.start()
        if at and x0[at] >= x1[at]:
            x0[at] = x1[at] = pairs[2 * at] = pairs[2 * at + 1] = x1[at - 1]
            top[at], bottom[at] = top[at - 1], bottom[at - 1]
    return Run(text, x0, top, x1, bottom, cuts, closed, Edges.packed(pairs)), index, down


@cache
def quick(name: str, *types: Any) -> Callable[..., Any]:
    """Return pdfium's function of that name as one that takes plain numbers for pointers: half the time of a call.

    `types` are those of its result and of its arguments. It is meant for calls by the thousand a page that end at once.
    """
    import pypdfium2.raw as pdfium

    return ctypes.PYFUNCTYPE(*types)(ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0)


def handle(raw: Any) -> int:
    """Return the address that a pointer of pdfium's holds."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0


def _text(raw: Any, count: int) -> str:
    """Return one character for each of pdfium's, folded; the mark for a hyphen at a line's end becomes a hyphen."""
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer((count + 1) * 2)
    written = pdfium.FPDFText_GetText(raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(text) != count:  # characters without Unicode, or beyond the first plane
        text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in _codes(raw, count))
    return fold(text).replace("\ufffe", "-").replace("\x02", "-").replace("\x00", "\ufffd")


def _codes(raw: Any, count: int) -> list[int]:
    import pypdfium2.raw as pdfium

    return [pdfium.FPDFText_GetUnicode(raw, index) for index in range(count)]


def _turn(raw: Any, text: str, rotation: int) -> int:
    """Return the clockwise quarter turns that set most of the text upright; `rotation` where there is none."""
    import pypdfium2.raw as pdfium

    step = max(1, len(text) // 40)
    votes = [0, 0, 0, 0]
    for index in range(0, len(text), step):
        if not text[index].isspace():
            angle = pdfium.FPDFText_GetCharAngle(raw, index)  # clockwise, in the page's own space
            if angle >= 0:
                votes[round(angle / (pi / 2)) % 4] += 1
    return -votes.index(max(votes)) % 4 if any(votes) else rotation
