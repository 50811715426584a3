"""Keys with names and roles: made and revoked on the command line, and what each may do over HTTP."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.keys import KeyNameError, Keys
from api.roles import NEEDED, Role, needed
from api.settings import Settings

ROOT = Path(__file__).parents[2]
SESSION = {"/ingest/key", "/ingest/leave", "/ingest/collection"}
OPEN = {"/sparql", "/api/eligibility", "/eligibility/{id}/sandbox", *SESSION}
"""Routes that take a body and write nothing, and those that give, steer and end a session."""


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(Settings(data=tmp_path_factory.mktemp("keys")).keys_path)


@pytest.fixture(scope="module")
def made(keys: Keys) -> dict[Role, str]:
    return {role: keys.add(f"李明 {role.name}", role) for role in Role}


@pytest.fixture(scope="module")
def client(keys: Keys, made: dict[Role, str]) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.access._PAUSE", 0)
        app = create_app(Settings(data=keys.path.parent))
        with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
            yield client


def _bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def _filled(path: str) -> str:
    return path.replace("{id}", "none").replace("{miss}", "none")


@pytest.mark.parametrize(("method", "path", "role"), NEEDED, ids=[f"{verb} {path}" for verb, path, _ in NEEDED])
def test_a_route_opens_to_its_role_and_those_above(
    client: TestClient, made: dict[Role, str], method: str, path: str, role: Role
) -> None:
    reply = client.request(method, _filled(path))
    assert reply.status_code == 401 and reply.headers["www-authenticate"].startswith("Bearer ")
    for held, key in made.items():
        refused = client.request(method, _filled(path), headers=_bearer(key)).status_code in (401, 403)
        assert refused == (held < role), held


def test_every_route_that_writes_is_in_the_table(client: TestClient) -> None:
    paths: Any = client.get("/api/openapi.json").json()["paths"]
    from api.routes import pages

    writing = {(verb.upper(), path) for path, verbs in paths.items() for verb in verbs if verb != "get"}
    writing |= {("POST", path) for path in _posted(pages.router)}
    assert len(writing) > 8
    for method, path in writing:
        assert path in OPEN or needed(method, _filled(path)), path


def _posted(router: Any) -> Iterator[str]:
    for route in router.routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if inner is not None:
            yield from _posted(inner)
        elif "POST" in (getattr(route, "methods", None) or ()):
            yield route.path


def test_no_key_is_kept_and_the_file_is_the_owners(keys: Keys, made: dict[Role, str]) -> None:
    stored = b"".join(path.read_bytes() for path in keys.path.parent.glob("keys.sqlite*"))
    assert not any(key.encode() in stored for key in made.values())
    assert keys.path.stat().st_mode & 0o077 == 0


def test_a_key_ends_with_its_days_or_when_it_is_revoked_and_its_cookie_with_it(client: TestClient, keys: Keys) -> None:
    key = keys.add("王芳", Role.REVIEWER, days=1)
    with pytest.raises(KeyNameError, match="revoke"):
        keys.add("王芳", Role.READER)
    ours = {"origin": "http://testserver"}
    cookie = client.post("/ingest/key", data={"key": key}, headers=ours).headers["set-cookie"].partition(";")[0]
    client.cookies.clear()
    assert client.get("/api/jobs", headers={"cookie": cookie}).status_code == 200
    with sqlite3.connect(keys.path) as base:
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        base.execute("UPDATE key SET expires = ? WHERE name = '王芳'", (past,))
    for headers in (_bearer(key), {"cookie": cookie}):
        assert client.get("/api/jobs", headers=headers).status_code == 401
    again = keys.add("王芳", Role.REVIEWER)
    assert client.get("/api/jobs", headers=_bearer(again)).status_code == 200
    keys.revoke("王芳")
    assert client.get("/api/jobs", headers=_bearer(again)).status_code == 401
    with pytest.raises(KeyNameError):
        keys.revoke("王芳")


def test_use_is_remembered(keys: Keys, made: dict[Role, str]) -> None:
    holder = keys.holder(made[Role.READER])
    assert holder and keys.holder("wrong") is None
    assert next(key for key in keys.all() if key.id == holder.id).used is not None


def test_over_https_the_cookie_is_secure_and_of_this_host_alone(client: TestClient, made: dict[Role, str]) -> None:
    secure = TestClient(client.app, base_url="https://testserver", follow_redirects=False)
    ours = {"origin": "https://testserver"}
    cookie = secure.post("/ingest/key", data={"key": made[Role.REVIEWER]}, headers=ours).headers["set-cookie"]
    assert cookie.startswith("__Host-access=")
    for part in ("HttpOnly", "Path=/", "SameSite=strict", "Secure"):
        assert part in cookie
    assert "李明 REVIEWER" in secure.get("/ingest").text


def test_the_command_line_makes_lists_and_revokes(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "api", "key", *words, "--data", str(tmp_path / "new")]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    key = run("add", "李明", "--role", "reviewer", "--days", "30").stdout.strip()
    assert len(key) >= 43
    assert run("add", "李明", "--role", "reader").returncode == 1
    assert run("add", "setting", "--role", "reader").returncode == 1
    assert "李明\treviewer\tgood" in run("list").stdout and key not in run("list").stdout
    assert run("revoke", "李明").returncode == 0 and "revoked" in run("list").stdout
    assert "key list" in run("revoke", "李明").stderr


def test_the_page_of_administrators_shows_keys_disk_and_versions(client: TestClient, made: dict[Role, str]) -> None:
    text = client.get("/admin", headers=_bearer(made[Role.ADMINISTRATOR]) | {"accept": "text/html"}).text
    assert "李明 REVIEWER" in text and "keys.sqlite" in text and "pyoxigraph" in text
    assert not any(key in text for key in made.values())
