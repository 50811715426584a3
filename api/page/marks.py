"""Cuts a clause's text at the ends of the facts found in it, so that a page can mark them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

__all__ = ["Segment", "Spanned", "segments"]


class Spanned(Protocol):
    """Whatever stands at characters `start … end` of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Fact = TypeVar("Fact", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Segment(Generic[Fact]):
    """A stretch of text and all facts that were read from it; plain text has none."""

    start: int
    text: str
    facts: tuple[Fact, ...] = ()


def segments(text: str, facts: Iterable[Fact], cut: int = 0) -> Iterator[Segment[Fact]]:
    """Yield `text` in stretches, each with the facts that cover it, in order; joined they are `text` again.

    Spans that reach over the ends of the text are cut there. No stretch reaches over character `cut`.

    >>> @dataclass
    ... class Span:
    ...     start: int
    ...     end: int
    >>> [(s.text, len(s.facts)) for s in segments("到2027年建成10个", [Span(0, 6), Span(6, 11), Span(0, 8)])]
    [('到2027年', 2), ('建成', 2), ('10个', 1)]
    """
    known = [fact for fact in facts if max(0, fact.start) < min(fact.end, len(text))]
    cuts = sorted(
        {0, len(text), min(cut, len(text)), *(max(0, f.start) for f in known), *(min(len(text), f.end) for f in known)}
    )
    opening = sorted(known, key=lambda fact: fact.start)
    covering: list[Fact] = []
    at = 0
    for start, end in pairwise(cuts):
        covering = [fact for fact in covering if fact.end > start]
        while at < len(opening) and opening[at].start <= start:
            covering.append(opening[at])
            at += 1
        yield Segment(start, text[start:end], tuple(covering))
