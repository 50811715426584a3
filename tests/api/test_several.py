"""Several servers of one database, one SPARQL server and one folder: each answers what the others took in.

The search server is away, as none is installed here: what is written is followed by it in `test_search_away`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.changes import Changes
from api.database import Database, turn
from api.sessions import secret

KEY = "k" * 40
BEARER = {"Authorization": f"Bearer {KEY}"}
TEXT = "荻浦市{name}方案\n\n荻政发〔2024〕{number}号\n\n一、目标\n到2026年，建成{name}12座。（市水利局牵头）\n"
ROOT = Path(__file__).parents[2]
HTTP = httpx.Client(timeout=60, trust_env=False)


@dataclass
class Site:
    """What all servers share: a data folder, and by URL database and store."""

    data: Path
    database: str
    environment: dict[str, str]

    @contextmanager
    def run(self, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
        """Run a server; gives its address and process, which is ended if it still runs."""
        command = [sys.executable, "-m", "api", "serve", "--data", str(self.data), "--port", "0", *options]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=self.environment) as process:
            assert process.stderr is not None
            said = process.stderr.readline()
            assert "http://127.0.0.1:" in said, said
            threading.Thread(target=process.stderr.read, daemon=True).start()
            try:
                yield said.split()[1].rstrip("/"), process
            finally:
                process.terminate()
                process.wait(25)

    @property
    def log(self) -> Changes:
        return Changes(Path(), Database(self.database))


@pytest.fixture(scope="module")
def shared(server: Any, oxigraph: str, tmp_path_factory: pytest.TempPathFactory) -> Site:
    database = server.database("several")
    named = {
        "DATABASE": database, "STORE": oxigraph, "SEARCH": "http://127.0.0.1:9", "KEY": KEY,
        "WEBHOOK_HOSTS": '["127.0.0.1"]', "WATCH_PAUSE": "0.05", "BASE": "https://several.invalid/id/",
    }  # fmt: skip
    environment = os.environ | {f"POLICYGRAPH_{name}": value for name, value in named.items()}
    return Site(tmp_path_factory.mktemp("several") / "data", database, environment)


@pytest.fixture(scope="module")
def two(shared: Site) -> Iterator[list[str]]:
    """The addresses of two servers."""
    with ExitStack() as stack:
        yield [stack.enter_context(shared.run())[0] for _ in range(2)]


def _soon(what: Callable[[], Any], seconds: float = 60.0) -> Any:
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def _put(address: str, *names: str) -> list[str]:
    files = [("files", (f"{name}.txt", TEXT.format(name=name, number=len(name)).encode())) for name in names]
    reply = HTTP.post(f"{address}/api/documents", files=files, headers=BEARER)
    assert reply.status_code == 202, reply.text
    return [job["id"] for job in reply.json()["jobs"]]


def _job(address: str, id: str) -> dict[str, Any]:
    reply = HTTP.get(f"{address}/api/jobs/{id}", headers=BEARER)
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def _done(address: str, *ids: str) -> None:
    for id in ids:
        job = _soon(lambda id=id: found if (found := _job(address, id))["over"] else None)
        assert job["stage"] == "done", job


def _titles(address: str) -> str:
    return HTTP.get(f"{address}/documents", headers={"accept": "text/html"}).text


def test_a_session_of_one_server_holds_on_the_other_and_ends_on_both(two: list[str]) -> None:
    here, there = two
    origin = {"origin": here}
    entered = HTTP.post(f"{here}/ingest/key", data={"key": KEY}, headers=origin)
    cookie = {"cookie": f"access={entered.cookies['access']}"}
    page = {"accept": "text/html"}
    assert "files" in HTTP.get(f"{there}/ingest", headers=cookie | page).text
    assert HTTP.get(f"{there}/api/jobs", headers=cookie).status_code == 200
    files = {"files": ("甲.txt", TEXT.format(name="泵站", number=1).encode())}
    foreign = HTTP.post(f"{there}/ingest", files=files, headers=cookie | {"origin": "http://elsewhere.invalid"})
    assert foreign.status_code == 403
    assert HTTP.post(f"{there}/ingest/leave", headers=cookie | {"origin": there}).status_code == 303
    for address in two:
        assert HTTP.get(f"{address}/api/jobs", headers=cookie).status_code == 401


def test_what_one_server_takes_in_is_on_the_pages_of_the_other(two: list[str]) -> None:
    here, there = two
    assert "荻浦市水闸方案" not in _titles(there)
    (id,) = _put(here, "水闸")
    assert id in [job["id"] for job in HTTP.get(f"{there}/api/jobs", headers=BEARER).json()["items"]]
    _done(there, id)
    for address in two:
        _soon(lambda address=address: "荻浦市水闸方案" in _titles(address), 10)
    document = _job(there, id)["documents"][0]["id"]
    assert HTTP.delete(f"{there}/api/documents/{document}", headers=BEARER).status_code == 204
    for address in two:
        _soon(lambda address=address: "荻浦市水闸方案" not in _titles(address), 10)


def test_files_put_in_at_two_servers_are_each_read_once(two: list[str], shared: Site) -> None:
    before = shared.log.last()
    names = [("渠道", "堤防"), ("泵房", "井盖")]
    ids = [id for address, some in zip(two, names, strict=True) for id in _put(address, *some)]
    _done(two[0], *ids)
    entries = shared.log.entries(20, after=before)
    assert sorted(one.title for one in entries) == sorted(f"荻浦市{name}方案" for some in names for name in some)
    assert not any((shared.data / "waiting").iterdir())


def test_a_change_is_delivered_once(two: list[str]) -> None:
    got: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            got.append(self.headers["Webhook-Id"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as receiver:
        threading.Thread(target=receiver.serve_forever, args=(0.02,), daemon=True).start()
        to = f"http://127.0.0.1:{receiver.server_address[1]}/"
        asked = {"title": "水塔", "text": "水塔", "delivery": "webhook", "to": to}
        reply = HTTP.post(f"{two[0]}/api/watches", json=asked, headers=BEARER)
        assert reply.status_code == 201, reply.text
        _done(two[1], *_put(two[1], "水塔"))
        _soon(lambda: got, 10)
        time.sleep(1.2)  # a round of either server
        receiver.shutdown()
    assert len(got) == 1


def test_a_file_whose_server_is_killed_is_read_by_another_and_noted_once(shared: Site, two: list[str]) -> None:
    """All three wait to write when the one that reads is killed."""
    before = shared.log.last()
    with turn(Database(shared.database), "store"), shared.run() as (address, process):
        for name in ("水库", "水渠", "水井", "水坝"):  # more than there are servers
            _put(address, name)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    jobs = HTTP.get(f"{two[0]}/api/jobs", headers=BEARER).json()["items"][:4]
    _done(two[1], *(job["id"] for job in jobs))
    assert sorted(one.title[3:5] for one in shared.log.entries(9, after=before)) == ["水井", "水坝", "水库", "水渠"]


def test_processes_of_one_port_serve_together_end_together_and_come_back(shared: Site) -> None:
    with shared.run("--workers", "2") as (address, process):
        (id,) = _put(address, "水厂")
        _done(address, id)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 2
        os.kill(int(children[0]), signal.SIGKILL)
        assert _soon(lambda: _ready(address))
        began = time.monotonic()
        process.terminate()
        assert process.wait(20) == 0 and time.monotonic() - began < 15
        assert not any(Path(f"/proc/{child}").exists() for child in children)


def _ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz").status_code == 200
    except httpx.TransportError:  # a connection that was the killed process's goes with it
        return False


@pytest.mark.parametrize("missing", ["DATABASE", "STORE", "SEARCH"])
def test_several_processes_are_refused_where_one_would_keep_something_to_itself(shared: Site, missing: str) -> None:
    command = [sys.executable, "-m", "api", "serve", "--data", str(shared.data), "--workers", "2", "--port", "0"]
    environment = {name: value for name, value in shared.environment.items() if name != f"POLICYGRAPH_{missing}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and f"POLICYGRAPH_{missing}" in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1 and "--workers 1" in done.stderr


def test_the_secret_is_made_once(server: Any) -> None:
    database = Database(server.database("secret"))
    made = secret(database)
    secret.cache_clear()
    assert secret(database) == made and len(made) == 32 and secret(None) != made
