"""Agencies and their task ledgers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.errors import not_found
from api.ledger import agency_rows, ledger
from api.lists import Paging, known_only
from api.schemas import AgencyRow, Listed, Problem, TaskRow
from api.site import Here
from graph.query import table

__all__ = ["router"]

router = APIRouter(
    tags=["agencies"], responses={404: {"model": Problem}, 422: {"model": Problem}}, dependencies=[Depends(known_only)]
)


@router.get("/api/agencies", response_model=Listed[AgencyRow])
def agencies(
    site: Here,
    page: Paging,
    name: Annotated[str | None, Query(description="Words of a name")] = None,
    region: Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")] = None,
) -> Response:
    """List the agencies that have tasks, the busiest first."""
    return page.answer(agency_rows(site, name=name, region=site.region(region)), "agencies")


@router.get("/api/agencies/{id:path}/tasks", response_model=Listed[TaskRow])
def tasks(
    site: Here,
    page: Paging,
    id: str,
    role: Literal["lead", "responsible", "support"] | None = None,
    document: Annotated[str | None, Query(description="Id of a document")] = None,
) -> Response:
    """List every task in which the agency takes part: role, due date, targets, who else, and the clause."""
    iri = site.known_agency_iri(id, missing=404)
    return page.answer(ledger(site, iri or "", role=role, document=site.known_document(document)), "tasks")


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
