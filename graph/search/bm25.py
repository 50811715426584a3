"""BM25 as tantivy computes it, for indexes that must give the same order.

A field's length is kept in a byte there: exact to 40 grams, beyond that to an eighth. Documents, of which each has one
entry of no words, count among the passages.
"""

from __future__ import annotations

import math

__all__ = ["idf", "occurrences", "part", "quantised"]

_K1, _B = 1.2, 0.75
_EXACT = 24  # lengths that a byte holds as they are, before the steps begin to double


def idf(holding: int, passages: int) -> float:
    """Return how much it tells that a passage holds a term."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def quantised(length: int) -> int:
    """Return a length as a byte keeps it.

    >>> [quantised(length) for length in (40, 41, 43, 57, 1000)]
    [40, 40, 42, 56, 984]
    """
    over = length - _EXACT
    shift = max(0, over.bit_length() - 4)
    return length if over < 0 else _EXACT + (over >> shift << shift)


def part(times: int, length: int, average: float) -> float:
    """Return what a term counts for that stands `times` in a field of `length`, before its rarity."""
    return times * (1 + _K1) / (times + _K1 * (1 - _B + _B * quantised(length) / (average or 1.0)))


def occurrences(gram: str, text: str) -> int:
    """Return how often a gram stands in a text, laps included.

    >>> occurrences("11", "1112"), occurrences("节水", "节水，节水")
    (2, 2)
    """
    if len(gram) != 2 or gram[0] != gram[1]:
        return text.count(gram)
    return sum(text.startswith(gram, at) for at in range(len(text) - 1))
