"""A second process that reads pages from the last one on, while this one reads from the first, until they meet.

It is a copy of this process, so it has the file open and nothing to load: it stands within a few milliseconds. What
becomes of it, a death or a page without an end, costs this one no more than the pages it did not get.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Generic, TypeVar

from ingest.process import end_with

__all__ = ["ahead"]

_ENOUGH: Final = 10  # pages from which on the copy saves more time than it takes to stand
_PATIENCE: Final = 1.0  # seconds that a page which the copy is at is waited for
_MOST: Final = 1 << 17  # bytes of a page, some 10 000 characters: the line takes it whole, whatever else waits in it

T = TypeVar("T")


@contextmanager
def ahead(pages: int, read: Callable[[int], T | None]) -> Iterator[Callable[[int], T | None]]:
    """Have a second process `read` the pages, the last one first; what is given tells what it made of a page.

    None is told of a page that is left to this process: one that the other has not come to, or for which its `read`
    gave None or failed. Pages are to be asked for from the first on. No other process is there for a few pages, beside
    other threads, where no other processor is idle, and on other systems than Linux.
    """
    try:
        copy = _Copy(pages, read) if pages >= _ENOUGH and _free() else None
    except OSError:  # the system has no room for one more process
        copy = None
    if copy is None:
        yield lambda number: None
        return
    try:
        yield copy.told
    finally:
        copy.end()


def _free() -> bool:
    """Whether this process can be copied, and a processor is idle that the copy may run on.

    A copy has none of the threads, and might wait forever for what one of them held.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and _running() < len(os.sched_getaffinity(0))


def _running() -> int:
    """Return how many threads of the whole machine run at this moment or wait for a processor, this one with them."""
    return int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[0])


class _Copy(Generic[T]):
    """The other process as this one sees it: what it made of the pages down to `_reached`, 0 before it told of any."""

    def __init__(self, pages: int, read: Callable[[int], T | None]) -> None:
        self._found: dict[int, T | None] = {}
        self._reached, this = 0, os.getpid()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._pid = os.fork()
                if not self._pid:
                    self._line.close()
                    _tell(theirs, pages, read, this)
            finally:
                if os.getpid() != this:  # whatever befalls the copy, it never goes on as what it is a copy of
                    os._exit(0)

    def told(self, number: int) -> T | None:
        while self._hear(0.0):
            """Take what waits, so that the copy need not."""
        if number + 1 == self._reached:
            self._hear(_PATIENCE)
        if number >= self._reached > 0:  # they have met; the copy ends when nobody listens
            self._line.close()
        return self._found.pop(number, None)

    def _hear(self, seconds: float) -> bool:
        """Take one page within so many seconds; False where none came."""
        try:
            self._line.settimeout(seconds)
            message = self._line.recv(_MOST)
        except OSError:  # none in time, or the line is closed
            return False
        if message:
            self._reached, self._found[self._reached] = pickle.loads(message)
        return bool(message)

    def end(self) -> None:
        self._line.close()
        with suppress(ProcessLookupError, ChildProcessError):  # someone else saw to it
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


def _tell(line: socket.socket, pages: int, read: Callable[[int], T | None], parent: int) -> None:
    """Tell of the end of the file, then of each page."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with(parent)
    gc.freeze()  # what was copied is never cleared away: that is for the process it belongs to
    line.send(_message(pages + 1, None))
    for number in range(pages, 0, -1):
        found = None
        with suppress(Exception):  # it will come up again where the page is read anew
            found = read(number)
        message = _message(number, found)
        line.send(message if len(message) <= _MOST else _message(number, None))


def _message(number: int, found: object) -> bytes:
    return pickle.dumps((number, found), pickle.HIGHEST_PROTOCOL)
