"""What programs look for at fixed addresses: what may be fetched, which pages and interfaces there are, a contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final
from xml.sax.saxutils import escape

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api.errors import not_found
from api.site import Here
from api.sitemap import sitemap

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_TEXT: Final = "text/plain; charset=utf-8"
_CLOSED: Final = (
    "/sparql", "/query", "/search", "/api/ask", "/api/search", "/ingest", "/review/", "/admin", "/mcp", "/retrieval",
)  # fmt: skip
"""What is computed anew for each question, or needs a key."""
_LINKSET: Final = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
_STANDS: Final = timedelta(days=180)  # how long the contact may be taken for current


@router.get("/robots.txt")
def robots(request: Request, site: Here) -> Response:
    """What crawlers may fetch."""
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    return Response(f"User-agent: *\n{closed}\nSitemap: {site.address(request)}sitemap.xml\n", media_type=_TEXT)


@router.get("/sitemap.xml")
def addresses(request: Request, site: Here, page: Annotated[int | None, Query(ge=1, le=50_000)] = None) -> Response:
    """The pages of all documents."""
    pages = [site.page_of(request, row["document"]) for row in site.table("documents")]
    text = sitemap(pages, f"{site.address(request)}sitemap.xml", page)
    if text is None:
        raise not_found(f"Page {page} of the sitemap")
    return Response(text, media_type="application/xml")


@router.get("/.well-known/api-catalog")
def catalog(request: Request, site: Here) -> Response:
    """The programming interfaces of this site, as a linkset (RFC 9727)."""
    base = site.address(request)
    own = f"{base}.well-known/api-catalog"
    described: dict[str, Any] = {
        "anchor": f"{base}api",
        "service-desc": [{"href": f"{base}api/openapi.json", "type": "application/vnd.oai.openapi+json"}],
        "service-doc": [{"href": f"{base}api", "type": "text/html"}],
        "status": [{"href": f"{base}healthz", "type": "application/json"}],
    }
    asked: dict[str, Any] = {
        "anchor": f"{base}sparql",
        "service-desc": [{"href": f"{base}sparql", "type": "text/turtle"}],
        "service-meta": [{"href": f"{base}void", "type": "text/turtle"}],
    }
    items = [{"href": described["anchor"]}, {"href": asked["anchor"]}]
    linkset = [{"anchor": own, "item": items}, described, asked]
    link = {"Link": f'<{own}>; rel="api-catalog"'}
    return JSONResponse({"linkset": linkset}, media_type=_LINKSET, headers=link)


@router.get("/.well-known/security.txt")
def security(request: Request, site: Here) -> Response:
    """Whom to write to about a hole in security (RFC 9116), where the settings name somebody."""
    if not site.settings.contact:
        raise not_found("A contact for security")
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + _STANDS
    lines = (
        f"Contact: {site.settings.contact}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: zh, en",
        f"Canonical: {site.address(request)}.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", media_type=_TEXT)


@router.get("/opensearch.xml")
def opensearch(request: Request, site: Here) -> Response:
    """Lets a browser search here from its address bar."""
    base = escape(site.address(request))
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>政策图谱</ShortName>
<Description>检索政策文件的条款</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{base}static/icon.svg</Image>
<Url type="text/html" template="{base}search?q={{searchTerms}}"/>
<Url type="application/json" template="{base}api/search?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
    return Response(text, media_type="application/opensearchdescription+xml")


@router.get("/llms.txt")
def llms(request: Request, site: Here) -> Response:
    """What the site holds and how programs read it, in few words."""
    base = site.address(request)
    agents = f"- [Tools for agents]({base}mcp): Model Context Protocol over streamable HTTP\n"
    text = f"""# policygraph 政策图谱

> {len(site.table("documents"))} Chinese policy documents as cited facts: responsibilities, targets, deadlines,
> incentives and their conditions. Every answer names its clause; what the documents do not state is unknown.

## Data

- [Documents]({base}documents): each with its clauses and facts; also as JSON-LD or Turtle by `Accept`
- [Description of the data set]({base}void): VoID and DCAT, with all downloads
- [Vocabulary]({base}ontology): terms, shapes, competency questions

## Interfaces

- [API]({base}api): search, questions, lists, comparison, eligibility
- [OpenAPI]({base}api/openapi.json): the same for programs
- [SPARQL]({base}sparql): SPARQL 1.1, queries only
{agents if site.settings.mcp != "off" else ""}"""
    return Response(text, media_type=_TEXT)
