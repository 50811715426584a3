"""A real server and a real browser: from a question to the document, the fact, and the agency's ledger."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def server(settings, serve) -> Iterator[str]:
    """The address of `policygraph serve` over a copy of the site's data that no other process holds."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(settings.data, Path(folder, "data"))
        with serve(Path(folder, "data")) as address:
            yield address


def test_the_server_says_its_address_and_answers_there(server: str) -> None:
    with urllib.request.urlopen(f"{server}/healthz") as reply:
        assert reply.status == 200
    with urllib.request.urlopen(f"{server}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D") as reply:
        assert reply.headers["content-type"] == "application/sparql-results+json"
        assert "server" not in {name.lower() for name in reply.headers}


def test_a_port_that_is_taken_is_told(server: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "api", "serve", "--data", str(tmp_path), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_question_to_the_document_the_fact_and_the_ledger(server: str, browser, script: bool) -> None:
    with browser.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server)
        page.get_by_role("searchbox").fill("谁牵头改造老旧管网？")
        page.get_by_role("button", name="检索").click()
        answer = page.locator(".answer")
        assert "省住房城乡建设厅牵头" in answer.inner_text()
        answer.locator(".citations a").first.click()
        assert "clause/" in page.url
        fact = page.locator(".text mark.k-responsibility").first
        fact.focus()
        assert fact.locator(".card").is_visible()
        page.locator("details#all-responsibility summary").click()
        page.locator("details#all-responsibility a[href^='/agencies/']").first.click()
        assert "任务台账" in page.locator("h1").inner_text()
        assert "完成老旧管网改造" in page.locator("table.ledger").inner_text()
        page.locator("table.ledger tbody a").first.click()
        assert "供热改造实施方案" in page.locator("h1").inner_text()
        assert all(url.startswith(server) for url in asked)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(server: str, browser, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        wide = {}
        for path in ("/", "/search?q=谁牵头改造", "/documents", "/agencies", "/targets", "/deadlines", "/api"):
            page.goto(server + path)
            wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: size for path, size in wide.items() if size > width} == {}
