"""Answers in gzip to those who take it, except what is small, compressed already, or shown to a key or session."""

from __future__ import annotations

from typing import Final

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

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
        else:
            await super().__call__(scope, receive, send)
