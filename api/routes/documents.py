"""Documents: the list, and one with all its clauses and facts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.day import Day
from api.errors import not_found
from api.lists import Paging, check_span, known_only
from api.schemas import DocumentDetail, DocumentRow, Listed, Problem
from api.site import Here
from graph.catalogue import document_rows, head
from graph.query import table
from graph.validity import Standing, standings

__all__ = ["router"]

router = APIRouter(
    tags=["documents"], responses={404: {"model": Problem}, 422: {"model": Problem}}, dependencies=[Depends(known_only)]
)

_Kind = Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"]


@router.get("/api/documents", response_model=Listed[DocumentRow])
def documents(
    site: Here,
    page: Paging,
    title: Annotated[str | None, Query(description="Words of the title")] = None,
    region: Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")] = None,
    kind: _Kind | None = None,
    level: Literal["national", "provincial", "municipal", "other"] | None = None,
    from_: Annotated[Day | None, Query(alias="from", description="Issued on this day or later")] = None,
    to: Annotated[Day | None, Query(description="Issued on this day or earlier")] = None,
    on: Annotated[Day | None, Query(description="In force on this day, as far as the texts say")] = None,
) -> Response:
    """List the documents, the newest first."""
    check_span(from_, to)
    filters = {"name": title, "region": site.region(region), "kind": kind, "level": level}
    rows = document_rows(site.store, site.settings.base, **filters, since=from_, until=to)
    stands = site.stands(on)
    return page.answer([row for row in rows if stands({"document": row["iri"]})], "documents")


@router.get("/api/validity")
def validity(
    site: Here,
    page: Paging,
    on: Annotated[Day | None, Query(description="The day; today if not given")] = None,
    state: Literal["not_issued", "pending", "in_force", "unknown", "expired", "repealed"] | None = None,
    region: Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")] = None,
    document: Annotated[str | None, Query(description="Id of a document")] = None,
) -> Response:
    """Return how each document stands on a day, with the words that begin, end, repeal or amend it."""
    named = {"region": site.region(region), "document": site.known_document(document)}
    found = standings(site.store, on or date.today(), **named)
    return page.answer([_plain(one) for one in found if state in (None, one.state)], "validity")


def _plain(one: Standing) -> dict[str, Any]:
    return {**asdict(one), "words": [asdict(words) for words in one.words]}


@router.get("/api/documents/{id}", response_model=DocumentDetail)
def document(site: Here, id: str) -> Any:
    """One document: its head, all of its text as clauses, and every fact with the words it was read from."""
    iri = site.document(id)
    rows = table(site.store, "document", document=iri)
    if not rows:
        raise not_found(f"A document with the id {id}")
    clauses = table(site.store, "clauses", document=iri)
    facts = table(site.store, "facts_of_document", document=iri)
    shown = ("clause", "path", "depth", "label", "heading", "text", "page")
    return head(rows[0], site.settings.base) | {
        "clauses": [{name: row[name] for name in shown} | {"path": row["path"] or ""} for row in clauses],
        "facts": [{name: value for name, value in row.items() if name not in ("document", "title")} for row in facts],
    }
