"""`GET /api/search`: the clauses that answer best."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Query

from api.day import Day
from api.errors import unprocessable
from api.lists import Linking, check_span, known_only
from api.schemas import Found, Problem
from api.site import Here, Site
from graph.search import Filters, Hits

__all__ = ["Kind", "router", "searched"]

Kind = Literal[
    "plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news",
    "target", "responsibility", "deadline", "incentive", "citation",
]  # fmt: skip
_DEEPEST = 1000  # the last place from which hits are listed
KINDS: tuple[str, ...] = get_args(Kind)

router = APIRouter(tags=["search"], responses={422: {"model": Problem}})


def searched(site: Site, q: str, limit: int, filters: Filters, offset: int = 0, on: date | None = None) -> Hits:
    """Search for `q`; a problem that names the field where `q` holds nothing to look for or is too long."""
    if not q.strip():
        raise unprocessable("q", "it is empty; say what is looked for")
    if len(q) > site.settings.question_length:
        raise unprocessable("q", f"it has {len(q)} characters; at most {site.settings.question_length}")
    day = site.day(on)
    if day is None:
        return site.index.search(q, limit, filters, offset)
    return day.search(site.index, q, limit, filters, offset)


@router.get("/api/search", response_model=Found, dependencies=[Depends(known_only)])
def search(
    site: Here,
    q: Annotated[str, Query(description="Words or a question; words in quotation marks must stand there as they are")],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    offset: Annotated[int, Query(ge=0, le=_DEEPEST)] = 0,
    region: Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")] = None,
    agency: Annotated[str | None, Query(description="Id of an agency, as /api/agencies gives it")] = None,
    kind: Annotated[Kind | None, Query(description="Kind of document, or of fact that the clause holds")] = None,
    from_: Annotated[Day | None, Query(alias="from", description="Issued on this day or later")] = None,
    to: Annotated[Day | None, Query(description="Issued on this day or earlier")] = None,
    on: Annotated[
        Day | None, Query(description="In force on this day; where no text says so, it stays and `why` tells")
    ] = None,
    links: Linking = None,
) -> Any:
    """Find the clauses that answer best, the best first."""
    check_span(from_, to)
    filters = Filters(site.region_code(region), site.known_agency(agency), kind, from_, to)
    found = searched(site, q, limit, filters, offset, on)
    if links:
        links.put(limit, offset, min(found.total, _DEEPEST + 1))
    return {**found.as_json(), "mode": site.index.mode}
