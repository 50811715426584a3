"""What middleware and routes share of a request in its ASGI scope: its path on this site, and notes for the log."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.types import Scope

__all__ = ["noted", "path_of"]


def path_of(scope: Scope) -> str:
    """Return the path of a request as the routes know it, without the prefix that a proxy serves the site under.

    >>> path_of({"path": "/policy/ingest", "root_path": "/policy"}), path_of({"path": "/ingest"})
    ('/ingest', '/ingest')
    """
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def noted(request: Request, **fields: Any) -> None:
    """Add fields to the line that the audit log gets of a request; nothing where none is kept."""
    request.scope.get("audit", {}).update(fields)
