"""`GET /api/network` and its picture: agencies by shared tasks, documents by citation."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.errors import unprocessable
from api.lists import known_only
from api.schemas import Problem
from api.site import Here, Site
from graph.network import Network, agencies, documents
from graph.picture import svg

__all__ = ["router"]

router = APIRouter(tags=["network"], responses={422: {"model": Problem}}, dependencies=[Depends(known_only)])

_Of = Annotated[Literal["agencies", "documents"], Query(description="What is tied: by shared tasks, or by citation")]
_Region = Annotated[str | None, Query(description="Code or name: only its documents (agencies only)")]
_On = Annotated[date | None, Query(description="Only documents in force on this day, as far as the texts say")]
_TITLES = {"agencies": "机构协作网络 Agencies by shared tasks", "documents": "文件引用网络 Documents by citation"}


@router.get("/api/network")
def network(
    site: Here,
    of: _Of = "agencies",
    region: _Region = None,
    on: _On = None,
    limit: Annotated[int, Query(ge=1, le=5000, description="How many nodes, the most central first")] = 500,
) -> dict[str, Any]:
    """Nodes with rank, betweenness and group, and the ties among them; the counts are those of the whole network."""
    found = _found(site, of, region, on)
    nodes = found.nodes[:limit]
    known = {node.id for node in nodes}
    edges = [edge for edge in found.edges if edge.source in known and edge.target in known]
    counts = {"nodes": len(found.nodes), "edges": len(found.edges), "communities": found.communities}
    return {"counts": counts, "nodes": [asdict(node) for node in nodes], "edges": [asdict(edge) for edge in edges]}


@router.get("/api/network.svg", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}})
def picture(
    site: Here,
    of: _Of = "agencies",
    region: _Region = None,
    on: _On = None,
    limit: Annotated[int, Query(ge=1, le=500, description="How many nodes are drawn")] = 120,
) -> Response:
    """The same as a picture."""
    drawn = svg(_found(site, of, region, on), _TITLES[of], limit)
    return Response(drawn, media_type="image/svg+xml")


def _found(site: Site, of: str, region: str | None, on: date | None) -> Network:
    if of == "agencies":
        return agencies(site.store, site.region(region), on)
    if region is not None:
        raise unprocessable("region", "documents cite beyond their region; leave it out, or ask of=agencies")
    return documents(site.store, on)
