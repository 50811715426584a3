"""From a question to its answer: what is asked, where it may stand, what is said there, or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from graph.answer.bearing import bears_on, names_it, of_one
from graph.answer.candidate import fits_place
from graph.answer.own import own_case
from graph.answer.part import answered
from graph.answer.reply import Answer, Asked, Told, proven
from graph.answer.speech import SPEECH
from graph.answer.split import split
from graph.answer.standing import STANDING
from graph.answer.tell import heading, passage
from graph.answer.value import asked_for
from graph.answer.written import CITATIONS, nothing, written
from graph.search import Filters, Hit, SearchIndex
from graph.search.question import read
from graph.search.topic import elsewhere
from graph.store import Store

__all__ = ["ask"]

_SENTENCES = 3
_STATED = 5  # sentences where the whole store was asked
_LOOKED_AT = 8  # clauses whose sentences may answer
_NEAR = 3  # clauses of which one must be about the question


def ask(store: Store, index: SearchIndex, question: str, on: date | None = None, language: str = "zh") -> Answer:
    """Answer `question`; on `on`, offers and bounds that have run out by then are told as such.

    `language` is that of the sentences, `zh` or `en`: names and quotes stay as the documents write them.

    Each citation's quote stands in its clause letter for letter: one that does not is left out, with its sentence.
    """
    question = index.understood(question)
    found = index.search(question, CITATIONS)
    asked = Asked(store, index, question, read(question), found.hits, on, SPEECH[language])
    return replace(_answered(asked), degraded=found.degraded)


def _answered(asked: Asked) -> Answer:
    wanted = asked_for(asked.text)
    own = None if {"deadline", "responsibility"} & set(wanted) else own_case(asked)
    if own is not None:
        return own
    parts = {one.text: _said(one) for one in _each(asked)}
    lines = list(dict.fromkeys(line for part in parts.values() for line in part.lines))
    if not lines:
        return nothing(asked)
    missing = [line for text, part in parts.items() for line in _left_open(asked, text, part)]
    return written(asked, lines, all(part.sure for part in parts.values()), list(dict.fromkeys(missing)))


def _each(asked: Asked) -> Iterator[Asked]:
    """Yield the questions that one is made of, each with its clauses."""
    texts = split(asked.text)
    if len(texts) == 1:
        yield asked
        return
    for text in texts:
        yield replace(asked, text=text, question=read(text), hits=asked.index.search(text, CITATIONS).hits)


@dataclass(frozen=True, slots=True)
class _Said:
    """What answers a question of one thing: sentences, whether they name it, and what is stated nowhere."""

    lines: Sequence[Told] = ()
    sure: bool = False
    missing: Sequence[str] = ()


def _left_open(asked: Asked, text: str, part: _Said) -> Sequence[str]:
    """Return what is not stated of a question, or that nothing is."""
    return part.missing if part.lines else [asked.says.unanswered(text)]


def _said(asked: Asked) -> _Said:
    kind = asked.question.intent
    if kind in STANDING and asked.hits:
        stated = list(islice(proven(STANDING[kind](asked), {}), _STATED))
        if stated:
            return _Said(stated, True)
    wanted = asked_for(asked.text)
    return _by_value(asked, wanted) if wanted else _by_passage(asked)


def _by_value(asked: Asked, wanted: Sequence[str]) -> _Said:
    """Answer each thing that is asked for by sentences that hold it, and name what the clauses do not state."""
    hits = [hit for hit in _wider(asked) if fits_place(asked, hit)]
    naming = {hit.iri for hit in hits if names_it(asked, hit)}
    parts = {kind: answered(asked, hits, naming, kind) for kind in wanted}
    missing = [asked.says.missing(kind) for kind, found in parts.items() if not found]
    lines = list(dict.fromkeys(line for found in parts.values() for line in found))
    cited = [hit for hit in hits if hit.iri in {one.iri for _, one in lines}]
    if not bears_on(asked, cited):
        return _Said(missing=missing)
    sure = any(hit.iri in naming for hit in cited) and of_one(asked)
    if not sure and all(elsewhere(asked.question, f"{hit.heading}\n{hit.text}", asked.index) for hit in cited):
        return _Said(missing=missing)
    return _Said(lines, sure, missing)


def _wider(asked: Asked) -> list[Hit]:
    """Return the clauses found, and those of the places that the question names."""
    found = list(asked.index.search(asked.text, _LOOKED_AT).hits)
    for place in asked.question.regions:
        found += asked.index.search(asked.text, _LOOKED_AT, Filters(region=place)).hits
    return list({hit.iri: hit for hit in found}.values())


def _by_passage(asked: Asked) -> _Said:
    hits = [hit for hit in asked.hits if fits_place(asked, hit)]
    near = hits[:_NEAR]
    if not bears_on(asked, near):
        return _Said()
    naming = [hit for hit in hits if names_it(asked, hit)]
    sure = any(hit in near for hit in naming) and of_one(asked)
    speaking = sorted(naming if sure else hits, key=heading)  # headings last
    return _Said([passage(hit, asked) for hit in speaking[:_SENTENCES]], sure)
