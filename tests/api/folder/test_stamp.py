"""A data folder says which format it has; one of another is brought to it or refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from api.folder.stamp import FORMAT, STAMP, admit, stamp_of
from graph.errors import FolderError

ROOT = Path(__file__).parents[3]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "api", *map(str, words)], capture_output=True, text=True, cwd=ROOT)


def test_a_folder_that_is_filled_is_stamped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("荻浦市水闸方案\n\n一、目标\n到2026年，建成水闸12座。\n", "utf-8")
    assert run("ingest", tmp_path / "a.txt", "--data", tmp_path / "data").returncode == 0
    found = stamp_of(tmp_path / "data")
    assert found and found.format == FORMAT and found.version and found.created
    (tmp_path / "data" / STAMP).unlink()
    assert run("check", "--data", tmp_path / "data").returncode == 0
    again = stamp_of(tmp_path / "data")
    assert again and again.format == 1


@pytest.mark.parametrize("command", ["check", "reindex", "serve"])
def test_a_newer_format_is_refused(tmp_path: Path, command: str) -> None:
    (tmp_path / STAMP).write_text(json.dumps({"format": 99, "version": "9.1", "created": "2031-01-01"}))
    done = run(command, "--data", tmp_path)
    assert done.returncode == 1
    for words in (str(tmp_path), "format 99", f"format {FORMAT}", "policygraph 9.1", "policygraph restore"):
        assert words in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == [STAMP]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "new"}'])
def test_what_is_no_stamp_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / STAMP).write_text(text)
    with pytest.raises(FolderError, match=STAMP):
        admit(tmp_path)


def test_an_older_format_is_brought_to_this_one_step_by_step(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    taken = []
    admit(tmp_path)
    admit(tmp_path, format=3, steps={1: lambda folder: taken.append(1), 2: lambda folder: taken.append(2)})
    found = stamp_of(tmp_path)
    assert taken == [1, 2] and found and found.format == 3
    (tmp_path / STAMP).write_text(json.dumps({"format": 0, "version": "0.0", "created": ""}))
    with pytest.raises(FolderError, match="format 0"):
        admit(tmp_path)


def test_a_folder_without_a_store_is_left_as_it_is(tmp_path: Path) -> None:
    admit(tmp_path / "none")
    assert not (tmp_path / "none").exists()
