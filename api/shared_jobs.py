"""Files put in at one of several servers: listed in their database, read by whichever of them is free.

A file lies in the data folder, which the servers share, before its job stands in the database, and goes when the job is
over. Whoever reads it holds a lock of the database by its id, so that another takes it over when that server is gone;
it is noted as written before anybody else may write. Files of one name are read in the order in which they came. A
file that lies in no folder of this server's waits for a server that has it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from api.commands.files import plan_of
from api.database import NUMBER, Database, Word, reading, writing
from api.errors import ProblemError
from api.jobs import BROKEN, KEPT, Job, Jobs
from api.progress import Progress
from api.site import Site
from api.turns import Session, Turn
from graph.errors import DatabaseError
from graph.store.disk import PART
from ingest.batch.worker import Worker

__all__ = ["SharedJobs"]

_LOOK: Final = 1.0  # seconds between two looks for files that wait
_SWEEP: Final = 60.0  # seconds between two looks for files without a job
_SOON: Final = 600.0  # seconds in which a file that was laid down gets its job
_TRIES: Final = 2  # servers that a file may bring down
_TABLES: Final = sa.MetaData(info={"what": "the jobs"})
_JOB: Final = sa.Table(
    "job", _TABLES, sa.Column("number", NUMBER, primary_key=True), sa.Column("id", Word, nullable=False, unique=True),
    *(sa.Column(name, Word, nullable=False) for name in ("file", "added", "stage", "about", "documents", "notices")),
    sa.Column("error", Word), *(sa.Column(name, NUMBER, nullable=False) for name in ("removed", "over", "begun")),
)  # fmt: skip
_OF: Final = _JOB.c
_LOG = logging.getLogger("policygraph")


class SharedJobs(Jobs):
    """The jobs of all servers of one database, and the worker of this one; see `Jobs`."""

    def __init__(self, site: Site, database: Database, writing: Turn) -> None:
        self._begin(site, writing)
        self._database, self._session = database, Session(database)
        self._woken, self._swept = threading.Event(), time.monotonic()
        self._undone = set[str]()  # jobs that the database, not their file, broke off here
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def add(self, name: str, data: bytes) -> Job:
        """Keep a file and its job; raises ProblemError or DatabaseError where either cannot be kept."""
        job, _ = self._kept(name, data)
        self._list(job)  # where the answer is lost the file stays: it is listed by `_sweep` if it was not
        self._woken.set()
        return job

    def get(self, id: str) -> Job | None:
        return next(iter(self._found(_OF.id == id)), None)

    def all(self) -> list[Job]:
        return self._found(sa.true())

    def close(self) -> None:
        self._closing.set()
        self._woken.set()
        if self._reader:
            self._reader.close()
        if self._thread:
            self._thread.join(10)

    # ----------------------------------------------------------------------------------------------- in the database
    def _list(self, job: Job) -> None:
        with writing(Path(), self._database, _TABLES) as base:
            latest = sa.select(_OF.number).order_by(_OF.number.desc()).limit(KEPT)
            base.execute(_JOB.delete().where(_OF.over == 1, _OF.number.not_in(latest)))
            base.execute(_JOB.insert().values(_row(job) | {"id": job.id, "file": job.file, "begun": 0}))

    def _found(self, where: sa.ColumnElement[bool]) -> list[Job]:
        with reading(Path(), self._database, _TABLES) as base:
            return [_job(row) for row in base.execute(_JOB.select().where(where).order_by(_OF.number.desc()))]

    def _note(self, job: Job, **more: Any) -> None:
        """Keep how far a job has come, unless it is over already."""
        with reading(Path(), self._database, _TABLES) as base:
            base.execute(_JOB.update().where(_OF.id == job.id, _OF.over == 0).values(_row(job) | more))

    # --------------------------------------------------------------------------------------------------- the worker
    def _work(self) -> None:
        while not self._closing.is_set():
            try:
                taken = self._next()
                if taken:
                    self._read(*taken)
                    continue
                if time.monotonic() - self._swept > _SWEEP and self._session.take("sweeping"):
                    self._swept = time.monotonic()
                    self._sweep()
            except DatabaseError as error:
                _LOG.error("jobs: %s", error)
            except Exception as error:  # one bad file never ends the worker
                _LOG.exception("jobs", exc_info=error)
            self._woken.wait(_LOOK)
            self._woken.clear()
        self._session.close()

    def _next(self) -> tuple[Job, Path] | None:
        """Take the first file that waits and that no other server reads; its job is noted as begun once more."""
        seen = set[str]()
        for job in reversed(self._found(_OF.over == 0)):
            path = None if job.file in seen else self._lies(job.id)
            seen.add(job.file)
            if path and self._session.take(_lock(job)):
                if self._begun_again(job):
                    return job, path
                self._session.give(_lock(job))
        return None

    def _begun_again(self, job: Job) -> bool:
        """Tell whether a job that was taken is to be read: it may be over by now, or have brought down two servers."""
        with writing(Path(), self._database, _TABLES) as base:
            begun = base.scalar(sa.select(_OF.begun).where(_OF.id == job.id, _OF.over == 0))
            if begun is None:
                return False
            again = job.id in self._undone
            self._undone.discard(job.id)
            if again or begun < _TRIES:
                base.execute(_JOB.update().where(_OF.id == job.id).values(begun=begun if again else begun + 1))
                return True
        job.stage, job.error = "failed", f"{job.file}: {BROKEN}"
        _LOG.warning(job.error)
        self._over(job)
        return False

    def _read(self, job: Job, path: Path) -> None:
        try:
            with Progress(job, self._site.metrics) as progress:
                self._one(job, path, partial(self._show, job, progress))
        except DatabaseError as error:  # it is read again, by this server or another
            _LOG.error("%s: it waits: %s", job.file, error)
            job.stage = "waiting"
            self._undone.add(job.id)
        except Exception as error:  # as in `Jobs`
            _LOG.exception("%s", job.file, exc_info=error)
            job.error, job.stage = f"{job.file}: {type(error).__name__}. The error has been logged", "failed"
        try:
            if job.stage == "failed" and self._stopped():
                job.stage, job.error = "waiting", None
                if self._session.holds(_lock(job)):
                    self._note(job, begun=_OF.begun - 1)
            elif job.over:
                self._over(job)
        finally:
            self._session.give(_lock(job))

    def _over(self, job: Job) -> None:
        """Note the end of a job, unless another server has it now, and drop its file."""
        if job.stage == "done" or self._session.holds(_lock(job)):
            self._note(job)
            shutil.rmtree(self._folder / job.id, ignore_errors=True)
            self._site.metrics.file(job.stage)

    def _show(self, job: Job, progress: Progress, stage: str, about: str) -> None:
        progress(stage, about)
        with suppress(DatabaseError):  # what is shown may lag; whether it is ours to write is asked before that
            self._note(job)

    def _mine(self, job: Job) -> bool:
        return self._session.holds(_lock(job))

    def _written(self, job: Job) -> None:
        self._note(job)

    def _room(self) -> Path:
        """Return a folder of this process's own, and clear those of others of this host that have ended."""
        settings, host = self._site.settings, socket.gethostname()
        for old in settings.reading_path.glob(f"{host}@*"):
            if not Path(f"/proc/{old.name.split('@')[1]}").exists():
                Worker(plan_of(settings, settings.authority), old).close()
        return settings.reading_path / f"{host}@{os.getpid()}@{id(self):x}"

    def _read_again(self, uploads: list[Path]) -> None:
        known = {job.file for job in self.all() if not job.over or job.stage == "failed"}
        for path in (one for one in uploads if one.name not in known):
            with suppress(OSError, ProblemError):
                self.add(path.name, path.read_bytes())

    # --------------------------------------------------------------------------------------------------- the folder
    def _lies(self, id: str) -> Path | None:
        """Return where the file of a job lies; None where this server's folder does not have it."""
        found = (path for path in (self._folder / id).rglob("*") if path.is_file() and path.suffix != PART)
        return next(found, None)

    def _sweep(self) -> None:
        """Drop what lies there of jobs that are over, and list files that have no job: their server was killed."""
        from api.intake import unread

        listed = {job.id: job for job in self.all()}
        for place in self._folder.iterdir():
            if not place.is_dir() or time.time() - place.stat().st_mtime < _SOON:
                continue
            job, path = listed.get(place.name), self._lies(place.name)
            if path is None or (job and job.over):
                shutil.rmtree(place, ignore_errors=True)
            elif job is None:
                self._list(Job(place.name, path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)))
        self._read_again(unread(self._site))


def _lock(job: Job) -> str:
    return f"job {job.id}"


def _row(job: Job) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(job, name) for name in ("stage", "about", "error", "removed")}
    row |= {name: json.dumps(getattr(job, name), ensure_ascii=False) for name in ("documents", "notices")}
    return row | {"added": job.added.isoformat(), "over": int(job.over)}


def _job(row: Any) -> Job:
    lists = {name: json.loads(getattr(row, name)) for name in ("documents", "notices")}
    plain = {name: getattr(row, name) for name in ("id", "file", "stage", "about", "error", "removed")}
    return Job(added=datetime.fromisoformat(row.added), **plain, **lists)
