"""One query while a process works on it: the frames of its answer, and what is held until it is over."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from graph.endpoint.places import Places
from graph.endpoint.question import Question
from graph.endpoint.reader import Reader

__all__ = ["Turn"]

_AT_MOST: Final = 1.0  # seconds of any time in which a query is done soon or not
_ROUGHLY: Final = 4  # a part of its time so small is not waited for by itself: to look costs time too
_CLOCK: Final = 0.001  # seconds; the event loop counts time no finer


class Turn:
    """It is over with the end of the answer, at the time limit, or when nobody wants the answer any more.

    Then it leaves its place and gives back the process, by `give_back`. `moved`: it has not been done soon.
    """

    def __init__(self, reader: Reader, place: Places, give_back: Callable[[Turn], None]) -> None:
        self.reader, self._place, self._give_back = reader, place, give_back
        self.moved = False
        self._frames: deque[tuple[bytes, Any]] = deque()
        self._over = False
        self._loop = asyncio.get_running_loop()
        self._heard: asyncio.Future[None] | None = None
        self._limit: asyncio.TimerHandle | None = None

    def ask(self, question: Question, seconds: float) -> None:
        self._limit = self._loop.call_later(seconds, self.break_off, "time", "")
        self.reader.ask(question, self._hear)

    def _hear(self, kind: bytes, content: Any) -> None:
        self._frames.append((kind, content))
        if kind in (b"E", b"X"):
            self.end()
        self._wake()

    def _wake(self) -> None:
        if self._heard is not None and not self._heard.done():
            self._heard.set_result(None)

    async def _hearing(self) -> None:
        """Wait for the next frame, or until woken; who stops waiting ends the work."""
        self._heard = self._loop.create_future()
        try:
            await self._heard
        except asyncio.CancelledError:
            self.end()
            raise

    def break_off(self, kind: str, message: str) -> None:
        """End the work, and tell whoever waits for the answer or reads it already."""
        if not self._over:
            self._hear(b"X", {"kind": kind, "message": message})

    def end(self) -> None:
        """Give back all that is held; nothing where that is done."""
        if self._over:
            return
        self._over = True
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
        while not self._over:
            if left <= 0 or time.monotonic() > until:
                return False
            alarm = self._loop.call_later(max(left, seconds / _ROUGHLY, _CLOCK), self._wake)
            try:
                await self._hearing()
            finally:
                alarm.cancel()
            left = seconds if self._over else seconds - (self.reader.worked() - began)
        return True

    async def next(self) -> tuple[bytes, Any]:
        """Return the next frame of the answer; who stops waiting for it ends the work."""
        while not self._frames:
            await self._hearing()
        return self._frames.popleft()

    async def body(self, error: Callable[[dict[str, str]], Exception]) -> AsyncIterator[bytes]:
        try:
            while (got := await self.next())[0] == b"B":
                yield got[1]
            if got[0] == b"X":
                raise error(got[1])
        finally:
            self.end()  # who goes before the end frees the process
