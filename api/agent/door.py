"""`POST /mcp`: the tools over streamable HTTP, for whom the site's setting `mcp` lets in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from api.access import reading, refuse_foreign
from api.agent.held import Held
from api.agent.server import server
from api.limits import JSON
from api.site import here

__all__ = ["ROUTE", "running"]

_OPEN: Final = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # `api.hosts` and the door see to it


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[StreamableHTTPSessionManager]:
    """Run the tools over the site that `app` has open; each request stands for itself, and no session is kept."""

    @asynccontextmanager
    async def held() -> AsyncIterator[Held]:
        yield Held(app.state.site, app.state.visitors)

    made = server(held)
    made.streamable_http_app(
        json_response=True, stateless_http=True, max_request_body_size=JSON, transport_security=_OPEN
    )
    async with made.session_manager.run():
        yield made.session_manager


class _Door:
    """ASGI application: refuses pages of other sites, and where the setting asks for a key, those without one."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if "origin" in request.headers:
            refuse_foreign(request)
        site = await here(request)
        if site.settings.mcp == "key":
            await reading(request, site)
        await request.app.state.agent.handle_request(scope, receive, send)


ROUTE = Route("/mcp", _Door(), methods=["POST"], include_in_schema=False)
