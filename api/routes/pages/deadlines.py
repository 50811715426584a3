"""`/deadlines`: what is due, as a timeline, a calendar and a list."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.errors import unprocessable
from api.ledger import agency_rows
from api.page.render import page
from api.page.stretches import slice_of
from api.site import Here, Site
from graph.rows import deadline_row

__all__ = ["chosen_rows", "router", "span"]

router = APIRouter()

_TIME = re.compile(r"(?!0000)([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
_KINDS = ("by", "during", "from", "until", "every")
_SHOWN = 4  # deadlines of a month in the calendar
_MONTHS = 9  # on one page of it
_NAMED = 12  # months that have a link; what lies further ahead is named by its year


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
    ahead = _ahead(rows)
    past = sum(_within(row["ends"], span("past")) for row in rows)
    undated = sum(row["ends"] is None for row in rows)
    rows = [row for row in rows if _within(row["ends"], bounds)]
    months = _months(rows)
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
        "ahead": ahead,
        "past": past,
        "undated": undated,
        "number": len(rows),
        "shown": _SHOWN,
    }
    cut = slice_of(months, offset, _MONTHS) if view else slice_of(rows, offset)
    return page(request, "deadlines.html", **named, **cut)


def _ahead(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return the next months in which something is due, then the years after them, each with how much is."""
    coming = Counter(f"{row['ends']:%Y-%m}" for row in rows if row["ends"] and row["ends"] >= date.today())
    months = sorted(coming)
    later = Counter[str]()
    for month in months[_NAMED:]:
        later[month[:4]] += coming[month]
    return [*((month, coming[month]) for month in months[:_NAMED]), *sorted(later.items())]


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
    """Return the first and last day that a choice of time stands for: a year, a month, all, past, else from today on.

    >>> span("2025"), span("2026-02")[1], span("all")
    ((datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), datetime.date(2026, 2, 28), (None, None))
    """
    if year in ("", "ahead"):
        return date.today(), None
    if year == "past":
        return None, date.fromordinal(date.today().toordinal() - 1)
    if year == "all":
        return None, None
    match = _TIME.fullmatch(year)
    if not match:
        raise unprocessable(
            "year", "four digits, as 2025; a month, as 2025-06; or ahead, past or all", "时间须写作2025或2025-06"
        )
    first, last = int(match[2] or 1), int(match[2] or 12)
    return date(int(match[1]), first, 1), date(int(match[1]), last, monthrange(int(match[1]), last)[1])


def chosen_rows(site: Site, region: str, year: str) -> list[Mapping[str, Any]]:
    """Return the bounds of a region and year, for charts."""
    bounds = span(year)
    return [row for row in site.table("deadlines", region=site.region(region)) if _within(row["ends"], bounds)]
