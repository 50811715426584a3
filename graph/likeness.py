"""How alike the wording of clauses is: character pairs, each weighted by how rare it is, compared by their angle.

Likeness is a measure of words and no more: it finds the clause that a lower document took over, and misses one that
says the same in other words.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, sqrt
from typing import Final

from graph.search.grams import fold, pairs
from ingest.link.authority import concepts
from ontology import UNITS

__all__ = ["Wording", "shared", "unnumbered"]

_RARE: Final = 64  # pairs of characters of a text by which others are looked for: its rarest that others have
_COMMON: Final = 400  # texts: a pair that stands in more of them finds nothing
_WEIGHED: Final = 100  # texts that share most of the rare pairs, and are compared whole


class Wording:
    """A collection of texts in which the likest to another text are found, in time that hardly grows with their number.

    >>> texts = ["推广节水灌溉技术", "改造供热管网", "严禁新增产能"]
    >>> Wording(texts).like("推进老旧供热管网改造", least=0.3)
    [(1, 0.35)]
    """

    def __init__(self, texts: Sequence[str], also: Sequence[str] = ()) -> None:
        """Take in `texts`; what stands in `also` makes words common, and is not found."""
        counted = [Counter(pairs(text)) for text in texts]
        self._held = Counter(pair for one in counted for pair in one)
        self._held.update(pair for text in also for pair in set(pairs(text)))
        self._size = len(texts) + len(also)
        self._number = {pair: number for number, pair in enumerate(self._held)}
        self._vectors: list[tuple[array[int], array[float]]] = []
        self._where: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for number, one in enumerate(counted):
            even = self._even(one)
            self._vectors.append((array("L", map(self._number.__getitem__, even)), array("f", even.values())))
            for pair in even:
                if self._held[pair] <= _COMMON:
                    self._where[pair].append(number)

    def like(self, text: str, least: float = 0.0, most: int = 10) -> list[tuple[int, float]]:
        """Return the numbers of the `most` texts likest to `text`, with their likeness from `least` up to 1."""
        even = self._even(Counter(pairs(text)))
        rough: dict[int, float] = defaultdict(float)
        lone = [pair for pair in even if self._held[pair] == 1]
        known = (pair for pair in even if self._held[pair] > 1)
        for pair in lone + heapq.nsmallest(_RARE, known, key=lambda pair: (self._held[pair], pair)):
            for number in self._where.get(pair, ()):
                rough[number] += even[pair]
        nearest = heapq.nsmallest(max(most, _WEIGHED), rough, key=lambda number: (-rough[number], number))
        given = {self._number[pair]: share for pair, share in even.items() if pair in self._number}
        found = [(self._dot(given, number), number) for number in nearest]
        ranked = sorted(found, key=lambda item: (-item[0], item[1]))
        return [(number, round(likeness, 2)) for likeness, number in ranked[:most] if likeness >= least]

    def _dot(self, given: Mapping[int, float], number: int) -> float:
        ids, shares = self._vectors[number]
        return sum(given[id] * share for id, share in zip(ids, shares, strict=True) if id in given)

    def _even(self, counted: Mapping[str, int]) -> dict[str, float]:
        """Weigh the pairs of a text by how rare they are, so that the squares of the weights sum up to 1."""
        raw = {
            pair: (1 + log(number)) * log((self._size + 1) / (self._held[pair] + 0.5))
            for pair, number in counted.items()
        }
        length = sqrt(sum(value * value for value in raw.values())) or 1.0
        return {pair: value / length for pair, value in raw.items()}


def shared(one: str, other: str, shortest: int = 4, most: int = 5) -> tuple[str, ...]:
    """Name the longest stretches of words that two texts share, the longest first.

    >>> shared("加快推进老旧供热管网改造", "完成老旧供热管网改造任务")
    ('老旧供热管网改造',)
    """
    from graph.search.grams import shared_words

    found: list[str] = []
    for words in sorted(shared_words(one, other, shortest), key=lambda words: -len(words)):
        if len(found) < most and not any(words in longer for longer in found):
            found.append(words)
    return tuple(found)


def unnumbered(text: str) -> str:
    """Return `text`, folded, with a space for each number, day and sum with its unit.

    Two clauses that count in cubic metres by the end of 2025 need not be about the same.

    >>> unnumbered("到2025年底前，节水30万立方米以上")
    '到 ,节水 '
    """
    return _number().sub(" ", fold(text))


@cache
def _number() -> re.Pattern[str]:
    units = {fold(name) for unit in concepts(UNITS) for name in (unit.label, *unit.names)} | set("年月日")
    listed = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"[0-9][0-9.,]*\s*[十百千万亿]*(?:{listed})?(?:以上|以下|以内|左右|[底末]?前)?")
