"""Whoever reads many files: all of them come back, in order, whatever a file does to its reader."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ingest.batch.executor import Executor, InProcess, Processes
from ingest.batch.outcome import Outcome, Plan, outcome_of
from ingest.batch.ray import Ray
from ingest.batch.worker import Worker

MAKERS: dict[str, Callable[[Plan], Executor]] = {
    "in process": InProcess,
    "processes": lambda plan: Processes(plan, 2),
    "ray": lambda plan: Ray(plan, workers=1),
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = []
    for number in range(5):
        found.append(tmp_path / f"{number}.txt")
        found[-1].write_text(f"荻浦市第{number}号办法\n\n一、目标\n到2026年，建成水闸{number + 1}座。\n", "utf-8")
    found[3].write_bytes(b"%PDF-1.7 \x00\x01 no such thing")
    return found


@pytest.fixture(scope="session")
def cluster() -> Iterator[None]:
    """A Ray cluster on this machine, one for all tests: it costs seconds to start."""
    ray = pytest.importorskip("ray", reason="Ray is not installed here: pip install 'policygraph[ray]'")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


@pytest.fixture
def reading() -> Iterator[Callable[..., list[Outcome]]]:
    def read(files: list[Path], workers: int = 1, **limits: float) -> list[Outcome]:
        with closing(Processes(Plan(**limits), workers)) as readers:  # type: ignore[arg-type]
            return list(readers.outcomes(files))

    before = set(_readers())  # those of a server that other tests share
    yield read
    assert set(_readers()) <= before, "a reader was left behind"


def _readers() -> list[int]:
    """Return the numbers of the processes that this one has reading files."""
    return _children(os.getpid(), "ingest.batch.worker")


@pytest.mark.parametrize("name", MAKERS)
def test_each_file_comes_back_in_order_and_a_bad_one_costs_no_other(
    name: str, files: list[Path], request: pytest.FixtureRequest
) -> None:
    if name == "ray":
        request.getfixturevalue("cluster")
    with closing(MAKERS[name](Plan())) as readers:
        found = list(readers.outcomes(files))
    assert [one.path for one in found] == files
    assert [len(one.documents) for one in found] == [1, 1, 1, 0, 1]
    assert found[3].error is not None and found[3].error.startswith("3.txt: ")
    assert [one.documents[0].records[0].value for one in found if one.documents] == [1, 2, 3, 5]  # type: ignore[union-attr]


def test_workers_of_a_cluster_that_are_killed_cost_a_retry_and_what_is_read_is_the_same(
    files: list[Path], cluster: None
) -> None:
    chance, killed = random.Random(), list[int]()
    with closing(Ray(Plan(), workers=2)) as readers:
        until = time.monotonic() + 20
        while len(_members()) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        first = _members()
        killer = threading.Thread(target=lambda: [_kill(number, chance, killed) for number in first])
        killer.start()
        found = list(readers.outcomes(files))
        killer.join()
    assert len(killed) == 2
    assert found == [outcome_of(file) for file in files]


def test_a_reader_that_is_killed_costs_the_file_it_read(
    files: list[Path], reading: Callable[..., list[Outcome]]
) -> None:
    with signalled(signal.SIGKILL):
        found = reading(files)
    assert [one.path for one in found] == files
    assert "its reading broke off" in (found[1].error or "")
    assert [len(one.documents) for one in found] == [1, 0, 1, 0, 1]


@contextmanager
def signalled(number: signal.Signals) -> Iterator[None]:
    """Send a signal to the one reader of this process as soon as it has been given the second file."""
    given, send = 0, Worker.send

    def sent(self: Worker, path: Path) -> None:
        nonlocal given
        send(self, path)
        given += 1
        if given == 2:
            os.kill(self.pid or os.getpid(), number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worker, "send", sent)
        yield


def _members() -> set[int]:
    """Return the numbers of the processes that are workers of the cluster of this process, and of no other."""
    own = _children(os.getpid(), "raylet")
    return {member for raylet in own for member in _children(raylet, "^ray::_Member")}


def _children(parent: int, pattern: str) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(parent), "-f", pattern], capture_output=True, text=True)
    return [int(number) for number in found.stdout.split()]


def _kill(number: int, chance: random.Random, killed: list[int]) -> None:
    time.sleep(chance.uniform(0, 0.5))
    os.kill(number, signal.SIGKILL)
    killed.append(number)


def test_a_file_past_its_time_is_given_up_and_the_others_read(
    files: list[Path], reading: Callable[..., list[Outcome]]
) -> None:
    with signalled(signal.SIGSTOP):  # so that it reads for ever
        found = reading(files, seconds=8.0)
    assert "stopped after 8 s" in (found[1].error or "") and "POLICYGRAPH_READ_SECONDS" in (found[1].error or "")
    assert [len(one.documents) for one in found] == [1, 0, 1, 0, 1]


def test_a_file_past_its_memory_is_named_with_the_setting(
    files: list[Path], reading: Callable[..., list[Outcome]]
) -> None:
    files[1].write_text("水\n" * 5_000_000, "utf-8")
    found = reading(files[:3], mebibytes=420)
    assert "needs more than 420 MiB" in (found[1].error or "") and "POLICYGRAPH_READ_MEMORY" in (found[1].error or "")
    assert [len(one.documents) for one in found] == [1, 0, 1]


def test_a_script_without_a_guard_reads_on_processes(files: list[Path], tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"""
from pathlib import Path
from ingest.batch.executor import Processes
from ingest.batch.outcome import Plan
print([len(one.documents) for one in Processes(Plan(), 1).outcomes([Path({str(files[0])!r})])])
""",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, cwd=Path.cwd())
    assert done.stdout == "[1]\n", done.stderr
