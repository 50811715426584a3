"""What one visitor's query runs into while the store is laid down for it is no other visitor's trouble."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from graph.endpoint import Question
from graph.endpoint.readers import Readers
from graph.endpoint.snapshot import Snapshots
from graph.errors import StoreError
from graph.store.embedded import EmbeddedStore

ASK = Question("ASK {}")


class _Held(EmbeddedStore):
    """A store whose copying waits for `go`, and fails with `error` where there is one."""

    go: threading.Event
    error: Exception | None = None

    def snapshot(self, folder: Path) -> None:
        assert self.go.wait(30)
        if self.error:
            folder.mkdir()
            raise self.error
        super().snapshot(folder)


@pytest.fixture
def store(tmp_path: Path) -> _Held:
    held = _Held(tmp_path / "store")
    held.go = threading.Event()
    return held


async def _path(snapshots: Snapshots) -> Path:
    path = await snapshots.take()
    assert path.is_dir()
    snapshots.leave(path)
    return path


async def _making(snapshots: Snapshots) -> None:
    while not snapshots._making:
        await asyncio.sleep(0)


def test_who_goes_while_a_snapshot_is_made_leaves_it_to_the_others(store: _Held, tmp_path: Path) -> None:
    async def go() -> None:
        snapshots = Snapshots(store, tmp_path / "store")
        gone = asyncio.create_task(_path(snapshots))
        await _making(snapshots)
        others = [asyncio.create_task(_path(snapshots)) for _ in range(2)]
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone
        store.go.set()
        first, second = await asyncio.gather(*others)
        assert first == second == await _path(snapshots)
        await snapshots.close()
        assert not first.exists()

    asyncio.run(go())


def test_what_broke_off_half_made_is_made_anew(store: _Held, tmp_path: Path) -> None:
    async def go() -> None:
        snapshots = Snapshots(store, tmp_path / "store")
        store.go.set()
        store.error = OSError("disk full")
        with pytest.raises(OSError, match="disk full"):
            await _path(snapshots)
        store.error = None
        assert (await _path(snapshots)).is_dir()
        await snapshots.close()

    asyncio.run(go())


def test_whatever_breaks_is_told_as_an_error_of_the_store_and_the_next_query_is_answered(
    store: _Held, tmp_path: Path
) -> None:
    async def go() -> None:
        readers = Readers(store, tmp_path / "store", seconds=20, mebibytes=512, processes=1)
        try:
            store.go.set()
            store.error = RuntimeError("Directory exists")
            with pytest.raises(StoreError, match="RuntimeError"):
                await readers.ask(ASK)
            store.error = None
            body = (await readers.ask(ASK)).body
            assert b"true" in b"".join([piece async for piece in body])
        finally:
            await readers.close()

    asyncio.run(go())


def test_a_query_that_is_still_waiting_when_the_server_stops_is_told_so(store: _Held, tmp_path: Path) -> None:
    async def go() -> None:
        readers = Readers(store, tmp_path / "store", seconds=20, mebibytes=512, processes=1)
        asked = asyncio.create_task(readers.ask(ASK))
        await _making(readers._snapshots)
        threading.Timer(0.05, store.go.set).start()
        await readers.close()
        with pytest.raises(StoreError, match="stopped"):
            await asked

    asyncio.run(go())
