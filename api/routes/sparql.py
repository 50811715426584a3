"""`/sparql`: the SPARQL 1.1 Protocol, for queries only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.accept import best
from api.errors import ProblemError
from api.schemas import Problem
from api.site import Here, Site
from graph.sparql import Answer, answer

__all__ = ["router"]

router = APIRouter(tags=["sparql"], responses={code: {"model": Problem} for code in (400, 406, 413, 415, 504)})

_ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_DIRECT, _FORM = "application/sparql-query", "application/x-www-form-urlencoded"


@router.get("/sparql")
async def get(request: Request, site: Here) -> Response:
    """Answer the query of `?query=…`."""
    return await run_in_threadpool(_answer, site, request, _query(request.query_params.multi_items()))


@router.post(
    "/sparql",
    openapi_extra={
        "requestBody": {
            "content": {
                _DIRECT: {"schema": {"type": "string"}},
                _FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
            }
        }
    },
)
async def post(request: Request, site: Here) -> Response:
    """Answer the query in the body: as it is (`application/sparql-query`), or as a form's field `query`."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in (_DIRECT, _FORM):
        raise ProblemError(415, f"Send the query as {_DIRECT}, or as {_FORM} with the field `query`.")
    text = await _body(request, site.settings.query_length * 12)  # a form writes a Chinese character in nine bytes
    if kind == _FORM:
        text = _query(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
    return await run_in_threadpool(_answer, site, request, text)


async def _body(request: Request, limit: int) -> str:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise ProblemError(413, f"A query may have {limit // 12} characters.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemError(400, "The query is no UTF-8.") from None


def _query(fields: Iterable[tuple[str, str]]) -> str:
    """Return the one query among the fields of a form or an address."""
    given = list(fields)
    if any(name == "update" for name, _ in given):
        raise ProblemError(400, "Updates are refused: this endpoint only reads.")
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        raise ProblemError(400, f"Exactly one `query` is needed; {len(queries)} were given.")
    return queries[0]


def _answer(site: Site, request: Request, text: str) -> Response:
    settings = site.settings
    if len(text) > settings.query_length:
        raise ProblemError(413, f"A query may have {settings.query_length} characters.")
    found = answer(site.store, text, rows=settings.query_rows, seconds=settings.query_seconds)
    headers = {"Vary": "Accept"}
    if found.cut:
        headers["X-Truncated"] = f"rows={settings.query_rows}"
    return _written(found, request.headers.get("accept"), headers)


def _written(found: Answer, accept: str | None, headers: dict[str, Any]) -> Response:
    from graph.results import write_graph, write_rows

    offers = _GRAPHS if found.form in ("CONSTRUCT", "DESCRIBE") else _ROWS
    kind = best(accept, list(offers)) or _for_browsers(accept, next(iter(offers)))
    if kind is None:
        raise ProblemError(406, f"The answer can be given as {', '.join(offers)}.")
    body = write_graph(found, offers[kind]) if offers is _GRAPHS else write_rows(found, offers[kind]).encode("utf-8")
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Response(body, media_type=f"{kind}{charset}", headers=headers)


def _for_browsers(accept: str | None, kind: str) -> str | None:
    return kind if accept and "text/html" in accept else None
