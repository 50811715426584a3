"""`/eligibility/{scheme}/sandbox`: a table of applicants under a scheme as it is and with other bounds."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.eligibility.sandbox import changed, compared, costs, knobs
from api.eligibility.service import found
from api.eligibility.sheet import BYTES, MOST, Applicant, SheetError, applicants, template
from api.lists import csv_text
from api.page.render import lang_of, page
from api.page.words import word
from api.site import Here
from graph.eligibility.scheme import Scheme

__all__ = ["router"]

router = APIRouter()

_CSV: Final = "text/csv; charset=utf-8"
_SHOWN: Final = 500
_LARGEST: Final = 1e15


@router.get("/eligibility/{id}/sandbox")
def sandbox(request: Request, site: Here, id: str) -> Response:
    return _page(request, found(site.store, id), {})


@router.get("/eligibility/{id}/applicants.csv")
def empty(site: Here, id: str) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="applicants.csv"'}
    return Response(csv_text(template(found(site.store, id).variables)), media_type=_CSV, headers=headers)


@router.post("/eligibility/{id}/sandbox")
async def played(request: Request, site: Here, id: str) -> Response:
    scheme = await run_in_threadpool(found, site.store, id)
    async with request.form(max_files=1, max_fields=1_000) as form:
        given = {name: str(value).strip() for name, value in form.items() if isinstance(value, str)}
        data = await _table(form)
    return await run_in_threadpool(_played, request, scheme, given, data)


async def _table(form: FormData) -> bytes:
    file = form.get("table")
    return await file.read(BYTES + 1) if isinstance(file, UploadFile) else b""


def _played(request: Request, scheme: Scheme, given: dict[str, str], data: bytes) -> Response:
    try:
        day = _day(given.get("on", ""))
        other = changed(scheme, _changes(scheme, given))
        people: list[Applicant] = applicants(data, scheme.variables) if data else []
        if not people:
            raise SheetError(
                "no table was sent; choose a CSV or XLSX file of applicants",
                "没有收到表格；请选 CSV 或 XLSX 文件",
            )
    except SheetError as error:
        return _page(request, scheme, given, wrong=error)
    rows = compared(scheme, other, people, day)
    if given.get("format") == "csv":
        headers = {"Content-Disposition": 'attachment; filename="sandbox.csv"'}
        lang = lang_of(request)
        lines = [{name: word(value, lang) if isinstance(value, str) else value for name, value in one.row().items()}
                 for one in rows]  # fmt: skip
        return Response(csv_text(lines), media_type=_CSV, headers=headers)
    counts = {name: sum(one.effect == name for one in rows) for name in ("gains", "more", "less", "loses", "open")}
    first = sorted(rows, key=lambda one: one.effect == "same")
    return _page(request, scheme, given, rows=first[:_SHOWN], number=len(rows), costs=costs(rows), counts=counts)


def _page(
    request: Request, scheme: Scheme, given: dict[str, str], wrong: SheetError | None = None, **more: Any
) -> Response:
    named: dict[str, Any] = {"scheme": scheme, "knobs": list(knobs(scheme)), "given": given, "most": MOST}
    named |= {"wrong": wrong, "rows": None, "variables": list(scheme.variables.values())} | more
    return page(request, "sandbox.html", 422 if wrong else 200, **named)


def _changes(scheme: Scheme, given: dict[str, str]) -> dict[str, float]:
    changes: dict[str, float] = {}
    for one in knobs(scheme):
        text = given.get(f"k.{one.id}", "").replace(",", "")
        if not text:
            continue
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not 0 <= value <= _LARGEST:
            raise SheetError(
                f"{one.label}: {text[:40]!r} is no number from 0 to {_LARGEST:g}",
                f"{one.label}：“{text[:40]}”不是0至{_LARGEST:g}的数字",
            )
        if value != one.value:
            changes[one.id] = value
    return changes


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise SheetError("on: a day is written as 2026-06-30", "日期须写作2026-06-30") from None
