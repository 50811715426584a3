"""Puts the security headers on every answer, answers HEAD as GET without the body, counts and times the requests."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from threading import Lock

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.hosts import Names
from api.roles import needed

__all__ = ["Guard", "Metrics"]

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
_PUBLIC = re.compile(r"/(?:sparql|api|id|ontology|void|dump)\b")  # what pages of other origins may read, errors too
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(slots=True)
class Metrics:
    """How many requests were answered with what, and how long they took, in seconds."""

    answered: dict[tuple[str, int], int] = field(default_factory=dict)
    buckets: list[int] = field(default_factory=lambda: [0] * len(_BUCKETS))
    seconds: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def add(self, method: str, status: int, seconds: float) -> None:
        with self.lock:
            key = (method if method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS") else "OTHER", status)
            self.answered[key] = self.answered.get(key, 0) + 1
            self.seconds += seconds
            for at, limit in enumerate(_BUCKETS):
                self.buckets[at] += seconds <= limit

    def text(self) -> str:
        """Return the figures in Prometheus' text format."""
        with self.lock:
            total = sum(self.answered.values())
            lines = [
                "# HELP policygraph_requests_total Requests answered.",
                "# TYPE policygraph_requests_total counter",
            ]
            lines += [
                f'policygraph_requests_total{{method="{method}",status="{status}"}} {count}'
                for (method, status), count in sorted(self.answered.items())
            ]
            lines += [
                "# HELP policygraph_request_seconds Time from request to the end of the answer.",
                "# TYPE policygraph_request_seconds histogram",
            ]
            for limit, count in zip(_BUCKETS, self.buckets, strict=True):
                lines.append(f'policygraph_request_seconds_bucket{{le="{limit}"}} {count}')
            lines.append(f'policygraph_request_seconds_bucket{{le="+Inf"}} {total}')
            lines += [
                f"policygraph_request_seconds_sum {self.seconds:.6f}",
                f"policygraph_request_seconds_count {total}",
            ]
        return "\n".join(lines) + "\n"


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
        scope = self.names.trusted(scope)
        began, status, head = time.perf_counter(), 500, scope["method"] == "HEAD"

        behind = needed("GET" if head else scope["method"], scope["path"]) is not None or scope["path"] == "/ingest"

        reads = scope["method"] in ("GET", "HEAD") or scope["path"] == "/sparql"
        public = reads and bool(_PUBLIC.match(scope["path"]))

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self.secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
                if behind:
                    headers["Cache-Control"] = "no-store"
                elif public:
                    headers.setdefault("Access-Control-Allow-Origin", "*")
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        app = self.app if self.names.admits(scope) else _misdirected
        try:
            await app({**scope, "method": "GET"} if head else scope, receive, guarded)
        finally:
            self.metrics.add(scope["method"], status, time.perf_counter() - began)


_misdirected = Response("This site is not reached by that name: the setting `hosts` lists those that it is.\n", 421)
