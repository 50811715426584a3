"""The store as it stands at a moment, laid down for the processes that read visitors' queries.

A snapshot is whole: it holds each document as it was or as it became, never a mix. It is made anew, by hard links to
files that never change, when a query comes after a write; so a query sees all that was written before it was asked,
but for the judgements of reviewers, which are taken out of the snapshot.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph

from graph.review.judgement import is_review
from graph.store.rewrite import SNAPSHOTS

__all__ = ["Snapshots", "Versioned"]


class Versioned(Protocol):
    """A store that can be copied as it stands; `version` grows with every write."""

    version: int

    def snapshot(self, folder: Path) -> None: ...


class Snapshots:
    """The snapshots of the store at `path`, beside it: the newest, and those that are still read."""

    def __init__(self, store: Versioned, path: Path) -> None:
        self._store, self._folder = store, path.with_name(path.name + SNAPSHOTS)
        self._making: asyncio.Task[None] | None = None
        self._readers: dict[Path, int] = {}
        self._newest: tuple[int, Path] | None = None
        self.drop()  # what a server left that was killed

    async def take(self) -> Path:
        """Return the snapshot of the store as it is now; it stays until it is given back by `leave`."""
        path = await self._made()
        self._readers[path] += 1
        return path

    def leave(self, path: Path) -> None:
        """Give back what `take` returned."""
        self._readers[path] -= 1
        self._drop_old()

    async def _made(self) -> Path:
        """Return the newest snapshot, made if need be: for all who wait for it, whoever of them goes meanwhile."""
        asked = self._store.version
        while self._newest is None or self._newest[0] < asked:
            if self._making is None or self._making.done():
                self._making = asyncio.create_task(self._make())
            await asyncio.shield(self._making)
        return self._newest[1]

    async def _make(self) -> None:
        version = self._store.version
        path = self._folder / str(version)
        await asyncio.to_thread(self._lay_down, path)
        self._newest = version, path
        self._readers[path] = 0
        self._drop_old()

    def _lay_down(self, path: Path) -> None:
        """Make a snapshot without the judgements; one that could not be rid of them is not left."""
        self._folder.mkdir(exist_ok=True)
        shutil.rmtree(path, ignore_errors=True)  # what broke off half-made
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
        for path in [path for path, readers in self._readers.items() if not readers]:
            if self._newest is None or path != self._newest[1]:
                shutil.rmtree(path, ignore_errors=True)
                del self._readers[path]

    async def close(self) -> None:
        """Drop them all, with the one that is being made."""
        if self._making:
            await asyncio.wait([self._making])
        self.drop()

    def drop(self) -> None:
        """Drop them all."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _private(store: Any) -> list[Any]:
    return [name for name in store.named_graphs() if is_review(name.value)]


def _take_out(store: Any, graphs: list[Any]) -> None:
    for name in graphs:
        store.remove_graph(name)
    store.flush()
