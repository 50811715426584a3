"""Files put in over HTTP: read one after the other in a process of their own, then written to the store.

A file waits in a folder of its own, and takes the place of an earlier one of its name when it has been read: so what
happens to the earlier one meanwhile does not touch it, and what cannot be read takes nobody's place. It leaves the
folder when the store holds it. One that was being read when the server ended, however it did, waits again, once; one
server at a time holds the folder of those that wait.
"""

from __future__ import annotations

import logging
import os
import queue
import shutil
import threading
import unicodedata
import uuid
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from api.commands.files import plan_of
from api.errors import ProblemError
from api.progress import Progress
from api.turns import Turn
from graph.store.disk import PART, sync, write_atomically
from graph.store.lock import alone
from ingest.batch.worker import Worker

if TYPE_CHECKING:
    from api.site import Site

__all__ = ["BROKEN", "KEPT", "STAGES", "Job", "Jobs", "safe_name"]

STAGES: Final = ("waiting", "read", "structure", "extract", "store", "index", "done")
KEPT: Final = 200  # jobs that are remembered
_BEGUN, _AGAIN = "begun", "again"  # folders below a job's own: of the file that is read, and of one that waits again
_STOPPING: Final = 30.0  # seconds until a server is stopped whose reader has been
BROKEN: Final = "its reading was broken off with the server. Put it in again, in parts if it is large"
_HELD: Final = (
    "another server has the folder {} and takes the files put in. Stop it, or give this one a folder of its own"
)
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

    def __init__(self, site: Site, writing: Turn | None = None) -> None:
        self._begin(site, writing)
        if not self._hold():
            _LOG.warning(_HELD.format(self._folder))

    def _begin(self, site: Site, writing: Turn | None) -> None:
        self._site = site
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[tuple[Job, Path] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._reader: Worker | None = None
        self._starting, self._closing = threading.Lock(), threading.Event()
        self.writing = writing or Turn(None)
        self._folder, self._held = site.settings.waiting_path, -1

    def add(self, name: str, data: bytes) -> Job:
        """Queue a file, to be kept under its name in place of an earlier one of that name; it lies on the disk then.

        Raises ProblemError while another server takes the files put in.
        """
        if not self._hold():
            raise ProblemError(503, _HELD.format(self._folder))
        job, path = self._kept(name, data)
        self._enqueue(job, path)
        return job

    def _kept(self, name: str, data: bytes) -> tuple[Job, Path]:
        """Lay a file down; returns its job, and where it lies on the disk then."""
        job = Job(uuid.uuid4().hex[:12], safe_name(name), datetime.now(UTC))
        path = self._folder / job.id / job.file
        try:
            _laid_down(path, data)
        except OSError as error:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise ProblemError(503, f"{job.file}: it cannot be kept ({error.strerror}). Try again later") from error
        return job, path

    def _hold(self) -> bool:
        """Hold the folder of the files that wait, and go on with those in it; False while another server holds it."""
        with self._starting:
            if self._held >= 0:
                return True
            self._folder.mkdir(parents=True, exist_ok=True)
            self._held = alone(self._folder)
            if self._held < 0:
                return False
        self._go_on()
        return True

    def _go_on(self) -> None:
        """Queue the files that waited or were being read at the end; those read twice are given up and reported."""
        from api.intake import unread

        for path in self._lying(f"*/{_BEGUN}"):
            self._set_back(path)
        waiting, broken = self._lying("*", f"*/{_AGAIN}"), self._lying(f"*/{_AGAIN}/{_BEGUN}")
        for path in broken:
            job = self._job(path)
            job.stage, job.error = "failed", f"{path.name}: {BROKEN}"
            self._jobs[job.id] = job
            _LOG.warning(job.error)
        kept = {self._place(path) for path in waiting}
        for place in self._folder.glob("*"):
            if place not in kept:
                shutil.rmtree(place, ignore_errors=True)
        for path in waiting:
            self._enqueue(self._job(path), path)
        self._read_again(unread(self._site))

    def _lying(self, *folders: str) -> list[Path]:
        found = [path for folder in folders for path in self._folder.glob(f"{folder}/*") if path.is_file()]
        whole = [path for path in found if path.suffix != PART]
        return sorted(whole, key=lambda path: path.stat().st_mtime_ns)

    def _place(self, path: Path) -> Path:
        """Return the folder of the job whose file lies at `path`."""
        return self._folder / path.relative_to(self._folder).parts[0]

    def _job(self, path: Path) -> Job:
        return Job(self._place(path).name, path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC))

    def _enqueue(self, job: Job, path: Path) -> None:
        self._jobs[job.id] = job
        while len(self._jobs) > KEPT and next(iter(self._jobs.values())).over:
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
        """End the worker after what it is doing, and its process at once; what waits or is read stays on disk."""
        self._closing.set()
        if self._reader:
            self._reader.close()
        if self._thread:
            self._queue.put(None)
            self._thread.join(10)
        if self._held >= 0:
            os.close(self._held)  # and another server may hold the folder
            self._held = -1

    def _work(self) -> None:
        while (item := self._queue.get()) is not None and not self._closing.is_set():
            job, path = item
            try:
                begun = _begun(path)
            except OSError as error:  # it stays where it waits, for the next server
                job.error, job.stage = (
                    f"{path.name}: {error.strerror}. Make room on the disk of the data folder",
                    "failed",
                )
                continue
            try:
                with Progress(job, self._site.metrics) as show:
                    self._one(job, begun, show)
            except Exception as error:  # one bad file never ends the worker
                _LOG.exception("%s", path.name, exc_info=error)
                job.error, job.stage = f"{path.name}: {type(error).__name__}. The error has been logged", "failed"
            if job.stage == "failed" and begun.exists() and self._stopped():
                self._once_more(job, begun)
            else:
                shutil.rmtree(self._place(path), ignore_errors=True)
            if job.over:
                self._site.metrics.file(job.stage)

    def _stopped(self) -> bool:
        """Tell whether a reading broke off because the server is being stopped, or its reader alone was."""
        if self._reader and self._reader.stopped():
            self._closing.wait(_STOPPING)  # a stop may reach the reader before it reaches us
            return True
        return self._closing.is_set()

    def _once_more(self, job: Job, begun: Path) -> None:
        """Have a file wait again; the second time it stays where it is, and is given up when the server starts."""
        if begun.parent.parent.name == _AGAIN:
            if not self._closing.is_set():
                shutil.rmtree(self._place(begun), ignore_errors=True)
            return
        path = self._set_back(begun)
        job.stage, job.error = "waiting", None
        if not self._closing.is_set():
            self._queue.put((job, path))

    def _set_back(self, begun: Path) -> Path:
        """Move a file from where it was read to where it waits for the second time."""
        again = self._place(begun) / _AGAIN
        again.mkdir(exist_ok=True)
        return begun.replace(again / begun.name)

    def _mine(self, job: Job) -> bool:
        """Tell whether a file that was read is still this server's to write."""
        return True

    def _written(self, job: Job) -> None:
        """Note, before others may write, that the store holds a file."""

    def _room(self) -> Path:
        """Return the folder that is the reader's alone."""
        return self._site.settings.reading_path

    def _one(self, job: Job, path: Path, show: Callable[[str, str], None]) -> None:
        from api.intake import taken_in

        if self._reader is None:
            settings = self._site.settings
            self._reader = Worker(plan_of(settings, settings.authority), self._room())
            if self._closing.is_set():
                self._reader.close()

        outcome = self._reader.read(path, show)
        job.error = outcome.error
        if not outcome.documents:
            job.stage = "failed"
            return
        with self.writing:
            if not self._mine(job):
                return
            job.documents, job.removed, job.notices, again = taken_in(self._site, outcome, show)
            job.stage, job.about = "done", ""
            self._written(job)
        self._read_again(again)

    def _read_again(self, uploads: list[Path]) -> None:
        known = {job.file for job in self._jobs.values() if not job.over or job.stage == "failed"}
        for path in (one for one in uploads if one.name not in known):
            with suppress(OSError, ProblemError):  # a full disk: the next server finds them
                self.add(path.name, path.read_bytes())


def _laid_down(path: Path, data: bytes) -> None:
    """Write a file in a new folder, and return when both lie on the disk."""
    path.parent.mkdir(parents=True)
    write_atomically(path, data)
    sync(path.parent.parent)


def _begun(path: Path) -> Path:
    """Move a file a folder down, so that a server which it brings down does not begin with it again."""
    place = path.parent / _BEGUN
    place.mkdir()
    return path.replace(place / path.name)


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
