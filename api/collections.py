"""Private collections: libraries of their own beside the public one, read by those whose key names them.

Each has a store, an index and files of its own in a folder, so that nothing of it is in what other readers search,
query, list, export or subscribe to, whatever a route forgets to filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import holder_of, shown
from api.errors import ProblemError, answer
from api.keys import Key, Keys
from graph.errors import FolderError

if TYPE_CHECKING:
    from api.latecomers import Latecomers
    from api.settings import Settings

__all__ = ["COOKIE", "HEADER", "Collected", "cookie_of", "create", "names", "open_to", "within"]

HEADER: Final = "policygraph-collection"
"""Names the collection that a request is for, percent-encoded; without it a request is for the public library."""
COOKIE: Final = "collection"
_NAME: Final = re.compile(r"\w[\w-]{0,39}")


def names(data: Path) -> tuple[str, ...]:
    """Return the names of the collections in a data folder, sorted."""
    return tuple(
        sorted(
            place.name for place in (data / "collections").glob("*") if place.is_dir() and _NAME.fullmatch(place.name)
        )
    )


def create(data: Path, name: str) -> Path:
    """Make the folder of a new collection and return it. Raises FolderError for a name that is none, or is taken.

    >>> create(Path("nowhere"), "../x")
    Traceback (most recent call last):
    graph.errors.FolderError: '../x': the name of a collection has 1 to 40 letters, digits and hyphens
    """
    if not _NAME.fullmatch(name):
        raise FolderError(f"{name!r}: the name of a collection has 1 to 40 letters, digits and hyphens")
    place = data / "collections" / name
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        raise FolderError(f"{place}: there is a collection of this name already") from None
    return place


def within(site: Settings, name: str) -> Settings:
    """Return the settings of a collection: its store and index lie in its folder, its keys are those of the site."""
    own = {"data": site.data / "collections" / name, "store": "", "search": "embedded"}
    return site.model_copy(update=own | {"keys": site.keys_path, "collection": name})


def open_to(key: Key | None, all: Iterable[str]) -> list[str]:
    """Return the names of those collections that the holder of a key may read."""
    return [name for name in all if key and key.role_in(name)]


class Collected:
    """ASGI middleware: hands a request for a collection to the application of that collection, if its key opens it.

    A program names the collection in a header, and is answered 401 or 404 where it may not read it; on the pages a
    cookie keeps the choice, which counts for nothing without a session.
    """

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        late: Latecomers | None = scope["app"].state.latecomers if scope["type"] == "http" else None
        if late is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not (HEADER in request.headers or COOKIE in request.cookies) or not late.names():
            await self.app(scope, receive, _with(send, {"Vary": HEADER}) if late.opened else send)
            return
        asked = request.headers.get(HEADER)
        if asked is not None:
            try:
                key: Key | None = await shown(request, self.keys)
            except (HTTPException, ProblemError) as error:
                await _refusal(request, error)(scope, receive, send)
                return
        else:
            asked = request.cookies.get(COOKIE, "")
            key = holder_of(request, self.keys) if asked else None
        name = unquote(asked)
        found = await late.find(name) if open_to(key, [name]) else None
        if found is not None:
            await found(scope, receive, _with(send, {"Cache-Control": "no-store"}))
        elif HEADER in request.headers:
            missing = answer(request, 404, f"No collection of the name {name[:40]!r} is open to this key.")
            await missing(scope, receive, send)
        else:
            await self.app(scope, receive, _with(send, {"Vary": HEADER}))


def _refusal(request: Request, error: HTTPException | ProblemError) -> ASGIApp:
    if isinstance(error, ProblemError):
        return answer(request, error.status, error.detail)
    return answer(request, error.status_code, str(error.detail), headers=error.headers)


def _with(send: Send, headers: Mapping[str, str]) -> Send:
    """Return `send` that puts headers on an answer; `Vary` joins what is there, all others take its place."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = MutableHeaders(scope=message)
            for name, value in headers.items():
                if name == "Vary":
                    given.add_vary_header(value)
                else:
                    given[name] = value
        await send(message)

    return sending


def cookie_of(name: str) -> str:
    """Return the name of a collection as a cookie and the header hold it.

    >>> cookie_of("内部-2")
    '%E5%86%85%E9%83%A8-2'
    """
    return quote(name, safe="")
