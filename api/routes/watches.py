"""`/api/watches`: saved questions of the holder of a key, and the feeds that some of them have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Keyed
from api.atom import MEDIA, atom, urn
from api.conditional import conditional
from api.errors import ProblemError, not_found, unprocessable
from api.keys import Key
from api.schemas import Problem
from api.scope import noted
from api.signin.people import Person
from api.site import Here, Site
from api.watches import mail, webhook
from api.watches.match import latest, meant
from api.watches.message import entry
from api.watches.watch import MOST, Delivery, Watch, new, owner_of
from api.watches.worker import standing

__all__ = ["WatchRequest", "made", "router", "shown"]

router = APIRouter(tags=["watches"], responses={code: {"model": Problem} for code in (401, 403, 404, 422)})

_SHOWN = 50  # entries of a feed
_Word = Annotated[str | None, Field(max_length=200)]
_Kind = Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"]


class WatchRequest(BaseModel):
    """A watch as it is asked for: what to look for, and where to send what is found."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")]
    delivery: Delivery
    to: Annotated[str, Field(max_length=2000, description="URL of a webhook, or mail address; none for a feed")] = ""
    agency: Annotated[_Word, Field(description="Id of an agency that records which changed name")] = None
    region: Annotated[_Word, Field(description="Code or name; takes in the regions that lie in it")] = None
    kind: _Kind | None = None
    indicator: Annotated[_Word, Field(description="Name or id of an indicator that they name")] = None
    sector: Annotated[_Word, Field(description="Name or code of a sector that title or text name")] = None
    scheme: Annotated[_Word, Field(description="Id of a scheme, for its document, or of a document")] = None
    text: Annotated[_Word, Field(description="Words that all stand in title or text")] = None
    events: list[Literal["added", "changed", "renamed", "removed"]] = []


def made(request: Request, site: Site, holder: Key, asked: WatchRequest) -> Watch:
    """Make a watch from now on. Raises ProblemError that names the field for what cannot be watched or sent to."""
    if isinstance(holder, Person):
        raise ProblemError(403, "A watch belongs to a key and ends with it; a sign-in ends by itself. Ask for a key.")
    receiver = _receiver(site, asked)
    filters = asked.model_dump(exclude={"title", "delivery", "to"}, exclude_defaults=True)
    filters = {name: value for name, value in filters.items() if value}
    one = new(
        owner_of(holder), asked.title, filters, meant(site, filters), asked.delivery, receiver,
        site.address(request), site.changes.last(),
    )  # fmt: skip
    if not site.watches.add(one):
        raise ProblemError(409, f"This key has {MOST} watches, which is as many as it may have. Remove one first.")
    noted(request, watch=one.id, delivery=one.delivery)
    return one


def _receiver(site: Site, asked: WatchRequest) -> str:
    try:
        if asked.delivery == "webhook":
            return webhook.checked(asked.to, webhook.Allowed(site.settings.webhook_hosts))
        if asked.delivery == "mail":
            if not (site.settings.smtp and site.settings.mail_from):
                raise ValueError("this site sends no mail: whoever runs it sets POLICYGRAPH_SMTP and _MAIL_FROM first")
            return mail.addressed(asked.to, site.settings.mail_domains)
    except ValueError as error:
        raise unprocessable("to", str(error)) from None
    if asked.to:
        raise unprocessable("to", "a feed is fetched, and sent nowhere")
    return ""


def shown(request: Request, site: Site, one: Watch) -> dict[str, Any]:
    """Return a watch as its holder sees it; the secret of a webhook is not in it."""
    feed = f"{site.address(request)}feeds/watches/{one.secret}.atom" if one.delivery == "atom" else None
    return {
        "id": one.id,
        "title": one.title,
        "filters": dict(one.asked),
        "delivery": one.delivery,
        "to": one.receiver,
        "feed": feed,
        "made": one.made.isoformat(),
        "state": one.state,
        "tries": one.tries,
        "error": one.error,
    }


@router.get("/api/watches")
def watches(request: Request, site: Here, holder: Keyed) -> dict[str, Any]:
    """List the watches of the key, the oldest first, with what their receivers answered last."""
    return {"items": [shown(request, site, one) for one in site.watches.of(owner_of(holder))]}


@router.post("/api/watches", status_code=201)
def add(
    request: Request, response: Response, site: Here, holder: Keyed, asked: Annotated[WatchRequest, Body()]
) -> dict[str, Any]:
    """Make a watch; the secret that webhooks are signed with is in this answer alone."""
    one = made(request, site, holder, asked)
    response.headers["Location"] = f"{site.address(request)}api/watches"
    return shown(request, site, one) | ({"secret": one.secret} if one.delivery == "webhook" else {})


@router.delete("/api/watches/{id}", status_code=204)
def remove(request: Request, site: Here, holder: Keyed, id: str) -> Response:
    """Remove a watch of the key."""
    if not site.watches.remove(owner_of(holder), id):
        raise not_found(f"A watch with the id {id}")
    noted(request, watch=id)
    return Response(status_code=204)


@router.get("/feeds/watches/{token}.atom", response_class=Response, include_in_schema=False)
def feed(request: Request, token: str) -> Response:
    """The feed of a watch, in whichever library it is: its address is the key to it."""
    for site in _sites(request):
        one = site.watches.fed(token)
        if one and one.owner in standing(site):
            address = site.address(request)
            entries = (entry(site, address, change) for change in latest(site, one, _SHOWN))
            own = f"{address}feeds/watches/{token}.atom"
            body = atom(f"政策图谱：{one.title}", own, f"{address}watches", entries, id=urn("watch", one.id))
            return conditional(
                request, body, MEDIA, {"Cache-Control": "no-store" if site.settings.collection else "private, no-cache"}
            )
    raise not_found("A feed of this address")


def _sites(request: Request) -> Iterator[Site]:
    yield request.app.state.site
    yield from (one.state.site for one in request.app.state.collections.values())
