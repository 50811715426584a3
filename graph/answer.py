"""Answers a question from the documents: a short text in Chinese in which every sentence carries its clause.

First version: who (lead, responsible, support), when, how much is offered, which target; otherwise passages. What the
documents do not say is said so, and the nearest clauses are shown. Whether an applicant qualifies is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.query import table
from graph.search import Hit, Index
from graph.search.grams import shared_words, tokens
from graph.search.intent import FACT, intent
from graph.search.question import read
from graph.store import Store
from graph.wording import ROLES, offer, quantity, until

__all__ = ["Answer", "Cited", "ask"]

Row = Mapping[str, Any]

_SENTENCES = 3
_CITATIONS = 5


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of a clause that prove a sentence, letter for letter."""

    title: str
    path: str
    quote: str
    iri: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `answer` names its citations by [1], [2] …; `found` tells whether the documents answer at all."""

    answer: str
    intent: str
    citations: tuple[Cited, ...] = ()
    found: bool = True

    def as_json(self) -> dict[str, Any]:
        cited = [{"title": c.title, "path": c.path, "quote": c.quote, "iri": c.iri} for c in self.citations]
        return {"answer": self.answer, "intent": self.intent, "citations": cited, "eligibility": None}


def ask(store: Store, index: Index, question: str, on: date | None = None) -> Answer:
    """Answer `question`; on `on`, offers and bounds that have run out by then are told as such.

    Each citation's quote stands in its clause letter for letter: one that does not is left out, with its sentence.
    """
    asked = intent(question)
    hits = index.search(question, _CITATIONS).hits
    if not hits or not _close(question, hits[0]):
        return _nothing(asked, hits, question)
    sentences = [sentence for hit in hits[:_CITATIONS] for sentence in _told(store, asked, hit, question, on)]
    sentences = sentences[:_SENTENCES] or [_passage(hit, question) for hit in hits[:_SENTENCES]]
    told = {cited.iri for _, cited in sentences}
    also = [_passage(hit, question)[1] for hit in hits if hit.iri not in told][: _CITATIONS - len(told)]
    lines = [f"{text}[{number}]" for number, (text, _) in enumerate(sentences, 1)]
    if also:
        numbers = "".join(f"[{len(sentences) + number}]" for number in range(1, len(also) + 1))
        lines.append(f"相关条款另见{numbers}")
    return Answer("\n".join(lines), asked, (*(cited for _, cited in sentences), *also))


def _close(question: str, hit: Hit) -> bool:
    """Tell whether a hit is about the question at all: it shares a word, and a third of the question's characters."""
    wanted = set(tokens(read(question).text))
    there = set(tokens(f"{hit.title} {hit.heading} {hit.text}"))
    return bool(hit.why) and len(wanted & there) * 3 >= len(wanted)


def _nothing(asked: str, hits: Sequence[Hit], question: str) -> Answer:
    nearest = tuple(_passage(hit, question)[1] for hit in hits[:_SENTENCES])
    text = "库中的文件没有回答这个问题。"
    if nearest:
        text += "最接近的条款是" + "".join(f"[{number}]" for number in range(1, len(nearest) + 1))
    return Answer(text, asked, nearest, found=False)


def _told(store: Store, asked: str, hit: Hit, question: str, on: date | None) -> Iterator[tuple[str, Cited]]:
    if asked not in _TELLERS or FACT[asked] not in hit.facts:
        return
    where = f"《{hit.title}》{hit.path or '文首'}"
    for text, quote in _TELLERS[asked](store, hit, question, on):
        if quote in hit.text:
            yield f"{where}：{text}", Cited(hit.title, hit.path, quote, hit.iri)


def _facts(store: Store, hit: Hit, kind: str, question: str) -> list[Row]:
    """Return the clause's facts of `kind`, those that share most words with the question first."""
    rows = [row for row in table(store, "facts_of_clause", clause=hit.iri) if row["type"].lower().endswith(f"#{kind}")]
    wanted = read(question).text
    return sorted(rows, key=lambda row: -sum(map(len, shared_words(wanted, f"{row['of'] or ''} {row['quote']}"))))


def _who(store: Store, hit: Hit, question: str, on: date | None) -> Iterator[tuple[str, str]]:
    by_quote: dict[str, list[Row]] = {}
    for row in _facts(store, hit, "responsibility", question):
        by_quote.setdefault(row["quote"], []).append(row)
    for quote, rows in list(by_quote.items())[:2]:
        rows.sort(key=lambda row: row["start"])
        parts = []
        for role, verb in ROLES.items():
            names = list(dict.fromkeys(row["of"] for row in rows if row["kind"] == role))
            if names:
                parts.append("、".join(names) + verb)
        yield "，".join(parts) + "。", quote


def _when(store: Store, hit: Hit, question: str, on: date | None) -> Iterator[tuple[str, str]]:
    for row in _facts(store, hit, "deadline", question)[:2]:
        yield f"“{row['quote']}”{until(row['date'], on)}。", row["quote"]


def _target(store: Store, hit: Hit, question: str, on: date | None) -> Iterator[tuple[str, str]]:
    for row in _facts(store, hit, "target", question)[:3]:
        verb = {"increase": "提高", "decrease": "下降"}.get(row["kind"], "达到")
        due = f"（{row['date'].isoformat()}前）" if row["date"] else ""
        yield f"{row['of']}{verb}{quantity(row['op'], row['value'], row['unitName'])}{due}。", row["quote"]


def _how_much(store: Store, hit: Hit, question: str, on: date | None) -> Iterator[tuple[str, str]]:
    offers = {row["incentive"]: row for row in table(store, "incentives", document=hit.document)}
    for row in _facts(store, hit, "incentive", question)[:3]:
        yield f"{offer(offers[row['record']], on)}。", row["quote"]


def _passage(hit: Hit, question: str) -> tuple[str, Cited]:
    """Tell the sentence of a clause that shares most words with the question."""
    sentences = re.findall(r"[^。；！？\n]+[。；！？]?", hit.text) or [hit.heading]
    wanted = read(question).text
    best = max(sentences, key=lambda text: sum(map(len, shared_words(wanted, text))))
    quote = best.strip()[:200]
    where = f"《{hit.title}》{hit.path or '文首'}"
    return f"{where}：“{quote}”", Cited(hit.title, hit.path, quote, hit.iri)


_TELLERS: Mapping[str, Callable[[Store, Hit, str, date | None], Iterator[tuple[str, str]]]] = {
    "who": _who,
    "when": _when,
    "target": _target,
    "how_much": _how_much,
}
