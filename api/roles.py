"""Which role each route behind a key needs: one table, read before anything of a request's body is."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from starlette.routing import compile_path

__all__ = ["NEEDED", "Role", "needed"]


class Role(IntEnum):
    """What the holder of a key may do; a higher role may do all that a lower one may."""

    READER = 1
    CONTRIBUTOR = 2
    REVIEWER = 3
    ADMINISTRATOR = 4


NEEDED: Final = (
    ("POST", "/api/documents", Role.CONTRIBUTOR),
    ("DELETE", "/api/documents/{id}", Role.CONTRIBUTOR),
    ("GET", "/api/jobs", Role.CONTRIBUTOR),
    ("GET", "/api/jobs/{id}", Role.CONTRIBUTOR),
    ("POST", "/ingest", Role.CONTRIBUTOR),
    ("POST", "/ingest/remove", Role.CONTRIBUTOR),
    ("GET", "/review/{id}", Role.REVIEWER),
    ("POST", "/review/{id}", Role.REVIEWER),
    ("GET", "/review/{id}/gold.json", Role.REVIEWER),
    ("GET", "/review/{id}/missed/{miss}", Role.REVIEWER),
    ("POST", "/review/{id}/missed/{miss}", Role.REVIEWER),
    ("GET", "/api/watches", Role.READER),
    ("POST", "/api/watches", Role.READER),
    ("DELETE", "/api/watches/{id}", Role.READER),
    ("GET", "/watches", Role.READER),
    ("POST", "/watches", Role.READER),
    ("POST", "/watches/remove", Role.READER),
    ("GET", "/admin", Role.ADMINISTRATOR),
)
"""Method, path and the lowest role; a route that is not here is open to all."""
_COMPILED: Final = tuple((method, compile_path(path)[0], path, role) for method, path, role in NEEDED)
_FIRST: Final = tuple({f"/{path.split('/')[1]}" for _, path, _ in NEEDED})


def needed(method: str, path: str) -> tuple[str, Role] | None:
    """Return the route of the table and the role that it needs; None where none is needed.

    >>> needed("DELETE", "/api/documents/x")
    ('/api/documents/{id}', <Role.CONTRIBUTOR: 2>)
    >>> needed("GET", "/api/documents") is None
    True
    """
    if not path.startswith(_FIRST):
        return None
    return next(((shown, role) for verb, form, shown, role in _COMPILED if verb == method and form.match(path)), None)
