"""Traces, as a receiver on this machine decodes them; and what they cost where they are off or nobody receives them."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

pytest.importorskip("opentelemetry.sdk", reason="pip install 'policygraph[otel]'")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from api.app import create_app
from api.settings import Settings

KEY, WORD = {"authorization": "Bearer geheimnis"}, "荻浦市节水秘密词"
OFF = """
import sys
import fastapi
def loaded():
    return {name for name in sys.modules if name.startswith("opentelemetry")}
before = loaded()  # the interfaces, which FastAPI imports by itself
from fastapi.testclient import TestClient
from api.app import create_app
from api.settings import Settings
with TestClient(create_app(Settings(data=sys.argv[1]))) as client:
    print(client.get("/api/documents").status_code, client.get("/api/search?q=a").status_code)
print(sorted(loaded() - before), sorted(name for name in before if name.split(".")[1:2] in (["sdk"], ["exporter"])))
"""


class Receiver:
    """A collector on loopback: `bodies` are what came to /v1/traces, `spans` what is in them, by name."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.path == "/v1/traces" and self.headers["Content-Type"] == "application/x-protobuf"
                outer.bodies.append(body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def spans(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for span in (span for scope in resource.scope_spans for span in scope.spans):
                    found.setdefault(span.name, []).append(span)
        return found


def _attributes(span: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, str(one.value.WhichOneof("value"))) for one in span.attributes}


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Receiver, dict[str, str]]]:
    """A receiver of what a visit to a site gave, and the ids of its requests by path."""
    receiver, ids = Receiver(), dict[str, str]()
    threading.Thread(target=receiver.server.serve_forever, daemon=True).start()
    settings = Settings(data=tmp_path_factory.mktemp("traced"), key="geheimnis", otel=receiver.url)
    with TestClient(create_app(settings), client=("198.51.100.7", 1)) as client:
        files = {"files": (f"{WORD}.txt", "荻浦市办法\n\n第一条　到2027年，改造管网1200公里。\n".encode())}
        client.post("/api/documents", files=files, headers=KEY).raise_for_status()
        while not all(job["over"] for job in client.get("/api/jobs", headers=KEY).json()["items"]):
            time.sleep(0.05)
        for path in (f"/api/search?q={WORD}", f"/api/documents/{WORD}", f"/{WORD}", "/api/targets"):
            ids[path] = client.get(path).headers["x-request-id"]
        client.post("/sparql", data={"query": f"ASK {{ ?s ?p '{WORD}' }}"}).raise_for_status()
        client.post("/sparql", data={"query": f"NO QUERY {WORD}"})
    receiver.server.shutdown()
    yield receiver, ids


def test_a_request_is_a_span_with_template_status_and_id(traced: tuple[Receiver, dict[str, str]]) -> None:
    spans, ids = traced[0].spans(), traced[1]
    found = _attributes(spans["GET /api/documents/{id}"][0])
    assert found == {
        "http.request.method": "GET",
        "http.route": "/api/documents/{id}",
        "http.response.status_code": 404,
        "policygraph.request_id": ids[f"/api/documents/{WORD}"],
    }
    assert _attributes(spans["GET none"][0])["policygraph.request_id"] == ids[f"/{WORD}"]
    assert [_attributes(one)["http.response.status_code"] for one in spans["POST /sparql"]] == [200, 400]


def test_queries_and_search_are_spans_within_their_request(traced: tuple[Receiver, dict[str, str]]) -> None:
    spans = traced[0].spans()
    (search,) = spans["search"]
    (asked,) = spans["GET /api/search"]
    assert search.parent_span_id == asked.span_id and search.trace_id == asked.trace_id
    (targets,) = spans["GET /api/targets"]
    assert targets.span_id in {
        one.parent_span_id for name, all in spans.items() if name.startswith("query ") for one in all
    }


def test_a_file_is_a_span_with_its_stages(traced: tuple[Receiver, dict[str, str]]) -> None:
    spans = traced[0].spans()
    (file,) = spans["read file"]
    for stage in ("read", "structure", "extract", "store", "index"):
        (span,) = spans[f"stage {stage}"]
        assert span.parent_span_id == file.span_id
        assert file.start_time_unix_nano <= span.start_time_unix_nano <= span.end_time_unix_nano


def test_no_span_holds_what_a_visitor_wrote_or_who_it_was(traced: tuple[Receiver, dict[str, str]]) -> None:
    sent = b"".join(traced[0].bodies)
    assert sent and not [
        one for one in (WORD, "geheimnis", "198.51.100", "ASK {", "testclient") if one.encode() in sent
    ]
    assert not any(span.events for all in traced[0].spans().values() for span in all)


def test_without_the_setting_no_more_of_opentelemetry_is_imported_than_fastapi_does(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OFF, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2])
    assert done.stdout.splitlines() == ["200 200", "[] []"], done.stderr


def test_a_collector_that_is_away_slows_and_breaks_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    app = create_app(Settings(data=tmp_path, otel=f"http://127.0.0.1:{port}"))
    with TestClient(app) as client:
        client.get("/livez")
        began = time.perf_counter()
        assert {client.get("/livez").status_code for _ in range(100)} == {200}
        assert time.perf_counter() - began < 3
        began = time.perf_counter()
    assert time.perf_counter() - began < 8  # it ends, spans or no spans
