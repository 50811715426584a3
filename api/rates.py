"""How often a key or an address may ask for what takes long, and how much of it runs at a time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access import holder_of
from api.connections import here, network
from api.errors import answer
from api.keys import Keys
from api.scope import path_of

__all__ = ["Heavy", "Rate", "wait_of"]

_MOST: Final = 10_000  # keys and addresses that are remembered
_ROUTES: Final = frozenset(
    [
        "/sparql",
        "/query",
        "/api/ask",
        "/search",
        "/api/search",
        "/api/eligibility",
        "/eligibility",
        "/mcp",
        "/retrieval",
        "/api/network",
        "/api/network.png",
        "/api/network.svg",
    ]
)
_UPLOADS: Final = frozenset(["/api/documents", "/ingest"])


@dataclass(slots=True)
class Rate:
    """A bucket of tokens for each caller: `minute` at once, and as many again each minute."""

    minute: int
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, who: str) -> int:
        """Take a token, and return 0; where none is left, return the seconds until there is one.

        >>> rate = Rate(2)
        >>> [rate.wait("a"), rate.wait("a"), rate.wait("a"), rate.wait("b")]
        [0, 0, 30, 0]
        """
        now = time.monotonic()
        left, at = self._left.get(who, (float(self.minute), now))
        left = min(float(self.minute), left + (now - at) * self.minute / 60)
        self._left[who] = (left - 1 if left >= 1 else left, now)
        self._left.move_to_end(who)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return 0 if left >= 1 else math.ceil((1 - left) * 60 / self.minute)


class Heavy:
    """ASGI middleware: answers 429 to who asks too often, and 503 where too much runs; both say when to come again.

    Who asks from this machine itself is not counted, but is shed as others are.
    """

    def __init__(self, app: ASGIApp, minute: int, at_once: int, keys: Keys) -> None:
        self.app, self.at_once, self.keys = app, at_once, keys
        self.rate = Rate(minute) if minute else None
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _heavy(scope):
            await self.app(scope, receive, send)
            return
        if self.rate is not None and (wait := self._wait(scope)):
            refusal = _later(scope, 429, f"Too much was asked from there. Wait {wait} s.", wait)
            await refusal(scope, receive, send)
            return
        if self.running >= self.at_once:
            refusal = _later(scope, 503, "Too much is being answered just now. Try again soon.", 2)
            await refusal(scope, receive, send)
            return
        self.running += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.running -= 1

    def _wait(self, scope: Scope) -> int:
        """Return the seconds that a caller has to wait: those of the address, or of the key where one stands."""
        assert self.rate is not None
        request = Request(scope)
        if "authorization" in request.headers and (key := holder_of(request, self.keys)):
            return self.rate.wait(f"key {key.id}")
        return wait_of(scope, self.rate)


def wait_of(scope: Scope, rate: Rate) -> int:
    """Return the seconds that an address has to wait; this machine itself has not to."""
    address = scope["client"][0] if scope.get("client") else ""
    return 0 if here(address) else rate.wait(network(address))


def _later(scope: Scope, status: int, detail: str, seconds: int) -> Response:
    return answer(Request(scope), status, detail, headers={"Retry-After": str(seconds)})


def _heavy(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path = path_of(scope)
    if path in _ROUTES or path.startswith("/query/result."):
        return bool(scope["method"] == "POST" or scope.get("query_string"))  # without a question it is a light page
    return scope["method"] == "POST" and (path in _UPLOADS or path.endswith("/sandbox"))
