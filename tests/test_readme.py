"""What README and guide show is what happens: their commands against a real server over the corpus."""

import doctest
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAPERS = ("README.md", "README.zh.md", "docs/guide.md", "docs/eligibility.md")
EXAMPLE = re.compile(r"^\$ ((?:curl|policygraph|\.venv/bin/policygraph) .*)\n((?:(?!```|\$ ).+\n)+)", re.M)
EXAMPLES = [(paper, *found) for paper in PAPERS for found in EXAMPLE.findall((ROOT / paper).read_text("utf-8"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of a store of the corpus, and the port of a server over it."""
    data = tmp_path_factory.mktemp("readme") / "data"
    words = [sys.executable, "-m", "api"]
    documents, regions = ROOT / "corpus" / "documents", ROOT / "corpus" / "regions.ttl"
    subprocess.run([*words, "ingest", documents, "--authority", regions, "--data", data], check=True, cwd=ROOT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    server = subprocess.Popen([*words, "serve", "--data", data, "--port", str(number)], cwd=ROOT)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{number}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield data, number
    finally:
        server.terminate()
        server.wait(10)


def given(site, command):
    """Return what a command prints; `policygraph` is this checkout."""
    data, port = site
    here = re.sub(r"^(?:\.venv/bin/)?policygraph ", f"{sys.executable} -m api ", command.replace(":8000", f":{port}"))
    env = {**os.environ, "POLICYGRAPH_DATA": str(data)}
    return subprocess.run(
        ["bash", "-c", here], capture_output=True, text=True, check=True, cwd=ROOT, env=env
    ).stdout.replace(f":{port}", ":8000")


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(
    ("command", "shown"), [one[1:] for one in EXAMPLES], ids=[f"{paper} {words[:60]}" for paper, words, _ in EXAMPLES]
)
def test_a_command_gives_what_is_shown(site, command, shown):
    got, at = given(site, command), 0
    for line in shown.strip().splitlines():
        for piece in (piece for piece in line.split("…") if piece):
            found = got.find(piece, at)
            assert found >= 0, f"{piece!r} is not in:\n{got[at : at + 2000]}"
            at = found + len(piece)


def test_the_page_on_python_runs_as_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert not found.failed and found.attempted > 15


@pytest.mark.parametrize(("paper", "least"), [("README.md", 3), ("README.zh.md", 3), ("docs/guide.md", 10)])
def test_a_paper_shows_examples(paper, least):
    assert sum(one[0] == paper for one in EXAMPLES) >= least
