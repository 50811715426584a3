"""One writer at a time for the folder of a store: whoever writes it, or puts another in its place, holds its lock.

RocksDB's own lock lies in the folder, and goes with it when the folder is swapped; this one lies beside it. The system
drops it with the process that holds it, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final
from weakref import WeakSet

from graph.errors import StoreError, StoreInUseError

__all__ = ["LOCK", "Lock", "alone"]

LOCK: Final = ".lock"
"""How the file beside a store ends that is locked."""


def alone(place: Path, flags: int = os.O_RDONLY) -> int:
    """Open a file or folder and lock it; returns what is to be closed, -1 while another process holds it."""
    held = os.open(place, flags, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return -1
    return held


class Lock:
    """The lock of the store at `path`, taken at once and held until `release`; it names its holder to all others.

    Raises StoreInUseError where another holds it, in this process too, StoreError where the file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._held = -1
        file = path.with_name(path.name + LOCK)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            held = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{file}: {error}. Make the folder writable that the store lies in") from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(held, 200, 0).decode("utf-8", "replace").strip()
            os.close(held)
            raise StoreInUseError(
                f"{path}: another process has this store open ({holder or 'unknown'}). Stop it (a running "
                "`policygraph serve`, say), or wait until it has ended"
            ) from error
        self._held = held
        os.ftruncate(held, 0)
        with suppress(OSError):  # a full disk: it holds without a name too
            os.pwrite(held, f"process {os.getpid()}: {_purpose()}\n".encode(), 0)
        _held.add(self)

    def release(self) -> None:
        """Let others write; nothing where that is done."""
        if self._held >= 0:
            os.ftruncate(self._held, 0)
            os.close(self._held)
            self._held = -1

    def forget(self) -> None:
        """Close a child's copy, with which the lock would outlive the process that took it."""
        if self._held >= 0:
            os.close(self._held)
            self._held = -1

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()


_held: Final[WeakSet[Lock]] = WeakSet()


def _forget_all() -> None:
    for lock in _held:
        lock.forget()


os.register_at_fork(after_in_child=_forget_all)


def _purpose() -> str:
    """Return the program and its command, without arguments that could hold what is nobody's business."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]) if sys.argv and sys.argv[0] else "python"
