"""Answers visitors' queries from a snapshot of the store, in a handful of processes.

A snapshot is whole: it holds each document as it was or as it became, never a mix. It is made anew, by hard links to
files that never change, when a query comes after a write; so a query sees all that was written before it was asked,
but for the judgements of reviewers, which are taken out of the snapshot.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph

from graph.endpoint.question import Answered, Question
from graph.endpoint.reader import Reader
from graph.errors import FormatError, QueryError, QuerySizeError, QueryTimeoutError, StoreError
from graph.review.judgement import is_review
from graph.sparql import form
from graph.store.rewrite import SNAPSHOTS

__all__ = ["Snapshots", "Visitors"]


class Snapshots(Protocol):
    """A store that can be copied as it stands at a moment; `version` grows with every write."""

    path: Path | None
    version: int

    def snapshot(self, folder: Path) -> None: ...


class Visitors:
    """The processes and the snapshot that they read; used from one event loop."""

    def __init__(self, store: Snapshots, *, seconds: float, mebibytes: int, processes: int = 2) -> None:
        assert store.path is not None
        self._store, self.seconds, self._mebibytes = store, seconds, mebibytes
        self._folder = store.path.with_name(store.path.name + SNAPSHOTS)
        self._free = asyncio.Semaphore(processes)
        self._making = asyncio.Lock()
        self._idle: list[Reader] = []
        self._busy: set[Reader] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._readers_of: dict[Path, int] = {}
        self._current: tuple[int, Path] | None = None
        shutil.rmtree(self._folder, ignore_errors=True)  # left by a server that was killed
        self._idle = [Reader.start(mebibytes) for _ in range(processes)]

    async def ask(self, question: Question) -> Answered:
        """Answer `question`; its body must be read to the end or closed.

        Raises QueryError for what is no query that reads, FormatError where no format fits, QueryTimeoutError past the
        time limit (from here, or from the body once it has begun), QuerySizeError for a query that broke its process.
        """
        form(question.text)
        try:
            await asyncio.wait_for(self._free.acquire(), self.seconds)
        except TimeoutError:
            raise QueryTimeoutError("others' queries took up all the time; try again in a moment") from None
        frames: asyncio.Queue[tuple[bytes, Any]] = asyncio.Queue()
        task = asyncio.create_task(self._run(question, frames))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        kind, head = await frames.get()
        if kind == b"X":
            raise _error(head, self.seconds)
        return Answered(head["form"], head["format"], head["cut"], self._body(frames, task))

    async def _body(self, frames: asyncio.Queue[tuple[bytes, Any]], task: asyncio.Task[None]) -> AsyncIterator[bytes]:
        try:
            while (got := await frames.get())[0] == b"B":
                yield got[1]
            if got[0] == b"X":
                raise _error(got[1], self.seconds)
        finally:
            task.cancel()  # who goes before the end frees the process

    async def _run(self, question: Question, frames: asyncio.Queue[tuple[bytes, Any]]) -> None:
        """Have one process answer, and put its frames where they are waited for, however slowly they are fetched."""
        reader, path, whole = None, None, False
        try:
            path = await self._snapshot()
            self._readers_of[path] = self._readers_of.get(path, 0) + 1
            reader = self._standing()
            self._busy.add(reader)
            async with asyncio.timeout(self.seconds):
                async for got in reader.ask(question, str(path)):
                    whole = got[0] in (b"E", b"X")
                    frames.put_nowait(got)
        except TimeoutError:
            frames.put_nowait((b"X", {"kind": "time", "message": ""}))
        except EOFError:
            frames.put_nowait(
                (b"X", {"kind": "size", "message": "it needs more memory, or is nested deeper, than may be"})
            )
        except (StoreError, OSError) as error:
            frames.put_nowait((b"X", {"kind": "store", "message": str(error)}))
        finally:
            self._give_back(reader, path, whole)
            self._free.release()

    def _standing(self) -> Reader:
        """Take a process that waits; a new one in place of one that ended meanwhile."""
        reader = self._idle.pop() if self._idle else Reader.start(self._mebibytes)
        if reader.alive():
            return reader
        reader.kill()
        return Reader.start(self._mebibytes)

    def _give_back(self, reader: Reader | None, path: Path | None, whole: bool) -> None:
        if path is not None:
            self._readers_of[path] -= 1
            self._drop_old()
        if reader is None:
            return
        self._busy.discard(reader)
        if whole:
            self._idle.append(reader)
        else:
            reader.kill()
            self._idle.append(Reader.start(self._mebibytes))

    async def _snapshot(self) -> Path:
        async with self._making:
            version = self._store.version
            if self._current is None or self._current[0] != version:
                path = self._folder / str(version)
                self._folder.mkdir(exist_ok=True)
                await asyncio.to_thread(self._lay_down, path)
                self._current = (version, path)
                self._readers_of.setdefault(path, 0)
                self._drop_old()
            return self._current[1]

    def _lay_down(self, path: Path) -> None:
        """Make a snapshot without the judgements; one that could not be rid of them is not left."""
        self._store.snapshot(path)
        try:
            private = _private(pyoxigraph.Store.read_only(str(path)))
            if private:
                _take_out(pyoxigraph.Store(str(path)), private)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        finally:
            gc.collect()  # RocksDB lets go of its files when the last iterator over them is gone

    def _drop_old(self) -> None:
        for path in [path for path, readers in self._readers_of.items() if not readers]:
            if self._current is None or path != self._current[1]:
                shutil.rmtree(path, ignore_errors=True)
                del self._readers_of[path]

    def pids(self) -> tuple[int, ...]:
        """Name the reading processes that stand."""
        return tuple(reader.pid for reader in (*self._idle, *self._busy))

    async def close(self) -> None:
        """Kill the processes and drop the snapshot."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for reader in (*self._idle, *self._busy):
            reader.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


def _private(store: Any) -> list[Any]:
    return [name for name in store.named_graphs() if is_review(name.value)]


def _take_out(store: Any, graphs: list[Any]) -> None:
    for name in graphs:
        store.remove_graph(name)
    store.flush()


def _error(told: dict[str, str], seconds: float) -> Exception:
    message = told["message"]
    if told["kind"] == "time":
        return QueryTimeoutError(f"the query was not done in {seconds:g} s; ask for less at a time, or add a LIMIT")
    if told["kind"] == "format":
        return FormatError(message)
    if told["kind"] == "size":
        return QuerySizeError(f"the query was given up: {message}; ask for less at a time")
    return StoreError(message) if told["kind"] == "store" else QueryError(f"the query does not stand: {message}")
