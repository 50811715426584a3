"""Files put in over HTTP: read one after the other in a process of their own, then written to the store.

A file waits in a folder of its own, and takes the place of an earlier one of its name when it has been read: so what
happens to the earlier one meanwhile does not touch it, and what cannot be read takes nobody's place.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import shutil
import threading
import time
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
_KEPT: Final = 200  # jobs that are remembered
_UNFINISHED: Final = ".part"
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
        self._starting, self._closing = threading.Lock(), False
        self.writing = threading.Lock()
        self._go_on()

    def add(self, name: str, data: bytes) -> Job:
        """Queue a file, to be kept under its name in place of an earlier one of that name."""
        job = Job(uuid.uuid4().hex[:12], safe_name(name), datetime.now(UTC))
        path = self._site.settings.waiting_path / job.id / job.file
        path.parent.mkdir(parents=True)
        unfinished = path.with_name(path.name + _UNFINISHED)
        unfinished.write_bytes(data)
        self._enqueue(job, unfinished.replace(path))
        return job

    def _go_on(self) -> None:
        """Queue the files that waited when the server was stopped; what it was reading then is given up."""
        folder = self._site.settings.waiting_path
        waited = [path for path in folder.glob("*/*") if path.is_file() and path.suffix != _UNFINISHED]
        for place in folder.glob("*"):
            if not any(path.parent == place for path in waited):
                shutil.rmtree(place, ignore_errors=True)
        for path in sorted(waited, key=lambda path: path.stat().st_mtime_ns):
            added = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            self._enqueue(Job(path.parent.name, path.name, added), path)

    def _enqueue(self, job: Job, path: Path) -> None:
        self._jobs[job.id] = job
        while len(self._jobs) > _KEPT and next(iter(self._jobs.values())).over:
            self._jobs.popitem(last=False)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        self._queue.put((job, path))

    def get(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def all(self) -> list[Job]:
        """Return the jobs, the latest first."""
        return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """End the worker after what it is doing, and its process at once; what waits stays on disk."""
        self._closing = True
        if self._reader:
            self._reader.kill()
        if self._thread:
            self._queue.put(None)
            self._thread.join(10)

    def _work(self) -> None:
        while (item := self._queue.get()) is not None and not self._closing:
            job, path = item
            try:
                self._one(job, _begun(path))
            except Exception as error:  # one bad file never ends the worker
                _LOG.exception("%s", path.name, exc_info=error)
                job.error, job.stage = f"{path.name}: {type(error).__name__}. The error has been logged", "failed"
            finally:
                shutil.rmtree(path.parent, ignore_errors=True)

    def _one(self, job: Job, path: Path) -> None:
        from api.intake import taken_in

        if self._reader is None or not self._reader.alive():
            self._reader = _Reader(self._site.settings.authority)

        def show(stage: str, about: str) -> None:
            job.stage, job.about = stage, about

        outcome = self._reader.read(path, show, self._site.settings.read_seconds)
        job.error = outcome.error
        if not outcome.documents:
            job.stage = "failed"
            return
        with self.writing:
            job.documents, job.removed, job.notices = taken_in(self._site, outcome, show)
        job.stage, job.about = "done", ""


def _begun(path: Path) -> Path:
    """Move a file a folder down, so that a server which it brings down does not begin with it again."""
    place = path.parent / "begun"
    place.mkdir()
    return path.replace(place / path.name)


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

    def read(self, path: Path, show: Callable[[str, str], None], seconds: float) -> Outcome:
        """Read a file; past `seconds` the process is killed, and the outcome says so."""
        from api.commands.files import Outcome

        until = time.monotonic() + seconds
        try:
            self._ours.send(path)
            while self._ours.poll(max(0.0, until - time.monotonic())):
                told = self._ours.recv()
                if not isinstance(told, tuple):
                    return told  # type: ignore[no-any-return]
                show(*told)
        except (EOFError, OSError):
            return Outcome(
                path, error=f"{path.name}: its reading broke off. Try a smaller file, or report it with the file"
            )
        self.kill()
        remedy = "Put it in in parts, or have whoever runs the site set POLICYGRAPH_READ_SECONDS higher"
        return Outcome(path, error=f"{path.name}: its reading was stopped after {seconds:g} s. {remedy}")


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
