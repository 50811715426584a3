"""One query while a process works on it: the frames of its answer, and what is held until it is over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from graph.endpoint.places import Places
from graph.endpoint.question import Question
from graph.endpoint.reader import Reader

__all__ = ["Turn"]

_AT_MOST: Final = 1.0  # seconds of any time in which a query is done soon or not
_CLOCK: Final = 0.001  # seconds; the event loop counts time no finer


class Turn:
    """It is over with the end of the answer, at the time limit, or when nobody wants the answer any more.

    Then it leaves its place and gives back the process, by `give_back`. `moved`: it has not been done soon.
    """

    def __init__(self, reader: Reader, place: Places, give_back: Callable[[Turn], None]) -> None:
        self.reader, self._place, self._give_back = reader, place, give_back
        self.moved = False
        self._frames: asyncio.Queue[tuple[bytes, Any]] = asyncio.Queue()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._limit: asyncio.TimerHandle | None = None

    def ask(self, question: Question, seconds: float) -> None:
        self._limit = asyncio.get_running_loop().call_later(seconds, self.break_off, "time", "")
        self.reader.ask(question, self._hear)

    def _hear(self, kind: bytes, content: Any) -> None:
        self._frames.put_nowait((kind, content))
        if kind in (b"E", b"X"):
            self.end()

    def break_off(self, kind: str, message: str) -> None:
        """End the work, and tell whoever waits for the answer or reads it already."""
        if not self._over.done():
            self._hear(b"X", {"kind": kind, "message": message})

    def end(self) -> None:
        """Give back all that is held; nothing where that is done."""
        if self._over.done():
            return
        self._over.set_result(None)
        if self._limit is not None:
            self._limit.cancel()
        self._place.leave()
        self._give_back(self)

    def move(self, place: Places) -> bool:
        """Go on from another place; where that is taken, tell so and end."""
        if not place.take_now():
            self.end()
            return False
        self._place.leave()
        self._place, self.moved = place, True
        return True

    async def done_within(self, seconds: float) -> bool:
        """Wait while the process works for up to `seconds`: on a busy machine that is longer than the work itself."""
        began, until, left = self.reader.worked(), time.monotonic() + _AT_MOST, seconds
        try:
            while not (await asyncio.wait([self._over], timeout=max(left, _CLOCK)))[0]:
                left = seconds - (self.reader.worked() - began)
                if left <= 0 or time.monotonic() > until:
                    return False
        except asyncio.CancelledError:
            self.end()
            raise
        return True

    async def next(self) -> tuple[bytes, Any]:
        """Return the next frame of the answer; who stops waiting for it ends the work."""
        try:
            return await self._frames.get()
        except asyncio.CancelledError:
            self.end()
            raise

    async def body(self, error: Callable[[dict[str, str]], Exception]) -> AsyncIterator[bytes]:
        try:
            while (got := await self._frames.get())[0] == b"B":
                yield got[1]
            if got[0] == b"X":
                raise error(got[1])
        finally:
            self.end()  # who goes before the end frees the process
