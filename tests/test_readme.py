"""What the README shows is what happens: its curl commands against a real server over the corpus."""

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
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\$ (curl .*)\n((?:(?!```|\$ ).+\n)+)", README, re.M)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
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
        yield number
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command[:60] for command, _ in EXAMPLES])
def test_a_command_gives_what_the_readme_says(port, command, shown):
    got = subprocess.run(
        ["bash", "-c", command.replace(":8000", f":{port}")], capture_output=True, text=True, check=True
    ).stdout
    at = 0
    for line in shown.strip().splitlines():
        for piece in (piece for piece in line.split("…") if piece):
            found = got.find(piece, at)
            assert found >= 0, f"{piece!r} is not in:\n{got[at : at + 2000]}"
            at = found + len(piece)


def test_the_readme_shows_examples():
    assert len(EXAMPLES) >= 7
