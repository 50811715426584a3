"""The queue of files put in: what never ends is stopped, what waits outlives the server, one bad file ends nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.errors import ProblemError
from api.jobs import Job, Jobs
from api.settings import Settings
from api.site import Site
from graph.search import Index
from graph.store import open_store

TEXT = "荻浦市水闸巡查方案\n\n荻政发〔2024〕{number}号\n\n一、目标\n到2026年，建成水闸12座。（市水利局牵头）\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    settings = Settings(data=tmp_path)
    with open_store(settings.store_location) as store:
        yield Site(settings, store, Index.open(settings.index_path))


def over(job: Job) -> Job:
    until = time.monotonic() + 60
    while not job.over:
        assert time.monotonic() < until, job
        time.sleep(0.02)
    return job


def test_a_reading_without_end_is_stopped_and_the_next_file_is_read(site: Site) -> None:
    jobs = Jobs(site)
    try:
        assert over(jobs.add("先.txt", TEXT.format(number=1).encode())).stage == "done"
        assert jobs._reader is not None
        os.kill(stuck := jobs._reader.pid, signal.SIGSTOP)  # so it goes on for ever
        jobs._reader._plan = replace(jobs._reader._plan, seconds=0.5)
        endless = over(jobs.add("无尽.txt", TEXT.format(number=2).encode()))
        assert (endless.stage, endless.documents) == ("failed", [])
        assert endless.error and "无尽.txt" in endless.error and "0.5 s" in endless.error
        with pytest.raises(ProcessLookupError):
            os.kill(stuck, 0)
        jobs._reader._plan = replace(jobs._reader._plan, seconds=60.0)
        assert over(jobs.add("后.txt", TEXT.format(number=3).encode())).stage == "done"
    finally:
        jobs.close()


@pytest.mark.parametrize("end", ["timeout", "reader killed"])
def test_a_program_that_reads_for_the_reader_ends_with_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """The program starts another, in a group of its own, and both would go on for ever."""
    program, started = tmp_path / "bin" / "soffice", tmp_path / "started"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! $$ > {started}.part; mv {started}.part {started}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    jobs = Jobs(replace(site, settings=site.settings.model_copy(update={"read_seconds": 8.0})))
    try:
        job = jobs.add("旧.rtf", rb"{\rtf1\ansi a}")
        until = time.monotonic() + 30
        while not started.exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        assert jobs._reader and list(site.settings.reading_path.iterdir())
        if end == "reader killed":
            os.kill(jobs._reader.pid, signal.SIGKILL)
        assert over(job).stage == "failed"
        assert not site.settings.reading_path.exists()
        time.sleep(0.2)
        for one in map(int, started.read_text().split()):
            state = Path(f"/proc/{one}/stat")
            assert not state.exists() or ") Z " in state.read_text()
    finally:
        jobs.close()


def test_what_waited_when_the_server_was_stopped_is_read_when_it_starts_again(site: Site) -> None:
    waiting = site.settings.waiting_path
    for id, name in (("a1", "一.txt"), ("b2", "二.txt.part"), ("c3/again/begun", "三.txt")):
        (waiting / id).mkdir(parents=True)
        (waiting / id / name).write_text(TEXT.format(number=2), "utf-8")
    jobs = Jobs(site)
    try:
        job, broken = jobs.all()
        assert (job.id, job.file, over(job).stage) == ("a1", "一.txt", "done")
        assert (broken.id, broken.file, broken.stage) == ("c3", "三.txt", "failed")
        assert broken.error and "三.txt" in broken.error and "again" in broken.error
    finally:
        jobs.close()
    assert not list(waiting.iterdir())


def test_what_was_taken_in_when_the_server_was_killed_is_taken_in_when_it_starts_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kill comes between the move of the file to the uploads and its writing to the store."""
    killed = threading.Event()

    def kill(*_: object, **__: object) -> None:
        killed.set()
        threading.Event().wait()

    first = Jobs(site)
    with monkeypatch.context() as patch:
        patch.setattr("api.intake.Intake.put", kill)
        accepted = first.add("闸.txt", TEXT.format(number=4).encode())
        assert killed.wait(60)
    os.close(first._held)  # as the system does
    second = Jobs(site)
    try:
        (job,) = second.all()
        assert (job.id, over(job).stage, job.documents[0]["title"]) == (accepted.id, "done", "荻浦市水闸巡查方案")
    finally:
        second.close()


