"""Who may put documents in: whoever shows the key, in a header or, on the pages, by a cookie that stands for it."""

from __future__ import annotations

import asyncio
import hmac
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request

from api.errors import ProblemError
from api.site import Here

__all__ = ["COOKIE", "Keyed", "holds_key", "same", "token"]

COOKIE = "access"
_PAUSE = 0.3  # seconds before a wrong key is refused


def token(key: str) -> str:
    """Return what the cookie holds in place of the key.

    >>> token("a") == token("a"), "a" * 8 in token("a" * 8)
    (True, False)
    """
    return hmac.new(key.encode("utf-8"), b"policygraph access", sha256).hexdigest()


def same(given: str, key: str) -> bool:
    """Compare in a time that does not tell how much agrees."""
    return hmac.compare_digest(given.encode("utf-8"), key.encode("utf-8"))


def holds_key(request: Request, key: str) -> bool:
    """Tell whether a request shows the key; never where the site has none."""
    if not key:
        return False
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    sent = given.strip().encode("latin-1", "replace").decode("utf-8", "replace")  # headers come as Latin-1
    if kind.lower() == "bearer" and same(sent, key):
        return True
    return same(request.cookies.get(COOKIE, ""), token(key)) and _from_here(request)


def _from_here(request: Request) -> bool:
    """Tell whether a request that comes with a cookie comes from our own pages."""
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


async def _keyed(request: Request, site: Here) -> None:
    key = site.settings.key
    if not key:
        raise ProblemError(403, "This site takes no documents: whoever runs it sets POLICYGRAPH_KEY first.")
    if not holds_key(request, key):
        await asyncio.sleep(_PAUSE)
        raise ProblemError(403, "The key is missing or wrong. Send `Authorization: Bearer KEY`, or enter it on /ingest")


Keyed = Annotated[None, Depends(_keyed)]
