"""`/sparql`: the SPARQL 1.1 Protocol, for queries only; without a query, the description of the service."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.accept import best
from api.errors import ProblemError
from api.schemas import Problem
from api.site import Site, here
from graph.endpoint import Answered, Endpoint, Question
from graph.errors import FormatError

__all__ = ["PLAIN", "router"]

router = APIRouter(tags=["sparql"], responses={code: {"model": Problem} for code in (400, 406, 413, 415, 503, 504)})

_ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/plain": "nt",
}
_NAMED = {  # what clients write in format=, output= or results= where they send no Accept
    "json": "application/sparql-results+json, application/ld+json",
    "json-ld": "application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "rdf": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "n3": "text/turtle",
    "nt": "application/n-triples",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
_DIRECT, _FORM = "application/sparql-query", "application/x-www-form-urlencoded"
_METHODS = "GET, HEAD, POST, OPTIONS"
_OPEN = {"Access-Control-Allow-Origin": "*"}
_FORMATS = ("format", "output", "results")
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^<>"{}|^`\\\x00-\x20]*')


@router.get("/sparql")
@router.head("/sparql", include_in_schema=False)
async def get(request: Request) -> Response:
    """Answer the query of `?query=…`; without any parameter, describe the service."""
    site, fields = await here(request), request.query_params.multi_items()
    return await _answer(site, request, fields) if fields else await run_in_threadpool(_service, site, request)


@router.options("/sparql", include_in_schema=False)
async def options() -> Response:
    """Tell other sites' pages what they may send."""
    allowed = {"Access-Control-Allow-Methods": _METHODS, "Access-Control-Allow-Headers": "Accept, Content-Type"}
    return Response(status_code=204, headers=_OPEN | allowed | {"Allow": _METHODS, "Access-Control-Max-Age": "86400"})


@router.post(
    "/sparql",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _DIRECT: {"schema": {"type": "string"}},
                _FORM: {
                    "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
                },
            },
        }
    },
)
async def post(request: Request) -> Response:
    """Answer the query in the body: as it is (`application/sparql-query`), or as a form's field `query`."""
    site = await here(request)
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if kind.strip() not in (_DIRECT, _FORM):
        raise ProblemError(415, f"Send the query as {_DIRECT}, or as {_FORM} with the field `query`.")
    if "charset" in parameters and "utf-8" not in parameters:
        raise ProblemError(415, "Send the query in UTF-8.")
    text = await _body(request, site.settings.query_length * 12)  # a form writes a Chinese character in nine bytes
    fields = request.query_params.multi_items()
    if kind.strip() == _DIRECT:
        fields.append(("query", text))
    else:
        fields += await run_in_threadpool(_form, text)
    return await _answer(site, request, fields)


PLAIN = (("POST", post), ("GET", get))
"""The same without what the framework does for its own routes, of which these need nothing: these are tried first, and
those above describe them. Of the time of a light query it is a tenth.
"""


async def _body(request: Request, limit: int) -> str:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise ProblemError(413, f"A query may have {limit // 12} characters.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "The query is no UTF-8.") from None


def _form(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=1000, errors="strict")
    except ValueError:
        raise ProblemError(400, "The form is not well formed, or no UTF-8.") from None


def _question(site: Site, request: Request, fields: Iterable[tuple[str, str]]) -> Question:
    """Return the one query among the fields of a form or an address, and what it asks over."""
    given: dict[str, list[str]] = {}
    for name, value in fields:
        given.setdefault(name, []).append(value)
    if "update" in given or any(name.startswith("using-") for name in given):
        raise ProblemError(400, "Updates are refused: this endpoint only reads.")
    queries = given.get("query", [])
    if len(queries) != 1:
        raise ProblemError(400, f"Exactly one `query` is needed; {len(queries)} were given.")
    if len(queries[0]) > site.settings.query_length:
        raise ProblemError(413, f"A query may have {site.settings.query_length} characters.")
    defaults, named = _graphs(given, "default-graph-uri"), _graphs(given, "named-graph-uri")
    formats, limit = _formats(_accepted(request, given)), site.settings.query_rows
    return Question(queries[0], *formats, defaults, named, limit, base=site.settings.base)


def _accepted(request: Request, given: Mapping[str, list[str]]) -> str | None:
    """Return what the client takes: its Accept, or what it names as `format`, `output` or `results` without one."""
    accept = request.headers.get("accept")
    if accept and accept.strip() != "*/*":
        return accept
    named = (value.lower() for name in _FORMATS for value in given.get(name, ()))
    return next((_NAMED.get(value, value if "/" in value else None) or accept for value in named), accept)


@lru_cache(64)
def _formats(accept: str | None) -> tuple[str | None, str | None]:
    """Return the formats that are taken for rows and for triples."""
    rows, graph = (best(accept, list(offers)) for offers in (_ROWS, _GRAPHS))
    if accept and "text/html" in accept:  # a browser says what it likes, not what it takes
        rows, graph = rows or "application/json", graph or "text/turtle"
    return _ROWS.get(rows or ""), _GRAPHS.get(graph or "")


def _graphs(given: dict[str, list[str]], field: str) -> tuple[str, ...] | None:
    for name in given.get(field, ()):
        if not _IRI.fullmatch(name):
            raise ProblemError(400, f"{field}: {name!r} is no absolute IRI.")
    return tuple(given[field]) if field in given else None


async def _answer(site: Site, request: Request, fields: Iterable[tuple[str, str]]) -> Response:
    question = _question(site, request, fields)
    visitors: Endpoint = request.app.state.visitors
    try:
        found = await visitors.ask(question)
    except FormatError as error:
        offers = _ROWS if str(error) == "rows" else _GRAPHS
        raise ProblemError(406, f"The answer can be given as {', '.join(offers)}.") from None
    headers = _OPEN | {"Vary": "Accept", "X-Row-Limit": str(question.limit)}
    if found.cut:
        headers["X-Truncated"] = f"rows={question.limit}"
    media = _media(request.headers.get("accept"), found.form, found.format)
    if found.cut is None:
        return StreamingResponse(found.body, headers=headers, media_type=media)
    return Response(await _whole(found), headers=headers, media_type=media)


async def _whole(found: Answered) -> bytes:
    body: AsyncIterator[bytes] = found.body
    return b"".join([piece async for piece in body])


@lru_cache(64)
def _media(accept: str | None, form: str, format: str) -> str:
    offers = _ROWS if form == "rows" else _GRAPHS
    kind = best(accept, list(offers))
    if kind is None or offers[kind] != format:
        kind = next(name for name, short in offers.items() if short == format)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _service(site: Site, request: Request) -> Response:
    from graph.description import service, written

    offers = list(_GRAPHS)
    kind = best(request.headers.get("accept"), offers)
    if kind is None and "text/html" not in request.headers.get("accept", ""):
        raise ProblemError(406, f"The description of this service is given as {', '.join(offers)}.")
    kind = kind or "text/turtle"
    limits = site.settings.query_rows, site.settings.query_length, request.app.state.visitors.seconds
    body = written(service(site.store, f"{site.settings.url or request.base_url}sparql", *limits), _GRAPHS[kind])
    media = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(body, media_type=media, headers=_OPEN | {"Vary": "Accept"})
