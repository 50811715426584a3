"""Answers about documents and agencies as a whole: still in force, cited by which, what an agency has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice

from graph.answer.candidate import fits_place
from graph.answer.reply import Asked, Row, Told, cited_row
from graph.answer.value import rule
from graph.search.grams import shared_words
from graph.search.topic import covered, topic
from graph.vocab import AUTHORITY

__all__ = ["STANDING"]

_MOST = 5  # sentences
_COVERED = 0.6  # of what a question names, which must stand in the title of the document that it is about
_DOCUMENTS = 2  # that a question may be about


def in_force(asked: Asked) -> Iterator[Told]:
    """Yield what ended or changed the document that is meant, and the validity that it states itself."""
    day = asked.on or date.today()
    for document in _meant(asked):
        for row in asked.table("repealed_by", repealed=document):
            place = asked.says.place(row["repealedTitle"], "")
            yield asked.says.ended(place, row["title"], row["relation"], row["quote"]), cited_row(row)
        yield from _stated(asked, document, day, lambda quote: "有效期" in quote)


def validity(asked: Asked) -> Iterator[Told]:
    """Yield from when and until when the document that a question names applies; nothing where it asks for more."""
    if not (rule("validity", asked.text) and topic(asked.question)):
        return
    titles = {hit.document: hit.title for hit in asked.hits if fits_place(asked, hit)}
    covers = {document: covered(asked.question, title) for document, title in titles.items()}
    for document in sorted(covers, key=lambda one: -covers[one])[:1]:
        if covers[document] >= _COVERED:
            yield from _stated(asked, document, asked.on, lambda quote: rule("applies", quote))


def _stated(asked: Asked, document: str, day: date | None, meant: Callable[[str], bool]) -> Iterator[Told]:
    """Yield the days from and until which a document says that something applies, where its words are `meant`."""
    for row in asked.table("facts_of_document", document=document):
        if row["type"].endswith("#Deadline") and row["kind"] in ("from", "until") and meant(row["quote"]):
            place = asked.says.place(row["title"], row["path"])
            yield asked.says.valid(place, row["quote"], row["date"], day), cited_row(row)


def cites(asked: Asked) -> Iterator[Told]:
    """Yield which documents cite the one that is meant, or what it rests on itself."""
    for document in _meant(asked):
        for row in asked.table("cited_by", cited=document):
            place = asked.says.place(row["title"], row["path"])
            yield asked.says.cited(place, row["citedTitle"], row["relation"], row["quote"]), cited_row(row)
        for row in asked.table("citations", document=document, withReported=True):
            if row["relation"] != "issues":
                place = asked.says.place(row["title"], row["path"])
                yield asked.says.cited(place, row["citedTitle"], row["relation"], ""), cited_row(row)


def duties(asked: Asked) -> Iterator[Told]:
    """Yield the tasks of the agency that is named, those that share words with the question first."""
    functions = [matter.id for matter in asked.question.matters if matter.id.startswith(("function/", "100000/"))]
    wanted = [function.removeprefix("function/") for function in functions]
    prefix = f"{AUTHORITY}agency/"
    for agency in asked.table("agencies"):
        id_ = agency["agency"].removeprefix(prefix)
        region, _, function = id_.partition("/")
        if function not in wanted and id_ not in wanted:
            continue
        if asked.question.regions and region not in asked.question.regions:
            continue
        rows = asked.table("agency_tasks", agency=agency["agency"])
        for row in sorted(rows, key=lambda row: -_shared(asked, row))[:_MOST]:
            task = row["task"] or row["clauseTitle"] or row["heading"] or ""
            place = asked.says.place(row["title"], row["path"])
            yield asked.says.duty(place, row["agencyName"], row["role"], task), cited_row(row)


def _shared(asked: Asked, row: Row) -> int:
    return sum(map(len, shared_words(asked.question.text, f"{row['title']} {row['task'] or ''} {row['quote']}")))


def _meant(asked: Asked) -> list[str]:
    """Return the documents that a question means: those whose titles share most words with it, else the best hits'."""
    titles = {hit.document: hit.title for hit in asked.hits}
    shared = {document: sum(map(len, shared_words(asked.text, title, 3))) for document, title in titles.items()}
    named = sorted((document for document in titles if shared[document] >= 4), key=lambda one: -shared[one])
    return list(islice(named or titles, 1 if named else _DOCUMENTS))


STANDING: Mapping[str, Callable[[Asked], Iterator[Told]]] = {
    "in_force": in_force, "cites": cites, "duties": duties, "when": validity,
}  # fmt: skip
"""What answers an intent from the whole store, rather than from the clauses found."""
