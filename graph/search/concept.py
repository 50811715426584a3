"""Finds what a text speaks of, whatever words it uses: matters, indicators, agencies by any of their names.

The names come from the authority files and from the thesaurus of everyday and official words. A clause is indexed
by the ids found in it and a question is read the same way, so 工信局 finds 经信局 and 环保 finds 生态环境.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ontology
from graph.search.grams import fold
from ingest.link.authority import Concept, concepts
from ingest.link.register import Register

__all__ = ["Matter", "Matters", "above"]

_SHORTEST = 2  # characters of a name
_ABOVE = "^"
_LATIN = re.compile("[a-z0-9]{2}")  # within a number or a Latin word


@dataclass(frozen=True, slots=True)
class Matter:
    """One name found in a text: the id of what it names, and the name as it stands there (folded)."""

    id: str
    name: str

    @property
    def weight(self) -> float:
        """How much of a text the name takes up, beside a pair of characters: it stands for all the pairs in it."""
        return math.sqrt(max(1, len(self.name) - 1))


class Matters:
    """All names in one automaton (Aho-Corasick); the longest name wins where several begin."""

    def __init__(
        self,
        names: Sequence[tuple[str, str]],
        broader: Mapping[str, tuple[str, ...]],
        kindred: Mapping[str, Sequence[str]],
    ) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        found: dict[str, dict[str, None]] = {}
        for name, id_ in names:
            plain = fold(name)
            if len(plain) >= _SHORTEST:
                found.setdefault(plain, {})[id_] = None
        self._names = tuple((name, tuple(ids)) for name, ids in found.items())
        self._automaton = AhoCorasick([name for name, _ in self._names], matchkind=MatchKind.LeftmostLongest)
        self._edged = tuple(name[0].isascii() or name[-1].isascii() for name, _ in self._names)
        self._held = tuple(_with_broader(ids, broader) for _, ids in self._names)
        by_id: dict[str, list[str]] = {}
        for name, id_ in names:
            by_id.setdefault(id_, []).append(fold(name))
        self._by_id = {id_: tuple(dict.fromkeys(found)) for id_, found in by_id.items()}
        self._kindred = {id_: frozenset(map(fold, found)) for id_, found in kindred.items()}

    @classmethod
    def load(cls) -> Matters:
        """Read the names of the authority files and of the thesaurus; read once, handed out again."""
        return _load()

    def find(self, text: str) -> Iterator[Matter]:
        """Yield the names that stand in `text`, from left to right; none within a longer one.

        >>> [(m.id, m.name) for m in Matters.load().find("工信局管机房吗")]
        [('function/industry-information', '工信局'), ('word/data-centres', '机房')]
        """
        return (Matter(id_, name) for id_, name in self._scan(fold(text)))

    def _scan(self, plain: str) -> Iterator[tuple[str, str]]:
        for at in self._found(plain):
            name, ids = self._names[at]
            for id_ in ids:
                yield id_, name

    def _found(self, plain: str) -> Iterator[int]:
        """Yield the number of each name that stands in a folded text; none within a longer number or Latin word."""
        for at, start, end in self._automaton.find_matches_as_indexes(plain):
            if not self._edged[at] or _apart(plain, start, end):
                yield at

    def names_of(self, id_: str) -> tuple[str, ...]:
        """Return every name of a matter, folded; none for an id that is not known."""
        return self._by_id.get(id_, ())

    def kindred_of(self, id_: str) -> frozenset[str]:
        """Return those names of a matter, folded, under which documents also speak of something beside it.

        A search takes 清洁生产 for 绿色工厂; who has to see to the one need not see to the other.
        """
        return self._kindred.get(id_, frozenset())

    def terms(self, text: str) -> list[str]:
        """List what an index holds of `text`: each id found, and those of broader matters marked as such, each once.

        >>> Matters.load().terms("发展海上风电，建风电场")
        ['word/wind-power', '^word/renewables']
        """
        return self.held(fold(text))

    def held(self, plain: str) -> list[str]:
        """List what an index holds of a folded text; see `terms`."""
        held: dict[str, None] = {}
        for at in set(self._found(plain)):
            held |= self._held[at]
        return list(held)


def above(id_: str) -> str:
    """Return the term that stands for a matter of which only a narrower one is named."""
    return _ABOVE + id_


def _apart(plain: str, start: int, end: int) -> bool:
    """Tell whether what stands from `start` to `end` is a whole word there: 五年 is none in 2025年.

    >>> _apart("2025年", 3, 5), _apart("近5年", 1, 3)
    (False, True)
    """
    return not any(0 < at < len(plain) and _LATIN.fullmatch(plain, at - 1, at + 1) for at in (start, end))


def _with_broader(ids: Iterable[str], broader: Mapping[str, tuple[str, ...]]) -> dict[str, None]:
    return dict.fromkeys([*ids, *(above(wide) for id_ in ids for wide in broader.get(id_, ()))])


@cache
def _load() -> Matters:
    names: list[tuple[str, str]] = []
    broader: dict[str, tuple[str, ...]] = {}
    kindred: dict[str, tuple[str, ...]] = {}
    for folder, source in (
        ("indicator", ontology.INDICATORS),
        ("sector", ontology.SECTORS),
        ("word", ontology.THESAURUS),
    ):
        for concept in concepts(source):
            id_ = f"{folder}/{_local(concept)}"
            names += [(name, id_) for name in (concept.label, *concept.names, *concept.hidden)]
            if folder == "word":
                kindred[id_] = tuple(concept.names)
            if wide := concept.values.get("broader"):
                broader[id_] = tuple(f"{folder}/{_tail(one)}" for one in wide)
    names += [(name, id_ if "/" in id_ else f"function/{id_}") for name, id_ in Register.load().agency_names()]
    return Matters(names, broader, kindred)


def _local(concept: Concept) -> str:
    return _tail(concept.iri)


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
