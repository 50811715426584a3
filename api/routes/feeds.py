"""`/feeds/changes.atom` and `/feeds/schemes.atom`: what changed, and which schemes open or close soon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from api.atom import MEDIA, Entry, atom, urn
from api.changes import Change
from api.conditional import conditional
from api.errors import unprocessable
from api.lists import known_only
from api.page.words import FACTS, word
from api.schemas import Problem
from api.scope import path_of
from api.site import Here, Site
from graph import iri
from graph.eligibility.load import schemes_of
from graph.eligibility.opening import Opening, openings

__all__ = ["router"]

router = APIRouter(
    tags=["feeds"],
    default_response_class=Response,
    responses={
        200: {"content": {"application/atom+xml": {}}},
        304: {"description": "Not modified"},
        422: {"model": Problem},
    },
    dependencies=[Depends(known_only)],
)

_DAYS = 30
_Region = Annotated[str | None, Query(description="Code or name; takes in the regions that lie in it")]
_Kind = Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"]
_WHAT = {"added": "新增", "changed": "修改", "renamed": "更名", "removed": "移除"}
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
        _document(site, scheme),
        _within(site, region),
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
        (_changed(request, site, one) for one in shown),
        further,
        urn(same),
    )
    return conditional(request, body, MEDIA)


@router.get("/feeds/schemes.atom")
def schemes(request: Request, site: Here, region: _Region = None) -> Response:
    """Schemes that open or close within thirty days, the soonest first, as Atom."""
    places = _within(site, region)
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


def _changed(request: Request, site: Site, one: Change) -> Entry:
    title = one.title or "（标题已清除）"
    return Entry(
        id=urn(one.document, one.number, one.moment.isoformat()),
        title=f"{_WHAT[one.what]}：{title}",
        updated=one.moment,
        summary=_summary(one),
        link=site.address(request) + "documents" if one.what == "removed" else site.page_of(request, one.document),
        authors=one.issuers,
        category=word(one.kind),
    )


def _summary(one: Change) -> str:
    """Say in Chinese what came to a document, counted by kind of fact."""
    if one.what == "added":
        return f"文件入库。{_counted('共读出', one.added) or '未读出事项'}。"
    if one.what == "removed":
        return f"文件已移除。{_counted('一并移除', one.gone) or '原无事项'}。"
    if one.what == "renamed":
        return "已由同一文件的更好副本取代，标识随之变更。"
    parts = [_counted("新增", one.added), _counted("删去", one.gone), _counted("更正", one.altered)]
    parts += ["文件信息有改动" * one.head, "条文有改动" * one.text]
    return f"{'；'.join(filter(None, parts))}。"


def _counted(what: str, records: tuple[str, ...]) -> str:
    kinds = [name.split("/")[-2] for name in records]
    counts = [f"{zh}{count}项" for kind, (zh, _) in FACTS.items() if (count := kinds.count(kind))]
    return f"{what}{'、'.join(counts)}" if counts else ""


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


def _within(site: Site, region: str | None) -> list[str] | None:
    place = site.region(region)
    return None if place is None else [row["region"] for row in site.table("regions_within", within=place)]


def _document(site: Site, id: str | None) -> str | None:
    """Return the IRI of the document meant; one that is gone may still have entries."""
    if id is None:
        return None
    for scheme in schemes_of(site.store):
        if scheme.id == id:
            return scheme.citation.document
    document = site.checked(site.document(id), "scheme")
    if site.changes.knows(document) or site.known_document(id, "scheme"):
        return document
    raise unprocessable("scheme", f"nothing has the id {id!r}; see /api/schemes and /api/documents")


def _address(request: Request, site: Site, asked: Mapping[str, object]) -> str:
    given = urlencode({key: value for key, value in asked.items() if value is not None})
    return site.address(request) + path_of(request.scope).lstrip("/") + (f"?{given}" if given else "")
