"""A server is ready when what it builds once is built; what cannot be built is logged and holds nobody up."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

import pytest
from fastapi import Request, Response
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings


def _ready(client: TestClient) -> list[int]:
    """Ask until the server is ready, or for 30 seconds; return what it answered."""
    said, end = list[int](), time.monotonic() + 30
    while not said or (said[-1] != 200 and time.monotonic() < end):
        said.append(client.get("/readyz").status_code)
    return said


def test_a_server_is_ready_once_it_is_warm(own_settings: Settings) -> None:
    hosts = {"warm": True, "hosts": ("policy.example",)}
    with TestClient(create_app(own_settings.model_copy(update=hosts)), base_url="http://policy.example") as client:
        said = _ready(client)
        assert said[0] == 503 and said[-1] == 200
        text = client.get("/metrics").text
        for route in ("/", "/search", "/api/ask", "/cascade", "/deadlines"):
            assert f'route="{route}",status="200"' in text, route


def test_a_page_that_fails_is_logged_and_the_server_is_ready(
    own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(own_settings.model_copy(update={"warm": True}))

    @app.middleware("http")
    async def failing(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        return Response(status_code=503) if request.url.path == "/search" else await call_next(request)

    with caplog.at_level(logging.WARNING, "policygraph"), TestClient(app) as client:
        assert _ready(client)[-1] == 200
    assert "warming: /search?q=补助 answers 503" in caplog.text
