"""A picture of one clause: its words in rows, and under them what was read from which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["Stretch", "picture"]

_ROW: Final = 40  # characters
_WIDE: Final = 20  # pixels a character
_LANE: Final = 18
_COLOURS: Final = {"chunk": "#8a8f98", "condition": "#b4540a", "record": "#0b5cad"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was read from the characters `start … end` of a clause: a chunk, a condition or a record."""

    start: int
    end: int
    label: str
    kind: str


def picture(text: str, stretches: Sequence[Stretch]) -> str:
    """Return an SVG image of the text with every stretch beneath the words that it was read from.

    >>> svg = picture("对小微企业奖励5万元", [Stretch(1, 5, "小微企业 = true", "condition")])
    >>> svg.count("<rect"), "小微企业 = true" in svg
    (1, True)
    """
    drawn, y = list[str](), 30
    for first in range(0, max(len(text), 1), _ROW):
        last = min(first + _ROW, len(text))
        letters = enumerate(text[first:last])
        drawn += [f'<text x="{at * _WIDE + 20}" y="{y}">{escape(char)}</text>' for at, char in letters if char.strip()]
        lanes: list[int] = []
        for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
            if one.start < last and one.end > first:
                drawn.append(_bar(one, first, last, y, _lane(lanes, one)))
        y += 24 + _LANE * len(lanes) + 20
    size = f'width="{_ROW * _WIDE + 40}" height="{y}"'
    style = 'style="background:#fff" font-family="Noto Sans CJK SC, sans-serif" font-size="18"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(drawn)}</svg>'


def _lane(lanes: list[int], one: Stretch) -> int:
    """Return the first lane that is free where a stretch begins, and take it up to its end or that of its label."""
    until = max(one.end, one.start + 1 + sum(10 if ord(char) > 255 else 6 for char in one.label) // _WIDE)
    for at, taken in enumerate(lanes):
        if taken <= one.start:
            lanes[at] = until
            return at
    lanes.append(until)
    return len(lanes) - 1


def _bar(one: Stretch, first: int, last: int, y: int, lane: int) -> str:
    begin, end = max(one.start, first) - first, min(one.end, last) - first
    x, top, wide = begin * _WIDE + 20, y + 6 + lane * _LANE, (end - begin) * _WIDE - 2
    colour = _COLOURS.get(one.kind, "#333")
    label = escape(one.label)
    bar = f'<rect x="{x}" y="{top}" width="{wide}" height="3" fill="{colour}"><title>{label}</title></rect>'
    said = f'<text x="{x}" y="{top + 14}" font-size="10" fill="{colour}">{label}</text>' if one.start >= first else ""
    return bar + said
