"""The lists: documents, agencies with their ledgers, targets; and what the API offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from api.errors import unprocessable
from api.ledger import agency_rows, task_sheet
from api.page.branches import branches
from api.page.neighbours import neighbours
from api.page.render import page
from api.page.stretches import Offset, height, slice_of
from api.page.words import DOCUMENT_KINDS, LEVELS
from api.sheets import XLSX
from api.site import Here, Site
from graph.catalogue import document_rows
from graph.ledger import ledger
from graph.rows import target_row

__all__ = ["router"]

router = APIRouter()

_BRANCHES = 20  # folded ones
_ROLES = ("lead", "responsible", "support")
_DUE = ("overdue", "year", "next", "none")


@router.get("/documents")
def documents(
    request: Request,
    site: Here,
    title: str = "",
    region: str = "",
    kind: str = "",
    level: str = "",
    offset: Offset = 0,
) -> Response:
    for name, value, known in (("kind", kind, DOCUMENT_KINDS), ("level", level, LEVELS)):
        if value and value not in known:
            raise unprocessable(name, f"one of {', '.join(known)}")
    filters = {"name": title or None, "region": site.region(region), "kind": kind or None, "level": level or None}
    key = ("document_rows", *filters.values())
    rows = site.memory.get(key, lambda: document_rows(site.store, site.settings.base, **filters))
    named: dict[str, Any] = {"title": title, "region": region, "kind": kind, "level": level}
    named |= {"regions": site.table("regions"), "kinds": DOCUMENT_KINDS, "levels": LEVELS}
    return page(request, "documents.html", **named, **slice_of(rows, offset))


@router.get("/agencies")
def agencies(
    request: Request,
    site: Here,
    name: str = "",
    region: str = "",
    by: str = "",
    reported: bool = False,
    offset: Offset = 0,
) -> Response:
    if by not in ("", "function"):
        raise unprocessable("by", "function, or none for regions", "只能按职能（function）或按地区排列")
    place = site.region(region)
    filters = {"name": name.strip() or None, "region": place, "withReported": reported}
    rows = site.memory.get(("agency_rows", *filters.values()), lambda: agency_rows(site, **filters))
    unlinked = site.table("unlinked_agencies") if not name and not region else []
    named: dict[str, Any] = {"name": name, "region": region, "by": by, "reported": reported}
    named |= {"regions": site.table("regions"), "unlinked": unlinked, "total": len(rows)}
    tree = branches(site, rows, by)
    named["collective"] = tree["collective"]
    cut = slice_of(tree["branches"], offset, _BRANCHES)
    named |= {"offset": cut["offset"], "step": cut["step"], "before": cut["before"], "branches_count": cut["total"]}
    return page(request, "agencies.html", **named, branches=cut["rows"])


@router.get("/agencies/{id:path}")
def agency(
    request: Request,
    site: Here,
    id: str,
    role: str = "",
    due: str = "",
    document: str = "",
    format: str = "",
    reported: bool = False,
    offset: Offset = 0,
) -> Response:
    iri = site.known_agency_iri(id, missing=404) or ""
    about = site.table("agency", agency=iri)[0]
    if role not in ("", *_ROLES):
        raise unprocessable("role", f"one of {', '.join(_ROLES)}")
    if due not in ("", *_DUE):
        raise unprocessable("due", f"one of {', '.join(_DUE)}")
    everything = site.memory.get(("ledger", iri, reported), lambda: ledger(site.store, iri, withReported=reported))
    today = date.today()
    rows = [
        row
        for row in everything
        if (not role or row["role"] == role)
        and (not document or row["document"] == site.document(document))
        and (not due or _is_due(row, due, today))
    ]
    rows = sorted(rows, key=lambda row: row["due"] or date.max) if due else rows
    title = about["label"] or max((about["names"] or id).split("、"), key=len)
    if format == "xlsx":
        headers = {"Content-Disposition": 'attachment; filename="ledger.xlsx"'}
        return Response(task_sheet(title, rows), media_type=XLSX, headers=headers)
    roles, cut = Counter(row["role"] for row in everything), slice_of(rows, offset, high=_height)
    named: dict[str, Any] = {
        "about": about,
        "iri": iri,
        "texts": _texts(site, cut["rows"]),
        "title": title,
        "id": id,
        "role": role,
        "due": due,
        "document": document,
        "reported": reported,
        "roles": {name: roles[name] for name in _ROLES},
        "dues": {name: sum(_is_due(row, name, today) for row in everything) for name in _DUE},
        "sources": sorted({(site.document_id(row["document"]), row["title"]) for row in everything}),
        "neighbours": neighbours(site.table("agencies_beside", agency=iri), iri),
        "history": site.table("agency_history", agency=iri),
        "coming": sorted((row for row in everything if _is_due(row, "next", today)), key=lambda row: row["due"])[:3],
    }
    return page(request, "agency.html", **named, **cut)


def _height(row: Mapping[str, Any]) -> int:
    """Return how high a task stands on a phone, where each of its cells has lines of its own."""
    return 130 + sum(height(text) for text in (row["task"] or row["quote"], row["targets"], row["others"]))


def _texts(site: Site, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the texts of the clauses of `rows` by the IRI of the clause."""
    return {
        row["clause"]: row["text"] or ""
        for document in {row["document"] for row in rows}
        for row in site.table("document_text", document=document)
    }


def _is_due(row: Mapping[str, Any], due: str, today: date) -> bool:
    day = row["due"]
    if due == "none" or day is None:
        return bool((due == "none") == (day is None) and due == "none")
    if due == "overdue":
        return bool(day < today)
    return bool(day.year == today.year) if due == "year" else bool(today <= day <= today + timedelta(days=366))


@router.get("/targets")
def targets(
    request: Request, site: Here, indicator: str = "", region: str = "", reported: bool = False, offset: Offset = 0
) -> Response:
    found = site.table("targets", name=indicator or None, region=site.region(region), withReported=reported)
    rows = [target_row(row) for row in found]
    named: dict[str, Any] = {"indicator": indicator, "region": region, "regions": site.table("regions")}
    named["reported"] = reported
    return page(request, "targets.html", **named, **slice_of(rows, offset))


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
