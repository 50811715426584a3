"""Who may put documents in: whoever shows the key, in a header or, on the pages, by a cookie that stands for it."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict
from hashlib import sha256
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request

from api.errors import ProblemError
from api.site import Here

__all__ = ["COOKIE", "SESSION", "Keyed", "guessed", "holds_key", "leave", "refuse_many", "same", "token"]

COOKIE = "access"
SESSION: Final = 12 * 3600
"""Seconds that a cookie is good for; it ends with the server too."""
_PAUSE = 0.3  # seconds before a wrong key is refused
_GUESSES: Final = 20  # wrong keys that an address may send in a minute
_MINUTE: Final = 60.0
_ADDRESSES: Final = 10_000  # that are remembered
_SECRET: Final = secrets.token_bytes(32)
_left: Final[dict[str, float]] = {}  # cookies that were given back, and when they would have ended
_wrong: Final[OrderedDict[str, list[float]]] = OrderedDict()


def token(key: str) -> str:
    """Return a new cookie in place of the key: when it ends, a number of its own, and what proves both.

    >>> _stands(token("a"), "a"), _stands(token("a"), "b"), _stands("0", "a")
    (True, False, False)
    """
    content = f"{time.time() + SESSION:.0f}.{secrets.token_hex(8)}"
    return f"{content}.{_proof(content, key)}"


def _proof(content: str, key: str) -> str:
    return hmac.new(_SECRET + key.encode("utf-8"), content.encode("utf-8"), sha256).hexdigest()


def _stands(cookie: str, key: str) -> bool:
    content, _, proof = cookie.rpartition(".")
    return same(proof, _proof(content, key)) and float(content.partition(".")[0]) > time.time() and cookie not in _left


def leave(cookie: str, key: str) -> None:
    """Let a cookie stand for nothing any more."""
    now = time.time()
    for old in [old for old, end in _left.items() if end < now]:
        del _left[old]
    if _stands(cookie, key):
        _left[cookie] = now + SESSION


def guessed(request: Request) -> None:
    """Count a wrong key; one address that sends many is refused for a minute (429), with a right one too."""
    refuse_many(request)
    times = _wrong.setdefault(_address(request), [])
    times.append(time.monotonic())
    _wrong.move_to_end(_address(request))
    if len(_wrong) > _ADDRESSES:
        _wrong.popitem(last=False)


def refuse_many(request: Request) -> None:
    """Raise 429 with the seconds to wait where an address has sent too many wrong keys."""
    since = time.monotonic() - _MINUTE
    times = _wrong.get(_address(request), [])
    times[:] = [at for at in times if at > since]
    if len(times) >= _GUESSES:
        wait = {"Retry-After": str(int(times[0] - since) + 1)}
        raise HTTPException(429, "Too many wrong keys were sent from there. Wait a minute, and try again", wait)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


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
    return _stands(request.cookies.get(COOKIE, ""), key) and _from_here(request)


def _from_here(request: Request) -> bool:
    """Tell whether a request that comes with a cookie comes from our own pages."""
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


async def _keyed(request: Request, site: Here) -> None:
    key = site.settings.key
    if not key:
        raise ProblemError(403, "This site takes no documents: whoever runs it sets POLICYGRAPH_KEY first.")
    if "authorization" in request.headers:
        refuse_many(request)
    if not holds_key(request, key):
        if "authorization" in request.headers or COOKIE in request.cookies:
            guessed(request)
        await asyncio.sleep(_PAUSE)
        raise ProblemError(403, "The key is missing or wrong. Send `Authorization: Bearer KEY`, or enter it on /ingest")


Keyed = Annotated[None, Depends(_keyed)]
