"""`GET /api/cascade` and `/api/conflicts`: the way of goals and tasks down, and goals that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.day import Day
from api.lists import Paging, known_only
from api.schemas import Problem
from api.sides import cascade_rows, conflict_rows
from api.site import Here

__all__ = ["router"]

router = APIRouter(tags=["cascade"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_Indicator = Annotated[str | None, Query(description="A name of the indicator, its id or its IRI")]
_Region = Annotated[str | None, Query(description="Code or name of the region below; takes in those that lie in it")]


@router.get("/api/cascade")
def steps(
    site: Here,
    page: Paging,
    indicator: _Indicator = None,
    kind: Literal["target", "task", "scheme"] | None = None,
    region: _Region = None,
    document: Annotated[str | None, Query(description="Id of the document at the lower end")] = None,
    on: Annotated[Day | None, Query(description="Both ends in force on this day, as far as the texts say")] = None,
) -> Response:
    """List which goal, task or scheme carries out which one above, what ties them, what changed on the way."""
    filters: dict[str, Any] = {
        "indicator": site.indicator(indicator) if indicator else None,
        "region": site.region(region),
        "document": site.known_document(document),
        "on": on,
    }
    return page.answer(cascade_rows(site.store, kind, **filters), "cascade")


@router.get("/api/conflicts")
def contradictions(
    site: Here,
    page: Paging,
    indicator: _Indicator = None,
    region: _Region = None,
    on: Annotated[Day | None, Query(description="The day on which both are in force; today if not given")] = None,
) -> Response:
    """List goals in force for one indicator, region, scope and day that cannot both be what is asked, both shown."""
    named: dict[str, Any] = {
        "indicator": site.indicator(indicator) if indicator else None,
        "region": site.region(region),
    }
    return page.answer(conflict_rows(site.store, on or date.today(), **named), "conflicts")
