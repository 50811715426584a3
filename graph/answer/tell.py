"""Tells what the facts of a clause say in answer to a question: who, by when, how much, which target."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from graph.answer.candidate import Candidate
from graph.answer.reply import Asked, Cited, Row, Told
from graph.answer.value import holds
from graph.search import Hit
from graph.search.grams import fold, shared_words
from graph.search.passage import Asked as Sought
from graph.search.passage import passages
from graph.search.piece import spans

__all__ = ["heading", "passage", "told_by_facts"]

_END = re.compile(r"[。；！？;!?]")
_QUOTE = 340  # characters of a passage that is quoted
_LAP = 170  # of which so many may stand in the next one too
_HEADING = 40  # characters up to which words without an end of sentence are a heading


def told_by_facts(asked: Asked, one: Candidate, kind: str) -> Iterator[Told]:
    """Yield what the facts of `kind` in a sentence say, with the words that prove it."""
    hit = one.hit
    if kind not in hit.facts:
        return
    for text, row in _TELLERS[kind](asked, one):
        if row["quote"] in hit.text and (kind == "responsibility" or holds(kind, text)):
            said = asked.says.told(asked.says.place(hit.title, hit.path), text)
            said = asked.says.reported(said, row["reports"]) if row["reported"] else said
            quote = row["quote"] if kind == "responsibility" else one.text
            yield said, Cited(hit.title, hit.path, quote, hit.iri)


def passage(hit: Hit, asked: Asked, start: int = 0, end: int = 0) -> Told:
    """Tell those neighbouring sentences of a clause that answer best, by the words and matters of the question.

    With `end` they are some that hold the words from `start` to `end` of the clause.
    """
    around = list(spans(hit.text, _QUOTE, _LAP))
    holding = [one for one in around if one[0] <= start and end <= one[1]] if end else around
    parts = [hit.text[first:last] for first, last in holding] or [hit.text[start:end] or hit.heading]
    looked_for = Sought.of(asked.question, asked.index.rarity)
    best = parts[int(passages(looked_for, [fold(part) for part in parts]).window.argmax())]
    quote = best.strip()[:_QUOTE]
    return asked.says.quoted(asked.says.place(hit.title, hit.path), quote), Cited(hit.title, hit.path, quote, hit.iri)


def heading(hit: Hit) -> bool:
    """Tell whether a clause is but a heading: it names what its neighbours say."""
    return len(hit.text) <= _HEADING and not _END.search(hit.text)


def _facts(asked: Asked, one: Candidate, kind: str) -> list[Row]:
    """Return the facts of `kind` in a sentence, those that share most words with the question first."""
    rows = asked.table("facts_of_clause", clause=one.hit.iri)
    rows = [row for row in rows if row["type"].lower().endswith(f"#{kind}")]
    rows = [row for row in rows if row["quote"] in one.text or one.text in row["quote"]]
    wanted = asked.question.text
    years = asked.question.years

    def near(row: Row) -> tuple[int, int]:
        words = sum(map(len, shared_words(wanted, f"{row['of'] or ''} {row['quote']}")))
        due = row["date"] is not None and str(row["date"].year) in years
        return -words - 2 * due, row["start"]

    return sorted(rows, key=near)


def _who(asked: Asked, one: Candidate) -> Iterator[tuple[str, Row]]:
    by_quote: dict[str, list[Row]] = {}
    for row in _facts(asked, one, "responsibility"):
        by_quote.setdefault(row["quote"], []).append(row)
    for rows in list(by_quote.values())[:2]:
        rows.sort(key=lambda row: (row["start"], row["quote"].find(row["of"] or "")))
        names: dict[str, dict[str, None]] = {}
        for row in rows:
            names.setdefault(row["kind"], {})[row["of"]] = None
        yield asked.says.who({role: list(found) for role, found in names.items()}), rows[0]


def _when(asked: Asked, one: Candidate) -> Iterator[tuple[str, Row]]:
    for row in _facts(asked, one, "deadline")[:2]:
        yield asked.says.when(row["quote"], row["date"], asked.on), row


def _target(asked: Asked, one: Candidate) -> Iterator[tuple[str, Row]]:
    for row in _facts(asked, one, "target")[:3]:
        yield asked.says.target(row), row


def _how_much(asked: Asked, one: Candidate) -> Iterator[tuple[str, Row]]:
    offers = {row["incentive"]: row for row in asked.table("incentives", document=one.hit.document, withReported=True)}
    for row in _facts(asked, one, "incentive")[:1]:
        if row["record"] in offers:
            yield asked.says.offer(offers[row["record"]], asked.on, one.text), row


_TELLERS: Mapping[str, Callable[[Asked, Candidate], Iterator[tuple[str, Row]]]] = {
    "responsibility": _who,
    "deadline": _when,
    "target": _target,
    "incentive": _how_much,
}
"""What the facts of a kind say."""
