"""Who reads many files: this process, or several of this machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final, Protocol

from ingest.batch.outcome import Outcome, Plan, outcome_of
from ingest.batch.worker import Worker

__all__ = ["Executor", "InProcess", "Processes", "executor"]

_AHEAD: Final = 3  # files a worker that are read or wait to be taken: memory stays flat


class Executor(Protocol):
    """Reads files beside this process: a file that breaks its reader costs no other one."""

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        """Yield what came of each file, in the order of the files."""

    def close(self) -> None:
        """End all work."""


def executor(plan: Plan, workers: int) -> Executor:
    """Return what reads by a plan: `workers` processes, or this one where there are none."""
    return Processes(plan, workers) if workers else InProcess(plan)


class InProcess:
    """Reads in this process, one file after the other: nothing to start, and nothing that bounds time and memory."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        return (outcome_of(file, self._plan) for file in files)

    def close(self) -> None:
        """Nothing goes on."""


class Processes:
    """Reads on `workers` processes of this machine, each within the limits of the plan."""

    def __init__(self, plan: Plan, workers: int = 1) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True)
        self._idle = [Worker(plan, Path(self._room.name, str(number))) for number in range(workers)]
        self._busy: dict[Worker, int] = {}
        self._most = _AHEAD * workers

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        waiting, found, turn = enumerate(files), dict[int, Outcome](), 0
        while True:
            while self._idle and len(found) + len(self._busy) < self._most and (item := next(waiting, None)):
                worker = self._idle.pop()
                worker.send(item[1])
                self._busy[worker] = item[0]
            if not self._busy:
                return
            found |= self._received()
            while turn in found:
                yield found.pop(turn)
                turn += 1

    def _received(self) -> dict[int, Outcome]:
        """Return by its number what came of each file whose reading has ended, once there is news of any."""
        wait([worker.line for worker in self._busy], max(0.0, min(worker.left for worker in self._busy)))
        ended = {worker: outcome for worker in self._busy if (outcome := worker.receive(lambda stage, about: None))}
        self._idle += ended
        return {self._busy.pop(worker): outcome for worker, outcome in ended.items()}

    def close(self) -> None:
        for worker in (*self._idle, *self._busy):
            worker.close()
        self._room.cleanup()
