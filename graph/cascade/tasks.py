"""From each task or scheme of a document up to the clause above it that it takes its words from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from graph.cascade.matter import Matter, matters, passage
from graph.cascade.step import End, Step
from graph.compare import Units
from graph.contrast import Apart, Held, contrast, held
from graph.hierarchy import Hierarchy
from graph.likeness import Wording, shared
from graph.placed import place
from graph.query import table
from graph.store import Store

__all__ = ["steps"]

Row = Mapping[str, Any]
Upper = TypeVar("Upper")

_SURE: Final = 0.17  # likeness of the words of two clauses that needs nothing more
_LIKE: Final = 0.15  # … that needs a long stretch taken over; below, pairs share no more than the words of officials
_LIKE_TIED: Final = 0.10  # … where the headings are alike too, or the lower document names the upper one
_CLOSE: Final = 0.9  # of the likeness of the likest, with which what shares more words goes before it
_READ: Final = 5  # of those above, the likest, whose words are laid beside each other
_TITLES: Final = 0.5
_LONG, _LONGER = 6, 8  # characters of a lone stretch in common, and of one that makes up for little likeness
_TRIED: Final = 60  # the likest clauses, of which many stand in the same document or beside it


def steps(
    store: Store, hierarchy: Hierarchy, lowers: Collection[str], uppers: Collection[str], units: Units
) -> Iterator[Step]:
    """Yield a step from each clause of `lowers` that sets a task or offers something to the likest clause above it."""
    facts = held(store)
    rows = [row for row in table(store, "clauses") if row["document"] in hierarchy.places]
    found = matters(rows, facts)
    wording = Wording([matter.words for matter in found])
    titles = Wording([matter.row["label"] or "" for matter in found])
    functions = _functions(facts, rows)
    for matter in found:
        row = matter.row
        if row["document"] not in lowers:
            continue
        alike = dict(titles.like(row["label"] or "", _TITLES, _TRIED))
        one = row["document"]
        above = (
            (found[number], number in alike, likeness)
            for number, likeness in wording.like(matter.words, _LIKE_TIED, _TRIED)
            if found[number].row["document"] in uppers and hierarchy.below(one, found[number].row["document"])
        )
        read = [
            (upper, likeness, words)
            for upper, titled, likeness in islice(above, _READ)
            if (words := shared(matter.words, upper.words))
            and _taken_over(words, likeness, bool(hierarchy.ties(one, upper.row["document"])), titled)
        ]
        if read:
            yield _step(hierarchy, matter, *_fullest(read), facts, functions, units)


def _fullest(found: Sequence[tuple[Upper, float, tuple[str, ...]]]) -> tuple[Upper, float, tuple[str, ...]]:
    """Return of those nearly as like as the first the one that shares most words.

    >>> near = ("b", 0.17, ("化学需氧量氨氮", "挥发性有机物"))
    >>> _fullest([("a", 0.18, ("挥发性有机物",)), near, ("c", 0.1, ("化学需氧量氨氮颗粒物", "挥发性有机物"))])[0]
    'b'
    """
    close = [one for one in found if one[1] >= _CLOSE * found[0][1]]
    return max(close, key=lambda one: sum(map(len, one[2])))


def _taken_over(words: Sequence[str], likeness: float, tied: bool, titled: bool) -> bool:
    """Tell whether the stretches that two clauses share say more than that both are official."""
    if not words or tied:
        return bool(words)
    if titled or likeness >= _SURE:
        return len(words) > 1 or len(words[0]) >= _LONG
    return likeness >= _LIKE and len(words[0]) >= _LONGER


def _functions(facts: Mapping[str, Held], clauses: Collection[Row]) -> dict[str, set[str]]:
    """Return for each document the functions that have something to do in any of its clauses."""
    found: dict[str, set[str]] = {}
    for row in clauses:
        duties = facts[row["clause"]].duties if row["clause"] in facts else ()
        found.setdefault(row["document"], set()).update(duty["function"] for duty in duties if duty["function"])
    return found


def _step(
    hierarchy: Hierarchy,
    lower: Matter,
    upper: Matter,
    likeness: float,
    words: tuple[str, ...],
    facts: Mapping[str, Held],
    functions: Mapping[str, set[str]],
    units: Units,
) -> Step:
    one, other = lower.row["document"], upper.row["document"]
    here, there = passage(lower.row["text"], upper.words), passage(upper.row["text"], lower.words)
    below = facts.get(lower.row["clause"], Held())
    above = _within(facts.get(upper.row["clause"], Held()), there)
    drift = tuple(_drift(contrast(below, above, units), above, functions.get(one, set())))
    kind = "scheme" if below.offers else "task"
    ties = ("wording", *hierarchy.ties(one, other))
    return Step(
        kind, _end(upper.row, there), _end(lower.row, here), ties, likeness, words, drift, hierarchy.ordered(one, other)
    )


def _within(held: Held, passage: str) -> Held:
    """Keep the facts of the paragraph that was taken over; the offices of a clause answer for all of it."""

    def kept(rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["quote"] in passage]

    return Held(kept(held.goals), kept(held.offers), kept(held.bounds), held.duties)


def _drift(found: Collection[Apart], above: Held, known: set[str]) -> Iterator[Apart]:
    """Yield what became of what stands above; what the lower clause adds of its own is no drift."""
    functions = {duty["record"]: duty["function"] for duty in above.duties}
    for apart in found:
        if apart.one is not None and apart.other is not None:
            yield apart
        elif apart.other is not None:
            elsewhere = apart.of == "agency" and functions.get(apart.other.record) in known
            note = "（下级文件他条列有同类机构）" if elsewhere else ""
            why = tuple(f"下级条文未写：{words.partition('：')[2]}{note}" for words in apart.why)
            yield Apart(apart.of, (f"{apart.of}_dropped",), why, None, apart.other)


def _end(row: Row, passage: str) -> End:
    label = row["label"] or row["path"] or ""
    return End(row["regionName"], label, None, **place({**row, "quote": passage}))
