"""Who asks too often has to wait, each caller apart; where too much runs, the rest is sent away at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.keys import Keys
from api.rates import Heavy
from api.roles import Role
from api.settings import Settings

ASK = {"q": "节水"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("rates"), heavy_minute=3)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Any]:
    app = create_app(settings)
    with TestClient(app):
        yield app


def _client(app: Any, address: str) -> TestClient:
    return TestClient(app, client=(address, 1))


def test_an_address_waits_and_others_do_not(app: Any) -> None:
    client = _client(app, "192.0.2.1")
    assert [client.get("/api/search", params=ASK).status_code for _ in range(4)] == [200, 200, 200, 429]
    reply = client.get("/api/ask", params={"q": "节水"})
    assert reply.status_code == 429 and 0 < int(reply.headers["retry-after"]) <= 20
    assert reply.headers["access-control-allow-origin"] == "*"  # pages of other origins read it, and when to come again
    assert "Retry-After" in reply.headers["access-control-expose-headers"]
    assert reply.headers["content-type"] == "application/problem+json" and reply.headers["x-content-type-options"]
    assert client.get("/documents").status_code == client.get("/sparql").status_code == 200
    assert _client(app, "192.0.2.2").get("/api/search", params=ASK).status_code == 200


def test_a_key_counts_apart_from_its_address(app: Any, settings: Settings) -> None:
    right = {"authorization": f"Bearer {Keys(settings.keys_path).add('程序', Role.READER)}"}
    client = _client(app, "192.0.2.3")
    while client.get("/api/search", params=ASK).status_code != 429:
        pass
    assert [client.get("/api/search", params=ASK, headers=right).status_code for _ in range(4)] == [200, 200, 200, 429]
    wrong = {"authorization": "Bearer made up"}
    assert client.get("/api/search", params=ASK, headers=wrong).status_code == 429


def test_an_ipv6_network_is_one_caller_and_this_machine_is_not_counted(app: Any) -> None:
    got = [_client(app, f"2001:db8::{n}").get("/api/search", params=ASK).status_code for n in range(1, 5)]
    assert got == [200, 200, 200, 429]
    assert {_client(app, "127.0.0.1").get("/api/search", params=ASK).status_code for _ in range(9)} == {200}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/sparql"),
        ("POST", "/api/eligibility"),
        ("POST", "/api/documents"),
        ("POST", "/eligibility/x/sandbox"),
        ("GET", "/search?q=a"),
        ("GET", "/query/result.csv?x=1"),
    ],
)
def test_every_heavy_route_is_counted(app: Any, method: str, path: str) -> None:
    client = _client(app, f"198.51.100.{len(path)}")
    assert [client.request(method, path).status_code for _ in range(4)][-1] == 429


def test_more_than_may_run_at_a_time_is_shed(tmp_path: Path) -> None:
    async def run() -> list[int]:
        gate, statuses = asyncio.Event(), list[int]()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await gate.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        heavy = Heavy(slow, minute=0, at_once=2, keys=Keys(tmp_path / "none"))
        scope = {"type": "http", "method": "POST", "path": "/sparql", "headers": [], "query_string": b""}
        scope |= {"client": ("192.0.2.9", 1), "app": create_app(Settings(data=tmp_path))}
        asked = [asyncio.create_task(heavy(scope, _nothing, send)) for _ in range(4)]
        await asyncio.sleep(0.05)
        gate.set()
        await asyncio.gather(*asked)
        await heavy(scope, _nothing, send)
        return statuses

    assert asyncio.run(run()) == [503, 503, 200, 200, 200]


async def _nothing() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}
