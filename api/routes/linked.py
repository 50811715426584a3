"""IRIs that open: a page for people, JSON-LD or Turtle for programs."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.errors import ProblemError, not_found
from api.page.document import document_page
from api.site import Here, Site

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_KINDS = {
    "text/html": "html",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/turtle": "ttl",
    "application/n-triples": "nt",
}
_NEGOTIATED = {"Vary": "Accept"}
_SAFE = "/()（）,;:@&=+$!*'~-._"


@router.get("/id/document/{id}")
def document(request: Request, site: Here, id: str) -> Response:
    """A document: its page, or its whole graph."""
    iri = site.document(id)
    kind = best(request.headers.get("accept"), list(_KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(_KINDS)}.")
    if kind == "text/html":
        return document_page(request, site, iri)
    return _graph(site, iri, kind)


@router.get("/id/document/{id}/{part:path}")
def part(request: Request, site: Here, id: str, part: str) -> Response:
    """A clause or record of a document: its place on the document's page; for programs, its document's graph."""
    accept = request.headers.get("accept")
    kind = best(accept, list(_KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(_KINDS)}.")
    if kind != "text/html":
        return _graph(site, site.document(id), kind)
    place = f"{site.local(site.document(id))}#{quote(part, safe=_SAFE)}"
    return RedirectResponse(place, 303, headers=_NEGOTIATED)


def _graph(site: Site, iri: str, kind: str) -> Response:
    from graph.results import write_graph
    from graph.sparql import Answer

    triples = list(site.store.triples(iri))
    if not triples:
        raise not_found(f"A document with the IRI {iri}")
    body = write_graph(Answer("DESCRIBE", triples=triples), _KINDS[kind])
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(body, media_type=media, headers=_NEGOTIATED)
