"""Servers of other makers that keep stores: started on a free port of this machine, stopped by their own process.

No test of properties is timed. How time grows with the length of a text is tested as a ratio, by `doubled`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how fast a thing is stands in `bench`, never in a test
settings.load_profile("untimed")

# Commands read in their own process, which is faster; that others read is tested in `tests/ingest/batch`.
os.environ.setdefault("POLICYGRAPH_WORKERS", "0")
os.environ.setdefault("POLICYGRAPH_WARM", "0")  # costs each server a second; tested in `tests/api/test_warming.py`

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DefaultIsolation = 4
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 20000
"""


@pytest.fixture(scope="session")
def doubled() -> Callable[[Callable[[str], object], str, int], float]:
    """Return how many times as much processor time work takes on twice the length of a repeated text.

    2.6 is n log n and what a busy machine adds. Below two hundredths of a second for the longer text it is 1.
    """

    def spent(work: Callable[[str], object], text: str) -> float:
        began = time.process_time()
        work(text)
        return time.process_time() - began

    def ratio(work: Callable[[str], object], unit: str, length: int) -> float:
        text, best = (unit * 2 * length)[: 2 * length], 9.0
        for _ in range(3):  # the machine is shared: a slow moment of it is no fault of the text
            longer = spent(work, text)
            best = min(best, longer / max(spent(work, text[:length]), 0.001) if longer > 0.02 else 1.0)
            if best <= 2.6:
                break
        return best

    return ratio


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(command: Sequence[str | Path], folder: Path, url: str) -> Iterator[str]:
    with (folder / "out").open("wb") as out, subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as server:
        try:
            for _ in range(300):
                try:
                    httpx.get(url, timeout=5)
                    break
                except httpx.TransportError:
                    assert server.poll() is None, (folder / "out").read_text("utf-8", "replace")
                    time.sleep(0.1)
            yield url
        finally:
            server.kill()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of `oxigraph serve`, of the wheel of that name; skips the test where it is not installed."""
    folder = tmp_path_factory.mktemp("oxigraph")
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("the server `oxigraph` is not installed here: pip install oxigraph")
    address = f"127.0.0.1:{_free_port()}"
    command = [program, "serve", "--location", str(folder / "store"), "--bind", address]
    with _running(command, folder, f"http://{address}/") as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the endpoint of Debian's Virtuoso, writing allowed; skips the test where it is not there.

    It cuts answers at 20 000 rows, as each Virtuoso does somewhere.
    """
    folder = tmp_path_factory.mktemp("virtuoso")
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("Virtuoso is not installed here: apt-get install virtuoso-opensource-7-bin")
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), "utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql") as url:
        grant = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", 'exec=GRANT SPARQL_UPDATE TO "SPARQL";']
        subprocess.run(grant, check=True, capture_output=True)
        yield url


class ModelServer:
    """A server on this machine that gives one reply, and keeps what it was asked.

    It refuses the formats of `refused` with a 400; `endless` never ends its reply.
    """

    def __init__(self) -> None:
        self.status, self.body, self.wait, self.asked = 200, b"", 0.0, []  # type: ignore[var-annotated]
        self.refused, self.endless = (), False  # type: ignore[var-annotated]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked = json.loads(body)
                outer.asked.append((self.path, self.headers.get("Authorization"), asked))
                time.sleep(outer.wait)
                form = asked.get("response_format", {}).get("type", "plain")
                try:
                    self.send_response(400 if form in outer.refused else outer.status)
                    while outer.endless:
                        self.end_headers()
                        self.wfile.write(b" " * 100)
                        time.sleep(0.01)
                    self.send_header("Content-Length", str(len(outer.body)))
                    self.end_headers()
                    self.wfile.write(outer.body)
                except OSError:
                    pass  # the reader has gone

            def log_message(self, *args: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@pytest.fixture
def endpoint() -> Iterator[ModelServer]:
    one = ModelServer()
    thread = threading.Thread(target=one.server.serve_forever, daemon=True)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()


class Files:
    """A web server of files on this machine: `files` by path, `status` for paths that fail, `asked` what was asked for.

    A path in `slow` waits until `go` is set. A folder is a page of links, and never says more.
    """

    def __init__(self) -> None:
        self.files, self.status, self.slow = dict[str, bytes](), dict[str, list[int]](), set[str]()
        self.asked, self.go, self.address, self.moved = list[str](), threading.Event(), "", dict[str, str]()

    def reset(self) -> None:
        for each in (self.files, self.status, self.slow, self.asked, self.moved):
            each.clear()
        self.go.set()

    def page(self, folder: str) -> bytes:
        names = {path.removeprefix(folder).partition("/") for path in self.files if path.startswith(folder)}
        return "".join(f'<a href="{name}{slash}">{name}</a>' for name, slash, _ in sorted(names)).encode()


@pytest.fixture(scope="module")
def web() -> Iterator[Files]:
    served = Files()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            status = served.status.get(self.path) or []
            body, code = served.files.get(self.path), status.pop(0) if status else 200
            if self.path.endswith("/"):
                body = b'<a href="../">up</a><a href="?C=N">name</a>' + served.page(self.path)
            if self.path in served.slow:
                served.go.wait(60)
            code = 302 if self.path in served.moved else 404 if body is None else code
            self.send_response(code)
            if code == 302:
                self.send_header("Location", served.moved[self.path])
            if self.path.endswith("/"):
                self.send_header("Content-Type", "text/html")
            elif body:
                self.send_header("ETag", f'"{hash(body)}"')
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            with suppress(OSError):  # who knows the ETag hangs up
                self.wfile.write(body or b"")

        def log_message(self, *words: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield served
    served.go.set()
    server.shutdown()
    server.server_close()
