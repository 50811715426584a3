"""Files put in over HTTP: read one after the other in a process of their own, then written to the store."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import unicodedata
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from api.commands.files import Outcome
    from api.site import Site

__all__ = ["STAGES", "Job", "Jobs", "safe_name"]

STAGES: Final = ("waiting", "read", "structure", "extract", "store", "index", "done")
_KEPT = 200  # jobs that are remembered
_LOG = logging.getLogger("policygraph")


@dataclass(slots=True)
class Job:
    """One file on its way: the stage it is in, what it gave, or why it gave nothing."""

    id: str
    file: str
    added: datetime
    stage: str = "waiting"
    about: str = ""
    error: str | None = None
    documents: list[dict[str, Any]] = field(default_factory=list)
    removed: int = 0
    notices: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.stage in ("done", "failed")

    def as_json(self) -> dict[str, Any]:
        names = ("id", "file", "stage", "about", "error", "documents", "removed", "notices")
        done = STAGES.index(self.stage) if self.stage in STAGES else 0
        return {name: getattr(self, name) for name in names} | {
            "added": self.added.isoformat(timespec="seconds"),
            "over": self.over,
            "done": done,
            "of": len(STAGES) - 1,
        }


class Jobs:
    """The queue of files and the one worker that empties it; `writing` is held while the store is written."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[tuple[Job, Path] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._reader: _Reader | None = None
        self._starting = threading.Lock()
        self.writing = threading.Lock()

    def add(self, name: str, data: bytes) -> Job:
        """Keep a file under its name, in place of an earlier one of that name, and queue it."""
        folder = self._site.settings.uploads_path
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / safe_name(name)
        unfinished = path.with_name(path.name + ".part")
        unfinished.write_bytes(data)
        unfinished.replace(path)
        job = Job(uuid.uuid4().hex[:12], path.name, datetime.now(UTC))
        self._jobs[job.id] = job
        while len(self._jobs) > _KEPT and next(iter(self._jobs.values())).over:
            self._jobs.popitem(last=False)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        self._queue.put((job, path))
        return job

    def get(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def all(self) -> list[Job]:
        """Return the jobs, the latest first."""
        return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """End the worker after what it is doing, and its process at once."""
        if self._reader:
            self._reader.kill()
        if self._thread:
            self._queue.put(None)
            self._thread.join(10)

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            job, path = item
            try:
                self._one(job, path)
            except Exception as error:  # one bad file never ends the worker
                _LOG.exception("%s", path.name, exc_info=error)
                job.error, job.stage = f"{path.name}: {type(error).__name__}. The error has been logged", "failed"

    def _one(self, job: Job, path: Path) -> None:
        from api.intake import taken_in

        if self._reader is None or not self._reader.alive():
            self._reader = _Reader(self._site.settings.authority)

        def show(stage: str, about: str) -> None:
            job.stage, job.about = stage, about

        outcome = self._reader.read(path, show)
        job.error = outcome.error
        if not outcome.documents:
            job.stage = "failed"
            return
        with self.writing:
            job.documents, job.removed, job.notices = taken_in(self._site, outcome, show)
        job.stage, job.about = "done", ""


class _Reader:
    """A process that reads files: what a file makes it do, it does not do to the server."""

    def __init__(self, authority: tuple[Path, ...]) -> None:
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_read_all, args=(theirs, authority), daemon=True)
        self._process.start()
        theirs.close()

    def alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()
        self._process.join(5)

    def read(self, path: Path, show: Callable[[str, str], None]) -> Outcome:
        from api.commands.files import Outcome

        try:
            self._ours.send(path)
            while True:
                told = self._ours.recv()
                if not isinstance(told, tuple):
                    return told  # type: ignore[no-any-return]
                show(*told)
        except (EOFError, OSError):
            return Outcome(
                path, error=f"{path.name}: its reading broke off. Try a smaller file, or report it with the file"
            )


def _read_all(pipe: Connection, authority: tuple[Path, ...]) -> None:
    from api.commands.files import outcome_of

    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            path = pipe.recv()
            pipe.send(outcome_of(path, authority, lambda stage, about: pipe.send((stage, about))))


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters and leading dots, not too long for a disk.

    >>> safe_name("../../etc/方案（试行）.pdf"), safe_name("C:\\\\x\\\\a.txt"), safe_name("..")
    ('方案（试行）.pdf', 'a.txt', 'file')
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char for char in unicodedata.normalize("NFC", base) if unicodedata.category(char)[0] != "C")
    plain = plain.strip().lstrip(".").strip()
    stem, dot, suffix = plain.rpartition(".")
    while len(plain.encode("utf-8")) > 180:
        stem = stem[:-1] if dot else stem
        plain = f"{stem}{dot}{suffix}" if dot and stem else plain[:-1]
    return plain or "file"
