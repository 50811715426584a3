"""Who asks: whoever shows a key, in a header or, on the pages, by a cookie that stands for it."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict
from hashlib import sha256
from typing import Annotated, Final, Literal

from fastapi import Depends, HTTPException, Request, Response

from api.errors import ProblemError
from api.keys import SETTING, Key, Keys
from api.roles import Role, needed
from api.scope import noted, path_of
from api.sessions import end, ended, secret
from api.signin.people import dismiss, person
from api.site import Here, Site

__all__ = [
    "SESSION",
    "Keyed",
    "cookie_name",
    "enter",
    "forget",
    "guessed",
    "holder_of",
    "keep",
    "leave",
    "may_be_guessed",
    "reading",
    "refuse_foreign",
    "refuse_many",
    "require",
    "shown",
    "token",
]

SESSION: Final = 12 * 3600
"""Seconds that a cookie is good for; without a database it ends with the server too."""
_Sent = Literal["strict", "lax"]
_PAUSE = 0.3  # seconds before a wrong key is refused
_GUESSES: Final = 20  # wrong keys that an address may send in a minute
_MINUTE: Final = 60.0
_ADDRESSES: Final = 10_000  # that are remembered
_FOREIGN: Final = "A page of another site sent this: it is refused."
_wrong: Final[OrderedDict[str, list[float]]] = OrderedDict()


def token(key: Key, keys: Keys) -> str:
    """Return a new cookie in place of the key: when it ends, a number of its own, whose key, and what proves all."""
    content = f"{time.time() + SESSION:.0f}.{secrets.token_hex(8)}.{key.id}"
    return f"{content}.{_proof(content, key, keys)}"


def _proof(content: str, key: Key, keys: Keys) -> str:
    return hmac.new(secret(keys.database) + key.hash.encode("ascii"), content.encode("utf-8"), sha256).hexdigest()


def _behind(cookie: str, keys: Keys) -> Key | None:
    """Return the key that a cookie stands for, if both still do."""
    content, _, proof = cookie.rpartition(".")
    until, _, rest = content.partition(".")
    id = rest.rpartition(".")[2]
    known = id.isascii() and id.isdigit() and len(id) < 10
    key = (person(keys, int(id)) or keys.of(int(id))) if known else None
    if key is None or not hmac.compare_digest(proof.encode("utf-8"), _proof(content, key, keys).encode("ascii")):
        return None
    return key if float(until) > time.time() and not ended(keys.database, cookie) else None


def leave(request: Request, answer: Response, keys: Keys) -> None:
    """Let the cookie of a request stand for nothing any more, and the answer delete it."""
    cookie = request.cookies.get(cookie_name(request), "")
    if key := _behind(cookie, keys):
        end(keys.database, cookie, time.time() + SESSION)
        dismiss(keys, key)
    forget(request, answer, cookie_name(request))


def guessed(request: Request) -> None:
    """Count a wrong key; one address that sends many is refused for a minute (429), with the key of the setting too."""
    refuse_many(request)
    times = _wrong.setdefault(_address(request), [])
    times.append(time.monotonic())
    _wrong.move_to_end(_address(request))
    if len(_wrong) > _ADDRESSES:
        _wrong.popitem(last=False)


def may_be_guessed(key: Key | None) -> bool:
    """Tell whether who shows this key waits after many wrong ones: not with a key of 256 random bits.

    So nobody locks the holders of such keys out who shares an address with them, or has the same proxy.
    """
    return key is None or key.name == SETTING


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


def cookie_name(request: Request, name: str = "access") -> str:
    """Return the name of a cookie: by its prefix no other host and no plain connection can set it."""
    return f"__Host-{name}" if _secure(request) else name


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def keep(
    request: Request, answer: Response, name: str, value: str, seconds: int = SESSION, sent: _Sent = "strict"
) -> None:
    """Have the browser keep a cookie that no script reads; `lax`: also where another site led to this one."""
    answer.set_cookie(name, value, seconds, httponly=True, samesite=sent, secure=_secure(request))


def forget(request: Request, answer: Response, name: str, sent: _Sent = "strict") -> None:
    """Have the browser delete a cookie that `keep` gave it."""
    answer.delete_cookie(name, httponly=True, samesite=sent, secure=_secure(request))


def enter(request: Request, answer: Response, key: Key, keys: Keys) -> None:
    """Let the answer set the cookie that stands for `key`."""
    keep(request, answer, cookie_name(request), token(key, keys))


def _sent(request: Request) -> str | None:
    """Return the key in the header `Authorization: Bearer`; None where there is none."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    sent = given.strip().encode("latin-1", "replace").decode("utf-8", "replace")  # headers come as Latin-1
    return sent if kind.lower() == "bearer" and sent else None


