"""One reading process as the server sees it: asked, listened to, killed."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

from graph.endpoint.question import FRAME, Question

__all__ = ["Reader"]

_MOST_WAITING = 1 << 20


class Reader:
    """A process that answers one query at a time."""

    def __init__(self, process: subprocess.Popen[bytes], line: socket.socket) -> None:
        self._process, self._line = process, line
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @classmethod
    def start(cls, mebibytes: int) -> Reader:
        """Start a process; it takes queries at once, and answers when it is up (a tenth of a second)."""
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "graph.endpoint.worker", str(theirs.fileno()), str(mebibytes)]
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        return cls(process, ours)

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    async def ask(self, question: Question, path: str) -> AsyncIterator[tuple[bytes, Any]]:
        """Yield the frames of the answer, the last being an end or an error; EOFError if the process died of it."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(sock=self._line, limit=_MOST_WAITING)
        reader, writer = self._streams
        writer.write(question.encode(path))
        try:
            await writer.drain()
            while True:
                kind, length = FRAME.unpack(await reader.readexactly(FRAME.size))
                content = await reader.readexactly(length)
                yield kind, content if kind == b"B" else json.loads(content)
                if kind in (b"E", b"X"):
                    return
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
