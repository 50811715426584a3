"""Headers by ASVS, what a `Host` header may do, forms of other sites, and how well the server says it is."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
KEY = "open"
EVIL = {"host": "evil.example"}
FORMS = (
    "/ingest",
    "/ingest/key",
    "/ingest/leave",
    "/ingest/collection",
    "/ingest/remove",
    "/watches",
    "/watches/remove",
)
"""Where the forms of the pages post to, but for those of reviews, whose addresses hold a document."""


def _site(folder: Path, **settings: Any) -> TestClient:
    return TestClient(create_app(Settings(data=folder, key=KEY, **settings)), follow_redirects=False)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch, _site(tmp_path_factory.mktemp("hosts")) as client:
        patch.setattr("api.access._PAUSE", 0)
        yield client


@pytest.mark.parametrize("path", ["/", "/api/documents", "/nowhere", "/static/site.css", "/ingest"])
def test_every_answer_carries_the_headers_that_protect_it(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"] and re.fullmatch("[0-9a-f]{16}", headers["x-request-id"])
    assert "strict-transport-security" not in headers and "server" not in headers


def test_what_is_behind_a_key_is_not_cached(client: TestClient) -> None:
    right = {"authorization": f"Bearer {KEY}"}
    for path in ("/api/jobs", "/ingest", "/review/x"):
        assert client.get(path, headers=right).headers["cache-control"] == "no-store"
        assert client.head(path, headers=right).headers["cache-control"] == "no-store"


def test_no_answer_repeats_an_unknown_host(client: TestClient) -> None:
    for path in ("/sparql", "/void", "/documents/", "/nowhere", "/", "/api/openapi.json"):
        reply = client.get(path, headers=EVIL | {"accept": "text/turtle, text/html;q=0.5, */*;q=0.1"})
        assert "evil.example" not in reply.text + str(reply.headers)
    assert "http://localhost:8000/sparql" in client.get("/sparql", headers={"host": "localhost:8000"}).text


def test_a_site_that_lists_its_names_refuses_others(tmp_path: Path) -> None:
    with _site(tmp_path, url="https://policy.example/", hosts=("inside.example",)) as client:
        reply = client.get("/documents", headers=EVIL)
        assert reply.status_code == 421 and reply.headers["content-security-policy"]
        for host in ("policy.example", "INSIDE.example:8080", "localhost:8000", "[::1]:8000"):
            reply = client.get("/documents", headers={"host": host})
            assert (
                reply.status_code == 200
                and reply.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
            )


@pytest.mark.parametrize("path", [*FORMS, "/review/x", "/review/x/missed/y"])
def test_a_form_of_another_site_writes_nothing(client: TestClient, path: str) -> None:
    entered = client.post("/ingest/key", data={"key": KEY}, headers={"origin": "http://testserver"})
    cookie = {"cookie": entered.headers["set-cookie"].partition(";")[0]}
    client.cookies.clear()
    for sent in ({"origin": "https://evil.example"}, {"origin": "null"}, {}, {"sec-fetch-site": "cross-site"}):
        assert client.post(path, data={"key": KEY, "id": "x"}, headers=cookie | sent).status_code == 403, sent
    assert client.get("/api/jobs", headers=cookie).status_code == 200


def test_every_form_that_posts_is_tried_above() -> None:
    for file in (ROOT / "api" / "page" / "templates").glob("*.html"):
        for tag in re.findall(r'<form[^>]*method="post"[^>]*>', file.read_text("utf-8")):
            action = re.search(r'action="([^"]*)"', tag)
            known = action[1] in FORMS or "sandbox" in action[1] if action else file.stem in ("review", "missed")
            assert known, f"{file.name}: {tag}"


def test_the_server_lives_before_it_is_ready(tmp_path: Path) -> None:
    client = _site(tmp_path)
    assert client.get("/livez").status_code == 200 and client.get("/readyz").status_code == 503
    with client:
        assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/livez").status_code == 200 and client.get("/readyz").status_code == 503


def test_who_leaves_in_the_middle_of_a_body_is_no_error(tmp_path: Path) -> None:
    """The log, and with it the time in which a traceback is written, is kept for what went wrong here."""
    env = {"POLICYGRAPH_DATA": str(tmp_path), "POLICYGRAPH_WARM": "0", "PYTHONUNBUFFERED": "1", "PATH": "/usr/bin"}
    command = [sys.executable, "-m", "api", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=env) as running:
        assert running.stderr is not None
        address = httpx.URL(running.stderr.readline().split()[1])
        for path in ("sparql", "api/eligibility", "api/documents", "ingest/key", "retrieval"):
            with socket.create_connection((address.host, address.port or 0)) as line:
                line.sendall(b"POST /%s HTTP/1.1\r\nHost: 127.0.0.1\r\n" % path.encode())
                line.sendall(b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 999\r\n\r\nquery=")
                time.sleep(0.1)  # so that the body is being waited for
        assert httpx.get(address.join("livez"), timeout=30).status_code == 200
        running.terminate()
        assert "Traceback" not in running.stderr.read()


def test_a_traceback_is_written_plainly_also_with_the_door_for_agents_open(tmp_path: Path) -> None:
    """One that a library draws with the lines around each step holds the event loop for a second."""
    script = (
        "import logging, os; from api.commands.serving import bound, served; from api.settings import Settings;"
        "ready = lambda: (print(type(logging.getLogger().handlers[0]).__name__, flush=True), os._exit(0));"
        f"served(Settings(data={str(tmp_path)!r}, mcp='open'), bound('127.0.0.1', 0)[0], ready)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "StreamHandler\n", done.stderr


def test_the_log_is_lines_of_json_where_a_site_asks_for_it(tmp_path: Path) -> None:
    env = {"POLICYGRAPH_DATA": str(tmp_path), "POLICYGRAPH_JSON_LOG": "1", "PYTHONUNBUFFERED": "1", "PATH": "/usr/bin"}
    env["POLICYGRAPH_WARM"] = "0"  # whose requests would be lines too
    command = [sys.executable, "-m", "api", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=env) as running:
        assert running.stderr is not None
        address = running.stderr.readline().split()[1]
        reply = httpx.get(f"{address}api/search", params={"q": "私事"}, timeout=30)
        line = json.loads(running.stderr.readline())
        running.terminate()
    assert line["request"] == reply.headers["x-request-id"] and line["path"] == "/api/search"
    assert line["status"] == 200 and line["ms"] > 0 and "私事" not in str(line)
