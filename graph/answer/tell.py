"""Tells what the facts of a clause say in answer to a question: who, by when, how much, which target."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from graph.answer.reply import Asked, Cited, Row, Told
from graph.search import Hit
from graph.search.grams import fold, shared_words
from graph.search.intent import FACT
from graph.search.passage import Asked as Sought
from graph.search.passage import passages
from graph.search.piece import spans

__all__ = ["heading", "passage", "told"]

_END = re.compile(r"[。；！？;!?]")
_QUOTE = 340  # characters of a passage that is quoted
_LAP = 170  # of which so many may stand in the next one too
_HEADING = 40  # characters up to which words without an end of sentence are a heading


def told(asked: Asked, hit: Hit) -> Iterator[Told]:
    """Yield what the facts of `hit` answer, each sentence with the words that prove it; nothing for other intents."""
    kind = asked.question.intent
    for fact in dict.fromkeys((FACT.get(kind, ""), *asked.question.facts)):
        if fact in _TELLERS and fact in hit.facts:
            for text, row in _TELLERS[fact](asked, hit):
                if row["quote"] in hit.text:
                    said = asked.says.told(asked.says.place(hit.title, hit.path), text)
                    said = asked.says.reported(said, row["reports"]) if row["reported"] else said
                    yield said, Cited(hit.title, hit.path, row["quote"], hit.iri)


def passage(hit: Hit, asked: Asked) -> Told:
    """Tell those neighbouring sentences of a clause that answer best, by the words and matters of the question."""
    parts = [hit.text[start:end] for start, end in spans(hit.text, _QUOTE, _LAP)] or [hit.heading]
    looked_for = Sought.of(asked.question, asked.index.rarity)
    best = parts[int(passages(looked_for, [fold(part) for part in parts]).window.argmax())]
    quote = best.strip()[:_QUOTE]
    return asked.says.quoted(asked.says.place(hit.title, hit.path), quote), Cited(hit.title, hit.path, quote, hit.iri)


def heading(hit: Hit) -> bool:
    """Tell whether a clause is but a heading: it names what its neighbours say."""
    return len(hit.text) <= _HEADING and not _END.search(hit.text)


def _facts(asked: Asked, hit: Hit, kind: str) -> list[Row]:
    """Return the clause's facts of `kind`, those that share most words with the question first."""
    rows = [row for row in asked.table("facts_of_clause", clause=hit.iri) if row["type"].lower().endswith(f"#{kind}")]
    wanted = asked.question.text
    years = asked.question.years

    def near(row: Row) -> tuple[int, int]:
        words = sum(map(len, shared_words(wanted, f"{row['of'] or ''} {row['quote']}")))
        due = row["date"] is not None and str(row["date"].year) in years
        return -words - 2 * due, row["start"]

    return sorted(rows, key=near)


def _who(asked: Asked, hit: Hit) -> Iterator[tuple[str, Row]]:
    by_quote: dict[str, list[Row]] = {}
    for row in _facts(asked, hit, "responsibility"):
        by_quote.setdefault(row["quote"], []).append(row)
    for rows in list(by_quote.values())[:2]:
        rows.sort(key=lambda row: row["start"])
        names: dict[str, dict[str, None]] = {}
        for row in rows:
            names.setdefault(row["kind"], {})[row["of"]] = None
        yield asked.says.who({role: list(found) for role, found in names.items()}), rows[0]


def _when(asked: Asked, hit: Hit) -> Iterator[tuple[str, Row]]:
    for row in _facts(asked, hit, "deadline")[:2]:
        yield asked.says.when(row["quote"], row["date"], asked.on), row


def _target(asked: Asked, hit: Hit) -> Iterator[tuple[str, Row]]:
    for row in _facts(asked, hit, "target")[:3]:
        yield asked.says.target(row), row


def _how_much(asked: Asked, hit: Hit) -> Iterator[tuple[str, Row]]:
    offers = {row["incentive"]: row for row in asked.table("incentives", document=hit.document, withReported=True)}
    for row in _facts(asked, hit, "incentive")[:3]:
        if row["record"] in offers:
            yield asked.says.offer(offers[row["record"]], asked.on), row


_TELLERS: Mapping[str, Callable[[Asked, Hit], Iterator[tuple[str, Row]]]] = {
    "responsibility": _who,
    "deadline": _when,
    "target": _target,
    "incentive": _how_much,
}
