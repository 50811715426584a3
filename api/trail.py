"""The audit log: one line of JSON for every write and every refused try, only ever appended to.

It holds who, when, what and with which outcome; never a key, and nothing that somebody typed but the name of the key.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rates import Rate
from api.roles import needed
from api.scope import path_of

__all__ = ["REQUEST", "Audited", "Trail"]

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered; it is in the header `X-Request-ID`, the audit log and the log."""
_LOG = logging.getLogger("policygraph")
_REFUSED: Final = (401, 403, 429)
_REFUSALS: Final = 600
"""Refused tries a minute that are written down, so that nobody can fill the disk with them."""
_CALLBACK: Final = "/signin/callback"
_SECRET: Final = re.compile("(/feeds/watches/).*")  # the address of such a feed is the key to it
_ENTRY: Final = ("/ingest/key", "/ingest/leave", "/ingest/collection")


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit log of a site."""

    path: Path

    def add(self, **line: Any) -> None:
        """Append one line, and return once it is on the disk. Raises OSError."""
        text = json.dumps({"when": datetime.now(UTC).isoformat(timespec="milliseconds")} | line, ensure_ascii=False)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{text}\n".encode())  # one call: lines of two processes do not mix
            os.fsync(file)
        finally:
            os.close(file)

    def lines(self, since: date | None = None) -> Iterator[dict[str, Any]]:
        """Yield the lines, the oldest first, from the beginning of the day `since` (UTC); one cut off is left out."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for text in file:
                try:
                    line = json.loads(text)
                except ValueError:
                    continue
                if since is None or datetime.fromisoformat(line["when"]).date() >= since:
                    yield line


@dataclass(frozen=True, slots=True)
class Audited:
    """ASGI middleware: gives each request an id, and writes down those that write and those that are refused."""

    app: ASGIApp
    trail: Trail
    refusals: Rate = field(default_factory=lambda: Rate(_REFUSALS))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        id, status, about = secrets.token_hex(8), 500, dict[str, Any]()

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = id
            await send(message)

        held = REQUEST.set(id)
        try:
            await self.app({**scope, "audit": about}, receive, numbered)
        finally:
            if _LOG.isEnabledFor(logging.INFO):
                taken = round(1000 * (time.perf_counter() - began), 1)
                fields = {
                    "method": scope["method"],
                    "path": _SECRET.sub(r"\1…", scope["path"]),
                    "status": status,
                    "ms": taken,
                }
                _LOG.info("answered", extra={"fields": fields})
            REQUEST.reset(held)
            self._keep(scope, id, status, about)

    def _keep(self, scope: Scope, id: str, status: int, about: dict[str, Any]) -> None:
        path, method = path_of(scope), scope["method"]
        found = needed(method, path)
        refused = status in _REFUSED
        # agents only read: what counts is who is refused
        kept = (*_ENTRY, "/mcp", "/retrieval") if refused else _ENTRY
        entered = method == "GET" and (path == _CALLBACK or (path == "/signin" and status in (429, 503)))
        route = found[0] if found else path if entered or (method == "POST" and path in kept) else None
        if route is None or (method in ("GET", "HEAD") and not refused and not entered):
            return
        if (refused or (entered and status != 200)) and self.refusals.wait("all"):
            return
        address = scope["client"][0] if scope.get("client") else ""
        line = {"who": about.pop("who", None), "what": f"{method} {route}", "path": path[:300], **about}
        try:
            self.trail.add(**line, status=status, request=id, address=address)
        except OSError as error:  # the answer has gone out: the log at least says what is missing
            _LOG.error("%s: %s: nothing was written of request %s", self.trail.path, error, id)
