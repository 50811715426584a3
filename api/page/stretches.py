"""Where a long list or text is cut: by how high it stands on a phone, so that no page is endless to thumb through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Annotated, Any, Final

from fastapi import Query

__all__ = ["LIST", "Offset", "height", "slice_of", "stretches"]

LIST: Final = 3000
"""How high the rows of one page may stand on a phone of 390 × 844, in its pixels: six screens less head and foot."""

Offset = Annotated[int, Query(ge=0, le=10_000_000)]
"""The first row of a page, as its address has it."""

_ROWS = 20
_LINE = 29  # pixels of a line on a phone


def height(text: str | None, wide: int = 20, line: int = _LINE) -> int:
    """Return about how high `text` stands on a phone, in pixels; `wide` Chinese characters fit on a line.

    >>> height("推广节水灌溉"), height("推广节水灌溉" * 4), height(None)
    (29, 58, 0)
    """
    return sum(ceil(len(row) / wide) or 1 for row in text.splitlines()) * line if text else 0


def stretches(heights: Iterable[float], most: float, step: int = 1 << 30) -> list[tuple[int, int]]:
    """Cut a list into stretches of at most `step` entries that stand at most `most` high; one alone may stand higher.

    >>> stretches([3, 3, 3, 9, 1], 6)
    [(0, 2), (2, 3), (3, 4), (4, 5)]
    >>> stretches([], 6)
    [(0, 0)]
    """
    found, begin, size, at = [], 0, 0.0, 0
    for at, one in enumerate(heights, 1):
        if at - 1 > begin and (size + one > most or at - 1 - begin >= step):
            found.append((begin, at - 1))
            begin, size = at - 1, 0.0
        size += one
    return [*found, (begin, at)]


def slice_of(
    rows: Sequence[Any],
    offset: int,
    step: int = _ROWS,
    high: Callable[[Any], float] = lambda row: 0,
    most: float = LIST,
) -> dict[str, Any]:
    """Return the page of `rows` that holds the row `offset`, with what the links to the others need.

    A page has at most `step` rows, and fewer where by `high` they stand higher than `most` on a phone. Past the end
    it is empty.

    >>> one = slice_of(["短", "长" * 3000, "短"], 1, high=height)
    >>> len(one["rows"]), one["offset"], one["before"], one["step"], one["total"]
    (1, 1, 0, 1, 3)
    """
    cuts = stretches(map(high, rows), most, step)
    at = next((at for at, (first, last) in enumerate(cuts) if first <= offset < max(last, 1)), None)
    first, last = cuts[at] if at is not None else (offset, offset)
    before = cuts[at - 1][0] if at else cuts[-1][0] if at is None else 0
    return {
        "rows": rows[first:last],
        "total": len(rows),
        "offset": first,
        "step": last - first,
        "before": before,
    }