def holder_of(request: Request, keys: Keys) -> Key | None:
    """Return the key that a request shows; of a cookie only where the request comes from our own pages."""
    sent = _sent(request)
    if sent is not None:
        return keys.holder(sent)
    cookie = request.cookies.get(cookie_name(request))
    return _behind(cookie, keys) if cookie and _from_here(request) else None


def _from_here(request: Request) -> bool:
    """Tell whether a request comes from our own pages.

    What writes must say so: every browser sends `Origin` with a form, and pages of other sites cannot forge it.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return request.method in ("GET", "HEAD") or request.headers.get("sec-fetch-site") == "same-origin"
    return origin.partition("://")[2] == request.scope.get("host_sent", request.headers.get("host"))


def refuse_foreign(request: Request) -> None:
    """Raise 403 for a request that a page of another site sent."""
    if not _from_here(request):
        raise ProblemError(403, _FOREIGN)


def require(key: Key, role: Role, site: Site) -> Key:
    """Return `key` if its role on this site is high enough; 403 where it is not."""
    held = key.role_in(site.settings.collection)
    if held is None or held < role:
        has = f"that of a {held.name.lower()} here" if held else "for another library"
        raise ProblemError(403, f"The key of {key.name} is {has}; this needs a {role.name.lower()}.")
    return key


async def _keyed(request: Request, site: Here) -> Key:
    if not site.keys:
        raise ProblemError(403, "This site takes no documents: whoever runs it sets POLICYGRAPH_KEY first.")
    key = await shown(request, site.keys)
    found = needed(request.method, path_of(request.scope))
    strictest = Role.ADMINISTRATOR  # for a route that the table forgot
    return require(key, found[1] if found else strictest, site)


async def reading(request: Request, site: Site) -> Key:
    """Return the key that a request to read shows; 401 where it shows none that stands, 403 where the site has none."""
    if not site.keys:
        detail = "This needs a key, and the site has none: whoever runs it makes one with `policygraph key add`."
        raise ProblemError(403, detail)
    return require(await shown(request, site.keys), Role.READER, site)


async def shown(request: Request, keys: Keys) -> Key:
    """Return the key that a request shows; 401 where it shows none that stands."""
    key = holder_of(request, keys)
    if "authorization" in request.headers and may_be_guessed(key):
        refuse_many(request)
    if key is None:
        await _refuse(request)
    assert key is not None
    noted(request, who=key.name)
    return key


async def _refuse(request: Request) -> None:
    if not _from_here(request) and cookie_name(request) in request.cookies and "authorization" not in request.headers:
        await asyncio.sleep(_PAUSE)
        raise ProblemError(403, _FOREIGN)  # and counts as no guess
    shown = "authorization" in request.headers or cookie_name(request) in request.cookies
    if shown:
        guessed(request)
    await asyncio.sleep(_PAUSE)
    challenge = 'Bearer realm="policygraph"' + (', error="invalid_token"' if shown else "")
    detail = "The key is missing or wrong. Send `Authorization: Bearer KEY`, or enter it on /ingest"
    raise HTTPException(401, detail, {"WWW-Authenticate": challenge})


Keyed = Annotated[Key, Depends(_keyed)]
