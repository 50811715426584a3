"""`GET /api/network`: agencies by shared tasks, documents by citation, as data or as a picture."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from threading import BoundedSemaphore
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from api.accept import best
from api.day import Day
from api.errors import ProblemError, unprocessable
from api.lists import known_only
from api.schemas import Problem
from api.site import Here, Site
from graph.network import Network, agencies, documents
from graph.picture import png, svg

__all__ = ["router"]

router = APIRouter(tags=["network"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_Of = Annotated[Literal["agencies", "documents"], Query(description="What is tied: by shared tasks, or by citation")]
_Region = Annotated[str | None, Query(description="Code or name: only its documents (agencies only)")]
_On = Annotated[Day | None, Query(description="Only documents in force on this day, as far as the texts say")]
_Limit = Annotated[
    int | None, Query(ge=1, le=5000, description="How many nodes, the most central first: 500, drawn 120 (at most 500)")
]
_FORMATS = {"application/json": "json", "image/svg+xml": "svg", "image/png": "png"}
_DRAWN = 500
_DRAWING = BoundedSemaphore(4)  # they are drawn one by one: more would take the threads that answer everybody
_TITLES = {"agencies": "机构协作网络 Agencies by shared tasks", "documents": "文件引用网络 Documents by citation"}


@router.get("/api/network", responses={200: {"content": {"image/svg+xml": {}, "image/png": {}}}})
def network(
    request: Request,
    site: Here,
    of: _Of = "agencies",
    region: _Region = None,
    on: _On = None,
    limit: _Limit = None,
    format: Annotated[Literal["json", "svg", "png"] | None, Query(description="Else by Accept, json first")] = None,
) -> Response:
    """Nodes with rank, betweenness and group, and the ties among them; the counts are those of the whole network."""
    found = _found(site, of, region, on)
    chosen = format or _accepted(request)
    return _data(found, limit or 500) if chosen == "json" else _picture(found, of, chosen, limit)


@router.get("/api/network.{format}", responses={200: {"content": {"image/svg+xml": {}, "image/png": {}}}})
def picture(
    site: Here,
    format: Literal["svg", "png"],
    of: _Of = "agencies",
    region: _Region = None,
    on: _On = None,
    limit: _Limit = None,
) -> Response:
    """The same as a picture."""
    return _picture(_found(site, of, region, on), of, format, limit)


def _accepted(request: Request) -> str:
    accept = request.headers.get("accept")
    kind = best(accept, list(_FORMATS))
    if kind is None and "text/html" not in (accept or ""):
        raise ProblemError(406, f"The network is given as {', '.join(_FORMATS)}.")
    return _FORMATS[kind or "application/json"]


def _data(found: Network, most: int) -> Response:
    nodes = found.nodes[:most]
    known = {node.id for node in nodes}
    edges = [edge for edge in found.edges if edge.source in known and edge.target in known]
    counts = {"nodes": len(found.nodes), "edges": len(found.edges), "communities": found.communities}
    body = {"counts": counts, "nodes": [asdict(node) for node in nodes], "edges": [asdict(edge) for edge in edges]}
    return JSONResponse(body, headers={"Vary": "Accept"})


def _picture(found: Network, of: str, format: str, most: int | None) -> Response:
    if most is not None and most > _DRAWN:
        raise unprocessable("limit", f"a picture shows at most {_DRAWN} nodes")
    drawn = svg(found, _TITLES[of], most or 120)
    if format == "svg":
        return Response(drawn, media_type="image/svg+xml", headers={"Vary": "Accept"})
    if not _DRAWING.acquire(blocking=False):
        raise ProblemError(503, "Several pictures are being drawn just now. Try again soon, or ask for svg.")
    try:
        return Response(png(drawn), media_type="image/png", headers={"Vary": "Accept"})
    finally:
        _DRAWING.release()


def _found(site: Site, of: str, region: str | None, on: date | None) -> Network:
    if of == "agencies":
        return agencies(site.store, site.region(region), on)
    if region is not None:
        raise unprocessable("region", "documents cite beyond their region; leave it out, or ask of=agencies")
    return documents(site.store, on)
