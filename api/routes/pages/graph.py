"""`/graph`: a document, agency or indicator and its neighbours, as a picture and as a list."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.page.around import MOST, Near, around
from api.page.render import lang_of, page
from api.site import Here
from graph.catalogue import document_rows

__all__ = ["router"]

router = APIRouter()

_STARTS = 20  # documents to begin a walk with
_KINDS = ("document", "agency", "indicator")


@router.get("/graph")
def graph(request: Request, site: Here, iri: str = "") -> Response:
    if not iri:
        starts = document_rows(site.store, site.settings.base)[:_STARTS]
        return page(request, "graph.html", middle=None, starts=starts)
    lang = lang_of(request)
    middle, near = site.memory.get(("around", iri, lang), lambda: around(site, iri, lang))
    shown = near[: MOST - 1]
    groups: dict[str, list[Near]] = {kind: [one for one in shown if one.kind == kind] for kind in _KINDS}
    return page(request, "graph.html", middle=middle, groups=groups, number=len(shown), total=len(near))
