"""Recognises the text in a picture of a page: lines as quadrangles, each character with its place along its line.

The models travel in the wheel of rapidocr (PP-OCRv6, detection, direction and recognition of Chinese and Latin);
nothing is downloaded. They are loaded at the first picture, and stay.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import atan2, dist
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import ndarray

__all__ = ["Word", "recognise"]

_DETECT = 1280  # pixels of the longer side at which lines are looked for: larger takes longer and finds no more
_PROBES = 5  # lines that are looked at to tell a page that stands on its head
_TALL = 1.5  # times its width that a line is high if it runs sideways
_MOSTLY = 4  # times the length of level lines that those of vertical text are long
Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]


class Word(NamedTuple):
    """A stretch of text: its corners in pixels (top left, top right, bottom right, bottom left), how sure its reading
    is (0 … 1), and the middle of each character as a share of the way from left to right."""

    text: str
    corners: Corners
    score: float
    middles: tuple[float, ...]

    @property
    def length(self) -> float:
        return dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return dist(self.corners[0], self.corners[3])

    @property
    def angle(self) -> float:
        """How far the line falls to the right, in radians."""
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return atan2(y1 - y0, x1 - x0)


def recognise(image: ndarray) -> tuple[list[Word], int]:
    """Return the words of a picture (height x width x BGR), and by how many quarter turns, clockwise, it had to be
    turned until they stood upright; their places are in the turned picture. Vertical text is turned until its columns
    lie level, the rightmost at the top.

    Takes 2 to 4 s for a page of A4 on two cores and some 350 MB of memory, whatever the number of pages.
    """
    import cv2

    engine = _engine()
    turn = 0
    crops, corners = _detect(engine, image)
    level, tall = _lengths(corners)
    vertical = tall > level and _vertical(engine, crops, corners)
    if tall > level and (not vertical or tall > _MOSTLY * level):  # else words stand down the narrow cells of a form
        turn = 3 if vertical else 1
        image = cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE if vertical else cv2.ROTATE_90_CLOCKWISE)
        crops, corners = _detect(engine, image)
    if not vertical and _on_its_head(engine, crops):
        turn, image = turn + 2, cv2.rotate(image, cv2.ROTATE_180)
        crops, corners = _detect(engine, image)
    if not crops:
        return [], turn
    read = engine.recognize_txt(crops)
    found = zip(read.txts, corners, read.scores, read.word_results, strict=True)
    words = [Word(text, quad, score, _middles(text, info)) for text, quad, score, info in found if text.strip()]
    return words, turn


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.return_word_box": True,  # the columns of the characters come with it
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECT,
            "Rec.rec_batch_num": 1,  # larger batches take twice the memory and no less time
        }
    )


def _detect(engine: Any, image: ndarray) -> tuple[list[ndarray], list[Corners]]:
    """Find the lines of a picture: each cut out level, and its corners."""
    from rapidocr.main import RapidOCRError

    try:
        crops, found = engine.detect_and_crop(image, {})
    except RapidOCRError:  # nothing in it that looks like text
        return [], []
    corners = [tuple((float(x), float(y)) for x, y in quad) for quad in found.boxes]
    both = [(crop, quad) for crop, quad in zip(crops, corners, strict=True) if min(crop.shape[:2]) > 1]
    return [crop for crop, _ in both], [quad for _, quad in both]  # type: ignore[misc]


def _lengths(corners: Sequence[Corners]) -> tuple[float, float]:
    """Return how long the lines are together that run level, and those that run up or down."""
    level = tall = 0.0
    for quad in corners:
        wide, high = dist(quad[0], quad[1]), dist(quad[0], quad[3])
        tall += high if _is_tall(quad) else 0.0
        level += wide if wide > _TALL * high else 0.0
    return level, tall


def _is_tall(quad: Corners) -> bool:
    return dist(quad[0], quad[3]) > _TALL * dist(quad[0], quad[1])


def _vertical(engine: Any, crops: Sequence[ndarray], corners: Sequence[Corners]) -> bool:
    """Whether lines that run down are columns of upright characters: set side by side, these read the same.

    Recognition reads a column in one piece, its characters lying on their left side. Of as many characters as a column
    is longer than wide, half have to come again.
    """
    columns = [crop for crop, quad in zip(crops, corners, strict=True) if _is_tall(quad)]
    longest = sorted(columns, key=lambda crop: -crop.shape[1])[:_PROBES]
    read = engine.recognize_txt(list(longest))
    shared, room = 0, 0.0
    for crop, text, info in zip(longest, read.txts, read.word_results, strict=True):
        room += crop.shape[1] / crop.shape[0]
        if text.strip():
            (again,) = engine.recognize_txt([_side_by_side(crop, _middles(text, info))]).txts
            shared += (Counter(text) & Counter(again)).total()
    return 2 * shared > room


def _side_by_side(column: ndarray, middles: Sequence[float]) -> ndarray:
    """Set the characters of a column that lies on its left side upright and beside each other."""
    import numpy

    upright = numpy.rot90(column, -1)
    half = max(4, round(0.6 * upright.shape[1]))
    padded = numpy.pad(upright, ((half, half), (0, 0), (0, 0)), mode="edge")
    at = [round(middle * upright.shape[0]) for middle in middles]
    return numpy.ascontiguousarray(numpy.hstack([padded[y : y + 2 * half] for y in at]))


def _on_its_head(engine: Any, crops: Sequence[ndarray]) -> bool:
    """Whether the picture is upside down: most of its longest lines look so, and read better turned."""
    from cv2 import ROTATE_180, rotate

    longest = sorted(crops, key=lambda crop: -crop.shape[1])[:_PROBES]
    if not longest:
        return False
    _, verdict = engine.cls_and_rotate(list(longest))
    if 2 * sum(label == "180" for label, _ in verdict.cls_res) <= len(longest):
        return False
    as_is = fmean(engine.recognize_txt(list(longest)).scores)
    turned = fmean(engine.recognize_txt([rotate(crop, ROTATE_180) for crop in longest]).scores)
    return turned > as_is


def _middles(text: str, info: Any) -> tuple[float, ...]:
    """Return where the middle of each character lies; a space lies halfway between its neighbours."""
    columns = iter(column for columns in info.word_cols for column in columns)
    known = [None if char.isspace() else (next(columns) + 0.5) / info.line_txt_len for char in text]
    middles: list[float] = []
    for at, middle in enumerate(known):
        if middle is None:
            before = middles[-1] if middles else 0.0
            after = next((later for later in known[at:] if later is not None), 1.0)
            middle = (before + after) / 2
        middles.append(min(max(middle, 0.0), 1.0))
    return tuple(middles)
