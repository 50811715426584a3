"""Every error becomes one problem detail (RFC 9457), or a page that helps where a person is reading."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from api.headers import shared
from graph.errors import (
    DatabaseError,
    GraphError,
    QueryError,
    QuerySizeError,
    QueryTimeoutError,
    SearchError,
    StoreError,
)

__all__ = ["PROBLEM", "Answered", "PackageError", "ProblemError", "answer", "install", "not_found", "unprocessable"]

PROBLEM = "application/problem+json"
_LOG = logging.getLogger("policygraph")
_NO_SEARCH = (
    "Search and questions do not answer now; documents and their pages, tables, feeds and SPARQL do. Try again soon."
)
_NO_DATABASE = (
    "Keys, watches and the change log cannot be read now; what needs no key goes on. Try again in a few seconds."
)
_NO_DATABASE_ZH = "口令、关注和变更记录暂时无法读取；不需要口令的内容照常可读。请稍后再试。"
_TITLES = {
    400: "The request is not well formed",
    401: "A key is needed here",
    403: "This is not allowed here",
    404: "There is no such thing",
    405: "This method is not allowed here",
    406: "None of the asked formats can be given",
    413: "The request is too long",
    415: "This format is not taken",
    416: "The file has no such part",
    422: "A parameter is wrong",
    429: "Too much was asked in too short a time",
    500: "Something went wrong on our side",
    503: "What this needs cannot answer now",
    504: "The query ran past its time limit",
}


class PackageError(GraphError):
    """An optional package that a command or a setting needs, and that is not installed."""


class ProblemError(Exception):
    """An answer that is an error: status, what is wrong in one sentence, and which fields if any.

    `chinese` is the sentence for Chinese pages, where there is one.
    """

    def __init__(
        self, status: int, detail: str, errors: tuple[dict[str, str], ...] = (), chinese: str | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.chinese = status, detail, errors, chinese


class Answered:
    """ASGI middleware: answers where the middleware within it cannot read the keys, as `install` does for routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except DatabaseError as error:
            await (await _graph(Request(scope), error))(scope, receive, send)


def not_found(what: str) -> ProblemError:
    """Return the problem that says that `what` does not exist."""
    return ProblemError(404, f"{what} is not in the store.")


def unprocessable(field: str, message: str, chinese: str | None = None, code: str | None = None) -> ProblemError:
    """Return the problem that names one wrong parameter; a `code` says for programs what is wrong with it."""
    error = {"field": field, "message": message} | ({"code": code} if code else {})
    return ProblemError(422, f"{field}: {message}", (error,), chinese)


def install(app: FastAPI) -> None:
    """Make `app` answer every error of ours, of its framework and of Python as a problem."""
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(GraphError, _graph)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unexpected)


def answer(
    request: Request,
    status: int,
    detail: str,
    errors: tuple[dict[str, str], ...] = (),
    headers: Any = None,
    chinese: str | None = None,
) -> Response:
    """Return the problem as an answer, for what no exception handler sees: middleware."""
    title = _TITLES.get(status, "The request failed")
    if _reads_pages(request):
        from api.page.render import error_page

        return error_page(request, status, title, detail, headers, chinese, errors)
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body["instance"] = request.url.path
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=headers, media_type=PROBLEM)


def _reads_pages(request: Request) -> bool:
    asks_for_data = request.url.path.startswith(("/api/", "/sparql", "/metrics", "/healthz", "/livez", "/readyz"))
    return not asks_for_data and "text/html" in request.headers.get("accept", "")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return answer(request, error.status, error.detail, error.errors, chinese=error.chinese)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = tuple(
        {"field": str(item["loc"][-1]) if item["loc"] else "body", "message": item["msg"]} for item in error.errors()
    )
    detail = "; ".join(f"{item['field']}: {item['message']}" for item in fields)
    return answer(request, 422, detail, fields)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
    return answer(request, error.status_code, str(error.detail), headers=headers)


def _allowed(request: Request) -> str:
    """Return the methods of all routes of a path; the framework names those of the first one only."""
    scope = dict(request.scope)
    scope["root_path"] = scope.get("app_root_path", scope.get("root_path", ""))  # as before a mount took the path over
    routes = (route for route in iter_route_contexts(request.app.routes) if route.matches(scope)[0] != Match.NONE)
    methods = {method for route in routes for method in route.methods or ("GET",)}  # a mount has files, and no methods
    if "GET" in methods:
        methods |= {"HEAD"} | ({"OPTIONS"} if shared("OPTIONS", request.url.path) else set())
    return ", ".join(sorted(methods))


async def _graph(request: Request, error: Exception) -> Response:
    if isinstance(error, QueryTimeoutError):
        return answer(request, 504, str(error))
    if isinstance(error, QuerySizeError):
        return answer(request, 503, str(error))
    if isinstance(error, QueryError):
        return answer(request, 400, str(error))
    status = 503 if isinstance(error, StoreError) else 500
    _LOG.error("%s %s: %s", request.method, request.url.path, error)
    if isinstance(error, DatabaseError):
        return answer(request, 503, _NO_DATABASE, headers={"Retry-After": "5"}, chinese=_NO_DATABASE_ZH)
    if isinstance(error, SearchError):  # where the server stands is nothing to visitors
        request.app.state.site.behind.set()  # it may come back without what it held
        return answer(request, 503, _NO_SEARCH, headers={"Retry-After": "10"})
    return answer(request, status, str(error))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody reads it; it is no failure of ours


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.exception("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "The error has been logged; the same request may be tried again later.")
