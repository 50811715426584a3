"""Agencies and their task ledgers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.day import Day
from api.errors import not_found
from api.ledger import agency_rows, busy_on
from api.lists import Paging, Reported, known_only
from api.schemas import AgencyRow, Listed, Problem, TaskRow
from api.site import Here
from graph.ledger import ledger
from graph.query import table

__all__ = ["router"]

_On = Annotated[Day | None, Query(description="Only from documents in force on this day, as far as the texts say")]

router = APIRouter(
    tags=["agencies"], responses={404: {"model": Problem}, 422: {"model": Problem}}, dependencies=[Depends(known_only)]
)


@router.get("/api/agencies", response_model=Listed[AgencyRow])
def agencies(
    site: Here,
    page: Paging,
    name: Annotated[str | None, Query(description="Words of a name")] = None,
    region: Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")] = None,
    on: _On = None,
    reported: Reported = False,
) -> Response:
    """List the agencies that have tasks, the busiest first; with `on`, tasks of documents in force that day alone."""
    rows = agency_rows(site, name=name, region=site.region(region), withReported=reported)
    return page.answer(rows if on is None else busy_on(site, rows, on, reported), "agencies")


@router.get("/api/agencies/{id:path}/tasks", response_model=Listed[TaskRow])
def tasks(
    site: Here,
    page: Paging,
    id: str,
    role: Literal["lead", "responsible", "support"] | None = None,
    document: Annotated[str | None, Query(description="Id of a document")] = None,
    on: _On = None,
    reported: Reported = False,
) -> Response:
    """List every task in which the agency takes part: role, due date, targets, who else, and the clause."""
    iri = site.known_agency_iri(id, missing=404)
    rows = ledger(site.store, iri or "", role=role, document=site.known_document(document), withReported=reported)
    return page.answer(list(filter(site.stands(on), rows)), "tasks")


@router.get("/api/agencies/{id:path}")
def agency(site: Here, id: str) -> dict[str, Any]:
    """One agency: its names, region and function."""
    rows = table(site.store, "agency", agency=site.agency(id))
    if not rows or not (rows[0]["label"] or rows[0]["names"]):
        raise not_found(f"An agency with the id {id}")
    row = rows[0]
    return {
        "id": id,
        "iri": row["agency"],
        "name": row["label"] or row["names"].split("、")[0],
        "names": row["names"].split("、") if row["names"] else [],
        "region": row["regionName"],
        "function": row["functionName"],
    }
