"""`GET /api/compare…`: regions by one indicator, documents clause by clause, offices by matter or function."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from api.day import Day
from api.errors import unprocessable
from api.lists import Paging, known_only
from api.schemas import Problem
from api.sides import alignment_json, comparison_rows, matrix_json, office_rows
from api.site import Here, Site
from graph.compare import compare
from graph.matrix import matrix

__all__ = ["router"]

router = APIRouter(tags=["compare"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_Regions = Annotated[
    str | None, Query(description="Codes or names, with commas between; the first is what the others are held against")
]
_On = Annotated[Day | None, Query(description="Only what is in force on this day, as far as the texts say")]


@router.get("/api/compare")
def comparison(
    site: Here,
    page: Paging,
    indicator: Annotated[str, Query(description="A name of the indicator, its id or its IRI")],
    regions: _Regions = None,
    on: _On = None,
) -> Response:
    """Lay the goals of regions for one indicator side by side, in one unit; each difference is explained.

    As JSON all of it; as CSV one row a goal.
    """
    found = compare(site.store, site.indicator(indicator), _wanted(site, regions), on=on)
    rows = comparison_rows(found)
    if page.format == "csv":
        return page.answer(rows, "compare")
    head = {"indicator": found.indicator, "label": found.label, "unit": found.unit, "missing": list(found.missing)}
    return JSONResponse(jsonable_encoder(head | {"items": rows, "total": len(rows)}))


@router.get("/api/compare/table")
def indicators(
    site: Here,
    regions: _Regions = None,
    least: Annotated[int, Query(ge=1, le=100, description="Only indicators that so many regions set")] = 2,
    on: _On = None,
) -> Any:
    """Lay all indicators over regions in one table: one unit a row, bases, last days, what sets them apart."""
    found = matrix(site.store, _wanted(site, regions), least=least, on=on)
    return JSONResponse(jsonable_encoder(matrix_json(found)))


@router.get("/api/compare/documents")
def documents(
    site: Here,
    one: Annotated[str, Query(description="Id of a document")],
    other: Annotated[str, Query(description="Id of the document it is held against")],
) -> dict[str, Any]:
    """Lay two documents side by side, clause by clause: what both have, what was changed, what only one has."""
    if one == other:
        raise unprocessable("other", "give another document than `one`")
    here, there = site.known_document(one, "one"), site.known_document(other, "other")
    return alignment_json(site.store, here or "", there or "")


@router.get("/api/compare/offices")
def offices(
    site: Here,
    page: Paging,
    matter: Annotated[str, Query(description="What there is to see to, as 充电桩, under any of its names")] = "",
    function: Annotated[str | None, Query(description="What an office is for, as water: the end of its IRI")] = None,
    regions: _Regions = None,
    role: Literal["lead", "responsible", "support"] | None = None,
    on: _On = None,
) -> Response:
    """Tell who has to see to a matter in each region, by what offices are for; who does not say is named."""
    if not matter.strip() and function is None:
        raise unprocessable("matter", "say which matter, or which function")
    wanted = _wanted(site, regions)
    filters: dict[str, Any] = {"function": site.function(function), "regions": wanted, "role": role, "on": on}
    found, rows = office_rows(site.store, matter, **filters)
    if page.format == "csv":
        return page.answer(rows, "offices")
    head = {
        "matter": matter,
        "words": list(found.words),
        "kindred": sorted(found.kindred),
        "silent": list(found.silent),
    }
    shown = rows[page.offset : page.offset + page.limit]
    return JSONResponse(jsonable_encoder(head | {"items": shown, "total": len(rows)}), headers=page.links(len(rows)))


def _wanted(site: Site, regions: str | None) -> list[str]:
    names = (regions or "").replace("，", ",").split(",")
    found = (site.region(name.strip(), "regions") for name in names if name.strip())
    return [iri for iri in found if iri]
