"""Finds the numbering that explains a document: of all that may be labels, the chains that count best as a whole.

Each candidate is taken or passed over. A label that counts on from the one before it speaks for itself the more, the
more what stands before it looks like the end of a paragraph; a list that stands wholly within paragraphs, in a document
that keeps its line breaks, is a list within a sentence. The best reading is found by beam search over open numberings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.structure.label import Label

__all__ = ["OUTER", "Candidate", "taken"]

OUTER = frozenset({"part", "chapter", "section", "article", "han"})  # kinds that no list within a sentence has
_BEAM = 16  # readings kept at a time
_EDGE = {"begin": 3.0, "stop": 2.0, "heading": 1.0, "phrase": -0.5, "item": -0.5, "colon": -1.0, "words": -1.5}
_INNER = frozenset({"colon", "item", "phrase", "words"})  # edges within a sentence
_WORDS = -3.5  # what more it costs, in a document that keeps its breaks, to cut in the middle of words
_NEXT, _START, _AGAIN, _GAP = 2.0, -1.0, -3.0, -8.0  # counts on, begins at 1, begins anew beside a like list, skips
_FIRST = -2.0  # a number above 1 of which none came before: the text is a part, or the first was lost
_PASSED_BY = -4.0  # passing over the very number that an open list of the same paragraph calls for
_WITHIN = 6.0  # what it costs to go on with a list within a paragraph of a document that keeps its breaks


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a label, at `at` in block `block`; `edge` names what stands before it: the block's begin, a stop …"""

    block: int
    at: int
    label: Label
    edge: str
    number: int | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", self.label.ordinal)  # once, not for each reading


@dataclass(frozen=True, slots=True)
class _Open:
    """A numbering that is open: its kind, the last number, and whether all of it stands within paragraphs."""

    rank: float
    kind: str
    last: int
    within: bool
    block: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the candidates so far: its score, open numberings, the last number of each kind, the choice."""

    score: float
    stack: tuple[_Open, ...]
    last: tuple[tuple[str, int], ...]
    choice: tuple[int, _Chosen] | None


_Chosen = tuple[int, object] | None  # a linked list, the last one first: readings share their beginnings


def taken(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that open clauses, in order; those that begin a block always do.

    >>> from ingest.structure.label import label
    >>> def inner(text, edge): return Candidate(0, 9, label(text), edge)
    >>> listed = [Candidate(0, 0, label("一、甲"), "begin"), inner("（1）甲", "colon"), inner("（2）乙", "item")]
    >>> heads = [inner("一、甲", "words"), inner("1.子", "heading"), inner("2.丑", "stop"), inner("二、乙", "stop")]
    >>> [one.label.path for one in taken(listed)], [one.label.path for one in taken(heads)]
    (['一'], ['一', '1', '2', '二'])
    """
    kept, begun = _kept_breaks(found), {one.label.kind for one in found if one.edge == "begin"}
    beam = [_Reading(0.0, (), (), None)]
    for at, one in enumerate(found):
        inner = one.edge in _INNER or (one.edge == "stop" and one.label.kind not in begun)
        listed = inner and one.label.kind not in OUTER
        grown: dict[tuple[tuple[_Open, ...], tuple[tuple[str, int], ...]], _Reading] = {}
        for reading in beam:
            options = [_take(reading, one, at, kept, listed)]
            for option in options if one.edge == "begin" else [_pass(reading, one), *options]:
                key = (option.stack, option.last)
                if key not in grown or grown[key].score < option.score:
                    grown[key] = option
        beam = sorted(grown.values(), key=lambda reading: -reading.score)[:_BEAM]
    chosen, choice = set(), beam[0].choice
    while choice is not None:
        chosen.add(choice[0])
        choice = choice[1]  # type: ignore[assignment]
    return [one for at, one in enumerate(found) if at in chosen]


def _kept_breaks(found: Sequence[Candidate]) -> float:
    """Return the share of labels that begin a paragraph among those that might: how far the breaks were kept."""
    begin = sum(one.edge == "begin" for one in found)
    inside = sum(one.edge in ("stop", "heading") for one in found)
    return begin / (begin + inside) if begin + inside else 0.0


def _pass(reading: _Reading, one: Candidate) -> _Reading:
    """Return the reading with the candidate passed over."""
    open_list = next((level for level in reading.stack if level.kind == one.label.kind), None)
    called = open_list and open_list.block == one.block and one.number == open_list.last + 1
    return replace(reading, score=reading.score + _PASSED_BY) if called else reading


def _take(reading: _Reading, one: Candidate, at: int, kept: float, listed: bool) -> _Reading:
    """Return the reading with the candidate taken as a label; `listed` where it may be of a list in a sentence."""
    label, number = one.label, one.number
    choice = (at, reading.choice)
    if number is None or label.kind == "annex":
        reading = replace(reading, score=reading.score + _EDGE[one.edge] - 1, choice=choice)
        return replace(reading, stack=(), last=()) if label.kind == "annex" else reading
    last = dict(reading.last)
    outer = tuple(level for level in reading.stack if level.rank < label.rank)
    like = next((level for level in reading.stack if level.rank == label.rank and level.kind == label.kind), None)
    inside = listed and (number == 1 or (like is not None and like.within))
    score = _EDGE[one.edge] + (_WORDS * kept if one.edge == "words" else 0)
    score += _step(number, like, last.get(label.kind, 0))
    if inside and number != 1:
        score = min(score, 0.0) - _WITHIN * kept if number == 2 else score * (1 - kept)
    last[label.kind] = number
    level = _Open(label.rank, label.kind, number, inside, one.block)
    return _Reading(reading.score + score, (*outer, level), tuple(sorted(last.items())), choice)


def _step(number: int, like: _Open | None, ran: int) -> float:
    """Return how well a number follows the last one of its list, or of its kind where it runs through the document."""
    if number == 1:
        return _AGAIN if like is not None else _START
    before = like.last if like is not None else ran
    if not before:
        return _FIRST
    return _NEXT if number == before + 1 else _GAP
