"""`GET /api/compare`: the goals of regions for one indicator, side by side, with the differences explained."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from api.errors import unprocessable
from api.lists import Paging, known_only
from api.schemas import Problem
from api.site import Here, Site
from graph.compare import Comparison, compare
from graph.query import table

__all__ = ["router"]

router = APIRouter(tags=["compare"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_PROOF = ("document", "title", "clause", "path", "quote", "page", "record")


@router.get("/api/compare")
def comparison(
    site: Here,
    page: Paging,
    indicator: Annotated[str, Query(description="A name of the indicator, its id or its IRI")],
    regions: Annotated[
        str | None,
        Query(description="Codes or names, with commas between; the first is what the others are held against"),
    ] = None,
) -> Response:
    """Lay the goals of regions for one indicator side by side, in one unit; each difference is explained.

    As JSON all of it; as CSV one row a goal.
    """
    wanted = [_region(site, name) for name in (regions or "").replace("，", ",").split(",") if name.strip()]
    found = compare(site.store, _indicator(site, indicator), wanted)
    rows = _rows(found)
    if page.format == "csv":
        return page.answer(rows, "compare")
    head = {"indicator": found.indicator, "label": found.label, "unit": found.unit, "missing": list(found.missing)}
    return JSONResponse(jsonable_encoder(head | {"items": rows, "total": len(rows)}))


def _region(site: Site, name: str) -> str:
    iri = site.region(name.strip(), "regions")
    assert iri is not None
    return iri


def _indicator(site: Site, name: str) -> str:
    rows = table(site.store, "indicator_named", name=name.strip())
    if not rows:
        raise unprocessable("indicator", f"no indicator is called {name!r}; /api/targets shows those that are set")
    return str(rows[0]["indicator"])


def _rows(found: Comparison) -> list[dict[str, Any]]:
    apart = {one.goal: one for one in found.differences}
    rows = []
    for goal in found.goals:
        named = asdict(goal)
        proof = {name: named.pop(name) for name in _PROOF}
        one = apart.get(goal.record)
        named["value"] = float(goal.value) if goal.value is not None else None
        against = {
            "against": one and one.reference,
            "difference": list(one.kinds) if one else [],
            "why": list(one.why) if one else [],
        }
        rows.append(named | against | proof)
    return rows
