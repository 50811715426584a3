"""The pages for people, one module a subject: parse, ask, render."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes.pages import (
    about,
    admin,
    audit,
    cascade,
    charts,
    compare,
    deadlines,
    eligibility,
    graph,
    home,
    intake,
    lists,
    missed,
    query,
    results,
    sandbox,
    signin,
    watches,
)

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
for module in (
    home,
    results,
    audit,
    lists,
    deadlines,
    compare,
    cascade,
    graph,
    sandbox,
    eligibility,
    query,
    charts,
    intake,
    signin,
    missed,
    watches,
    admin,
    about,
):
    router.include_router(module.router)
