"""One reading process as the server sees it: asked, listened to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeAlias

from graph.endpoint.forks import Forks
from graph.endpoint.question import FRAME, Question
from graph.errors import StoreError

__all__ = ["Reader"]

_YIELDING: Final = 15  # how nice a process is that has long been at work; all the others are less so
_Hear: TypeAlias = Callable[[bytes, Any], None]


class Reader(asyncio.Protocol):
    """A process that answers one query at a time from the store at `path`; it is asked once it stands."""

    def __init__(self, forks: Forks, path: Path) -> None:
        self._forks, self.path = forks, path
        self._name, self._line = forks.fork(path)
        self._transport: asyncio.WriteTransport | None = None
        self._told: asyncio.Future[int] | None = None
        self._hear: _Hear | None = None
        self._got = bytearray()
        self._pid, self._yields = 0, False

    @property
    def stands(self) -> bool:
        return bool(self._pid)

    async def stand(self) -> None:
        """Wait until the process stands, if it does not yet. Raises StoreError where it cannot."""
        loop = asyncio.get_running_loop()
        self._told = loop.create_future()
        self._transport, _ = await loop.create_connection(lambda: self, sock=self._line)
        self._pid = await self._told

    def ask(self, question: Question, hear: _Hear) -> None:
        """Have each frame of the answer told to `hear`, the last being an end or an error."""
        assert self._transport is not None and self._hear is None
        self._hear = hear
        self._transport.write(question.encode())

    @property
    def reusable(self) -> bool:
        """Whether another query may be asked of it: it waits for one, and as readily as any."""
        return self.stands and self._hear is None and not self._yields

    def alive(self) -> bool:
        try:
            return self._line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def worked(self) -> float:
        """Return how many seconds of processor time it has had; where the system does not tell, the time of day."""
        if sys.platform != "linux":
            return time.monotonic()
        with suppress(OSError):
            return time.clock_gettime((~self._pid << 3) | 2)  # clock_getcpuclockid(3)
        return 0.0

    def yield_to_others(self) -> None:
        """Let all others go first from now on; there is no way back without special rights."""
        if self._yields:
            return
        self._yields = True
        with suppress(OSError):  # it has ended
            os.setpriority(os.PRIO_PROCESS, self._pid, _YIELDING)

    def kill(self) -> None:
        """End the process at once, whatever it is at."""
        self._hear = None
        self._forks.kill(self._name)
        if self._transport is not None:
            self._transport.close()
        else:
            self._line.close()

    def data_received(self, data: bytes) -> None:
        self._got += data
        while len(self._got) >= FRAME.size:
            kind, length = FRAME.unpack_from(self._got)
            end = FRAME.size + length
            if len(self._got) < end:
                return
            content = bytes(self._got[FRAME.size : end])
            del self._got[:end]
            self._heard(kind, content if kind == b"B" else json.loads(content))

    def _heard(self, kind: bytes, content: Any) -> None:
        if self._told and not self._told.done():
            if kind == b"P":
                self._told.set_result(content["pid"])
            else:
                self._told.set_exception(StoreError(content["message"]))
        elif self._hear is not None:
            hear = self._hear
            if kind in (b"E", b"X"):
                self._hear = None
            hear(kind, content)

    def connection_lost(self, error: Exception | None) -> None:
        why = "it needs more memory, is nested deeper, or sorts more kinds of values together than may be"
        self._heard(b"X", {"kind": "size", "message": why})
