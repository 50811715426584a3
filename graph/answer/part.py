"""Answers one thing that a question asks for: by the sentences that hold it, and the facts read from them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence

from graph.answer.candidate import Candidate, candidates
from graph.answer.modality import act, verdict
from graph.answer.reply import Asked, Told
from graph.answer.tell import passage, told_by_facts
from graph.answer.value import NORM
from graph.search import Hit
from ingest.link.register import Register

__all__ = ["answered"]

_LEAST = 2.6  # rarest pairs of characters of the question that a sentence must hold, or others that weigh as much
_NAMING = 1.25  # what a sentence counts for whose clause names what is asked about
_GOVERNING = 1.5  # … or that says yes or no to what is asked
_SAME, _OTHER = 0.45, 0.65  # of the best score: a further sentence that is said too, of the same clause or another


def answered(asked: Asked, hits: Sequence[Hit], naming: Container[str], kind: str) -> list[Told]:
    """Return what answers `kind`, the best first: up to two sentences, or one for each of several places named.

    `naming` has the IRIs of those `hits` whose clauses name what is asked about.
    """
    found = [one for one in candidates(asked, hits, kind) if one.score >= _LEAST]
    wanted = act(asked.text)
    says = {one: verdict(wanted, one.text, one.after, asked.index) for one in found} if kind == NORM else {}

    def weight(one: Candidate) -> float:
        governs = 1.0 if says.get(one) is None else _GOVERNING
        return one.score * governs * (_NAMING if one.hit.iri in naming else 1.0)

    found.sort(key=lambda one: (-weight(one), -one.score))
    places = _innermost(asked.question.regions)
    chosen = [one for place in places for one in _first(found, place)] if len(places) > 1 else []
    chosen = chosen or _best(found)
    if kind == NORM:
        return list(_ruled(asked, chosen, {says[one] for one in chosen if one.hit.iri in naming}))
    return [line for one in dict.fromkeys(chosen) for line in _lines(asked, one, kind)]


def _ruled(asked: Asked, chosen: Sequence[Candidate], said: Collection[bool | None]) -> Iterator[Told]:
    """Tell sentences that allow or forbid, the first with yes or no where those that name what is asked agree on it."""
    agreed = {one for one in said if one is not None}
    answer = agreed.pop() if len(agreed) == 1 else None
    for number, one in enumerate(dict.fromkeys(chosen)):
        text, cited = passage(one.hit, asked, one.start, one.end)
        yield asked.says.rule(text, act(asked.text).mode, answer if number == 0 else None), cited


def _best(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence, and one more that says nearly as much, sooner of the same clause than of another."""
    more = [
        one for one in found[1:] if one.score >= found[0].score * (_SAME if one.hit.iri == found[0].hit.iri else _OTHER)
    ]
    return [*found[:1], *sorted(more, key=lambda one: one.hit.iri != found[0].hit.iri)[:1]]


def _innermost(places: Sequence[str]) -> list[str]:
    """Leave out places that another one lies in: 福建省 of 福建省泉州市.

    >>> _innermost(("350000", "350500", "520000"))
    ['350500', '520000']
    """
    within = Register.load().regions.within
    return [one for one in places if not any(two != one and within(two, one) for two in places)]


def _first(found: Sequence[Candidate], place: str) -> Iterator[Candidate]:
    yield from [one for one in found if place in one.hit.regions][:1]


def _lines(asked: Asked, one: Candidate, kind: str) -> Iterator[Told]:
    """Tell a sentence: by the facts of this kind in it, else by its words."""
    facts = list(told_by_facts(asked, one, kind))
    yield from facts or [passage(one.hit, asked, one.start, one.end)]
