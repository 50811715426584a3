"""`/admin`: keys, jobs with their notices, disk use and versions, for administrators."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from shutil import disk_usage
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api.access import Keyed
from api.page.render import page
from api.routes.intake import jobs_of
from api.site import Here
from api.state_figures import size_of

__all__ = ["router"]

router = APIRouter()

_PACKAGES: Final = ("policygraph", "pyoxigraph", "tantivy", "fastapi", "uvicorn")
_JOBS: Final = 50


@router.get("/admin")
def admin(request: Request, site: Here, _: Keyed) -> Response:
    now, data, here = datetime.now(UTC), site.settings.data, site.settings.collection
    free = disk_usage(data)
    named: dict[str, Any] = {
        "keys": [(key, key.state(now)) for key in site.keys.all() if not here or key.role_in(here)],
        "jobs": jobs_of(request).all()[:_JOBS],
        "sizes": [(path.name, size_of(path) >> 10) for path in sorted(data.iterdir())],
        "watches": site.watches.all(),
        "free": free.free >> 20,
        "total": free.total >> 20,
        "versions": [("Python", platform.python_version()), *((name, version(name)) for name in _PACKAGES)],
    }
    return page(request, "admin.html", **named)
