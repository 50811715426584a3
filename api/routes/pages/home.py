"""`/`: one box for search and questions, and what is in the store at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from api.ledger import agency_rows
from api.page.render import page
from api.site import Here, Site
from graph.catalogue import document_rows
from graph.rows import deadline_row

__all__ = ["router"]

router = APIRouter()


@router.get("/")
def home(request: Request, site: Here) -> Response:
    today = date.today()
    return page(request, "home.html", **site.memory.get(("home", today), lambda: _contents(site, today)))


def _contents(site: Site, today: date) -> dict[str, Any]:
    documents = document_rows(site.store, site.settings.base)
    due = [deadline_row(row) for row in site.table("deadlines", since=today)]
    return {
        "counts": {row["type"].rpartition("#")[2]: row["number"] for row in site.table("counts")},
        "due": due[:6],
        "documents": documents[:10],
        "number": len(documents),
        "spread": _spread(documents),
        "agencies": agency_rows(site)[:8],
    }


def _spread(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Count documents by region and year of issue; years and regions that none has are left out."""
    cells = Counter((row["region"], row["issued"].year if row["issued"] else None) for row in documents)
    years = sorted({year for _, year in cells}, key=lambda year: year or 9999)
    totals: Counter[str | None] = Counter()
    for (region, _), count in cells.items():
        totals[region] += count
    rows = [(region, [cells[region, year] for year in years], count) for region, count in totals.most_common()]
    return {"years": years, "rows": rows}
