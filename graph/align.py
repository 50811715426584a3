"""Lays two documents side by side, clause by clause: what stands in both, what was changed, what only one has.

Made for two states of one document (a draft and what was passed, before and after an amendment) and for two regions'
documents on one matter. Clauses find each other by words, headings and paths; each has one partner at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from graph.compare import Units
from graph.contrast import Apart, Held, contrast, held
from graph.errors import QueryError
from graph.likeness import Wording, shared, unnumbered
from graph.query import table
from graph.search.grams import fold
from graph.store import Store
from ingest.link import Register

__all__ = ["Alignment", "Pair", "Part", "align", "changes"]

Row = Mapping[str, Any]

_TEXT, _TITLE, _PATH = 0.8, 0.15, 0.05  # what words, heading and path weigh in the likeness of two clauses
_LEAST: Final = 0.15
_LETTER_BY_LETTER: Final = 0.5  # from this likeness on, changes are shown letter by letter
_TRIED: Final = 12
_LONG: Final = 4000  # characters up to which two texts are compared letter by letter


@dataclass(frozen=True, slots=True)
class Part:
    """One clause of one of the documents."""

    clause: str
    path: str
    title: str
    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses that answer each other, or one without partner (the other is None).

    `kind` is same (letter for letter but for spaces), changed, alike (the same matter in other words), only_one or
    only_other. `changes` holds pieces (equal, delete, insert; text) for changed; `shared` the longest words in common;
    `facts` what differs in goals, sums, days and offices.
    """

    kind: str
    one: Part | None
    other: Part | None
    likeness: float
    changes: tuple[tuple[str, str], ...]
    shared: tuple[str, ...]
    facts: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two documents (IRIs, titles) and their pairs, in the order of the first; what only the other has in its place."""

    one: str
    other: str
    titles: tuple[str, str]
    pairs: tuple[Pair, ...]


def align(store: Store, one: str, other: str, units: Units | None = None) -> Alignment:
    """Compare two documents (IRIs) clause by clause. Raises QueryError where one of them is not in the store."""
    resolve = units or Register.load().unit
    here, there = _clauses(store, one), _clauses(store, other)
    facts = (held(store, one), held(store, other))
    partners = _partners(here, there)
    pairs = []
    for first, second in _in_order(len(here), len(there), partners):
        left = None if first is None else here[first]
        right = None if second is None else there[second]
        likeness = partners[first][1] if first is not None and second is not None else 0.0
        pairs.append(_pair(left, right, likeness, facts, resolve))
    return Alignment(one, other, (here[0]["title"], there[0]["title"]), tuple(pairs))


def changes(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Return `one` and `other` as pieces: equal, delete (only in `one`), insert (only in `other`).

    >>> changes("不低于93%。", "不低于95%。")
    (('equal', '不低于9'), ('delete', '3'), ('insert', '5'), ('equal', '%。'))
    """
    if len(one) + len(other) > 2 * _LONG:
        return (("delete", one), ("insert", other))
    found: list[tuple[str, str]] = []
    for kind, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("equal", one[start:end]))
            continue
        found += [("delete", one[start:end])] if end > start else []
        found += [("insert", other[first:last])] if last > first else []
    return tuple(found)


def _clauses(store: Store, document: str) -> Sequence[Row]:
    rows = table(store, "clauses", document=document)
    if not rows:
        raise QueryError(f"{document}: no document of this IRI is in the store")
    return rows


def _partners(here: Sequence[Row], there: Sequence[Row]) -> dict[int, tuple[int, float]]:
    """Return for each clause of the first document its partner and their likeness; the likest pair off first."""
    texts = Wording([unnumbered(row["text"]) for row in there], also=[unnumbered(row["text"]) for row in here])
    titles = Wording([row["label"] or "" for row in there], also=[row["label"] or "" for row in here])
    scored: list[tuple[float, int, int]] = []
    for first, row in enumerate(here):
        like = dict(texts.like(unnumbered(row["text"]), 0.05, _TRIED))
        like_title = dict(titles.like(row["label"] or "", 0.3, _TRIED))
        for second in like.keys() | like_title.keys():
            score = _score(row, there[second], like.get(second, 0.0), like_title.get(second, 0.0))
            if score >= _LEAST:
                scored.append((score, first, second))
    taken: dict[int, tuple[int, float]] = {}
    gone: set[int] = set()
    for score, first, second in sorted(scored, key=lambda item: (-item[0], abs(item[1] - item[2]), item[1])):
        if first not in taken and second not in gone:
            taken[first] = second, round(score, 2)
            gone.add(second)
    return taken


def _score(one: Row, other: Row, text: float, title: float) -> float:
    if _even(one["text"]) == _even(other["text"]):
        return 1.0
    titled = title if one["label"] and other["label"] else text
    return _TEXT * text + _TITLE * titled + _PATH * (one["path"] == other["path"])


def _in_order(
    here: int, there: int, partners: Mapping[int, tuple[int, float]]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield all clauses once: the first document's in order, the lone ones of the other before their next neighbour."""
    left = set(range(there)) - {second for second, _ in partners.values()}
    for first in range(here):
        second = partners[first][0] if first in partners else None
        if second is not None:
            for lone in sorted(number for number in left if number < second):
                yield None, lone
                left.discard(lone)
        yield first, second
    for lone in sorted(left):
        yield None, lone


def _pair(
    one: Row | None, other: Row | None, likeness: float, facts: tuple[dict[str, Held], dict[str, Held]], units: Units
) -> Pair:
    first = facts[0].get(one["clause"], Held()) if one else Held()
    second = facts[1].get(other["clause"], Held()) if other else Held()
    apart = contrast(first, second, units)
    if one is None or other is None:
        return Pair("only_one" if one else "only_other", _part(one), _part(other), 0.0, (), (), apart)
    text, text_other = one["text"].strip(), other["text"].strip()
    if _even(text) == _even(text_other):
        return Pair("same", _part(one), _part(other), 1.0, (), (), apart)
    if likeness >= _LETTER_BY_LETTER:
        return Pair("changed", _part(one), _part(other), likeness, changes(text, text_other), (), apart)
    return Pair("alike", _part(one), _part(other), likeness, (), shared(text, text_other), apart)


def _part(row: Row | None) -> Part | None:
    return None if row is None else Part(row["clause"], row["path"] or "", row["label"] or "", row["text"], row["page"])


def _even(text: str) -> str:
    return "".join(fold(text).split())
