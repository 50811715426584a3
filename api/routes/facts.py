"""Targets, deadlines, incentives and citations of all documents, each with its clause."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from api.conditional import conditional
from api.day import Day
from api.lists import Paging, Reported, check_span, known_only
from api.schemas import CitationRow, DeadlineRow, IncentiveRow, Listed, Problem, TargetRow
from api.site import Here, Site
from graph.query import table
from graph.rows import citation_row, deadline_row, incentive_row, target_row

__all__ = ["Filters", "filters_of", "router"]

router = APIRouter(tags=["facts"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_Region = Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")]
_Document = Annotated[str | None, Query(description="Id of a document")]
_From = Annotated[Day | None, Query(alias="from", description="Due on this day or later")]
_To = Annotated[Day | None, Query(description="Due on this day or earlier")]
_On = Annotated[Day | None, Query(description="Only from documents in force on this day, as far as the texts say")]
_Agency = Annotated[str | None, Query(description="Id of an agency that takes part in the clause")]
_Bound = Literal["by", "during", "from", "until", "every"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What targets and time bounds are asked for by: as the queries name it, and the day of the documents."""

    named: dict[str, Any]
    on: date | None


def filters_of(
    site: Here,
    region: _Region = None,
    document: _Document = None,
    from_: _From = None,
    to: _To = None,
    on: _On = None,
    reported: Reported = False,
) -> Filters:
    check_span(from_, to)
    named: dict[str, Any] = {
        "region": site.region(region),
        "document": site.known_document(document),
        "withReported": reported,
        "since": from_,
        "until": to,
    }
    return Filters(named, on)


_Filtered = Annotated[Filters, Depends(filters_of)]


@router.get("/api/targets", response_model=Listed[TargetRow])
def targets(
    site: Here,
    page: Paging,
    filters: _Filtered,
    indicator: Annotated[str | None, Query(description="Words of the indicator's name")] = None,
) -> Response:
    """List the quantitative goals."""
    rows = table(site.store, "targets", **filters.named, name=indicator)
    return page.answer([target_row(row) for row in filter(site.stands(filters.on), rows)], "targets")


def _deadlines(site: Site, filters: Filters, agency: str | None, kind: str | None = None) -> list[dict[str, Any]]:
    name, named = "deadlines", filters.named
    if agency:
        name, named = "deadlines_of_agency", {**named, "agency": site.known_agency_iri(agency)}
    found = table(site.store, name, **named, kind=kind)
    return [deadline_row(row) for row in filter(site.stands(filters.on), found)]


@router.get("/api/deadlines", response_model=Listed[DeadlineRow])
def deadlines(
    site: Here, page: Paging, filters: _Filtered, agency: _Agency = None, kind: _Bound | None = None
) -> Response:
    """List the time bounds, the soonest first."""
    return page.answer(_deadlines(site, filters, agency, kind), "deadlines")


@router.get(
    "/api/deadlines.ics",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, 304: {"description": "Not modified"}},
)
def calendar(request: Request, site: Here, filters: _Filtered, agency: _Agency = None) -> Response:
    """The same as a calendar to subscribe to: one all-day event a bound, on its last day or wherever it recurs."""
    from api.calendar import calendar as written

    heads = {row["document"]: row for row in site.table("documents")}
    keepers = defaultdict[str, dict[str, None]](dict)
    for row in site.table("deadline_agencies", document=filters.named["document"]):
        keepers[row["record"]][row["agencyName"]] = None
    root = (site.settings.url or str(request.base_url)).rstrip("/")
    rows = [
        {
            **row,
            "url": f"{root}{site.local(row['clause']) or ''}",
            "agencies": list(keepers[row["record"]]),
            "issued": heads[row["document"]]["issued"],
            "expires": heads[row["document"]]["expires"],
        }
        for row in _deadlines(site, filters, agency)
    ]
    headers = {"Content-Disposition": 'inline; filename="deadlines.ics"'}
    return conditional(request, written(rows), "text/calendar; charset=utf-8", headers)


@router.get("/api/incentives", response_model=Listed[IncentiveRow])
def incentives(
    site: Here,
    page: Paging,
    kind: Literal[
        "subsidy", "award", "interest_subsidy", "price_premium", "loan_rate", "tax", "priority", "free_service"
    ]
    | None = None,
    region: _Region = None,
    document: _Document = None,
    on: Annotated[Day | None, Query(description="Only offers that stand on this day, as far as the text says")] = None,
    reported: Reported = False,
) -> Response:
    """List the money, prices and preferences on offer."""
    named: dict[str, Any] = {
        "region": site.region(region),
        "document": site.known_document(document),
        "withReported": reported,
        "kind": kind,
        "on": on,
    }
    rows = filter(site.stands(on), table(site.store, "incentives", **named))
    return page.answer([incentive_row(row) for row in rows], "incentives")


@router.get("/api/citations", response_model=Listed[CitationRow])
def citations(
    site: Here, page: Paging, document: _Document = None, on: _On = None, reported: Reported = False
) -> Response:
    """List which document names which other."""
    rows = table(site.store, "citations", document=site.known_document(document), withReported=reported)
    return page.answer([citation_row(row) for row in filter(site.stands(on), rows)], "citations")
