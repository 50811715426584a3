"""Regions, agencies, functions, indicators, units, sectors: their IRIs open as pages, JSON-LD or Turtle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.errors import ProblemError, not_found
from api.page.render import page
from api.page.stretches import Offset, height, slice_of
from api.routes.linked import KINDS as FORMATS
from api.routes.linked import NEGOTIATED
from api.site import Here, Site
from graph.describe import KINDS
from graph.iri import encode
from graph.vocab import AUTHORITY

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_TITLES = {
    "region": ("行政区划", "Region"),
    "agency": ("机构", "Agency"),
    "function": ("机构职能", "Function"),
    "indicator": ("指标", "Indicator"),
    "unit": ("计量单位", "Unit"),
    "sector": ("行业", "Sector"),
    "word": ("用语", "Matter"),
}


def thing(request: Request, site: Here, id: str, offset: Offset = 0) -> Response:
    """An entry of the authority files, with the facts that name it."""
    from graph.describe import thing as described
    from graph.results import write_graph
    from graph.sparql import Answer

    kind = request.url.path.split("/")[1]
    iri = site.checked(f"{AUTHORITY}{kind}/{encode(id)}", kind)
    media = best(request.headers.get("accept"), list(FORMATS))
    if media is None:
        raise ProblemError(406, f"This is given as {', '.join(FORMATS)}.")
    triples = described(site.store, iri)
    if not triples:
        raise not_found(f"{_TITLES[kind][1]} {id}")
    if media == "text/html":
        if kind == "agency":
            return RedirectResponse(f"/agencies/{encode(id)}", 303, headers=NEGOTIATED)
        return page(request, "thing.html", **_shown(site, iri, offset), kind=_TITLES[kind])
    body = write_graph(Answer("DESCRIBE", triples=triples), FORMATS[media])
    return Response(body, media_type=_typed(media), headers=NEGOTIATED)


for kind in KINDS:
    router.add_api_route(f"/{kind}/{{id:path}}", thing, methods=["GET"])


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _shown(site: Site, iri: str, offset: int) -> dict[str, Any]:
    from graph.query import table
    from graph.vocabulary import short

    rows = table(site.store, "says_of", thing=iri)
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(short(row["predicate"]), []).append(str(row["object"]))
    return {"iri": iri, "said": said, **slice_of(table(site.store, "names_of", thing=iri), offset, high=_height)}


def _height(row: Mapping[str, Any]) -> int:
    return 20 + max(height(row["quote"], 9), height(row["title"], 9))
