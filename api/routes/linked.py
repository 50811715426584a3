"""IRIs that open: a page for people, JSON-LD or Turtle for programs; a document's facts as tables, its pages drawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from api.accept import best
from api.citation import bibtex, ris
from api.errors import ProblemError, not_found, unprocessable
from api.originals import original
from api.page.document import document_page
from api.page.sheet import WIDTHS, sheet_page
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
    "application/rdf+xml": "rdf",
}
_TABLES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CITED = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
_GRAPHS = {
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_AKN = "application/akn+xml"
NEGOTIATED = {"Vary": "Accept"}
_SAFE = "/()（）,;:@&=+$!*'~-._"
_Number = Annotated[int, Path(ge=1, le=100_000)]


@router.get("/id/document/{id}")
def document(
    request: Request,
    site: Here,
    id: str,
    format: Literal["jsonld", "ttl", "nt", "rdf", "csv", "xlsx", "bib", "ris", "akn"] | None = None,
) -> Response:
    """A document: its page, its whole graph, its facts as a table, its text as Akoma Ntoso, or how it is cited."""
    iri = site.document(id)
    if format in _CITED:
        return _citation(request, site, iri, id, format)
    if format in _TABLES:
        return _table(site, iri, id, format)
    offers = [*KINDS, _AKN]
    kind = {**_GRAPHS, "akn": _AKN}[format] if format else best(request.headers.get("accept"), offers)
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(offers)}.")
    if kind == "text/html":
        return document_page(request, site, iri)
    if kind == _AKN:
        return _akn(site, iri, id)
    answer = _graph(site, iri, kind)
    if format:
        answer.headers["Content-Disposition"] = _named(f"{id}.{format}")
    return answer


@router.get("/id/document/{id}/page/{number}")
def sheet(request: Request, site: Here, id: str, number: _Number, fact: str = "") -> Response:
    """A page of the file that a document was read from, with the boxes of its facts."""
    return sheet_page(request, site, id, number, fact)


@router.get("/id/document/{id}/page/{number}/picture")
def picture(site: Here, id: str, number: _Number, width: int = WIDTHS[0]) -> Response:
    """The picture of that page."""
    from ingest.read.picture import picture as drawn

    if width not in WIDTHS:
        raise unprocessable("width", f"one of {', '.join(map(str, sorted(WIDTHS)))}")
    heads = site.table("document", document=site.document(id))
    path = original(site, heads[0]["sha256"]) if heads else None
    if path is None:
        raise not_found(f"A page of a document with the id {id}")
    try:
        image = site.pictures.get((path.name, number, width), lambda: drawn(path, number, width))[0]
    except IndexError:
        raise not_found(f"Page {number} of this document") from None
    return Response(image, media_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


@router.get("/id/document/{id}/{part:path}")
def part(request: Request, site: Here, id: str, part: str) -> Response:
    """A clause or record of a document: its place on the document's page; for programs, what is said of it."""
    accept = request.headers.get("accept")
    kind = best(accept, list(KINDS))
    if kind is None:
        raise ProblemError(406, f"This is given as {', '.join(KINDS)}.")
    if kind != "text/html":
        return _graph(site, site.document(id), kind, encode(part))
    if not part.startswith("clause/"):
        part = _clause_of(site, id, part) or part
    asked = f"?clause={quote(part.removeprefix('clause/'), safe='')}" if part.startswith("clause/") else ""
    place = f"{site.local(site.document(id))}{asked}#{quote(part, safe=_SAFE)}"
    return RedirectResponse(place, 303, headers=NEGOTIATED)


def _clause_of(site: Site, id: str, record: str) -> str | None:
    """Return the clause that a record was read from, as the end of its IRI."""
    iri = site.document(id)
    for row in site.table("facts_of_document", document=iri):
        if row["record"] == f"{iri}/{record}":
            return f"clause/{row['path'] or '_'}"
    return None


def _table(site: Site, iri: str, id: str, format: str) -> Response:
    from graph.formats.sheets import facts

    if not site.table("document", document=iri):
        raise not_found(f"A document with the IRI {iri}")
    headers = {"Content-Disposition": _named(f"{id}.{format}")}
    return Response(facts(site.store, iri, format), media_type=_TABLES[format], headers=headers)


def _akn(site: Site, iri: str, id: str) -> Response:
    from graph.formats.akn import akn

    body = akn(site.store, iri)
    if body is None:
        raise not_found(f"A document with the IRI {iri}")
    headers = {**NEGOTIATED, "Content-Disposition": _named(f"{id}.xml")}
    return Response(body, media_type=_AKN, headers=headers)


def _citation(request: Request, site: Site, iri: str, id: str, format: str) -> Response:
    heads = site.table("document", document=iri)
    if not heads:
        raise not_found(f"A document with the IRI {iri}")
    address, today = site.page_of(request, iri), date.today()
    text = bibtex(heads[0], id, address, today) if format == "bib" else ris(heads[0], address, today)
    media = f"{_CITED[format]}; charset=utf-8"
    return Response(text, media_type=media, headers={"Content-Disposition": _named(f"{id}.{format}")})


def _named(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name.replace('/', '-'), safe='')}"


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
