"""The wheel by itself: built, installed far from the checkout, and the demo run from it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("ingest", "graph", "api", "ontology", "policygraph")

# Packages of others are those of this environment, without its .pth files: they could lead to a checkout.
ISOLATED: Final = "import sys; sys.path[:0] = {paths!r}; from api.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling is not installed: pip install hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", ROOT, "--no-deps", "--no-build-isolation", "--wheel-dir", folder], check=True)
    (built,) = folder.glob("policygraph-*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """`policygraph` as it is installed from the wheel, without the checkout."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--no-compile", "--target", target, wheel], check=True)
    assert (target / "bin" / "policygraph").is_file()
    paths = [str(target), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return [sys.executable, "-I", "-S", "-c", ISOLATED.format(paths=paths)]


def test_the_wheel_holds_every_file_of_the_packages_and_the_example(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(listed.stdout.split("\0")) - {""} - held
    assert {"graph/queries/agency_tasks.rq", "ontology/agencies.ttl", "policygraph/py.typed"} <= held
    example = {f"policygraph/example/documents/{file.name}" for file in (ROOT / "corpus" / "documents").iterdir()}
    assert example | {"policygraph/example/regions.ttl"} <= held


def test_the_demo_of_the_wheel_answers_and_leaves_nothing_behind(command: list[str], tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"TMPDIR": str(temporary), "POLICYGRAPH_STORE": str(tmp_path / "site")}
    started = subprocess.Popen(
        [*command, "demo", "--port", "0"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    )
    with started:
        try:
            assert started.stderr is not None
            lines = []
            for line in started.stderr:
                lines.append(line)
                if "curl" in line:
                    break
            shown = "".join(lines)
            assert "yunhan-water-plan.txt: 1 document" in shown
            (address,) = (line.split()[1] for line in lines if line.startswith("policygraph: http://127.0.0.1:"))
            assert urlopen(f"{address}healthz", timeout=10).status == 200
            found = json.load(urlopen(f"{address}api/search?q=%E8%8A%82%E6%B0%B4%E7%81%8C%E6%BA%89", timeout=10))
            assert "节水" in found["hits"][0]["title"]
            assert "<title>" in urlopen(address, timeout=10).read().decode("utf-8")
            assert [place.name for place in temporary.iterdir() if place.name.startswith("policygraph-demo-")]
        finally:
            os.kill(started.pid, signal.SIGTERM)
            started.wait(15)
    assert started.returncode == 0
    assert not [place for place in temporary.iterdir() if place.name.startswith("policygraph-demo-")]
    assert not (tmp_path / "site").exists() and not (tmp_path / ".data").exists()
