"""`/deadlines`: what is due, as a timeline, a calendar and a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.errors import unprocessable
from api.ledger import agency_rows
from api.page.render import page
from api.routes.pages.lists import slice_of
from api.site import Here, Site
from graph.rows import deadline_row

__all__ = ["chosen_rows", "router", "span"]

router = APIRouter()

_KINDS = ("by", "during", "from", "until", "every")


@router.get("/deadlines")
def deadlines(
    request: Request,
    site: Here,
    region: str = "",
    year: str = "",
    agency: str = "",
    kind: str = "",
    view: str = "",
    reported: bool = False,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    if kind and kind not in _KINDS:
        raise unprocessable("kind", f"one of {', '.join(_KINDS)}")
    if view not in ("", "calendar"):
        raise unprocessable("view", "calendar, or none for the list")
    place = site.region(region)
    doer = site.known_agency_iri(agency or None)
    asked: dict[str, Any] = {"region": place, "agency": doer, "kind": kind or None, "withReported": reported}
    rows = [deadline_row(row) for row in site.table("deadlines", **asked)]
    years = sorted({row["ends"].year for row in rows if row["ends"]})
    bounds = span(year)
    rows = [row for row in rows if _within(row["ends"], bounds)]
    agencies = site.memory.get(("agency_rows", "", None), lambda: agency_rows(site))
    named: dict[str, Any] = {
        "region": region,
        "year": year,
        "agency": agency,
        "kind": kind,
        "view": view,
        "reported": reported,
        "years": years,
        "bounds": bounds,
        "regions": site.table("regions"),
        "agencies": sorted((row["id"], row["name"]) for row in agencies),
        "kinds": _KINDS,
        "months": _months(rows) if view else [],
    }
    return page(request, "deadlines.html", **named, **slice_of(rows, offset))


def _months(rows: Iterable[Mapping[str, Any]]) -> list[tuple[date, dict[date, list[Mapping[str, Any]]]]]:
    """Return the months in which something is due, each with its days."""
    months: dict[date, dict[date, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["ends"]:
            months[row["ends"].replace(day=1)][row["ends"]].append(row)
    return sorted(months.items())


def _within(day: date | None, bounds: tuple[date | None, date | None]) -> bool:
    first, last = bounds
    if first is None and last is None:
        return True
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


def span(year: str) -> tuple[date | None, date | None]:
    """Return the first and last day that a choice of year stands for; None for an open end.

    >>> span("2025"), span("")
    ((datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), (None, None))
    """
    if year == "ahead":
        return date.today(), None
    if year == "past":
        return None, date.fromordinal(date.today().toordinal() - 1)
    if not year:
        return None, None
    if not (year.isascii() and year.isdigit() and len(year) == 4 and year != "0000"):
        raise unprocessable("year", "four digits, as 2025; or ahead, or past")
    return date(int(year), 1, 1), date(int(year), 12, 31)


def chosen_rows(site: Site, region: str, year: str) -> list[Mapping[str, Any]]:
    """Return the bounds of a region and year, for charts."""
    bounds = span(year)
    return [row for row in site.table("deadlines", region=site.region(region)) if _within(row["ends"], bounds)]
