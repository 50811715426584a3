"""Answers in gzip to those who take it, except what is small, compressed already, or shown to a key or session."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.accept import best
from api.headers import behind
from api.scope import anonymous, path_of
from api.sheets import XLSX

__all__ = ["Compressed"]

_LEAST: Final = 1024  # bytes: below, the head of the answer outweighs what is saved
_LEVEL: Final = 5  # 9 takes three times as long for a hundredth of the size


class Compressed(GZipMiddleware):
    """ASGI middleware; see the module.

    How short a secret becomes beside words of a stranger's choice gives it away: what may hold one stays as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, _LEAST, _LEVEL, exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, XLSX))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not anonymous(scope) or behind(scope["method"], path_of(scope)):
            await self.app(scope, receive, send)
            return
        if best(Headers(scope=scope).get("accept-encoding"), ["gzip"]) is None:  # `gzip;q=0`, which names it too
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await super().__call__(scope, receive, _weakening(send))


def _weakening(send: Send) -> Send:
    """Return `send` that makes the tag of a compressed answer weak: the plain one has other bytes (RFC 9110, 8.8.3)."""

    async def weakening(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-encoding") == "gzip" and headers.get("etag", "").startswith('"'):
                headers["ETag"] = f"W/{headers['etag']}"
        await send(message)

    return weakening
