"""How many passages hold each term, and how long the fields are: summed from what each document's card states.

A card is written with the passages of its document and leaves with them, so the sums cannot come apart from what is
there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from graph.search.grams import SEPARATOR
from graph.search.layout import PAIR, Laid

__all__ = ["FIELDS", "Statistics", "Tally", "cut"]

FIELDS = ("grams", "title_grams", "matter")


def cut(laid: Laid) -> Mapping[str, list[str]]:
    """Return the terms of each field of a clause, as tantivy's analysers cut them."""
    return {"grams": _grams(laid.grams), "title_grams": _grams(laid.title_grams), "matter": laid.matters}


def _grams(text: str) -> list[str]:
    found = [*text, *(a + b for a, b in pairwise(text))]
    return [gram for gram in found if gram != SEPARATOR and len(gram.encode("utf-8", "surrogatepass")) <= PAIR]


class Tally:
    """Counts the terms of the passages of one document."""

    def __init__(self) -> None:
        self.passages = 0
        self.lengths: Counter[str] = Counter()
        self.holding: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}

    def add(self, terms: Mapping[str, list[str]]) -> None:
        self.passages += 1
        for field, found in terms.items():
            self.lengths[field] += len(found)
            self.holding[field].update(set(found))

    def packed(self) -> str:
        return json.dumps([self.passages, self.lengths, self.holding], ensure_ascii=False)


class Statistics:
    """The sums over the cards of all documents."""

    def __init__(self) -> None:
        self.size = 0
        self.lengths: Counter[str] = Counter()
        self.holding: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
        self.cards: dict[str, tuple[str, str]] = {}  # the write that made it, and its tally

    def average(self, field: str) -> float:
        return self.lengths[field] / self.size if self.size else 0.0

    def put(self, document: str, write: str, packed: str) -> None:
        self.drop([document])
        self.cards[document] = write, packed
        self._sum(packed, 1)

    def drop(self, documents: Iterable[str]) -> None:
        for document in documents:
            if (held := self.cards.pop(document, None)) is not None:
                self._sum(held[1], -1)

    def _sum(self, packed: str, sign: int) -> None:
        passages, lengths, holding = json.loads(packed)
        self.size += sign * (passages + 1)
        for field in FIELDS:
            self.lengths[field] += sign * lengths.get(field, 0)
            sums = self.holding[field]
            for term, many in holding[field].items():
                sums[term] += sign * many
                if not sums[term]:
                    del sums[term]
