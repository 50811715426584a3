"""`/feeds/changes.atom` and `/feeds/schemes.atom`: what changed, and which schemes open or close soon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from api.atom import MEDIA, Entry, atom, urn
from api.conditional import conditional
from api.lists import known_only
from api.page.words import word
from api.schemas import Problem
from api.scope import path_of
from api.site import Here, Site
from api.watches.match import document_of
from api.watches.message import entry
from graph import iri
from graph.eligibility.load import schemes_of
from graph.eligibility.opening import Opening, openings

__all__ = ["router"]

router = APIRouter(
    tags=["feeds"],
    default_response_class=Response,
    responses={
        200: {"content": {"application/atom+xml": {"schema": {"type": "string"}}}},
        304: {"description": "Not modified"},
        422: {"model": Problem},
    },
    dependencies=[Depends(known_only)],
)

_DAYS = 30
_Region = Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")]
_Kind = Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"]
_OPENS = {"opens": "开始受理", "closes": "截止受理"}


@router.get("/feeds/changes.atom")
def changes(
    request: Request,
    site: Here,
    region: _Region = None,
    agency: Annotated[str | None, Query(description="Id of an agency that records which changed name")] = None,
    kind: Annotated[_Kind | None, Query(description="Kind of document")] = None,
    indicator: Annotated[str | None, Query(description="Name or id of an indicator that they name")] = None,
    scheme: Annotated[str | None, Query(description="Id of a scheme, for its document, or of a document")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Only entries below this number")] = None,
) -> Response:
    """Documents added, changed, renamed and removed, the latest first, as Atom: what changed and when."""
    found = site.changes.entries(
        limit + 1,
        before,
        kind,
        document_of(site, scheme),
        site.within(site.region(region)),
        site.known_agency_iri(agency),
        site.indicator(indicator) if indicator else None,
    )
    shown = found[:limit]
    asked = {"region": region, "agency": agency, "kind": kind, "indicator": indicator, "scheme": scheme}
    same = _address(request, site, asked)
    here = {**asked, "limit": None if limit == 50 else limit}
    further = _address(request, site, {**here, "before": shown[-1].number}) if len(found) > limit else None
    body = atom(
        "政策图谱：文件变更",
        _address(request, site, {**here, "before": before}),
        site.address(request) + "documents",
        (entry(site, site.address(request), one) for one in shown),
        further,
        urn(same),
    )
    return conditional(request, body, MEDIA)


@router.get("/feeds/schemes.atom")
def schemes(request: Request, site: Here, region: _Region = None) -> Response:
    """Schemes that open or close within thirty days, the soonest first, as Atom."""
    places = site.within(site.region(region))
    offered = [
        one
        for one in schemes_of(site.store)
        if places is None or (one.region_id and iri.region(one.region_id) in places)
    ]
    events = openings(offered, date.today(), _DAYS)
    address = _address(request, site, {"region": region})
    home = site.address(request) + "eligibility"
    body = atom("政策图谱：近期开始或截止受理的政策", address, home, (_opening(request, site, one) for one in events))
    return conditional(request, body, MEDIA)


def _opening(request: Request, site: Site, one: Opening) -> Entry:
    day = f"{one.day.year}年{one.day.month}月{one.day.day}日"
    return Entry(
        id=urn(one.scheme.citation.document, one.scheme.id, one.what, one.day),
        title=f"{day}{_OPENS[one.what]}：{one.scheme.name}",
        updated=datetime.combine(one.day - timedelta(days=_DAYS), time(), UTC),
        summary=f"《{one.scheme.title}》{one.citation.path}：“{one.citation.quote}”",
        link=site.page_of(request, one.citation.iri),
        category=word(one.scheme.kind),
    )


def _address(request: Request, site: Site, asked: Mapping[str, object]) -> str:
    given = urlencode({key: value for key, value in asked.items() if value is not None})
    return site.address(request) + path_of(request.scope).lstrip("/") + (f"?{given}" if given else "")
