"""Every call that the clients make, once: each function says what is sent for it, and how the answer is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, Literal

from policygraph.client import replies
from policygraph.client.call import Call, identifier, parameters
from policygraph.client.replies import Answer, Assessment, Clause, Comparison, Found, Row
from policygraph.table import Table

__all__ = ["CALLS"]

_PAGE: Final = 100
"""Rows of a page that every site gives; more are asked for page by page."""
_Role = Literal["lead", "responsible", "support"]
_State = Literal["not_issued", "pending", "in_force", "unknown", "expired", "repealed"]
_RESULTS: Final = "application/sparql-results+json, application/n-triples"


def _list(path: str, limit: int | None, parts: Mapping[str, str], **filters: Any) -> Call[Table[Row]]:
    params = parameters(**filters, limit=_page(limit))
    return Call(path, replies.rows, parts=parts, params=params, paged=True, most=limit)


def _page(limit: int | None) -> int | None:
    if limit is not None and limit < 1:
        raise ValueError(f"limit={limit}: give 1 or more, or None for all rows")
    return None if limit is None else min(limit, _PAGE)


def _id(kind: str, text: str | None) -> str | None:
    return None if text is None else identifier(kind, text)


def search(
    text: str, limit: int = 10, *, region: str | None = None, agency: str | None = None, kind: str | None = None,
    since: date | None = None, until: date | None = None, on: date | None = None,
) -> Call[Table[Found]]:  # fmt: skip
    """Return the clauses that answer best, the best first; words in quotation marks stand there as they are."""
    filters = {"region": region, "agency": _id("agency", agency), "kind": kind, "on": on}
    params = parameters(q=text, limit=_page(limit), since=since, until=until, **filters)
    return Call("/api/search", replies.hits, params=params, paged=True, most=limit)


def ask(question: str, *, on: date | None = None, language: Literal["zh", "en"] | None = None) -> Call[Answer]:
    """Answer a question from the documents, with the clause for every sentence."""
    return Call("/api/ask", replies.answer, params=parameters(q=question, on=on, lang=language))


def documents(
    *, title: str | None = None, region: str | None = None, kind: str | None = None, level: str | None = None,
    since: date | None = None, until: date | None = None, on: date | None = None, limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return the heads of documents, the newest first; `on`: those in force that day, as far as texts say."""
    return _list(
        "/api/documents", limit, {}, title=title, region=region, kind=kind, level=level, since=since, until=until, on=on
    )


def document(id: str) -> Call[Row]:
    """Return one document (its id or IRI) with all of its text as `clauses`, and its `facts`."""
    return Call("/api/documents/{id}", replies.item, parts={"id": identifier("document", id)})


def clause(document: str, path: str = "") -> Call[Clause]:
    """Return the clause at `path` of a document (its id or IRI), as 三/(二); "" is the head."""
    parts = {"id": identifier("document", document)}
    return Call("/api/documents/{id}", lambda reply: replies.clause(reply, path), parts=parts)


def agencies(
    *, name: str | None = None, region: str | None = None, on: date | None = None, limit: int | None = None
) -> Call[Table[Row]]:
    """Return the agencies that have tasks, the busiest first, with the ids that other calls take."""
    return _list("/api/agencies", limit, {}, name=name, region=region, on=on)


def tasks(
    agency: str, *, role: _Role | None = None, document: str | None = None, on: date | None = None,
    reported: bool = False, limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return the task ledger of an agency (its id or IRI); `reported`: also what documents only report of others."""
    parts = {"id": identifier("agency", agency)}
    filters = {"role": role, "document": _id("document", document), "on": on, "reported": reported}
    return _list("/api/agencies/{id}/tasks", limit, parts, **filters)


def targets(
    indicator: str | None = None, *, region: str | None = None, document: str | None = None,
    since: date | None = None, until: date | None = None, on: date | None = None, reported: bool = False,
    limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return quantitative goals; `indicator` is words of a name, `since` and `until` bound the day they are due."""
    filters = {"region": region, "document": _id("document", document), "on": on, "reported": reported}
    return _list("/api/targets", limit, {}, indicator=indicator, since=since, until=until, **filters)


def due(
    *, agency: str | None = None, region: str | None = None, document: str | None = None, kind: str | None = None,
    since: date | None = None, until: date | None = None, on: date | None = None, reported: bool = False,
    limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return what is due, the soonest first; `since` and `until` bound its last day."""
    named = {"agency": _id("agency", agency), "document": _id("document", document), "region": region, "kind": kind}
    return _list("/api/deadlines", limit, {}, **named, since=since, until=until, on=on, reported=reported)


def schemes(
    text: str = "", *, region: str | None = None, kind: str | None = None, document: str | None = None,
    on: date | None = None, limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return what is offered, in the order of the documents, or the nearest first to what `text` is about."""
    named = {"q": text or None, "region": region, "kind": kind, "document": document}
    return _list("/api/schemes", limit, {}, **named, on=on)


def questionnaire(*schemes: str) -> Call[Row]:
    """Return the questions of schemes (their ids), each once, with the JSON Schema of the answers."""
    return Call("/api/questionnaire", replies.item, params=parameters(schemes=",".join(schemes)))


def evaluate(
    schemes: str | Iterable[str] = (), answers: Mapping[str, Any] | None = None, *,
    facts: Mapping[str, Any] | None = None, text: str = "", region: str | None = None, on: date | None = None,
) -> Call[Assessment]:  # fmt: skip
    """Judge schemes (ids; none: those that the case is about) by `answers` under ids of variables and `facts` by name.

    What is not answered is unknown, never no; `text` is the case in plain words.
    """
    ids = [schemes] if isinstance(schemes, str) else list(schemes)
    case = {"schemes": ids, "answers": dict(answers or {}), "facts": dict(facts or {}), "text": text}
    where = {"region": region, "on": on and on.isoformat()}
    return Call("/api/eligibility", replies.assessment, "POST", json=case | where)


def compare(
    indicator: str, regions: Iterable[str] = (), *, on: date | None = None
) -> Call[Comparison]:  # fmt: skip
    """Lay the goals of regions for one indicator side by side; the first region is what the others are held against."""
    named = ",".join([regions] if isinstance(regions, str) else regions)
    return Call(
        "/api/compare", replies.comparison, params=parameters(indicator=indicator, regions=named or None, on=on)
    )


def cascade(
    indicator: str | None = None, *, kind: Literal["target", "task", "scheme"] | None = None,
    region: str | None = None, document: str | None = None, on: date | None = None, limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return which goal, task or scheme carries out which one above, and what changed on the way."""
    filters = {"kind": kind, "region": region, "document": _id("document", document), "on": on}
    return _list("/api/cascade", limit, {}, indicator=indicator, **filters)


def validity(
    on: date | None = None, *, state: _State | None = None, region: str | None = None, document: str | None = None,
    limit: int | None = None,
) -> Call[Table[Row]]:  # fmt: skip
    """Return how documents stand on a day (today if not given), with the words that say so."""
    return _list("/api/validity", limit, {}, on=on, state=state, region=region, document=_id("document", document))


def sparql(query: str) -> Call[Table[Row] | bool]:
    """Return the rows of a SELECT, the triples of a CONSTRUCT or DESCRIBE, with Python values; of an ASK its truth."""
    headers = {"Content-Type": "application/sparql-query", "Accept": _RESULTS}
    return Call("/sparql", replies.results, "POST", content=query, headers=headers)


CALLS: Final = (
    search, ask, documents, document, clause, agencies, tasks, targets, due, schemes, questionnaire, evaluate, compare,
    cascade, validity, sparql,
)  # fmt: skip
