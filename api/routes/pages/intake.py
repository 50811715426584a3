"""`/ingest` and `/review`: files in, their progress, and the records of a document accepted, corrected or rejected."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.access import (
    Keyed,
    enter,
    forget,
    guessed,
    holder_of,
    keep,
    leave,
    may_be_guessed,
    refuse_foreign,
    refuse_many,
    require,
)
from api.collections import COOKIE, cookie_of, open_to
from api.errors import ProblemError, not_found, unprocessable
from api.intake import judged, taken_out, withdrawn
from api.page.document import Fact, document_facts
from api.page.render import lang_of, page
from api.roles import Role
from api.routes.intake import jobs_of, queued
from api.scope import noted
from api.signin.people import Person
from api.site import Here, Site
from graph.audit import misses
from graph.errors import GraphError
from graph.review import FIELDS, KINDS, VERDICTS, Judgement, gold, judgements, rebuilt
from graph.review.fields import told
from ingest.record import Record

__all__ = ["quoted", "router"]

router = APIRouter()

_STEP = 60


@router.get("/ingest")
async def ingest(request: Request, site: Here, wrong: str = "") -> Response:
    holder = holder_of(request, site.keys)
    if "authorization" in request.headers and may_be_guessed(holder):
        refuse_many(request)
    if holder is None:
        if "authorization" in request.headers:
            guessed(request)
        return page(
            request,
            "key.html",
            403 if wrong else 200,
            wrong=bool(wrong),
            possible=bool(site.keys),
            elsewhere=site.keys.elsewhere,
        )
    require(holder, Role.CONTRIBUTOR, site)
    jobs = jobs_of(request).all()
    going = [job for job in jobs if not job.over]
    documents = await run_in_threadpool(site.table, "documents")
    listed = [{"id": site.document_id(row["document"]), "title": row["title"]} for row in documents]
    named: dict[str, Any] = {"jobs": jobs, "going": len(going), "documents": listed[:200]}
    return page(request, "ingest.html", **named, holder=holder, size=site.settings.upload_size)


@router.post("/ingest/key")
async def key(request: Request, site: Here, key: Annotated[str, Form()] = "") -> Response:
    refuse_foreign(request)
    found = site.keys.holder(key)
    if may_be_guessed(found):
        refuse_many(request)
    if found is None:
        guessed(request)
        noted(request, outcome="wrong key")
        await asyncio.sleep(0.3)
        return RedirectResponse("/ingest?wrong=1", 303)
    noted(request, who=found.name)
    answer = RedirectResponse("/ingest" if found.role >= Role.CONTRIBUTOR else "/", 303)
    enter(request, answer, found, site.keys)
    return answer


@router.post("/ingest/leave")
def left(request: Request, site: Here) -> Response:
    refuse_foreign(request)
    answer: Response = RedirectResponse("/ingest", 303)
    if isinstance(holder_of(request, site.keys), Person) and (place := request.app.state.provider.farewell()):
        answer = page(request, "signin.html", code="left", who=None, place=place)  # a form may not lead to other sites
    leave(request, answer, site.keys)
    forget(request, answer, COOKIE)
    return answer


@router.post("/ingest/collection")
async def switched(request: Request, site: Here, name: Annotated[str, Form()] = "") -> Response:
    """Keep which collection the pages show; the empty name is the public library."""
    refuse_foreign(request)
    if name and name not in open_to(holder_of(request, site.keys), request.app.state.latecomers.names()):
        raise not_found(f"A collection {name[:40]!r} that this key opens")
    answer = RedirectResponse("/", 303)
    keep(request, answer, COOKIE, cookie_of(name))
    return answer


@router.post("/ingest")
async def put(request: Request, site: Here, _: Keyed, files: Annotated[list[UploadFile], File()]) -> Response:
    await queued(request, site, [file for file in files if file.filename])
    return RedirectResponse("/ingest", 303)


@router.post("/ingest/remove")
def remove(request: Request, site: Here, _: Keyed, id: Annotated[str, Form()]) -> Response:
    noted(request, document=id[:200])
    with jobs_of(request).writing:
        if not taken_out(site, site.document(id)):
            raise not_found(f"A document with the id {id}")
    return RedirectResponse("/ingest", 303)


@router.get("/review/{id}/gold.json")
def as_gold(site: Here, _: Keyed, id: str) -> Response:
    document, _records = _rebuilt(site, id)
    body = json.dumps(gold(document), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": "attachment; filename=gold.json"}
    return Response(body, media_type="application/json; charset=utf-8", headers=headers)


@router.get("/review/{id}")
def review(
    request: Request, site: Here, _: Keyed, id: str, kind: str = "", state: str = "", offset: int = 0
) -> Response:
    iri = site.document(id)
    records = _rebuilt(site, id)[1]
    kept = judgements(site.store, iri)
    lines = {f"{iri}/{fact.id}": fact for fact in document_facts(site, iri, lang_of(request))}
    rows = [_row(name, iri, record, lines[name], kept.get(name)) for name, record in records.items() if name in lines]
    rows = [row for row in rows if (not kind or row["fact"].kind == kind) and (state != "open" or not row["said"])]
    notices = site.table("notices", document=iri)
    found = site.memory.get(("misses", iri), lambda: misses(site.store, iri))
    named: dict[str, Any] = {
        "head": site.table("document", document=iri)[0],
        "id": id,
        "kind": kind,
        "state": state,
        "rows": rows[max(offset, 0) : max(offset, 0) + _STEP],
        "total": len(rows),
        "offset": max(offset, 0),
        "step": _STEP,
        "gone": [one for one in kept.values() if one.record not in records],
        "judged": len(kept),
        "numbers": [row for row in found if row["code"] == "unexplained-number"],
        "notices": [row for row in notices if not row["code"].startswith(("unexplained-", "missed-", "audit-"))],
        "missed": [row for row in found if row["code"].startswith("missed-")],
        "lights": [row["message"] for row in found if row["code"].startswith("audit-")],
        "kinds": KINDS,
    }
    return page(request, "review.html", **named)


@router.post("/review/{id}")
async def said(request: Request, site: Here, holder: Keyed, id: str) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    record, verdict = form.get("record", ""), form.get("verdict", "")
    if verdict not in (*VERDICTS, "withdraw"):
        raise unprocessable("verdict", f"one of {', '.join(VERDICTS)}, withdraw")
    noted(request, record=record[:200], verdict=verdict)
    await run_in_threadpool(_judge, request, site, site.document(id), record, verdict, holder.name, form)
    return RedirectResponse(f"/review/{quoted(id)}{_back(form)}#{quoted(record)}", 303)


def _row(name: str, document: str, record: Record, fact: Fact, said: Judgement | None) -> dict[str, Any]:
    fields = [(field, told(record, field)) for field in FIELDS[type(record)]]
    return {"id": name.removeprefix(f"{document}/"), "fact": fact, "said": said, "fields": fields}


def _judge(request: Request, site: Site, iri: str, record: str, verdict: str, who: str, form: dict[str, str]) -> None:
    name = f"{iri}/{record}"
    with jobs_of(request).writing:
        if verdict == "withdraw":
            if not withdrawn(site, iri, name):
                raise not_found(f"A judgement on {record}")
            return
        fields = {key.removeprefix("field."): value for key, value in form.items() if key.startswith("field.")}
        _document, records = _rebuilt(site, iri.removeprefix(site.document("")))
        if verdict == "correct" and name in records:
            shown = {field.name: told(records[name], field) for field in FIELDS[type(records[name])]}
            fields = {key: value for key, value in fields.items() if value.strip() != shown.get(key)}
        try:
            judged(site, iri, name, verdict, who, form.get("note", "")[:500], fields if verdict == "correct" else {})
        except GraphError as error:
            raise ProblemError(422, str(error)) from None


def _rebuilt(site: Site, id: str) -> Any:
    iri = site.document(id)
    if not site.table("document", document=iri):
        raise not_found(f"A document with the id {id}")
    return site.memory.get(("rebuilt", iri), lambda: rebuilt(site.store.triples(iri), iri))


def quoted(text: str) -> str:
    return quote(text, safe="/")


def _back(form: dict[str, str]) -> str:
    kept = {name: form[name] for name in ("kind", "state", "offset") if form.get(name)}
    return f"?{urlencode(kept)}" if kept else ""
