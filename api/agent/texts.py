"""Tools that read texts: search, documents and their clauses, whether they are in force, and what proves a fact."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from api.agent.held import Here
from api.agent.names import agency_id, document_id
from api.agent.shape import Document, Limit, Offset, On, Region, Since, Until, check_span, listed, listing, paged, plain
from api.day import Day
from api.errors import unprocessable
from api.routes import documents, search
from api.routes.proof import proven
from api.routes.search import Kind
from api.site import Site
from graph.query import table
from graph.quotation import span
from graph.validity import standings

__all__ = ["clause_of", "find_clauses", "get_clause", "get_document", "prove", "validity", "verify_citation"]

Clause = Annotated[str, Field(max_length=2000, description="IRI of a clause, as every result names it")]
State = Literal["not_issued", "pending", "in_force", "unknown", "expired", "repealed"]


def find_clauses(
    site: Here,
    q: Annotated[str, Field(description="Words or a question; words in quotation marks must stand there as they are")],
    limit: Limit = 10,
    offset: Annotated[int, Field(ge=0, le=1000, description="Hits to pass over")] = 0,
    region: Region = None,
    agency: Annotated[str | None, Field(description="Name or id of an agency")] = None,
    kind: Annotated[Kind | None, Field(description="Kind of document, or of fact that the clause holds")] = None,
    since: Since = None,
    until: Until = None,
    on: On = None,
) -> dict[str, Any]:
    """Find the clauses that answer best, the best first; `since` and `until` bound the day of issue."""
    check_span(since, until)
    office = agency_id(site, agency) if agency else None
    found = plain(search.search(site, q, limit, offset, region, office, kind, since, until, on))
    hits = [{("quote" if name == "text" else name): value for name, value in hit.items()} for hit in found["hits"]]
    return paged(hits, found["total"], limit, offset)


def clause_of(site: Site, iri: str) -> dict[str, Any]:
    """Return the row of a clause; a problem (422) that names the field where there is none."""
    for row in table(site.store, "clause", clause=site.checked(iri, "clause")):
        return row
    raise unprocessable("clause", f"no clause has the IRI {iri[:200]!r}; the tool `search` names those that there are")


def get_clause(site: Here, clause: Clause) -> dict[str, Any]:
    """Give the whole text of a clause as `quote`, and every fact read from it with the IRI that `proof` takes."""
    row = clause_of(site, clause)
    shown = ("record", "type", "of", "kind", "value", "unitName", "op", "date", "quote")
    facts = [{name: fact[name] for name in shown} for fact in table(site.store, "facts_of_clause", clause=clause)]
    head = {name: row[name] for name in ("title", "clause", "document", "heading", "page")}
    named: dict[str, Any] = plain(head | {"path": row["path"] or "", "quote": row["text"], "facts": facts})
    return named


def get_document(
    site: Here,
    document: Annotated[str, Field(max_length=1000, description="Id or IRI of a document")],
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Give the head of a document and its clauses in the order of the text, a page of them at a time."""
    found = documents.document(site, document_id(site, document))
    clauses, facts = found.pop("clauses"), found.pop("facts")
    title = {"title": found["title"]}
    shown = [title | one | {"quote": one["text"]} for one in clauses[offset : offset + limit]]
    for one in shown:
        del one["text"]
    head: dict[str, Any] = plain(found) | {"facts": len(facts)}
    return head | paged(plain(shown), len(clauses), limit, offset, "clauses")


def validity(
    site: Here,
    document: Document = None,
    on: Annotated[Day | None, Field(description="The day; today if not given")] = None,
    state: State | None = None,
    region: Region = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Tell how documents stand on a day, with the words that begin, end, repeal or amend them."""
    chosen = document and document_id(site, document)
    answer = documents.validity(site, listing(limit, offset), on, state, region, chosen)
    return listed(answer, limit, offset)


def verify_citation(
    site: Here,
    sentence: Annotated[str, Field(max_length=20_000, description="The words that are cited")],
    clause: Clause,
    on: Annotated[Day | None, Field(description="The day on which it is to be in force; today if not given")] = None,
) -> dict[str, Any]:
    """Tell whether a sentence stands in a clause, letter for letter but for spaces, in a document in force that day."""
    if not sentence.strip():
        raise unprocessable("sentence", "it is empty; give the words that are cited")
    row, day = clause_of(site, clause), on or date.today()
    place = span(sentence, row["text"])
    stands = next(standings(site.store, day, document=row["document"]))
    in_force = None if stands.state == "unknown" else stands.state == "in_force"
    return {
        "stands": place is not None,
        "in_force": in_force,
        "valid": place is not None and in_force,
        "on": day.isoformat(),
        "state": stands.state,
        "why": stands.why,
        "amended": stands.amended,
        "title": row["title"],
        "path": row["path"] or "",
        "quote": row["text"][slice(*place)] if place else row["text"],
        "iri": row["clause"],
    }


def prove(
    site: Here, record: Annotated[str, Field(max_length=2000, description="IRI of a fact: `record` of a result")]
) -> dict[str, Any]:
    """Give one fact with all its proof: words, span, page, boxes, rule and version, file digest, software."""
    found = proven(site, record)
    place = {"title": found["document"]["title"], "path": found["clause"]["path"] or "", "iri": found["clause"]["iri"]}
    return {**found, **place}
