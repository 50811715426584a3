"""What answers become: tables of rows with dates as dates, and frozen records where an answer is more than rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final, TypeVar

import httpx

from policygraph.client.error import ApiError, foreign
from policygraph.table import Table

__all__ = ["Answer", "Assessment", "Cited", "Clause", "Comparison", "Found", "Row"]
__all__ += ["answer", "assessment", "clause", "comparison", "hits", "item", "results", "rows"]

Row = Mapping[str, Any]
"""A row of a list, or an answer, with the names that the HTTP interface has; days are `datetime.date`."""
T = TypeVar("T")
_DAYS: Final = frozenset({"begins", "by", "day", "due", "effective", "ends", "expires", "issued", "on"})


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that a search found: its text or best passage, and why it was found; a higher score is better."""

    iri: str
    document: str
    title: str
    path: str
    heading: str
    text: str
    score: float
    why: tuple[str, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that proves a sentence; `quote` stands in it letter for letter."""

    title: str
    path: str
    quote: str
    iri: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. Where `found` is False no document answers, and the nearest clauses are cited."""

    answer: str
    intent: str
    citations: Table[Cited]
    found: bool
    sure: bool
    degraded: str = ""
    eligibility: Row | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the facts that were read from it; `page` is None where the file has no pages."""

    iri: str
    title: str
    path: str
    heading: str
    text: str
    page: int | None
    facts: Table[Row]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Regions by one indicator, in one unit; `missing` names those that set no such goal."""

    indicator: str
    label: str
    unit: str | None
    missing: tuple[str, ...]
    rows: Table[Row]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Verdicts on schemes: what is not answered is unknown, never no. `next` is the question to answer next."""

    on: date
    verdicts: Table[Row]
    next: Row | None
    total: Row | None
    proposed: Table[Row] = field(default_factory=Table)
    ambiguous: Row = field(default_factory=dict)
    not_understood: tuple[str, ...] = ()


def item(reply: httpx.Response) -> Row:
    """Return an answer that is one JSON object. Raises ApiError where it is none."""
    try:
        found = json.loads(reply.content, object_hook=_dated)
    except (ValueError, RecursionError):
        raise foreign(reply) from None
    if not isinstance(found, dict):
        raise foreign(reply)
    return found


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    for name, value in row.items():
        if isinstance(value, str) and len(value) == 10 and name.rpartition("_")[2] in _DAYS:
            try:
                row[name] = date.fromisoformat(value)
            except ValueError:  # words about a day, which stay as they are
                continue
    return row


def rows(reply: httpx.Response) -> Table[Row]:
    """Return one page of a list."""
    found = item(reply)
    return Table(_listed(reply, found, "schemes" if "schemes" in found else "items"))


def hits(reply: httpx.Response) -> Table[Found]:
    """Return one page of what a search found."""
    return Table(_record(Found, reply, one) for one in _listed(reply, item(reply), "hits"))


def answer(reply: httpx.Response) -> Answer:
    """Return the answer to a question."""
    found = item(reply)
    cited = Table(_record(Cited, reply, one) for one in _listed(reply, found, "citations"))
    return _record(Answer, reply, {**found, "citations": cited})


def comparison(reply: httpx.Response) -> Comparison:
    """Return what `/api/compare` answers."""
    found = item(reply)
    return _record(Comparison, reply, {**found, "rows": Table(_listed(reply, found, "items"))})


def assessment(reply: httpx.Response) -> Assessment:
    """Return what `/api/eligibility` answers."""
    found = item(reply)
    tables = {
        "verdicts": Table(_listed(reply, found, "schemes")),
        "proposed": Table(_listed(reply, found, "proposed") if found.get("proposed") else ()),
    }
    return _record(Assessment, reply, {**found, **tables})


def clause(reply: httpx.Response, path: str) -> Clause:
    """Return one clause of a document. Raises ApiError (404) where it has none at this path."""
    found = item(reply)
    for one in _listed(reply, found, "clauses"):
        if one.get("path") == path:
            facts = Table(fact for fact in _listed(reply, found, "facts") if fact.get("clause") == one.get("clause"))
            head = {"title": found.get("title"), "iri": one.get("clause"), "facts": facts}
            return _record(Clause, reply, {**one, **head, "heading": one.get("heading") or ""})
    detail = f"The document {found.get('title')} has no clause at {path!r}"
    raise ApiError(404, "There is no such thing", detail, "Its clauses are listed by document(id)['clauses']")


def results(reply: httpx.Response) -> Table[Row] | bool:
    """Return rows of a SELECT or triples of a CONSTRUCT or DESCRIBE, with Python values; of an ASK its truth."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

    from graph.query import plain

    kind = reply.headers.get("content-type", "").partition(";")[0]
    try:
        if kind == "application/n-triples":
            names = ("subject", "predicate", "object")
            found = parse(reply.content, RdfFormat.N_TRIPLES)
            return Table({name: plain(getattr(quad, name)) for name in names} for quad in found)
        answered = parse_query_results(reply.content, QueryResultsFormat.JSON)
        if isinstance(answered, QueryBoolean):
            return bool(answered)
        assert isinstance(answered, QuerySolutions)
        columns = [one.value for one in answered.variables]
        return Table({name: plain(row[name]) for name in columns} for row in answered)
    except (AssertionError, SyntaxError, ValueError):
        raise foreign(reply) from None


def _listed(reply: httpx.Response, found: Row, name: str) -> list[dict[str, Any]]:
    listed = found.get(name)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise foreign(reply)
    return listed


def _record(kind: type[T], reply: httpx.Response, found: Row) -> T:
    """Return a record of `kind`; what a later server adds is passed over, and lists become tuples."""
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items() if name in names}
    try:
        return kind(**given)
    except TypeError:  # something that it must have is missing
        raise foreign(reply) from None
