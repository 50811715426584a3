"""Who reads many files: this process, several of this machine, or those of a cluster (`ray.py`)."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final, Generic, Protocol, TypeVar

from ingest.batch.outcome import Outcome, Plan, outcome_of
from ingest.batch.worker import Worker

__all__ = ["Crew", "Executor", "InProcess", "Processes", "executor"]

_AHEAD: Final = 3  # files a worker that are read or wait to be taken: memory stays flat
_Member = TypeVar("_Member")
_Task = TypeVar("_Task")


class Executor(Protocol):
    """Reads files beside this process: a file that breaks its reader costs no other one."""

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        """Yield what came of each file, in the order of the files."""

    def close(self) -> None:
        """End all work."""


def executor(plan: Plan, workers: int, cluster: str = "") -> Executor:
    """Return what reads by a plan: a Ray cluster if one is named, else `workers` processes, or this one for 0.

    Raises ClusterError where Ray is not installed or the cluster does not answer.
    """
    if cluster:
        from ingest.batch.ray import Ray

        return Ray(plan, cluster)
    return Processes(plan, workers) if workers else InProcess(plan)


class InProcess:
    """Reads in this process, one file after the other: nothing to start, and nothing that bounds time and memory."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        return (outcome_of(file, self._plan) for file in files)

    def close(self) -> None:
        """Nothing goes on."""


class Crew(ABC, Generic[_Member, _Task]):
    """Members that read side by side; what they give is put back into the order of the files."""

    def __init__(self, members: Iterable[_Member]) -> None:
        self._idle = list(members)
        self._busy: dict[_Task, int] = {}
        self._most = _AHEAD * len(self._idle)

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        waiting, found, turn = enumerate(files), dict[int, Outcome](), 0
        while True:
            while self._idle and len(found) + len(self._busy) < self._most and (item := next(waiting, None)):
                self._busy[self._begin(self._idle.pop(), item[1])] = item[0]
            if not self._busy:
                return
            found |= self._received()
            while turn in found:
                yield found.pop(turn)
                turn += 1

    @abstractmethod
    def _begin(self, member: _Member, file: Path) -> _Task:
        """Have a member read a file, and return what stands for that until its end."""

    @abstractmethod
    def _received(self) -> dict[int, Outcome]:
        """Return by its number what came of each file whose reading has ended, once there is news of any."""

    @abstractmethod
    def close(self) -> None:
        """End all work."""


class Processes(Crew[Worker, Worker]):
    """Reads on `workers` processes of this machine, each within the limits of the plan."""

    def __init__(self, plan: Plan, workers: int = 1) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True)
        super().__init__(Worker(plan, Path(self._room.name, str(number))) for number in range(workers))

    def _begin(self, member: Worker, file: Path) -> Worker:
        member.send(file)
        return member

    def _received(self) -> dict[int, Outcome]:
        wait([worker.line for worker in self._busy], max(0.0, min(worker.left for worker in self._busy)))
        ended = {worker: outcome for worker in self._busy if (outcome := worker.receive(lambda stage, about: None))}
        self._idle += ended
        return {self._busy.pop(worker): outcome for worker, outcome in ended.items()}

    def close(self) -> None:
        for worker in (*self._idle, *self._busy):
            worker.close()
        self._room.cleanup()
