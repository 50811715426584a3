"""A backup is taken while others write, and a folder made of it is what the source was; or there is none."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.folder import restore as restoring
from api.folder.restore import restore
from api.settings import Settings
from graph.errors import FolderError
from graph.store import open_store

ROOT = Path(__file__).parents[3]
TEXT = "荻浦市水闸巡查方案\n\n荻政发〔2024〕{number}号\n\n一、目标\n到2026年，建成水闸{number}座。（市水利局牵头）\n"
PDF = ROOT / "tests" / "data" / "same_notice.pdf"


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "api", *map(str, words)]


def run(*words: str | Path, code: int = 0) -> str:
    done = subprocess.run(command(*words), capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == code, done.stderr
    return done.stderr


def exported(data: Path) -> bytes:
    out = data.with_name(f"{data.name}.nq")
    run("export", "-o", out, "--format", "nq", "--data", data)
    return out.read_bytes()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a PDF, a text, and a file that waits."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "a.txt").write_text(TEXT.format(number=1), "utf-8")
    run("ingest", folder / "a.txt", PDF, "--data", folder / "data")
    (folder / "data" / "waiting" / "a1").mkdir(parents=True)
    (folder / "data" / "waiting" / "a1" / "等.txt").write_text(TEXT.format(number=2), "utf-8")
    return folder / "data"


@pytest.fixture(scope="module")
def archive(source: Path) -> Path:
    file = source.with_name("backup.tar.gz")
    assert "files" in run("backup", file, "--data", source)
    return file


def test_what_was_restored_is_what_the_source_is(source: Path, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "2 documents" in run("restore", archive, "--data", tmp_path / "data")
    run("check", "--data", tmp_path / "data")
    assert exported(tmp_path / "data") == exported(source)
    for name in ("originals", "waiting"):
        files = [file.relative_to(source) for file in (source / name).rglob("*") if file.is_file()]
        assert files and all((tmp_path / "data" / file).read_bytes() == (source / file).read_bytes() for file in files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "data.nq"]
    assert (
        "水闸"
        in subprocess.run(
            command("search", "水闸", "--data", tmp_path / "data"), capture_output=True, text=True, cwd=ROOT
        ).stdout
    )


def test_a_folder_that_holds_something_is_refused(source: Path, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "not empty" in run("restore", archive, "--data", tmp_path, code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("how", ["missing", "cut off", "changed", "other"])
def test_a_damaged_archive_makes_no_folder(archive: Path, tmp_path: Path, how: str) -> None:
    file = tmp_path / "bad.tar.gz"
    if how == "cut off":
        file.write_bytes(archive.read_bytes()[:-2000])
    elif how == "changed":
        plain = gzip.decompress(archive.read_bytes())
        file.write_bytes(gzip.compress(plain.replace("水闸2座".encode(), "水闸3座".encode())))
    elif how == "other":
        with tarfile.open(file, "w:gz") as other:
            other.add(PDF, "a.pdf")
    assert "bad.tar.gz" in run("restore", file, "--data", tmp_path / "data", code=1)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_an_archive_made_by_hand_brings_no_link_and_no_device(kind: bytes, tmp_path: Path) -> None:
    file, member = tmp_path / "bad.tar.gz", tarfile.TarInfo("uploads")
    member.type, member.linkname = kind, "store"
    with tarfile.open(file, "w:gz") as archive:
        archive.addfile(member)
    with pytest.raises(FolderError, match="uploads is no file"):
        restore(Settings(data=tmp_path / "data"), file)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tar.gz"]


@contextmanager
def ingesting(folder: Path, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Have another process take in and out two hundred files."""
    for number in range(200):
        (folder / f"{number}.txt").write_text(TEXT.format(number=number), "utf-8")
    (folder / "a.pdf").write_bytes(PDF.read_bytes())
    with subprocess.Popen(command("ingest", folder, "--data", data), stderr=subprocess.DEVNULL, cwd=ROOT) as running:
        try:
            yield running
        finally:
            running.kill()


def test_backups_while_another_process_ingests_are_each_whole(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    run("ingest", PDF, "--data", tmp_path / "data")
    taken, counts = [], []
    with ingesting(tmp_path / "texts", tmp_path / "data") as running:
        while running.poll() is None and len(taken) < 6:
            taken.append(tmp_path / f"{len(taken)}.tar.gz")
            run("backup", taken[-1], "--data", tmp_path / "data")
            running.poll()
    for file in (taken[0], taken[-1]):
        data = tmp_path / file.name.partition(".")[0]
        run("restore", file, "--data", data)
        run("check", "--data", data)
        with open_store(data / "store", read_only=True) as store:
            counts.append(sum("/document/" in graph for graph in store.graphs()))
    assert 1 <= counts[0] <= counts[1]


def test_a_restore_that_is_killed_leaves_no_folder_that_opens(archive: Path, tmp_path: Path) -> None:
    for moment in (0.4, 0.8, 1.1, 1.4):
        data = tmp_path / f"data{moment}"
        with subprocess.Popen(command("restore", archive, "--data", data), cwd=ROOT, stderr=subprocess.PIPE) as running:
            time.sleep(moment)
            running.send_signal(signal.SIGKILL)
        if data.exists():
            run("check", "--data", data)
        else:
            run("restore", archive, "--data", data)
            assert not data.with_name(f".{data.name}.restoring").exists()


def test_a_volume_is_restored_within_and_refused_until_all_is_there(
    source: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mount point, which cannot be made here, stays one folder: what comes between is the kill of a move."""
    monkeypatch.setattr(Path, "is_mount", lambda self: self == tmp_path / "data")
    (tmp_path / "data" / "lost+found").mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "sync", _killed_after_the_first_move)
        with pytest.raises(KeyboardInterrupt):
            restore(Settings(data=tmp_path / "data"), archive)
    assert "broken off" in run("check", "--data", tmp_path / "data", code=1)
    restore(Settings(data=tmp_path / "data"), archive)
    run("check", "--data", tmp_path / "data")
    assert exported(tmp_path / "data") == exported(source)


def _killed_after_the_first_move(place: Path) -> None:
    if place.name == "data" and (place / "index").exists():
        raise KeyboardInterrupt
