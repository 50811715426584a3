"""The vocabulary under its own address: a page for people, Turtle, JSON-LD, N-Triples or RDF/XML for programs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.errors import ProblemError, not_found
from api.page.render import page
from ontology import CONTEXT, SHAPES

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_KINDS = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
_OPEN = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}


@router.get("/ontology")
def ontology(request: Request) -> Response:
    """The vocabulary of this site's graphs: every term with label, definition and example."""
    from graph.vocabulary import questions, vocabulary, written

    kind = best(request.headers.get("accept"), list(_KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(_KINDS)}.")
    if kind == "text/html":
        return page(request, "ontology.html", vocabulary=vocabulary(), questions=questions())
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(written(_KINDS[kind]), media_type=media, headers=_OPEN)


@router.get("/ontology/shapes")
def shapes() -> Response:
    """What every graph must hold, as SHACL."""
    return Response(SHAPES.read_bytes(), media_type="text/turtle; charset=utf-8", headers=_OPEN)


@router.get("/ontology/context")
def context() -> Response:
    """What the keys of our JSON mean, as a JSON-LD context."""
    return Response(CONTEXT.read_bytes(), media_type="application/ld+json", headers=_OPEN)


@router.get("/ontology/{version}")
def version(version: str) -> Response:
    """The version that is served, by its number; others are not kept here."""
    from graph.vocabulary import vocabulary

    if version != vocabulary().version:
        raise not_found(f"Version {version} of the vocabulary")
    return RedirectResponse("/ontology", 303, headers={"Vary": "Accept"})
