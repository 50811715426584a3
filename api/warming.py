"""Asks for what visitors ask for most before the first of them comes: who waits for what is built once is nobody."""

from __future__ import annotations

import logging
from typing import Final

import httpx
from fastapi import FastAPI

from api.settings import Settings

__all__ = ["warm"]

_LOG = logging.getLogger("policygraph")
_PATHS: Final = (
    "/", "/search?q=补助", "/api/search?q=补助", "/api/ask?q=由谁牵头", "/sparql?query=ASK%20%7B%7D", "/documents",
    "/agencies", "/deadlines", "/targets", "/compare", "/cascade", "/eligibility", "/query", "/help",
)  # fmt: skip


async def warm(app: FastAPI, settings: Settings) -> None:
    """Ask for each page that many visit once; `/readyz` says that a server is ready when this has been done.

    An error is what a visitor would get too: it is logged, and the next page is asked for.
    """
    name = settings.hosts[0] if settings.hosts else "localhost"
    headers = {"accept": "text/html", "host": name, "user-agent": "policygraph-warming"}
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers) as client:
        for path in _PATHS:
            reply = await client.get(path)
            if reply.is_server_error:
                _LOG.warning("warming: %s answers %d", path, reply.status_code)
    app.state.warm = True
