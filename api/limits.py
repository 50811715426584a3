"""Bounds on what visitors may post where no key is asked for, counted as it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.eligibility.sheet import BYTES

__all__ = ["Bounded"]

_JSON: Final = 1 << 20
_LIMITS: Final[Mapping[str, int]] = {"/api/eligibility": _JSON, "/eligibility/": BYTES + _JSON}
"""Bytes by how a path begins."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """ASGI middleware: answers 413 to a longer body."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope)
        if limit is None:
            await self.app(scope, receive, send)
            return
        counted = 0

        async def bounded() -> Message:
            nonlocal counted
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > limit:
                raise HTTPException(413, f"What is sent here may have {limit >> 20} MiB.")
            return message

        await self.app(scope, bounded, send)

    @staticmethod
    def _limit(scope: Scope) -> int | None:
        if scope["type"] != "http" or scope["method"] != "POST":
            return None
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return next((limit for start, limit in _LIMITS.items() if path.startswith(start)), None)
