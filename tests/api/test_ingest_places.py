"""`ingest` from a manifest, web servers and buckets: what is read, what is read again, and what counts as gone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]


def text(number: int) -> str:
    return f"荻浦市第{number}水闸方案\n\n荻政发〔2024〕{number}号\n\n一、目标\n到2026年，建成水闸{number}座。\n"


@pytest.fixture
def run(monkeypatch, capfd, tmp_path: Path) -> Run:
    """Ingest in this process; gives exit status and standard error."""

    def _run(*words: object) -> tuple[int, str]:
        from api.cli import main

        monkeypatch.setattr(sys, "argv", ["policygraph", "ingest", *map(str, words), "--data", str(tmp_path / "data")])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, capfd.readouterr().err

    return _run


@pytest.fixture
def bucket():
    files = pytest.importorskip("fsspec").filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def test_a_wrong_line_is_named_by_number_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(1), "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "b.txt").write_text(text(2), "utf-8")
    good = {"location": "texts/b.txt", "sha256": sha256(text(2).encode()).hexdigest()}
    lines = ["", "{no json", '{"location": "a.txt", "title": "x"}', '{"location": 3}', "ftp://a/b", "a\x00.txt",
             json.dumps(good), '{"location": "a.txt", "sha256": "12"}', "[" * 70_000]  # fmt: skip
    manifest = tmp_path / "list"
    manifest.write_bytes("\ufeffa.txt\n".encode() + "\n".join(lines).encode() + b"\n\xff.txt\nnone.txt")
    code, err = run("--manifest", manifest)
    assert code == 1
    wrong = [int(line.split(" line ")[1].split(":")[0]) for line in err.splitlines() if " line " in line]
    assert wrong == [3, 4, 5, 6, 7, 9, 10, 11]
    assert "none.txt" in err
    assert "3 files, 0 unchanged; 2 documents" in err
    assert "3 files, 2 unchanged; 0 documents" in run("--manifest", manifest)[1]


def test_a_manifest_on_standard_input_begins_here_and_other_bytes_than_stated_are_refused(
    run: Run, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "a.txt").write_text(text(1), "utf-8")
    (tmp_path / "b.txt").write_text(text(2), "utf-8")
    (tmp_path / "given").write_text(json.dumps({"location": "a.txt", "sha256": "0" * 64}) + "\nb.txt\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "given").open(encoding="utf-8") as given:
        monkeypatch.setattr(sys, "stdin", given)
        code, err = run("--manifest", "-")
    assert code == 1
    assert f"a.txt: its SHA-256 is {sha256(text(1).encode()).hexdigest()}, and not 000" in err
    assert "2 files, 0 unchanged; 1 documents" in err


def test_a_web_folder_is_read_and_one_failing_file_stops_nothing(run: Run, web) -> None:
    web.reset()
    web.files |= {f"/docs/{number}.txt": text(number).encode() for number in (1, 2, 3)}
    web.files |= {"/docs/.hidden.txt": b"x", "/docs/x.bin": b"x", "/docs/4.txt": b"\x00\x01"}
    web.status["/docs/2.txt"] = [403]
    code, err = run(f"{web.address}/docs/")
    assert code == 1
    assert f"{web.address}/docs/2.txt: the server answers 403" in err
    assert f"{web.address}/docs/4.txt: " in err
    assert "4 files, 0 unchanged; 2 documents" in err
    del web.files["/docs/4.txt"], web.files["/docs/3.txt"]
    code, err = run(f"{web.address}/docs/")
    assert "2 files, 1 unchanged; 1 documents" in err  # no page proves that a file is gone
    assert code == 0


def test_a_file_above_the_limit_of_uploads_is_refused(run: Run, web, monkeypatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_UPLOAD_SIZE", "1")
    web.reset()
    web.files |= {"/1.txt": text(1).encode(), "/2.txt": bytes(2 << 20)}
    code, err = run(f"{web.address}/1.txt", f"{web.address}/2.txt")
    assert code == 1
    assert f"{web.address}/2.txt: it has more than 1 MiB" in err
    assert "2 files, 0 unchanged; 1 documents" in err


def test_what_is_gone_from_a_bucket_goes_and_a_failed_listing_takes_nothing(run: Run, bucket) -> None:
    for number in (1, 2):
        bucket.pipe_file(f"/policies/2024/{number}.txt", text(number).encode())
    assert "2 files, 0 unchanged; 2 documents" in run("memory://policies/2024")[1]
    assert "2 files, 2 unchanged; 0 documents" in run("memory://policies/2024/")[1]
    bucket.pipe_file("/policies/2024/1.txt", text(1).encode())  # other mark, same bytes
    assert "2 files, 2 unchanged; 0 documents" in run("memory://policies/2024")[1]
    bucket.rm("/policies/2024/1.txt")
    code, err = run("memory://policies/2024")
    assert "1.txt: no longer in memory://policies/2024, 1 document removed" in err
    assert code == 0
    bucket.store.clear()
    code, err = run("memory://policies/2024")
    assert "memory://policies/2024: nothing is there" in err
    assert code == 1
    bucket.pipe_file("/policies/2024/2.txt", text(2).encode())
    assert "1 files, 1 unchanged; 0 documents" in run("memory://policies/2024")[1]


def test_a_run_that_was_killed_goes_on_where_it_was(run: Run, web, tmp_path: Path) -> None:
    web.reset()
    web.files |= {f"/docs/{number}.txt": text(number).encode() for number in range(1, 7)}
    for number in (7, 8):
        (tmp_path / f"{number}.txt").write_text(text(number), "utf-8")
    web.slow.add("/docs/5.txt")
    web.go.clear()
    manifest = tmp_path / "list"
    manifest.write_text(f"7.txt\n8.txt\n{web.address}/docs/\n", "utf-8")
    command = [sys.executable, "-m", "api", "ingest", "--manifest", str(manifest), "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as first:
        while "/docs/5.txt" not in web.asked and first.poll() is None:
            time.sleep(0.02)
        first.kill()
    assert first.returncode == -9
    web.go.set()
    code, err = run("--manifest", manifest)
    assert "8 files, 6 unchanged; 2 documents and" in err
    assert code == 0
