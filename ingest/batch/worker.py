"""A process that reads files one after the other: what a file makes it do, it does to nobody else."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Final

from ingest.batch.outcome import Outcome, Plan, beyond, outcome_of
from ingest.process import bound_memory, end_with, resident

__all__ = ["Worker", "serve"]

_ENOUGH: Final = 500  # files after which a process is replaced, whatever it may have gathered meanwhile
_Show = Callable[[str, str], None]


class Worker:
    """The process, with a folder of its own for what it makes by the way.

    It starts with the first file, and again where it broke off, ran out of time, holds half of its memory or has read
    many files. Whatever an earlier one left in the folder, and whatever program still works there, goes at the start.
    """

    def __init__(self, plan: Plan, room: Path) -> None:
        self._plan, self._room = plan, room.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        self._path, self._until, self._read = Path(), 0.0, 0
        self._closed = self._broken = False
        self.line: Connection

    def send(self, path: Path) -> None:
        """Begin to read a file; `receive` says what becomes of it."""
        if not self._able():
            self._start()
        if self._closed:
            self.kill()
        self._path, self._until, self._broken = path, time.monotonic() + self._plan.seconds, False
        with contextlib.suppress(OSError):  # a broken line is found when it is read from
            self.line.send(path)

    def receive(self, show: _Show, patience: float = 0.0) -> Outcome | None:
        """Return what became of the file if that is known within `patience` seconds, else None."""
        try:
            if wait([self.line], max(0.0, min(patience, self.left))):
                said = self.line.recv()
                if isinstance(said, Outcome):
                    self._read += 1
                    return said
                show(*said)
                return None
        except (EOFError, OSError):
            self._broken = True
            _clear(self._room)
            remedy = "Try a smaller file, or report it with the file"
            return Outcome(self._path, error=f"{self._path.name}: its reading broke off. {remedy}")
        if self.left > 0:
            return None
        self.kill()
        remedy = "Read it in parts, or set POLICYGRAPH_READ_SECONDS higher"
        return Outcome(
            self._path, error=f"{self._path.name}: its reading was stopped after {self._plan.seconds:g} s. {remedy}"
        )

    def read(self, path: Path, show: _Show) -> Outcome:
        """Read a file and wait for its end."""
        self.send(path)
        while (found := self.receive(show, self._plan.seconds)) is None:
            pass
        return found

    @property
    def left(self) -> float:
        """Seconds that the file has left."""
        return self._until - time.monotonic()

    @property
    def pid(self) -> int | None:
        """The number of the process; None before the first file."""
        return self._process.pid if self._process else None

    def stopped(self) -> bool:
        """Tell whether the process was asked to end from outside, as all of a server's are when that is stopped."""
        if self._process is None or not self._broken:
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        return self._process.returncode in (-signal.SIGTERM, -signal.SIGINT)

    def close(self) -> None:
        """End the process for good: what is sent after that breaks off."""
        self._closed = True
        self.kill()

    def kill(self) -> None:
        """End the process with all that it started, and clear its folder."""
        if self._process:
            self._process.kill()
            self._process.wait(5)
        _clear(self._room)

    def _able(self) -> bool:
        """Tell whether the process is there and good for one more file; one that is not, ends."""
        if self._process is None or self._process.poll() is not None:
            return False
        if self._read < _ENOUGH and resident(self._process.pid) < self._plan.mebibytes // 2:
            return True
        self.kill()
        return False

    def _start(self) -> None:
        _clear(self._room)
        self._room.mkdir(parents=True, exist_ok=True)
        self.line, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            # No fork, which would copy what others hold open here; no `spawn`, which would run a caller's script again.
            code = f"import sys; sys.path[:] = {sys.path!r}; from ingest.batch.worker import serve; serve({number})"
            self._process = subprocess.Popen([sys.executable, "-c", code], pass_fds=[number], stdin=subprocess.DEVNULL)
        self._read = 0
        with contextlib.suppress(OSError):
            self.line.send((self._plan, self._room, os.getpid()))


def serve(number: int) -> None:
    """Read files that are named over the open connection `number`, until it is closed."""
    with Connection(number) as line, contextlib.suppress(EOFError, OSError):
        plan, room, parent = line.recv()
        end_with(parent)
        bound_memory(plan.mebibytes)
        tempfile.tempdir = str(room)
        while True:
            path = line.recv()
            outcome = outcome_of(path, plan, lambda stage, about: line.send((stage, about)))
            try:
                line.send(outcome)
            except MemoryError:
                line.send(beyond(path, plan))


def _clear(room: Path) -> None:
    """End the programs that were given a file in a folder, with all that they started, and remove the folder.

    They are in groups of their own, so they outlive the reader; where the system has no /proc, they do so still.
    """
    words = os.fsencode(f"{room}{os.sep}")
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if words in command.read_bytes():
                group = os.getpgid(int(command.parent.name))
                if group != os.getpgrp():
                    os.killpg(group, signal.SIGKILL)
    shutil.rmtree(room, ignore_errors=True)
