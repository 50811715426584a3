"""Answers one thing that a question asks for: by the sentences that hold it, and the facts read from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answer.candidate import Candidate, candidates, fits_place
from graph.answer.reply import Asked, Told
from graph.answer.tell import passage, told_by_facts
from graph.answer.value import NORM
from graph.answer.verdict import verdict
from graph.search import Hit
from graph.search.topic import named

__all__ = ["LEAST", "answered", "names_it"]

LEAST = 2.6
"""Rarest pairs of characters of the question that a sentence must hold, or others that weigh as much."""
_SAME, _OTHER = 0.45, 0.65  # of the best score: a further sentence that is told too, of the same clause or another


def answered(asked: Asked, hits: Sequence[Hit], kind: str) -> list[Told]:
    """Return what answers `kind`, the best first: up to two sentences, or one for each of several places named."""
    there = [hit for hit in hits if fits_place(asked, hit)]
    found = [one for one in candidates(asked, there, kind) if one.score >= LEAST]
    places = asked.question.regions
    chosen = [one for place in places for one in _first(found, place)] if len(places) > 1 else _best(found)
    return [line for one in dict.fromkeys(chosen) for line in _lines(asked, one, kind)]


def names_it(asked: Asked, hits: Sequence[Hit], told: Told) -> bool:
    """Tell whether what is asked about is named where a sentence stands: in its clause, the headings or the title."""
    hit = next((hit for hit in hits if hit.iri == told[1].iri), None)
    return hit is not None and named(asked.question, f"{hit.title} {hit.heading} {hit.text}", asked.index)


def _best(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence, and one more that says nearly as much, sooner of the same clause than of another."""
    more = [
        one for one in found[1:] if one.score >= found[0].score * (_SAME if one.hit.iri == found[0].hit.iri else _OTHER)
    ]
    return [*found[:1], *sorted(more, key=lambda one: one.hit.iri != found[0].hit.iri)[:1]]


def _first(found: Sequence[Candidate], place: str) -> Iterator[Candidate]:
    yield from [one for one in found if place in one.hit.regions][:1]


def _lines(asked: Asked, one: Candidate, kind: str) -> Iterator[Told]:
    """Tell a sentence: by the facts of this kind in it, else by its words."""
    facts = [] if kind == NORM else list(told_by_facts(asked, one, kind))
    if facts:
        yield from facts
        return
    text, cited = passage(one.hit, asked, one.start, one.end)
    if kind == NORM and named(asked.question, f"{one.hit.title} {one.hit.heading} {one.text}", asked.index):
        text = asked.says.verdict(verdict(asked.text, one.text)) + text
    yield text, cited
