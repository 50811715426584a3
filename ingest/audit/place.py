"""What an audit finds: the places of each measure, and whether the reading holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ingest.record import Clause, Document

__all__ = ["Audit", "Measure", "Measured", "Place", "place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a clause in which something stands to be read, and whether it was."""

    path: str
    start: int
    end: int
    words: str
    held: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """How many places of one measure a document has, how many are held, and those that are not."""

    seen: int
    held: int
    misses: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """One document held against its own text, by the name of each measure that found a place in it."""

    source: str
    title: str
    measures: Mapping[str, Measured]

    @property
    def missed(self) -> int:
        """How many places are held by nothing, over all measures."""
        return sum(len(found.misses) for found in self.measures.values())


Measure = Callable[[Document], Iterator[Place]]


def place(clause: Clause, start: int, end: int, held: bool) -> Place:
    """Return `start … end` of the clause as a place, its words on one line.

    >>> place(Clause("d", "一", "补助 10万元"), 3, 7, False)
    Place(path='一', start=3, end=7, words='10万元', held=False)
    """
    return Place(clause.path, start, end, " ".join(clause.text[start:end].split()), held)
