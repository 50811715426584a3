"""What the index holds of a clause, what one may narrow a search by, and what a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Also", "Entry", "Filters", "Hit", "Hits"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause as the index takes it.

    `document` is the IRI of the document's graph, `stamp` names the state of the file it was read from, `headings`
    the titles above the clause and its own, outermost first. `regions` holds the code of the document's region and
    those of the regions it lies in, `place` its name; `agencies` the ids, `facts` the kinds of the records read
    from the clause, `said` each record's kind and words. `paragraph` is that in which a passage of a long clause
    begins, `start` the character; 0 for a clause as a whole.
    """

    iri: str
    document: str
    stamp: str
    title: str
    path: str
    text: str
    headings: tuple[str, ...] = ()
    order: int = 0
    kind: str = ""
    regions: tuple[str, ...] = ()
    place: str = ""
    agencies: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    issued: date | None = None
    paragraph: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrows a search; None means everything.

    `region` is a GB/T 2260 code and takes in the regions that lie in it, `agency` an agency's id, `kind` a kind of
    document (plan, opinion …) or of fact (target, deadline …). `since` and `until` are days of issue, both included:
    documents without a date are left out then.
    `among` are the IRIs of the documents that are looked at.
    """

    region: str | None = None
    agency: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    document: str | None = None
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """A clause of another document that says the same as a hit, with the same numbers."""

    title: str
    path: str
    iri: str
    document: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause found, or that passage of a long one which answers best, which begins in its `paragraph` (from 1).

    `why` lists the words of the question that stand in it; a higher score is a better answer. `regions` holds
    the code of the document's region, last, and those of the regions it lies in.
    """

    iri: str
    document: str
    title: str
    path: str
    heading: str
    text: str
    score: float
    why: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()
    paragraph: int = 0
    regions: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The title, the headings and the text, in which what is asked about may be named."""
        return f"{self.title} {self.heading} {self.text}"

    def as_json(self) -> Mapping[str, Any]:
        names = ("title", "path", "heading", "text", "paragraph", "score", "iri", "document")
        same = [f"同文另见《{one.title}》{one.path}" for one in self.also]
        return {name: getattr(self, name) for name in names} | {"why": [*self.why, *same]}


@dataclass(frozen=True, slots=True)
class Hits:
    """The best clauses in order, and how many match at all; `degraded` notes what could not be used for the search."""

    hits: tuple[Hit, ...] = field(default=())
    total: int = 0
    degraded: str = ""

    def as_json(self) -> Mapping[str, Any]:
        return {"hits": [hit.as_json() for hit in self.hits], "total": self.total, "degraded": self.degraded}
