"""Whether the server is well, and its figures."""

from __future__ import annotations

from shutil import disk_usage
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import ProblemError
from api.index import documents
from api.routes.intake import jobs_of
from api.site import Here, Site
from api.state_figures import held
from graph.store.embedded import ROOM

__all__ = ["router"]

router = APIRouter(tags=["operation"])


@router.get("/livez")
async def livez() -> dict[str, str]:
    """Say that the process answers; whoever watches it starts it again where it does not."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(request: Request) -> dict[str, str]:
    """Say that the store is open, answers and is warm, and whether search does; balancers go by the status."""
    site = getattr(request.app.state, "site", None)
    if not isinstance(site, Site):
        raise ProblemError(503, "Store and index are not open.")
    if not request.app.state.warm:
        raise ProblemError(503, "What is built once is being built. Ask again in a second.")
    site.store.ask("ASK {}")
    return {"status": "ready"} if documents(site) is not None else {"status": "ready", "search": "unavailable"}


@router.get("/healthz")
def healthz(site: Here) -> dict[str, Any]:
    """Say that store and index answer, and take what is put in."""
    if getattr(site.store, "failed", False) or disk_usage(site.settings.data).free < ROOM:
        raise ProblemError(503, "Nothing can be written, for the disk is full or failed; reading goes on.")
    return {"status": "ok", "documents": documents(site)}


@router.get("/metrics", response_class=Response)
def metrics(request: Request, site: Here) -> Response:
    """Figures in Prometheus' text format."""
    figures = site.metrics.text() + held(site, jobs_of(request))
    return Response(figures, media_type="text/plain; version=0.0.4; charset=utf-8")
