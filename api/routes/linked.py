"""IRIs that open: a page for people, JSON-LD or Turtle for programs."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.errors import ProblemError, not_found
from api.page.document import document_page
from api.site import Here, Site
from graph.iri import encode

__all__ = ["KINDS", "NEGOTIATED", "router"]

router = APIRouter(include_in_schema=False)

KINDS = {
    "text/html": "html",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/turtle": "ttl",
    "application/n-triples": "nt",
}
NEGOTIATED = {"Vary": "Accept"}
_SAFE = "/()（）,;:@&=+$!*'~-._"


@router.get("/id/document/{id}")
def document(request: Request, site: Here, id: str) -> Response:
    """A document: its page, or its whole graph."""
    iri = site.document(id)
    kind = best(request.headers.get("accept"), list(KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(KINDS)}.")
    if kind == "text/html":
        return document_page(request, site, iri)
    return _graph(site, iri, kind)


@router.get("/id/document/{id}/{part:path}")
def part(request: Request, site: Here, id: str, part: str) -> Response:
    """A clause or record of a document: its place on the document's page; for programs, what is said of it."""
    accept = request.headers.get("accept")
    kind = best(accept, list(KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(KINDS)}.")
    if kind != "text/html":
        return _graph(site, site.document(id), kind, encode(part))
    place = f"{site.local(site.document(id))}#{quote(part, safe=_SAFE)}"
    return RedirectResponse(place, 303, headers=NEGOTIATED)


def _graph(site: Site, iri: str, kind: str, part: str = "") -> Response:
    from graph.describe import part as described
    from graph.results import write_graph
    from graph.sparql import Answer

    name = f"{iri}/{part}" if part else iri
    triples = described(site.store, iri, name) if part else list(site.store.triples(iri))
    if not triples:
        raise not_found(f"What has the IRI {name}")
    body = write_graph(Answer("DESCRIBE", triples=triples), KINDS[kind])
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(body, media_type=media, headers=NEGOTIATED)
