"""Gives what everybody may read a weak ETag, and answers 304 to whoever holds the present state of it already."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conditional import matches
from api.roles import needed
from api.scope import anonymous, path_of
from api.site import Site
from graph.describe import KINDS

__all__ = ["Fresh"]

_PAGES: Final = ("documents", "agencies", "deadlines", "targets", "compare", "cascade", "search", "help")
_FOUND: Final = (r"\.well-known", "robots", "sitemap", "opensearch", "llms", "api", "id", "ontology", "void")
_READ: Final = re.compile(rf"/(?:$|(?:{'|'.join((*_FOUND, *_PAGES, *KINDS))})(?:[/.]|$))")
_SECONDS: Final = 5  # for which an answer holds where others write to the store, as in `Site.memory`


@dataclass(frozen=True, slots=True)
class Fresh:
    """ASGI middleware; see the module. What a key or a session was shown for is for its holder alone."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _public(scope):
            await self.app(scope, receive, send)
            return
        if not anonymous(scope):
            await self.app(scope, receive, _sending(send, {"Cache-Control": "private, no-cache"}))
            return
        path = path_of(scope)
        tag = _tag(scope, path)  # before the answer is made: a change meanwhile makes the tag old, never the answer
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        sent = Headers(scope=scope).get("if-none-match", "")
        if sent.strip() != "*" and matches(sent, tag):  # `*` is for what there is, which only the answer shows
            vary = "Accept" if path.startswith("/api/") else "Accept, Cookie"
            await Response(status_code=304, headers=headers | {"Vary": vary})(scope, receive, send)
            return
        await self.app(scope, receive, _sending(send, headers))


def _public(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":  # `api.headers.Guard` has made HEAD a GET
        return False
    path = path_of(scope)
    return bool(_READ.match(path)) and needed("GET", path) is None


def _tag(scope: Scope, path: str) -> str:
    """Return the tag of an answer: the state of store and index, the day, and all of a request that an answer shows."""
    site = scope["app"].state.site
    assert isinstance(site, Site)
    headers = Headers(scope=scope)
    state = [site.opened, site.store.version, site.memory.age, date.today()]
    if "://" in site.settings.store_location:
        state.append(int(time.time() // _SECONDS))
    if not path.startswith("/api/"):
        state += [cookie_parser(headers.get("cookie", "")).get("lang"), bool(site.keys)]
    asked = [scope["scheme"], headers.get("host"), scope["path"], scope["query_string"], headers.get("accept")]
    return f'W/"{blake2b(repr(state + asked).encode(), digest_size=12).hexdigest()}"'


def _sending(send: Send, headers: dict[str, str]) -> Send:
    """Return `send` that puts headers on what succeeds; an answer that sets a cookie is kept by nobody."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            given = MutableHeaders(scope=message)
            for name, value in ({"Cache-Control": "no-store"} if "set-cookie" in given else headers).items():
                given.setdefault(name, value)
        await send(message)

    return sending
