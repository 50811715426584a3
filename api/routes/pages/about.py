"""`/help`: what the system can and cannot do, how well it reads, and what the words mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request, Response

from api.page.render import page

__all__ = ["router"]

router = APIRouter()


@router.get("/help")
def about(request: Request) -> Response:
    return page(request, "help.html", **_told())


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads((files("api.page") / "help.toml").read_text("utf-8"))
