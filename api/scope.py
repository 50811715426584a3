"""What middleware and routes share of a request in its ASGI scope: its path on this site, and notes for the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Seen", "anonymous", "noted", "path_of", "unversioned"]

_VERSION: Final = "/api/v1"
_SESSIONS: Final = (b"access=", b"__Host-access=")  # as `api.access` names its cookie


def path_of(scope: Scope) -> str:
    """Return the path of a request as the routes know it, without the prefix that a proxy serves the site under.

    >>> path_of({"path": "/policy/ingest", "root_path": "/policy"}), path_of({"path": "/ingest"})
    ('/ingest', '/ingest')
    """
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def unversioned(scope: Scope) -> Scope:
    """Return the scope of `/api/v1/…` as that of `/api/…`, which it is another name of.

    >>> unversioned({"path": "/policy/api/v1/jobs", "root_path": "/policy"})["path"], unversioned({"path": "/api/v10"})
    ('/policy/api/jobs', {'path': '/api/v10'})
    """
    path = path_of(scope)
    if path != _VERSION and not path.startswith(f"{_VERSION}/"):
        return scope
    plain = scope.get("root_path", "") + "/api" + path.removeprefix(_VERSION)
    return {**scope, "path": plain, "raw_path": quote(plain).encode("ascii")}


def anonymous(scope: Scope) -> bool:
    """Tell whether a request shows neither a key nor a session.

    >>> anonymous({"headers": [(b"cookie", b"lang=en")]}), anonymous({"headers": [(b"cookie", b"lang=en; access=1")]})
    (True, False)
    """
    for name, value in scope["headers"]:
        if name == b"authorization":
            return False
        if name == b"cookie" and any(part.strip().startswith(_SESSIONS) for part in value.split(b";")):
            return False
    return True


def noted(request: Request, **fields: Any) -> None:
    """Add fields to the line that the audit log gets of a request; nothing where none is kept."""
    request.scope.get("audit", {}).update(fields)


@dataclass(frozen=True, slots=True)
class Seen:
    """ASGI middleware next to the routes: names the template of its route in `scope["seen"]`."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope) if scope["type"] == "http" else ""  # now, as what is mounted gets a root of its own
        try:
            await self.app(scope, receive, send)
        finally:
            scope.get("seen", {})["route"] = _template(scope, path)


def _template(scope: Scope, path: str) -> str:
    """Return the template of the route, or the place of what is mounted; "none" where nothing was found."""
    if route := scope.get("route"):
        return str(route.path)
    if path.startswith("/static/"):
        return "/static"
    return path if "endpoint" in scope and not scope.get("path_params") else "none"
