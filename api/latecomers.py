"""Collections that were made while the server ran: each is opened when it is first asked for."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from api.collections import names
from graph.errors import GraphError

__all__ = ["Latecomers"]

_LOG = logging.getLogger("policygraph")
_PAUSE: Final = 60.0  # seconds after a failure in which a collection is not tried again


class Latecomers:
    """Opens collections beside those that are open, and closes them at the end; `build` makes the application."""

    def __init__(self, data: Path, opened: dict[str, FastAPI], build: Callable[[str], FastAPI]) -> None:
        self.data, self.opened, self.build = data, opened, build
        self._failed: dict[str, float] = {}  # until when each is not tried
        self._tasks: list[asyncio.Task[None]] = []
        self._turn, self._end = asyncio.Lock(), asyncio.Event()

    def names(self) -> list[str]:
        """Return the names of those that are open or can be opened, sorted."""
        now = time.monotonic()
        return [name for name in self.there() if name in self.opened or self._failed.get(name, 0.0) <= now]

    def there(self) -> list[str]:
        """Return the names of all that there are, also of those that do not open just now, sorted."""
        return sorted({*names(self.data), *self.opened})

    async def find(self, name: str) -> FastAPI | None:
        """Return the application of a collection, opened if need be; None where there is none, or it does not open."""
        if name not in self.opened and name in self.names():
            async with self._turn:
                if name not in self.opened and name in self.names() and not self._end.is_set():
                    await self._open(name)
        return self.opened.get(name)

    async def close(self) -> None:
        """Close what was opened here."""
        self._end.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _open(self, name: str) -> None:
        ready = asyncio.Event()

        async def running() -> None:  # a task of its own, as what was begun in one has to end in the same
            try:
                one = await run_in_threadpool(self.build, name)
                async with one.router.lifespan_context(one):
                    self.opened[name] = one
                    ready.set()
                    await self._end.wait()
                    self.opened.pop(name, None)
            except Exception as error:  # whatever it is, the others go on and this one is not tried at each request
                _LOG.error("collection %s: %s", name, error, exc_info=not isinstance(error, GraphError))
                self._failed[name] = time.monotonic() + _PAUSE
            finally:
                ready.set()

        self._tasks.append(asyncio.create_task(running()))
        await ready.wait()
