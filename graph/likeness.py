"""How alike the wording of clauses is: character pairs, each weighted by how rare it is, compared by their angle.

Likeness is a measure of words and no more: it finds the clause that a lower document took over, and misses one that
says the same in other words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, sqrt
from typing import Final

from graph.search.grams import fold, pairs
from ingest.link.authority import concepts
from ontology import UNITS

__all__ = ["Wording", "shared", "unnumbered"]

_COMMON: Final = 400  # clauses: a pair of characters that stands in more of them finds nothing, and costs most


class Wording:
    """A collection of texts in which the likest to another text are found.

    >>> texts = ["推广节水灌溉技术", "改造供热管网", "严禁新增产能"]
    >>> Wording(texts).like("推进老旧供热管网改造", least=0.3)
    [(1, 0.35)]
    """

    def __init__(self, texts: Sequence[str], also: Sequence[str] = ()) -> None:
        """Take in `texts`; what stands in `also` makes words common, and is not found."""
        counted = [Counter(pairs(text)) for text in texts]
        held = Counter(pair for one in counted for pair in one)
        held.update(pair for text in also for pair in set(pairs(text)))
        self._size = len(texts) + len(also)
        self._weights: dict[str, float] = {pair: self._weight(number) for pair, number in held.items()}
        self._where: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, one in enumerate(counted):
            for pair, share in self._even(one).items():
                if held[pair] <= _COMMON:
                    self._where[pair].append((number, share))

    def like(self, text: str, least: float = 0.0, most: int = 10) -> list[tuple[int, float]]:
        """Return the numbers of the `most` texts likest to `text`, with their likeness from `least` up to 1."""
        found: dict[int, float] = defaultdict(float)
        for pair, share in self._even(Counter(pairs(text))).items():
            for number, other in self._where.get(pair, ()):
                found[number] += share * other
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [(number, round(likeness, 2)) for number, likeness in ranked[:most] if likeness >= least]

    def _weight(self, number: int) -> float:
        return log((self._size + 1) / (number + 0.5))

    def _even(self, counted: Mapping[str, int]) -> dict[str, float]:
        """Weigh the pairs of a text, so that the squares of the weights sum up to 1."""
        rare = self._weight(0)
        raw = {pair: (1 + log(number)) * self._weights.get(pair, rare) for pair, number in counted.items()}
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
