"""`/review/{id}/missed/{miss}`: what the audit missed, added as a record or said to hold no fact."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.access import Keyed
from api.errors import not_found, unprocessable
from api.intake import added, dismissed
from api.page.render import page
from api.routes.intake import jobs_of
from api.routes.pages.intake import quoted
from api.site import Here, Site
from graph.audit import Reviewed, reviewed
from graph.review import FIELDS, KINDS, FieldError, drafted, filled
from graph.review.fields import told
from ingest.audit import Place

__all__ = ["router"]

router = APIRouter()


@router.get("/review/{id}/missed/{miss}")
def missed(request: Request, site: Here, _: Keyed, id: str, miss: str) -> Response:
    return _form(request, site, id, *_miss(site, id, miss), {})


@router.post("/review/{id}/missed/{miss}")
async def said(request: Request, site: Here, holder: Keyed, id: str, miss: str) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    if form.get("verdict") not in ("add", "none"):
        raise unprocessable("verdict", "one of add, none")
    return await run_in_threadpool(_kept, request, site, id, miss, form, holder.name)


def _kept(request: Request, site: Site, id: str, miss: str, form: dict[str, str], who: str) -> Response:
    note = form.get("note", "")[:500]
    with jobs_of(request).writing:
        found, measure, place = _miss(site, id, miss)
        try:
            if form["verdict"] == "none":
                dismissed(site, found, measure, place, who, note)
                return RedirectResponse(f"/review/{quoted(id)}#missed", 303)
            fields = {key.removeprefix("field."): value for key, value in form.items() if key.startswith("field.")}
            draft = drafted(found.document, measure, place)
            records = tuple(filled(draft, place, form.get("quote", ""), fields))
        except FieldError as error:
            return _form(request, site, id, found, measure, place, form, error)
        (first, *_) = added(site, found, records, who, note)
    return RedirectResponse(f"/review/{quoted(id)}#{quoted(first.removeprefix(found.name + '/'))}", 303)


def _miss(site: Site, id: str, miss: str) -> tuple[Reviewed, str, Place]:
    iri = site.document(id)
    if not site.table("document", document=iri):
        raise not_found(f"A document with the id {id}")
    found: Reviewed = site.memory.get(("reviewed", iri), lambda: reviewed(site.store, iri))
    there = found.miss(f"{iri}/notice/{miss}")
    if there is None or there[0] not in KINDS:
        raise not_found(f"A miss {miss} that is still open")
    return found, *there


def _form(
    request: Request,
    site: Site,
    id: str,
    found: Reviewed,
    measure: str,
    place: Place,
    given: dict[str, str],
    error: FieldError | None = None,
) -> Response:
    draft = drafted(found.document, measure, place)
    fields = FIELDS[type(draft)]
    named: dict[str, Any] = {
        "head": site.table("document", document=found.name)[0],
        "id": id,
        "place": place,
        "kind": type(draft).__name__.lower(),
        "text": draft.evidence.clause.text,
        "quote": given.get("quote", draft.evidence.quote),
        "fields": [(field, given.get(f"field.{field.name}", told(draft, field))) for field in fields],
        "note": given.get("note", ""),
        "error": error,
        "wrong": next(((field.zh, field.en) for field in fields if error and field.name == error.field), None),
    }
    return page(request, "missed.html", 422 if error else 200, **named)
