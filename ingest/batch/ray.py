"""Many files on a Ray cluster: each worker of it holds a process that reads, as those of this machine do."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ingest.batch.executor import Crew
from ingest.batch.outcome import Outcome, Plan, outcome_of
from ingest.batch.worker import Worker
from ingest.errors import IngestError
from ingest.read import FILE_LIMIT

__all__ = ["ClusterError", "Ray"]

_TRIES: Final = 2  # one worker may die by chance; a file that takes two down is at fault
_BROKEN: Final = "its reading broke off on two workers. Try a smaller file, or report it with the file"


class ClusterError(IngestError):
    """Ray is missing, or the cluster does not answer; `str()` is one line with the remedy."""


class Ray(Crew[int, Any]):
    """Reads on the workers of a Ray cluster, by default one for each of its CPUs.

    `auto` is the cluster that this machine belongs to, else one that is started on it; others are `ray://HOST:PORT`.
    Files and authority files are sent as bytes, so that no disk need be shared. A worker that dies is replaced, and its
    file is read once more. Raises ClusterError.
    """

    def __init__(self, plan: Plan, address: str = "auto", workers: int = 0) -> None:
        self._ray = _library()
        self._ours = not self._ray.is_initialized()
        if self._ours:
            _join(self._ray, address)
        self._plan = plan
        self._shared = self._ray.put([(path.name, path.read_bytes()) for path in plan.authority])
        self._tries: dict[Any, tuple[int, Path, int]] = {}
        count = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._actors = [self._hire(number) for number in range(count)]
        super().__init__(range(count))

    def _hire(self, number: int) -> Any:
        room = f"policygraph-{self._ray.get_runtime_context().get_job_id()}-{number}"
        member = self._ray.remote(num_cpus=1, max_restarts=0)(_Member)
        return member.remote(self._plan, self._shared, room, version("policygraph"))

    def _begin(self, member: int, file: Path, tries: int = 1) -> Any:
        try:
            data = file.read_bytes() if file.stat().st_size <= FILE_LIMIT else None
        except OSError:
            data = None
        if data is None:  # the line that says why is found here, at once
            task = self._ray.put(outcome_of(file, self._plan))
        else:
            task = self._actors[member].read.remote(file, data)
        self._tries[task] = (member, file, tries)
        return task

    def _received(self) -> dict[int, Outcome]:
        ended, _ = self._ray.wait(list(self._busy), num_returns=1)
        found = {}
        for task in ended:
            number, (member, file, tries) = self._busy.pop(task), self._tries.pop(task)
            outcome = self._outcome(task, member, file)
            if outcome is None and tries < _TRIES:
                self._busy[self._begin(member, file, tries + 1)] = number
                continue
            self._idle.append(member)
            found[number] = outcome or Outcome(file, error=f"{file.name}: {_BROKEN}")
        return found

    def _outcome(self, task: Any, member: int, file: Path) -> Outcome | None:
        """Return what a worker found, None where that failed; one that died is replaced."""
        try:
            return replace(self._ray.get(task), path=file)
        except self._ray.exceptions.RayTaskError:
            return None
        except self._ray.exceptions.RayError:
            self._actors[member] = self._hire(member)
            return None

    def close(self) -> None:
        self._ray.wait([actor.close.remote() for actor in self._actors], num_returns=len(self._actors), timeout=5)
        for actor in self._actors:
            self._ray.kill(actor)
        if self._ours:
            self._ray.shutdown()


class _Member:
    """One worker of the cluster: keeps a process that reads, in a folder of its own on the machine that it is on."""

    def __init__(self, plan: Plan, authority: Sequence[tuple[str, bytes]], room: str, release: str) -> None:
        self._release = release
        self._room = Path(tempfile.gettempdir(), room)
        shutil.rmtree(self._room, ignore_errors=True)  # of a worker that was killed here
        own = (_laid_down(self._room / f"authority-{at}" / name, data) for at, (name, data) in enumerate(authority))
        self._worker = Worker(replace(plan, authority=tuple(own)), self._room / "reading")

    def read(self, file: Path, data: bytes) -> Outcome:
        if self._release != (here := version("policygraph")):
            remedy = "Install one release on all machines"
            return Outcome(file, error=f"{file.name}: a worker has policygraph {here}, not {self._release}. {remedy}")
        try:
            given = _laid_down(self._room / "file" / file.name, data)
            return self._worker.read(given, lambda stage, about: None)
        finally:
            shutil.rmtree(self._room / "file", ignore_errors=True)

    def close(self) -> None:
        self._worker.close()
        shutil.rmtree(self._room, ignore_errors=True)


def _laid_down(path: Path, data: bytes) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _library() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # read at its import: it reports to its makers otherwise
    try:
        import ray
    except ImportError as error:
        raise ClusterError("ray", "it is not installed", "pip install 'policygraph[ray]'") from error
    return ray


def _join(ray: Any, address: str) -> None:
    where = None if address == "auto" else address
    try:
        ray.init(where, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        remedy = "Name a cluster that runs, as ray://HOST:10001, or auto for this machine"
        raise ClusterError(address, f"no Ray cluster answers ({str(error).splitlines()[0]})", remedy) from error
