"""`/watches`: the watches of who has a session, and a form for a new one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.access import Keyed
from api.errors import ProblemError, not_found
from api.keys import Key
from api.page.render import page
from api.page.words import DOCUMENT_KINDS
from api.routes.watches import WatchRequest, made, shown
from api.scope import noted
from api.site import Here, Site
from api.watches.watch import owner_of

__all__ = ["router"]

router = APIRouter()


@router.get("/watches")
def watches(request: Request, site: Here, holder: Keyed) -> Response:
    return _page(request, site, holder)


@router.post("/watches")
async def add(request: Request, site: Here, holder: Keyed) -> Response:
    form = await request.form()
    given: dict[str, Any] = {name: str(value) for name, value in form.items() if value and name != "events"}
    events = [str(one) for one in form.getlist("events")]
    return await run_in_threadpool(_added, request, site, holder, given | ({"events": events} if events else {}))


@router.post("/watches/remove")
def remove(request: Request, site: Here, holder: Keyed, id: Annotated[str, Form()]) -> Response:
    if not site.watches.remove(owner_of(holder), id):
        raise not_found(f"A watch with the id {id[:40]}")
    noted(request, watch=id)
    return RedirectResponse("/watches", 303)


def _added(request: Request, site: Site, holder: Key, given: dict[str, Any]) -> Response:
    """Make a watch; the page shows its secret this once, or what is wrong beside what was filled in."""
    try:
        one = made(request, site, holder, WatchRequest.model_validate(given))
    except ValidationError as error:
        wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors() if one["loc"])
        return _page(request, site, holder, 422, wrong=wrong, given=given)
    except ProblemError as error:
        return _page(request, site, holder, error.status, wrong=str(error), given=given)
    return _page(request, site, holder, 201, secret=one.secret if one.delivery == "webhook" else "")


def _page(request: Request, site: Site, holder: Key, status: int = 200, **named: Any) -> Response:
    found = [shown(request, site, one) for one in site.watches.of(owner_of(holder))]
    mails = bool(site.settings.smtp and site.settings.mail_from)
    empty: dict[str, Any] = {"secret": "", "wrong": "", "given": {}}
    return page(
        request, "watches.html", status, **empty | named, watches=found, mails=mails, document_kinds=DOCUMENT_KINDS
    )
