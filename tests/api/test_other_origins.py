"""A page of another origin in a real browser: it reads answers and errors of the endpoint and the API."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ASKS = """async ([address, options]) => {
  const reply = await fetch(address, options);
  const headers = Object.fromEntries(reply.headers);
  return {status: reply.status, headers, text: await reply.text()};
}"""
QUERY = {"method": "POST", "headers": {"Content-Type": "application/sparql-query"}}
JSON = {"method": "POST", "headers": {"Content-Type": "application/json"}}


@pytest.fixture(scope="module")
def elsewhere(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page of another port of this machine."""
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    (folder / "index.html").write_text("<!doctype html><title>elsewhere</title>", "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            yield page
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "options", "status", "held"),
    [
        ("/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D", {}, 200, '"boolean":true'),
        ("/sparql", QUERY | {"body": "ASK { ?s ?p ?o }"}, 200, '"boolean":true'),
        ("/sparql?query=SELECT", {}, 400, "not well formed"),
        ("/sparql", QUERY | {"body": "SELECT"}, 400, "not well formed"),
        ("/api/v1/documents?limit=1", {}, 200, '"items"'),
        ("/api/v1/documents/none", {}, 404, "There is no such thing"),
        ("/api/v1/documents?limit=x", {}, 422, '"field":"limit"'),
        ("/api/v1/eligibility", JSON | {"body": '{"text": "节水企业"}'}, 200, "{"),
        ("/api/v1/eligibility", JSON | {"body": '{"on": "no day"}'}, 422, '"field":"on"'),
    ],
)
def test_it_reads_answers_and_errors(
    elsewhere: Any, corpus_server: str, path: str, options: dict[str, Any], status: int, held: str
) -> None:
    reply = elsewhere.evaluate(ASKS, [corpus_server + path, options])
    assert reply["status"] == status and held in reply["text"].replace(": ", ":").replace("{ ", "{"), reply["text"]
    assert reply["headers"]["x-request-id"]


def test_it_may_not_send_documents(elsewhere: Any, corpus_server: str) -> None:
    failed = "([address, options]) => fetch(address, options).then(() => 'read', error => error.name)"
    asked = [f"{corpus_server}/api/v1/documents", JSON | {"body": "{}"}]
    assert elsewhere.evaluate(failed, asked) == "TypeError"
