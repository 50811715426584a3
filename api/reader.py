"""A process that reads files: what a file makes it do, it does not do to the server."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.commands.files import Outcome

__all__ = ["Reader"]


class Reader:
    """The process, with a folder of its own for what it makes by the way; `kill` ends both, and what it started.

    Whatever an earlier one left in the folder, and whatever program still works there, goes at the start.
    """

    def __init__(self, authority: tuple[Path, ...], room: Path, data: Path) -> None:
        self._room = room.resolve()
        _clear(self._room)
        self._room.mkdir(parents=True, exist_ok=True)
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self.process = context.Process(target=_read_all, args=(theirs, authority, self._room, data), daemon=True)
        self.process.start()
        theirs.close()

    def alive(self) -> bool:
        return self.process.is_alive()

    def stopped(self) -> bool:
        """Tell whether it was asked to end from outside, as all of a server's processes are when that is stopped."""
        self.process.join(1)
        return self.process.exitcode in (-signal.SIGTERM, -signal.SIGINT)

    def kill(self) -> None:
        self.process.kill()
        self.process.join(5)
        _clear(self._room)

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
            _clear(self._room)
            return Outcome(
                path, error=f"{path.name}: its reading broke off. Try a smaller file, or report it with the file"
            )
        self.kill()
        remedy = "Put it in in parts, or have whoever runs the site set POLICYGRAPH_READ_SECONDS higher"
        return Outcome(path, error=f"{path.name}: its reading was stopped after {seconds:g} s. {remedy}")


def _read_all(pipe: Connection, authority: tuple[Path, ...], room: Path, data: Path) -> None:
    from api.commands.files import outcome_of

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tempfile.tempdir = str(room)
    with contextlib.suppress(EOFError, OSError):
        while True:
            path = pipe.recv()
            pipe.send(outcome_of(path, authority, lambda stage, about: pipe.send((stage, about)), data))


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
