"""Bounds on what visitors may send, counted as it comes; what is sent with the key, `api.routes.intake.Gate` bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.eligibility.sheet import BYTES
from api.scope import path_of

__all__ = ["JSON", "Bounded", "bounded"]

JSON: Final = 1 << 20
"""Bytes that a body may have where nothing else is said."""
_LIMITS: Final[Mapping[str, int]] = {"/eligibility/": BYTES + JSON, "/sparql": 16 << 20}
"""Bytes by how a path begins, where it is not 1 MiB; of a query the route counts the characters."""
_KEYED: Final = ("/api/documents", "/ingest")


def bounded(scope: Scope, receive: Receive, limit: int, refusal: HTTPException) -> Receive:
    """Return `receive` up to `limit` bytes; it raises the refusal for more, at once where the header says so."""
    stated = dict(scope["headers"]).get(b"content-length", b"")
    counted = 0

    async def counting() -> Message:
        nonlocal counted
        if stated.isdigit() and int(stated[:20]) > limit:
            raise refusal
        message = await receive()
        counted += len(message.get("body", b""))
        if counted > limit:
            raise refusal
        return message

    return counting


@dataclass(frozen=True, slots=True)
class Bounded:
    """ASGI middleware: answers 413 to a longer body."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope)
        if limit is None:
            await self.app(scope, receive, send)
            return
        refusal = HTTPException(413, f"What is sent here may have {limit >> 20} MiB.")
        await self.app(scope, bounded(scope, receive, limit, refusal), send)

    @staticmethod
    def _limit(scope: Scope) -> int | None:
        path = path_of(scope) if scope["type"] == "http" else ""
        if scope["type"] != "http" or (scope["method"] == "POST" and path in _KEYED):
            return None
        return next((limit for start, limit in _LIMITS.items() if path.startswith(start)), JSON)
