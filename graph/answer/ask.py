"""From a question to its answer: what is asked, where it may stand, what is said there, or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.answer.candidate import fits_place
from graph.answer.part import answered
from graph.answer.reply import Answer, Asked, Cited, Told, proven
from graph.answer.speech import SPEECH
from graph.answer.split import split
from graph.answer.standing import STANDING
from graph.answer.tell import heading, passage
from graph.answer.value import asked_for, rule
from graph.search import Filters, Hit, SearchIndex
from graph.search.question import read
from graph.search.topic import about, elsewhere, named, topic
from graph.store import Store

if TYPE_CHECKING:
    from graph.eligibility.scheme import Scheme

__all__ = ["ask"]

_SENTENCES = 3
_STATED = 5  # sentences where the whole store was asked
_CITATIONS = 5
_LOOKED_AT = 8  # clauses whose sentences may answer
_NEAR = 3  # clauses of which one must be about the question


def ask(store: Store, index: SearchIndex, question: str, on: date | None = None, language: str = "zh") -> Answer:
    """Answer `question`; on `on`, offers and bounds that have run out by then are told as such.

    `language` is that of the sentences, `zh` or `en`: names and quotes stay as the documents write them.

    Each citation's quote stands in its clause letter for letter: one that does not is left out, with its sentence.
    """
    question = index.understood(question)
    found = index.search(question, _CITATIONS)
    asked = Asked(store, index, question, read(question), found.hits, on, SPEECH[language])
    return replace(_answered(asked), degraded=found.degraded)


def _answered(asked: Asked) -> Answer:
    wanted = asked_for(asked.text)
    own = None if {"deadline", "responsibility"} & set(wanted) else _own_case(asked)
    if own is not None:
        return own
    parts = {one.text: _said(one) for one in _each(asked)}
    lines = list(dict.fromkeys(line for part in parts.values() for line in part.lines))
    if not lines:
        return _nothing(asked)
    missing = [line for text, part in parts.items() for line in _left_open(asked, text, part)]
    return _answer(asked, lines, all(part.sure for part in parts.values()), list(dict.fromkeys(missing)))


def _each(asked: Asked) -> Iterator[Asked]:
    """Yield the questions that one is made of, each with its clauses."""
    texts = split(asked.text)
    if len(texts) == 1:
        yield asked
        return
    for text in texts:
        yield replace(asked, text=text, question=read(text), hits=asked.index.search(text, _CITATIONS).hits)


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
    naming = {hit.iri for hit in hits if _names_it(asked, hit)}
    parts = {kind: answered(asked, hits, naming, kind) for kind in wanted}
    missing = [asked.says.missing(kind) for kind, found in parts.items() if not found]
    lines = list(dict.fromkeys(line for found in parts.values() for line in found))
    cited = [hit for hit in hits if hit.iri in {one.iri for _, one in lines}]
    if not _about(asked, cited):
        return _Said(missing=missing)
    sure = any(hit.iri in naming for hit in cited) and _of_one(asked)
    if not sure and all(elsewhere(asked.question, f"{hit.heading}\n{hit.text}", asked.index) for hit in cited):
        return _Said(missing=missing)
    return _Said(lines, sure, missing)


def _about(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Tell whether one of these clauses is about what is asked, however it is worded."""
    return any(about(asked.question, hit.words, hit.facts, asked.index) for hit in hits)


def _names_it(asked: Asked, hit: Hit) -> bool:
    """Tell whether what is asked about is named in a clause, its headings or the title."""
    return named(asked.question, hit.words, asked.index)


def _wider(asked: Asked) -> list[Hit]:
    """Return the clauses found, and those of the places that the question names."""
    found = list(asked.index.search(asked.text, _LOOKED_AT).hits)
    for place in asked.question.regions:
        found += asked.index.search(asked.text, _LOOKED_AT, Filters(region=place)).hits
    return list({hit.iri: hit for hit in found}.values())


