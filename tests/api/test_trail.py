"""The audit log: every write and every refused try is in it, and neither keys nor anybody's words are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.keys import Keys
from api.roles import Role
from api.settings import Settings
from api.trail import Trail

ROOT = Path(__file__).parents[2]
WORDS = "云泽省节水计划绝无仅有"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("trail"))


@pytest.fixture(scope="module")
def key(settings: Settings) -> str:
    return Keys(settings.keys_path).add("李明", Role.CONTRIBUTOR)


@pytest.fixture(scope="module")
def client(settings: Settings, key: str) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.access._PAUSE", 0)
        with TestClient(create_app(settings), follow_redirects=False) as client:
            yield client


def _lines(settings: Settings) -> list[dict[str, Any]]:
    return list(Trail(settings.trail_path).lines())


def test_writes_and_refused_tries_are_written_down(client: TestClient, settings: Settings, key: str) -> None:
    right = {"authorization": f"Bearer {key}"}
    assert client.get("/api/documents").status_code == client.get("/api/jobs", headers=right).status_code == 200
    assert not settings.trail_path.exists()
    files = [("files", ("a.txt", WORDS.encode()))]
    put = client.post("/api/documents", files=files, headers=right)
    client.delete("/api/documents/none", headers=right)
    client.post("/review/none", headers=right, data={"verdict": "accept", "record": "x", "note": WORDS})
    client.get("/api/jobs")
    client.post("/ingest/key", data={"key": "wrong-key"}, headers={"origin": "http://testserver"})
    found = [(line["who"], line["what"], line["status"]) for line in _lines(settings)]
    assert found == [
        ("李明", "POST /api/documents", 202),
        ("李明", "DELETE /api/documents/{id}", 404),
        ("李明", "POST /review/{id}", 403),
        (None, "GET /api/jobs", 401),
        (None, "POST /ingest/key", 303),
    ]
    first = _lines(settings)[0]
    assert first["request"] == put.headers["x-request-id"] and first["address"] == "testclient"
    assert first["jobs"] == [put.json()["jobs"][0]["id"]] and first["when"].endswith("+00:00")
    text = settings.trail_path.read_text("utf-8")
    assert key not in text and "wrong-key" not in text and WORDS not in text
    assert settings.trail_path.stat().st_mode & 0o077 == 0


def test_a_line_that_a_crash_cut_off_hides_no_other(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "audit.jsonl")
    trail.add(what="one")
    with trail.path.open("a", encoding="utf-8") as file:
        file.write('{"when": "20\n')
    trail.add(what="two")
    assert [line["what"] for line in trail.lines()] == ["one", "two"]
    assert not list(trail.lines(since=date(9999, 1, 1)))


def test_refused_tries_cannot_fill_the_disk(client: TestClient, settings: Settings) -> None:
    stranger, began = TestClient(client.app, client=("192.0.2.99", 1)), time.monotonic()
    for _ in range(800):
        stranger.get("/review/x", headers={"authorization": "Bearer no"})
    assert sum(line["status"] in (401, 429) for line in _lines(settings)) <= 605 + 10 * (time.monotonic() - began)


def test_the_command_line_shows_it_and_is_in_it(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        env = {**os.environ, "POLICYGRAPH_DATA": str(tmp_path)}
        command = [sys.executable, "-m", "api", *words]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout

    run("key", "add", "李明", "--role", "reader")
    assert "command line\tkey add" in run("audit-log")
    (line,) = run("audit-log", "--json", "--since", "2020-01-01").splitlines()
    assert json.loads(line)["key"] == "李明"
    assert run("audit-log", "--since", "9999-01-01") == ""
