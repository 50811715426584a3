"""Puts the security headers on every answer, answers HEAD as GET without the body, counts and times the requests."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.figures import Metrics
from api.hosts import Names
from api.roles import needed
from api.scope import unversioned
from graph.describe import KINDS

__all__ = ["Guard", "behind", "shared"]

_CSP = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PUBLIC = re.compile(
    rf"/(?:sparql|api|id|ontology|void|dump|tables|export|feeds|robots|sitemap|opensearch|llms|\.well-known|{'|'.join(KINDS)})\b"
)  # what pages of other origins may read, errors too
_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Retry-After, "
    "X-Request-ID, X-Row-Limit, X-Total-Count, X-Truncated",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware; see the module."""

    app: ASGIApp
    metrics: Metrics
    names: Names
    secure: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = unversioned(self.names.trusted(scope))
        seen = scope["seen"] = dict[str, str]()  # filled in next to the routes: see `api.scope.Seen`
        began, status, head = time.perf_counter(), 500, scope["method"] == "HEAD"

        private, public = behind(scope["method"], scope["path"]), shared(scope["method"], scope["path"])
        preflight = public and scope["method"] == "OPTIONS" and scope["path"] != "/sparql"  # which has its own answer

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                if public and headers.get("Cache-Control") == "no-store":
                    del headers["Access-Control-Allow-Origin"]  # from a private collection, or with a cookie
                elif public:
                    for name, value in _SHARED.items():
                        headers.setdefault(name, value)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self.secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
                if private:
                    headers["Cache-Control"] = "no-store"
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        allowing = _preflight_of_questions if scope["path"] in _ASKED_BY_POST else _preflight_of_reads
        app = (allowing if preflight else self.app) if self.names.admits(scope) else _misdirected
        try:
            await app({**scope, "method": "GET"} if head else scope, receive, guarded)
        finally:
            self.metrics.add(scope["method"], seen.get("route", "none"), status, time.perf_counter() - began)


def shared(method: str, path: str) -> bool:
    """Tell whether pages of other origins may read what a request is answered: public reading, errors too.

    >>> shared("GET", "/api/documents"), shared("POST", "/api/documents"), shared("OPTIONS", "/api/jobs")
    (True, False, False)
    >>> shared("POST", "/api/eligibility")
    True
    """
    reads = method in _READS or path in _ASKED_BY_POST
    return reads and bool(_PUBLIC.match(path)) and not behind(method, path)


def behind(method: str, path: str) -> bool:
    """Tell whether a key is needed; who asks for the headers or the options of a path, asks as for the path."""
    return needed("GET" if method in _READS else method, path) is not None or path in _SESSION


_SESSION = ("/ingest", "/signin", "/signin/callback")
_READS = ("GET", "HEAD", "OPTIONS")
_ASKED_BY_POST = ("/sparql", "/api/eligibility")  # whose POST changes nothing: the body is the question


def _preflight(methods: str, headers: str) -> Response:
    allowed = {"Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": headers}
    return Response(status_code=204, headers=allowed | {"Access-Control-Max-Age": "86400"})


_preflight_of_reads = _preflight("GET, HEAD, OPTIONS", "Accept, If-None-Match, If-Range, Range")
_preflight_of_questions = _preflight("POST, OPTIONS", "Accept, Content-Type")
_misdirected = Response("This site is not reached by that name: the setting `hosts` lists those that it is.\n", 421)
