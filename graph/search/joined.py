"""Joins the passages of a long clause that a search found side by side, so that a hit shows them as one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.search.layout import Kept
from graph.search.rank import Found

__all__ = ["joined"]

_MOST = 1200  # characters of a hit
_NEARLY = 0.5  # of the score of the best passage, which a neighbour must have too


def joined(ranked: Iterable[tuple[float, Found]]) -> list[tuple[float, Found]]:
    """Return each clause once, with its best passage, grown by neighbours that answer nearly as well, and its score."""
    passages: dict[str, list[tuple[float, Found]]] = {}
    for score, found in ranked:
        passages.setdefault(found.clause.iri, []).append((score, found))
    return [(of[0][0], _grown(of)) for of in passages.values()]


def _grown(of: Sequence[tuple[float, Found]]) -> Found:
    """Add to the best passage those that lap over it, the better ones first, as long as there is room."""
    score, best = of[0]
    left = [found.clause for one, found in of[1:] if one >= _NEARLY * score]
    grown = best.clause
    while near := next((one for one in left if _laps(grown, one)), None):
        grown = _both(grown, near)
        left = [one for one in left if one is not near]
    return replace(best, clause=grown) if grown is not best.clause else best


def _laps(one: Kept, two: Kept) -> bool:
    """Tell whether two passages lap over each other, and are together no longer than a hit may be."""
    (first, then) = (one, two) if one.start <= two.start else (two, one)
    laps = first.start >= 0 and then.start <= first.start + len(first.text)
    return laps and max(first.start + len(first.text), then.start + len(then.text)) - first.start <= _MOST


def _both(one: Kept, two: Kept) -> Kept:
    (first, then) = (one, two) if one.start <= two.start else (two, one)
    text = first.text + then.text[first.start + len(first.text) - then.start :]
    facts = list(dict.fromkeys((*one.facts, *two.facts)))
    said = list({tuple(fact): fact for fact in (*one.said, *two.said)}.values())
    return one._replace(text=text, facts=facts, said=said, start=first.start, paragraph=first.paragraph)
