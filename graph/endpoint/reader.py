"""One reading process as the server sees it: asked, listened to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from graph.endpoint.question import FRAME, Question, frame
from graph.errors import StoreError

__all__ = ["Reader"]

_MOST_WAITING: Final = 1 << 20
_KEPT: Final = "glibc.malloc.tcache_count=1000"
"""The C library gives memory out anew without a search, if it keeps more of what was freed: a tenth of a long query."""


class Reader:
    """A process that answers one query at a time; `free` tells whether it waits for one."""

    def __init__(self, process: subprocess.Popen[bytes], line: socket.socket) -> None:
        self._process, self._line, self.free = process, line, True
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._opened: Path | None = None

    @classmethod
    def start(cls, mebibytes: int) -> Reader:
        """Start a process; it takes queries at once, and answers when it is up."""
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "graph.endpoint.worker", str(theirs.fileno()), str(mebibytes)]
            process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=_environment(os.environ)
            )
        return cls(process, ours)

    @property
    def pid(self) -> int:
        return self._process.pid

    def worked(self) -> float:
        """Return how many seconds of processor time it has had; where the system does not tell, the time of day."""
        if sys.platform != "linux":
            return time.monotonic()
        with suppress(OSError):
            return time.clock_gettime((~self.pid << 3) | 2)  # clock_getcpuclockid(3)
        return 0.0

    def alive(self) -> bool:
        return self._process.poll() is None

    async def open(self, path: Path) -> None:
        """Have the process open the store at `path`, if it has not. Raises StoreError where it cannot."""
        if path == self._opened:
            return
        async for kind, told in self._asked(frame(b"O", {"path": str(path)})):
            if kind == b"X":
                raise StoreError(told["message"])
        self._opened = path

    def ask(self, question: Question) -> AsyncIterator[tuple[bytes, Any]]:
        """Yield the frames of the answer, the last being an end or an error; EOFError if the process died of it."""
        return self._asked(question.encode())

    async def _asked(self, request: bytes) -> AsyncIterator[tuple[bytes, Any]]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(sock=self._line, limit=_MOST_WAITING)
        reader, writer = self._streams
        self.free = False
        writer.write(request)
        try:
            await writer.drain()
            while not self.free:
                kind, length = FRAME.unpack(await reader.readexactly(FRAME.size))
                content = await reader.readexactly(length)
                self.free = kind in (b"E", b"X")
                yield kind, content if kind == b"B" else json.loads(content)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise EOFError(f"the reading process {self.pid} ended") from error

    def kill(self) -> None:
        """End the process at once, whatever it is at."""
        self._process.kill()
        self._process.wait()
        if self._streams is not None:
            self._streams[1].close()
        else:
            self._line.close()


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return what a process is told of its surroundings: nothing of the site's settings, of which one is its key."""
    told = {name: value for name, value in given.items() if not name.startswith("POLICYGRAPH_")}
    return {"GLIBC_TUNABLES": _KEPT} | told
