"""`/eligibility`: find schemes; `/eligibility/{scheme}`: its questionnaire, the verdict, and a finding to print.

All of it stands in the address, so that a result can be kept and put right; the server keeps nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from api.eligibility import rows
from api.eligibility.record import UNSTATED, parts
from api.eligibility.schemas import LONGEST, Applied
from api.eligibility.service import Checked, check, found, readers_of, selected
from api.errors import ProblemError, unprocessable
from api.page.questionnaire import answers, fields
from api.page.render import page
from api.routes.eligibility import answered, service_record
from api.site import Here, Site
from graph.eligibility.load import schemes_of
from graph.eligibility.parser import Proposal
from graph.eligibility.scheme import Scheme

__all__ = ["router"]

router = APIRouter()

_STEP = 10


@router.get("/eligibility")
def eligibility(
    request: Request,
    site: Here,
    text: str = "",
    region: str = "",
    document: str = "",
    kind: str = "",
    on: str = "",
    offset: int = 0,
) -> Response:
    named: dict[str, Any] = {"text": text, "region": region, "on": on, "document": document, "kind": kind}
    named |= {"regions": site.table("regions"), "documents": _documents(site), "step": _STEP}
    try:
        day = _day(on)
        _short(text)
        iri = site.known_document(document) if document else None
        chosen = selected(site.store, iri, region or None, text, kind or None, day)
    except ProblemError as problem:
        return page(
            request,
            "eligibility.html",
            problem.status,
            **named,
            shown=[],
            total=0,
            offset=0,
            verdicts={},
            wrong=problem,
        )
    start = max(0, min(offset, len(chosen)))
    shown = [rows.listed(one, day) for one in chosen[start : start + _STEP]]
    verdicts = _verdicts(site, [one.id for one in shown], text, region, day) if text.strip() else {}
    named |= {"shown": shown, "total": len(chosen), "offset": start, "verdicts": verdicts, "wrong": None}
    return page(request, "eligibility.html", **named)


def _verdicts(site: Site, ids: list[str], text: str, region: str, on: date) -> dict[str, Any]:
    """Return what the applicant's own words come to for each scheme shown."""
    if not ids:
        return {}
    case = Applied(schemes=ids, text=text, region=region or None, on=on)
    return {one.id: one for one in answered(site, check(site.store, case, readers_of(site.settings))).schemes}


def _documents(site: Site) -> list[dict[str, str]]:
    """Return the documents that offer something."""
    names = {one.citation.document: one.title for one in schemes_of(site.store)}
    return [{"id": site.document_id(iri), "title": title} for iri, title in names.items()]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise unprocessable("on", "a day is written as 2026-06-30", "日期须写作2026-06-30") from None


def _short(text: str) -> None:
    if len(text) > LONGEST:
        raise unprocessable("text", f"at most {LONGEST} characters", f"最多{LONGEST}个字")


@router.get("/eligibility/{id}")
def questionnaire(
    request: Request, site: Here, id: str, text: str = "", region: str = "", on: str = "", print: str = ""
) -> Response:
    scheme = found(site.store, id)
    given = answers(request.query_params.multi_items(), scheme)
    result, wrong = None, None
    read: tuple[Proposal, ...] = ()
    try:
        checked = _checked(site, scheme, given, text, region, on)
        result, read = answered(site, checked), checked.read
    except ProblemError as problem:
        wrong = problem
    asked = fields(scheme, given, dict(request.query_params), read)
    named: dict[str, Any] = {"scheme": scheme, "detail": rows.detail(scheme), "fields": asked, "text": text}
    named |= {"region": region, "on": on, "result": result, "wrong": wrong, "regions": site.table("regions")}
    record = service_record(site, scheme)
    named |= {"none": bool(request.query_params.get("none")), "record": record, "unstated": UNSTATED}
    named |= {"named_parts": [(part["zh"], record[part["key"]]) for part in parts()]}
    template = "finding.html" if print and result else "questionnaire.html"
    return page(request, template, wrong.status if wrong else 200, **named)


def _checked(site: Site, scheme: Scheme, given: dict[str, Any], text: str, region: str, on: str) -> Checked:
    """Evaluate one scheme; a problem that names the field where an answer cannot be used."""
    _short(text)
    if len(region) > 40:
        raise unprocessable("region", "at most 40 characters", "地区名最多40个字")
    case = Applied(answers=given, schemes=[scheme.id], text=text, region=region or None, on=_day(on))
    return check(site.store, case, readers_of(site.settings))
