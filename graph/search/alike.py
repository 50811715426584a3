"""Puts clauses that say the same in several documents under the one that answers best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.search.rank import Found

__all__ = ["Group", "grouped", "same"]

_SHORTEST = 30  # characters: shorter clauses are formulas, and mean another thing in each document
_ALIKE = 0.85  # share of the pairs of characters that two clauses have in common
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Print:
    """What of a text tells whether another says the same: its pairs of characters, and its numbers in order."""

    pairs: frozenset[str]
    numbers: tuple[str, ...]
    length: int

    @classmethod
    def of(cls, plain: str) -> _Print:
        words = "".join(_WORD.findall(plain))
        pairs = frozenset(a + b for a, b in pairwise(words))
        return cls(pairs, tuple(_NUMBER.findall(plain)), len(words))

    def same(self, other: _Print) -> bool:
        if min(self.length, other.length) < _SHORTEST or self.numbers != other.numbers:
            return False
        return len(self.pairs & other.pairs) >= _ALIKE * len(self.pairs | other.pairs)


def same(one: str, other: str) -> bool:
    """Tell whether two folded texts say the same but for a few words; where any number differs they do not.

    >>> text = "新建充电桩的企业，按设备投资额的10%给予补助，补助资金由市财政局会同市发展改革委审核后拨付到企业账户"
    >>> same(text, text.replace("市财政局", "县财政局")), same(text, text.replace("10%", "12%"))
    (True, False)
    """
    return _Print.of(one).same(_Print.of(other))


@dataclass(frozen=True, slots=True)
class Group:
    """A clause with its score, and those of other documents that say the same, in the order of theirs."""

    score: float
    first: Found
    same: tuple[Found, ...] = ()


def grouped(ranked: Sequence[tuple[float, Found]], most: int) -> list[Group]:
    """Return the first `most` clauses that say different things, in their order."""
    kept: list[tuple[float, Found, _Print, list[Found]]] = []
    for score, found in ranked:
        mark = _Print.of(found.clause.plain)
        for _, first, other, rest in kept:
            if first.clause.document != found.clause.document and mark.same(other):
                rest.append(found)
                break
        else:
            if len(kept) < most:
                kept.append((score, found, mark, []))
    return [Group(score, found, tuple(rest)) for score, found, _, rest in kept]
