"""The pages: home, results, documents, agencies, targets, deadlines, and what the API offers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from api.errors import unprocessable
from api.ledger import agency_rows, ledger
from api.page.render import page
from api.routes.ask import answer
from api.routes.documents import document_rows
from api.routes.search import KINDS, searched
from api.rows import deadline_row, target_row
from api.site import Here
from graph.query import table
from graph.search import Filters

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_Offset = Annotated[int, Query(ge=0, le=10_000_000)]
_ROWS = 100
_HITS = 20


@router.get("/")
def home(request: Request, site: Here) -> Response:
    counts = {row["type"].rpartition("#")[2]: row["number"] for row in table(site.store, "counts")}
    due = [deadline_row(row) for row in table(site.store, "deadlines", since=date.today())][:8]
    documents = document_rows(site)
    agencies = agency_rows(site)[:8]
    return page(request, "home.html", counts=counts, due=due, documents=documents, agencies=agencies)


@router.get("/search")
def results(
    request: Request,
    site: Here,
    q: str = "",
    region: str = "",
    kind: str = "",
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    if kind and kind not in KINDS:
        raise unprocessable("kind", f"one of {', '.join(KINDS)}")
    found: dict[str, Any] = {"hits": None, "answer": None}
    if q.strip():
        hits = searched(site, q, _HITS, Filters(region=site.region_code(region), kind=kind or None), offset)
        answered = answer(site, q, None) if not offset and not region and not kind else None
        found = {"hits": hits, "answer": answered}
    regions = table(site.store, "regions")
    return page(
        request, "results.html", q=q, region=region, kind=kind, offset=offset, step=_HITS, regions=regions, **found
    )


@router.get("/documents")
def documents(request: Request, site: Here, offset: _Offset = 0) -> Response:
    return page(request, "documents.html", **_slice(document_rows(site), offset))


@router.get("/agencies")
def agencies(request: Request, site: Here, name: str = "", offset: _Offset = 0) -> Response:
    rows = agency_rows(site, name=name or None)
    unlinked = table(site.store, "unlinked_agencies") if not name else []
    return page(request, "agencies.html", name=name, unlinked=unlinked, **_slice(rows, offset))


@router.get("/agencies/{id:path}")
def agency(request: Request, site: Here, id: str, role: str = "", offset: _Offset = 0) -> Response:
    iri = site.known_agency_iri(id, missing=404) or ""
    about = table(site.store, "agency", agency=iri)[0]
    if role not in ("", "lead", "responsible", "support"):
        raise unprocessable("role", "one of lead, responsible, support")
    everything = ledger(site, iri)
    roles = {name: sum(row["role"] == name for row in everything) for name in ("lead", "responsible", "support")}
    rows = [row for row in everything if not role or row["role"] == role]
    named: dict[str, Any] = {"about": about, "id": id, "role": role, "roles": roles, "today": date.today()}
    return page(request, "agency.html", **named, **_slice(rows, offset))


@router.get("/targets")
def targets(request: Request, site: Here, indicator: str = "", region: str = "", offset: _Offset = 0) -> Response:
    named: dict[str, Any] = {"name": indicator or None, "region": site.region(region)}
    rows = [target_row(row) for row in table(site.store, "targets", **named)]
    regions = table(site.store, "regions")
    return page(request, "targets.html", indicator=indicator, region=region, regions=regions, **_slice(rows, offset))


@router.get("/deadlines")
def deadlines(request: Request, site: Here, region: str = "", year: str = "", offset: _Offset = 0) -> Response:
    span = _year(year)
    rows = [deadline_row(row) for row in table(site.store, "deadlines", region=site.region(region), **span)]
    named: dict[str, Any] = {
        "region": region,
        "year": year,
        "regions": table(site.store, "regions"),
        "today": date.today(),
    }
    return page(request, "deadlines.html", **named, **_slice(rows, offset))


@router.get("/api")
def api(request: Request) -> Response:
    schema = request.app.openapi()
    rows = [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "api.html", rows=rows)


@router.get("/favicon.ico")
def favicon() -> Response:
    from importlib.resources import files

    return FileResponse(str(files("api.page") / "static" / "icon.svg"), media_type="image/svg+xml")


def _slice(rows: list[dict[str, Any]], offset: int) -> dict[str, Any]:
    return {"rows": rows[offset : offset + _ROWS], "total": len(rows), "offset": offset, "step": _ROWS}


def _year(year: str) -> dict[str, Any]:
    if not year:
        return {}
    if not (year.isascii() and year.isdigit() and len(year) == 4 and year != "0000"):
        raise unprocessable("year", "four digits, as 2025")
    return {"since": date(int(year), 1, 1), "until": date(int(year), 12, 31)}
