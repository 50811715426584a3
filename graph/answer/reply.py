"""What an answer is made of: sentences, each with the words that prove it, and the queries that were run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.answer.speech import SPEECH, Speech
from graph.query import table
from graph.search import Hit, SearchIndex
from graph.search.question import Question
from graph.store import Store

__all__ = ["Answer", "Asked", "Cited", "Row", "Told", "cited_row"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of a clause that prove a sentence, letter for letter."""

    title: str
    path: str
    quote: str
    iri: str


Told = tuple[str, Cited]
"""A sentence with its proof."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `answer` names its citations by [1], [2] …; `found` tells whether the documents answer at all.

    `sure` tells that a clause names what is asked about; else the clauses only may bear on it.
    """

    answer: str
    intent: str
    citations: tuple[Cited, ...] = ()
    found: bool = True
    eligibility: Mapping[str, Any] | None = None
    queries: tuple[Mapping[str, Any], ...] = ()
    sure: bool = True
    degraded: str = ""

    def as_json(self) -> dict[str, Any]:
        cited = [{"title": c.title, "path": c.path, "quote": c.quote, "iri": c.iri} for c in self.citations]
        return {
            "answer": self.answer,
            "intent": self.intent,
            "found": self.found,
            "sure": self.found and self.sure,
            "citations": cited,
            "eligibility": self.eligibility,
            "queries": list(self.queries),
            "degraded": self.degraded,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that answers it; notes which named queries were run, with their values."""

    store: Store
    index: SearchIndex
    text: str
    question: Question
    hits: tuple[Hit, ...]
    on: date | None = None
    says: Speech = SPEECH["zh"]
    ran: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def table(self, name: str, **values: Any) -> list[dict[str, Any]]:
        """Run a named query and note it."""
        told = {key: str(value) for key, value in values.items() if value is not None}
        self.ran[f"{name} {sorted(told.items())}"] = {"query": name, "values": told}
        return table(self.store, name, **values)

    def queries(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self.ran.values())


def cited_row(row: Row) -> Cited:
    """Return the proof that a row of a named query carries."""
    return Cited(row["title"], row["path"] or "", row["quote"], row["clause"])


def proven(told: Iterable[Told], texts: Mapping[str, str]) -> Iterable[Told]:
    """Leave out every sentence whose quote does not stand in its clause, where the clause's text is at hand."""
    return (one for one in told if one[1].quote in texts.get(one[1].iri, one[1].quote))
