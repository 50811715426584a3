"""Bounds on what visitors may send, counted as it comes; what is sent with the key, `api.routes.intake.Gate` bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.eligibility.sheet import BYTES

__all__ = ["Bounded"]

_JSON: Final = 1 << 20
_LIMITS: Final[Mapping[str, int]] = {"/eligibility/": BYTES + _JSON, "/sparql": 16 << 20}
"""Bytes by how a path begins, where it is not 1 MiB; of a query the route counts the characters."""
_KEYED: Final = ("/api/documents", "/ingest")


@dataclass(frozen=True, slots=True)
class Bounded:
    """ASGI middleware: answers 413 to a longer body."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope)
        if limit is None:
            await self.app(scope, receive, send)
            return
        counted, told = 0, dict(scope["headers"]).get(b"content-length", b"")

        async def bounded() -> Message:
            nonlocal counted
            if told.isdigit() and int(told[:20]) > limit:
                raise HTTPException(413, f"What is sent here may have {limit >> 20} MiB.")
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > limit:
                raise HTTPException(413, f"What is sent here may have {limit >> 20} MiB.")
            return message

        await self.app(scope, bounded, send)

    @staticmethod
    def _limit(scope: Scope) -> int | None:
        path = scope["path"].removeprefix(scope.get("root_path", "")) if scope["type"] == "http" else ""
        if scope["type"] != "http" or (scope["method"] == "POST" and path in _KEYED):
            return None
        return next((limit for start, limit in _LIMITS.items() if path.startswith(start)), _JSON)
