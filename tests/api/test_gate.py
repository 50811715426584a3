"""Of what is posted, nothing is read from those without the key, and from others no more than may be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access import token
from api.app import create_app
from api.keys import Keys
from api.roles import Role
from api.settings import Settings

KEY = "open"
KEYS = Keys(Path("nowhere"), KEY)
HOLDER = KEYS.of(0)
assert HOLDER is not None
COOKIE = f"access={token(HOLDER, KEYS)}"
FORM = b"multipart/form-data; boundary=x"
HEAD = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
OURS = {"origin": "http://here"}
PLACES = ["/api/documents", "/ingest", "/ingest/remove", "/review/x"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    app = create_app(Settings(data=tmp_path_factory.mktemp("gate"), key=KEY, upload_size=1))
    with TestClient(app):
        yield app


def _post(
    app: Any, path: str, headers: dict[str, str], pieces: int = 100_000, kind: bytes = FORM, method: str = "POST"
) -> tuple[int, int]:
    """Post a body that is sent as it is asked for; returns the status and how many pieces were asked for."""
    asked, status = 0, 0
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path}
    scope |= {"raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http"}
    scope |= {"headers": [(b"host", b"here"), (b"content-type", kind), *sent], "server": ("here", 80)}

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        body = HEAD if asked == 1 and kind == FORM else b"a" * 4096
        return {"type": "http.request", "body": body, "more_body": asked < pieces}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    asyncio.run(app(scope, receive, send))
    return status, asked


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"cookie": "access=0"}, 403),
        ({"cookie": COOKIE}, 403),
        ({"cookie": COOKIE, "origin": "http://evil"}, 403),
    ],
)
def test_without_the_key_nothing_of_the_body_is_read(app: Any, path: str, headers: dict[str, str], status: int) -> None:
    assert _post(app, path, headers) == (status, 0)


@pytest.mark.parametrize("path", PLACES)
def test_a_body_whose_length_is_too_great_is_refused_before_it_is_read(app: Any, path: str) -> None:
    assert _post(app, path, {"authorization": f"Bearer {KEY}", "content-length": str(1 << 30)}) == (413, 0)


@pytest.mark.parametrize("path", PLACES)
def test_a_body_of_unknown_length_is_cut_off_at_the_limit(app: Any, path: str) -> None:
    status, asked = _post(app, path, {"cookie": COOKIE, "origin": "http://here"})
    assert status == 413 and asked < (3 << 20) // 4096


def test_the_key_itself_is_short(app: Any) -> None:
    form = b"application/x-www-form-urlencoded"
    assert _post(app, "/ingest/key", OURS | {"content-length": "100000"}, kind=form) == (413, 0)
    assert _post(app, "/ingest/key", OURS, kind=form) == (413, 3)
    assert _post(app, "/ingest/key", OURS, pieces=1, kind=form)[0] == 303


def test_what_fits_comes_in(app: Any) -> None:
    client = TestClient(app)
    files = [("files", ("a.txt", "云泽省节水计划".encode()))]
    assert client.post("/api/documents", files=files, headers={"authorization": f"Bearer {KEY}"}).status_code == 202
    long = [("files", ("a.txt", b"a" * ((1 << 20) + 1)))]
    reply = client.post("/api/documents", files=long, headers={"authorization": f"Bearer {KEY}"})
    assert reply.status_code == 413 and "a.txt" in reply.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "GET", "DELETE"])
@pytest.mark.parametrize("path", ["/api/eligibility", "/eligibility", "/search", "/api/ask", "/nowhere", "/sparql"])
def test_of_an_endless_body_a_visitor_has_little_read(app: Any, path: str, method: str) -> None:
    status, asked = _post(app, path, {}, kind=b"application/x-www-form-urlencoded", method=method)
    assert status >= 200 and asked <= (17 << 20) // 4096


def test_a_header_that_takes_nothing_by_name_takes_all(app: Any) -> None:
    client = TestClient(app)
    for path in ("/sparql", "/void", "/api/documents"):
        assert client.get(path, headers={"accept": ","}).status_code < 500


def test_who_sends_many_wrong_keys_has_to_wait(app: Any) -> None:
    client = TestClient(app, client=("192.0.2.7", 1))
    right = {"authorization": f"Bearer {KEY}"}
    assert client.get("/api/jobs", headers=right).status_code == 200
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.access._PAUSE", 0)
        for number in range(20):
            assert client.get("/api/jobs", headers={"authorization": f"Bearer {number}"}).status_code == 401
    for reply in (
        client.get("/api/jobs", headers=right),
        client.post("/ingest/key", data={"key": KEY}, headers={"origin": "http://testserver"}),
    ):
        assert reply.status_code == 429 and 0 < int(reply.headers["retry-after"]) <= 61
    assert TestClient(app, client=("192.0.2.8", 1)).get("/api/jobs", headers=right).status_code == 200


def test_a_made_key_is_taken_from_where_wrong_ones_come(tmp_path: Path) -> None:
    key = {"authorization": f"Bearer {Keys(tmp_path / 'keys.sqlite').add('李明', Role.ADMINISTRATOR)}"}
    with TestClient(create_app(Settings(data=tmp_path)), client=("192.0.2.9", 1)) as client:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("api.access._PAUSE", 0)
            for number in range(20):
                client.get("/api/jobs", headers={"authorization": f"Bearer {number}"})
        assert client.get("/api/jobs", headers={"authorization": "Bearer 21"}).status_code == 429
        assert client.get("/api/jobs", headers=key).status_code == 200
        form = {"key": key["authorization"].partition(" ")[2]}
        entered = client.post("/ingest/key", data=form, headers={"origin": "http://testserver"}, follow_redirects=False)
        assert entered.status_code == 303 and "access" in entered.cookies


def test_where_the_disk_is_full_the_server_says_so(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(app)
    assert client.get("/healthz").status_code == 200
    monkeypatch.setattr("api.routes.health.ROOM", 1 << 60)
    assert client.get("/healthz").status_code == 503

    def full(path: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("api.jobs.sync", full)
    files, right = [("files", ("a.txt", b"a"))], {"authorization": f"Bearer {KEY}"}
    reply = client.post("/api/documents", files=files, headers=right)
    assert reply.status_code == 503 and "No space left" in reply.json()["detail"]


def test_a_site_that_knows_its_address_believes_no_host_header(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, url="https://policy.example/"))
    with TestClient(app) as client:
        for path in ("/void", "/sparql"):
            text = client.get(path, headers={"host": "evil.example", "accept": "text/turtle"}).text
            assert "evil.example" not in text and "policy.example" in text
