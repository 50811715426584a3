"""Answers visitors' queries in a handful of processes, so that long ones never keep short ones waiting.

Each query begins as a newcomer. One that is not done soon goes on among the long ones; where these are as many as may
be it begins again when one of them is done, and leaves its place to the next newcomer. Nothing of an answer is passed
on before it is certain that it will not begin again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from graph.endpoint.places import Places
from graph.endpoint.question import Answered, Question
from graph.endpoint.reader import Reader
from graph.endpoint.snapshot import Snapshots, Versioned
from graph.errors import FormatError, QueryError, QuerySizeError, QueryTimeoutError, StoreError
from graph.sparql import form

__all__ = ["Readers"]

_LOG = logging.getLogger("policygraph")
_SOON, _AT_MOST = 0.025, 1.0
"""A query counts as long once it has had so many seconds of processor time, or has taken so many of any."""
_Frames: TypeAlias = "asyncio.Queue[tuple[bytes, Any]]"


class Readers:
    """`processes` for long queries and as many for newcomers; see `graph.endpoint.Endpoint` for what `ask` promises."""

    def __init__(self, store: Versioned, path: Path, *, seconds: float, mebibytes: int, processes: int) -> None:
        self.seconds, self._mebibytes = seconds, mebibytes
        self._snapshots = Snapshots(store, path)
        self._newcomers, self._long = Places(processes, newest_first=True), Places(processes)
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: set[Reader] = set()
        self._idle = [Reader.start(mebibytes) for _ in range(2 * processes)]

    async def ask(self, question: Question) -> Answered:
        form(question.text)
        certain: asyncio.Future[_Frames] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._answer(question, certain))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            frames = await certain
        except asyncio.CancelledError:
            task.cancel()
            raise
        kind, head = await frames.get()
        if kind == b"X":
            raise _error(head, self.seconds)
        return Answered(head["form"], head["format"], head["cut"], self._body(frames, task))

    async def _body(self, frames: _Frames, task: asyncio.Task[None]) -> AsyncIterator[bytes]:
        try:
            while (got := await frames.get())[0] == b"B":
                yield got[1]
            if got[0] == b"X":
                raise _error(got[1], self.seconds)
        finally:
            task.cancel()  # who goes before the end frees the process

    async def _answer(self, question: Question, certain: asyncio.Future[_Frames]) -> None:
        """Answer as a newcomer, or else among the long ones; `certain` gets the frames once they are not taken back."""
        try:
            async with asyncio.timeout(self.seconds) as patience:
                await self._newcomers.take()
            if await self._soon(question, certain):
                return
            async with asyncio.timeout_at(patience.when()):
                await self._long.take()
            frames: _Frames = asyncio.Queue()
            try:
                async with self._reader() as reader:
                    certain.set_result(frames)
                    await self._pass_on(reader, question, frames)
            finally:
                self._long.leave()
        except TimeoutError:
            _fail(certain, QueryTimeoutError("others' queries took up all the time; try again in a moment"))
        except (StoreError, OSError, EOFError) as error:
            _fail(certain, StoreError(str(error)))
        except Exception as error:  # whoever asked is told, whatever it was
            _LOG.exception("a query broke off", exc_info=error)
            _fail(certain, StoreError(f"the query broke off ({type(error).__name__}); the error has been logged"))
        finally:
            _fail(certain, StoreError("the query was given up, for the server is being stopped"))

    async def _soon(self, question: Question, certain: asyncio.Future[_Frames]) -> bool:
        """Answer from a newcomer's place; False where that would take long and the long ones have no room."""
        frames: _Frames = asyncio.Queue()
        place = self._newcomers
        try:
            async with self._reader() as reader:
                passing = asyncio.create_task(self._pass_on(reader, question, frames))
                try:
                    if not await self._done_soon(passing, reader):
                        if not self._long.take_now():
                            return False
                        place.leave()
                        place = self._long
                    certain.set_result(frames)
                    await passing
                finally:
                    passing.cancel()
        finally:
            place.leave()
        return True

    async def _done_soon(self, passing: asyncio.Task[None], reader: Reader) -> bool:
        """Wait while a query may still be a short one: on a busy machine that is longer than the work itself."""
        began, until = reader.worked(), time.monotonic() + _AT_MOST
        while not (await asyncio.wait([passing], timeout=_SOON))[0]:
            if reader.worked() - began >= _SOON or time.monotonic() > until:
                return False
        return True

    async def _pass_on(self, reader: Reader, question: Question, frames: _Frames) -> None:
        """Put the frames of an answer where they are waited for, however slowly they are fetched."""
        try:
            async with asyncio.timeout(self.seconds):
                async for got in reader.ask(question):
                    frames.put_nowait(got)
        except TimeoutError:
            frames.put_nowait((b"X", {"kind": "time", "message": ""}))
        except EOFError:
            told = "it needs more memory, or is nested deeper, than may be"
            frames.put_nowait((b"X", {"kind": "size", "message": told}))

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[Reader]:
        """Lend a process that has the store open as it is now."""
        async with self._snapshots.newest() as path:
            reader = self._standing()
            self._busy.add(reader)
            try:
                async with asyncio.timeout(self.seconds):
                    await reader.open(path)
                yield reader
            finally:
                self._busy.discard(reader)
                self._take_back(reader)

    def _standing(self) -> Reader:
        """Take a process that waits; a new one in place of one that ended meanwhile."""
        reader = self._idle.pop()
        if reader.alive():
            return reader
        reader.kill()
        return Reader.start(self._mebibytes)

    def _take_back(self, reader: Reader) -> None:
        """Have a process wait for the next query; one that is not done ends, and a new one waits behind the others."""
        if reader.free:
            self._idle.append(reader)
        else:
            reader.kill()
            self._idle.insert(0, Reader.start(self._mebibytes))

    async def close(self) -> None:
        """Kill the processes and drop the snapshots."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for reader in (*self._idle, *self._busy):
            reader.kill()
        await self._snapshots.close()


def _fail(certain: asyncio.Future[_Frames], error: Exception) -> None:
    """Tell whoever waits for an answer, or already reads it, that it broke off; nothing where that has been told."""
    if not certain.done():
        certain.set_exception(error)
    elif not certain.cancelled() and certain.exception() is None:
        certain.result().put_nowait((b"X", {"kind": "store", "message": str(error)}))


def _error(told: dict[str, str], seconds: float) -> Exception:
    message = told["message"]
    if told["kind"] == "time":
        return QueryTimeoutError(f"the query was not done in {seconds:g} s; ask for less at a time, or add a LIMIT")
    if told["kind"] == "format":
        return FormatError(message)
    if told["kind"] == "size":
        return QuerySizeError(f"the query was given up: {message}; ask for less at a time")
    return StoreError(message) if told["kind"] == "store" else QueryError(f"the query does not stand: {message}")