def _by_passage(asked: Asked) -> _Said:
    hits = [hit for hit in asked.hits if fits_place(asked, hit)]
    near = hits[:_NEAR]
    if not _about(asked, near):
        return _Said()
    naming = [hit for hit in hits if _names_it(asked, hit)]
    sure = any(hit in near for hit in naming) and _of_one(asked)
    speaking = sorted(naming if sure else hits, key=heading)  # headings last
    return _Said([passage(hit, asked) for hit in speaking[:_SENTENCES]], sure)


def _of_one(asked: Asked) -> bool:
    """Tell whether a question names what it is about, or only one document can be meant: 本办法何时施行."""
    return bool(topic(asked.question)) or len({hit.document for hit in asked.hits}) == 1


def _answer(asked: Asked, sentences: Sequence[Told], sure: bool, missing: Sequence[str]) -> Answer:
    """Put the sentences together, and name the other clauses found; what does not name what is asked is only likely."""
    cited = {one.iri for _, one in sentences}
    also = [passage(hit, asked)[1] for hit in asked.hits if hit.iri not in cited]
    also = also[: max(0, _CITATIONS - len(cited))]
    titles = ["", *(one.title for _, one in sentences)]
    texts = [asked.says.same(text, one.title) if one.title == before else text
             for before, (text, one) in zip(titles, sentences, strict=False)]  # fmt: skip
    lines = [f"{text}[{number}]" for number, text in enumerate(texts, 1)]
    lines = [*([] if sure else [asked.says.unsure()]), *lines, *missing, *_also(asked, len(sentences), also)]
    cited_all = (*(one for _, one in sentences), *also)
    return Answer("\n".join(lines), asked.question.intent, cited_all, queries=asked.queries(), sure=sure)


def _also(asked: Asked, before: int, also: Sequence[Cited]) -> list[str]:
    return [asked.says.also(_marks(len(also), before))] if also else []


def _marks(many: int, before: int = 0) -> str:
    return "".join(f"[{before + number}]" for number in range(1, many + 1))


def _nothing(asked: Asked) -> Answer:
    nearest = tuple(passage(hit, asked)[1] for hit in asked.hits)
    text = asked.says.nothing(_marks(len(nearest)))
    return Answer(text, asked.question.intent, nearest, found=False, queries=asked.queries())


def _own_case(asked: Asked) -> Answer | None:
    """Answer someone's own case from the schemes of the store; None where it is none, or no scheme is about it."""
    from graph.eligibility.consult import consult, is_own_case
    from graph.eligibility.load import schemes_of

    if not is_own_case(asked.text):
        return None
    found = consult(schemes_of(asked.store), asked.text, asked.on or date.today())
    if found is None or not (found.proposals.items or _meant(asked, found.first.scheme)):
        return None
    verdict = found.as_json()
    told = rule("self", asked.text) or found.proposals.items
    if not told and verdict["eligible"] is not True:  # no case was stated: the offer itself is what is asked about
        return None
    proofs = _proofs(verdict, asked.hits)
    if not proofs:
        return None
    also = [passage(hit, asked)[1] for hit in asked.hits if hit.iri not in {one.iri for one in proofs}]
    lines = [f"{asked.says.own_case(verdict)}{_marks(len(proofs))}", *_also(asked, len(proofs), also)]
    asked.ran.setdefault("schemes", {"query": "schemes", "values": {}})
    return Answer("\n".join(lines), "eligibility", (*proofs, *also), eligibility=verdict, queries=asked.queries())


def _meant(asked: Asked, scheme: Scheme) -> bool:
    """Tell whether a question is about a scheme: a word that few clauses have stands in both."""
    criteria = " ".join(one.text for one in scheme.criteria.values())
    words = f"{scheme.title} {scheme.name} {scheme.beneficiary} {scheme.citation.quote} {criteria}"
    return about(asked.question, words, ("incentive",), asked.index)


def _proofs(verdict: Mapping[str, Any], hits: Sequence[Hit]) -> list[Cited]:
    texts = {hit.iri: hit.text for hit in hits if not hit.paragraph}  # a passage proves nothing of the rest
    found = [Cited(one["title"], one["path"], one["quote"], one["iri"]) for one in verdict["citations"]]
    return [cited for _, cited in proven((("", one) for one in found), texts)]