def held_at_reading(jobs: Jobs, name: str) -> tuple[Job, int]:
    """Have a file come to be read by a process that stands still; returns its job and that process."""
    assert over(jobs.add("先.txt", TEXT.format(number=1).encode())).stage == "done"
    assert jobs._reader is not None
    os.kill(reader := jobs._reader.pid, signal.SIGSTOP)
    job = jobs.add(name, TEXT.format(number=2).encode())
    until = time.monotonic() + 20
    while not list(jobs._folder.glob(f"{job.id}/**/begun/*")):
        assert time.monotonic() < until
        time.sleep(0.01)
    return job, reader


def test_what_was_read_when_the_server_was_stopped_is_read_when_it_starts_again(site: Site) -> None:
    first = Jobs(site)
    stopped, _ = held_at_reading(first, "长.txt")
    first.close()
    second = Jobs(site)
    try:
        (job,) = second.all()
        assert (job.id, job.file, over(job).stage) == (stopped.id, "长.txt", "done")
    finally:
        second.close()
    assert not list(site.settings.waiting_path.iterdir())


def test_what_was_read_at_two_stops_is_given_up_and_that_is_told(site: Site) -> None:
    waiting = site.settings.waiting_path / "a1" / "again"
    waiting.mkdir(parents=True)
    (waiting / "长.txt").write_text(TEXT.format(number=2), "utf-8")
    jobs = Jobs(site)
    until = time.monotonic() + 20
    while not (waiting / "begun" / "长.txt").exists() or jobs._reader is None or jobs._reader.pid is None:
        assert time.monotonic() < until
        time.sleep(0.001)
    os.kill(jobs._reader.pid, signal.SIGSTOP)
    jobs.close()
    jobs = Jobs(site)
    try:
        (job,) = jobs.all()
        assert (job.id, job.stage) == ("a1", "failed") and job.error and "长.txt" in job.error
    finally:
        jobs.close()
    assert not list(site.settings.waiting_path.iterdir())


def test_a_reader_that_is_stopped_before_the_server_loses_nothing(site: Site) -> None:
    first = Jobs(site)
    stopped, reader = held_at_reading(first, "长.txt")
    os.kill(reader, signal.SIGTERM)
    os.kill(reader, signal.SIGCONT)
    time.sleep(0.2)
    first.close()
    assert [path.name for path in first._folder.glob(f"{stopped.id}/again/*")] == ["长.txt"]


def test_a_second_server_on_one_folder_takes_no_files_and_says_so(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    first = Jobs(site)
    job, reader = held_at_reading(first, "长.txt")
    first.add("后.txt", TEXT.format(number=3).encode())
    second = Jobs(site)
    try:
        assert "another server" in caplog.text and not second.all()
        with pytest.raises(ProblemError, match="another server"):
            second.add("新.txt", TEXT.format(number=4).encode())
        os.kill(reader, signal.SIGCONT)
        assert over(job).stage == "done"
        first.close()
        assert over(second.add("新.txt", TEXT.format(number=4).encode())).stage == "done"
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize("killed", [False, True], ids=["running", "killed in between"])
def test_an_upload_is_read_again_when_the_better_copy_becomes_another_document(site: Site, killed: bool) -> None:
    more = "\n二、巡查\n各县每季度巡查水闸，发现渗漏及时修补，台账报市水利局备查。汛期增加次数，险情立即上报。\n"
    better = (TEXT.format(number=1) + more).encode()
    plain = better.replace("荻政发〔2024〕1号\n\n".encode(), b"")
    other = TEXT.format(number=9).replace("水闸", "渡口").encode()
    jobs = Jobs(site)
    try:
        for name, text in (("甲.txt", better), ("乙.txt", plain)):
            assert over(jobs.add(name, text)).stage == "done"
        assert over(jobs.all()[0]).documents[0]["copy"]
        if killed:
            jobs._read_again = lambda uploads: None  # type: ignore[method-assign]
        assert over(jobs.add("甲.txt", other)).stage == "done"
        if killed:
            jobs.close()
            jobs = Jobs(site)
        until = time.monotonic() + 20
        while len(held := {row["file"] for row in site.table("documents")}) < 2:
            assert time.monotonic() < until, held
            time.sleep(0.02)
        assert held == {"甲.txt", "乙.txt"}
        assert over(jobs.all()[0]).file == "乙.txt"
    finally:
        jobs.close()
