"""`/`: one box for search and questions, and what is in the store at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.page.render import page
from api.site import Here, Site
from graph.audit import misses
from graph.catalogue import document_rows
from graph.rows import deadline_row

__all__ = ["router"]

router = APIRouter()

_DUE: Final = 6  # documents with something due soon
_POOR: Final = 6  # documents that were read badly
_DOERS: Final = 3  # agencies named beside what is due


@router.get("/")
def home(request: Request, site: Here) -> Response:
    today = date.today()
    return page(request, "home.html", **site.memory.get(("home", today), lambda: _contents(site, today)))


def _contents(site: Site, today: date) -> dict[str, Any]:
    documents = document_rows(site.store, site.settings.base)
    return {
        "counts": {row["type"].rpartition("#")[2]: row["number"] for row in site.table("counts")},
        "due": _due(site, today),
        "poor": _poor(site),
        "documents": documents[:6],
        "number": len(documents),
        "spread": _spread(documents),
        "undated": sum(row["issued"] is None for row in documents),
    }


def _due(site: Site, today: date) -> list[dict[str, Any]]:
    """Return what each document has due next, one entry a document: for whom, and how much more it has."""
    doers: dict[str, list[str]] = defaultdict(list)
    for row in site.table("deadline_agencies"):
        doers[row["record"]].append(row["agencyName"])
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in site.table("deadlines", since=today):
        found[row["document"]].append(deadline_row(row))
    return [
        rows[0] | {"doers": list(dict.fromkeys(doers[rows[0]["record"]]))[:_DOERS], "more": len(rows) - 1}
        for rows in list(found.values())[:_DUE]
    ]


def _poor(site: Site) -> list[dict[str, Any]]:
    """Return the documents whose reading the audit doubts, those with a red light first."""
    lights = [row for row in misses(site.store) if row["code"].startswith("audit-")]
    ranked = sorted(lights, key=lambda row: row["code"] != "audit-red")
    return [
        {**row, "id": site.document_id(row["document"]), "red": row["code"] == "audit-red"} for row in ranked[:_POOR]
    ]


def _spread(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Count documents by region and year of issue; years and regions that none has are left out."""
    cells = Counter((row["region"], row["issued"].year if row["issued"] else None) for row in documents)
    years = sorted({year for _, year in cells}, key=lambda year: year or 9999)
    totals: Counter[str | None] = Counter()
    for (region, _), count in cells.items():
        totals[region] += count
    rows = [(region, [cells[region, year] for year in years], count) for region, count in totals.most_common()]
    return {"years": years, "rows": rows}
