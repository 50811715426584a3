"""Writes a store anew, so that nothing is left of what was removed.

RocksDB keeps removed triples until it gets round to it, and Oxigraph's dictionary keeps the words of removed texts for
good. Where a removed text must be gone from the disk too, the store is written anew from what it holds.
"""

from __future__ import annotations

import ctypes
import gc
import os
import shutil
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import StoreError
from graph.store.disk import sync
from graph.store.lock import Lock

__all__ = ["LEFT", "SNAPSHOTS", "fill", "recover", "rewrite"]

SNAPSHOTS: Final = ".snapshots"
"""How the folder beside a store ends that holds what visitors' queries are read from."""
_NEW: Final = ".new"
_OLD: Final = ".old"
LEFT: Final = (_NEW, _OLD)
"""How the folders beside a store end that a rewriting leaves when it is killed."""
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE


def rewrite(path: Path) -> None:
    """Write the store in the folder `path` anew; no process may have it open. Killed midway, it leaves a whole store.

    The lock is held over all of it. The new store is built beside the old, compared and swapped with it, and the old
    one is kept until the new one has opened in its place. Takes room for a dump and a second store. Raises StoreError
    for a folder that is open or no store, and where the new store is not what the old one is.
    """
    with Lock(path):
        recover(path)
        try:
            store = pyoxigraph.Store(str(path))
        except OSError as error:
            raise StoreError(f"{path}: {error}. Stop the server that has it open, and try again") from error
        shutil.rmtree(path.with_name(path.name + SNAPSHOTS), ignore_errors=True)  # left by a server that was killed
        new, held = path.with_name(path.name + _NEW), _extent(store)
        _build(new, store)
        del store
        gc.collect()
        _swap(path, new)
        if _extent_at(path) != held:
            _swap(path, new)
            raise StoreError(f"{path}: written anew it does not hold what it held, and was left as it was")
        recover(path)


def _build(new: Path, store: Any) -> None:
    """Write what `store` holds to a store in the folder `new`, and see to it that it lies on the disk."""
    dump = _dump(new)
    try:
        with dump.open("wb") as output:
            store.dump(output, RdfFormat.N_QUADS)
        with dump.open("rb") as quads:
            fresh = fill(new, quads)
    finally:
        dump.unlink(missing_ok=True)
    if _extent(fresh) != _extent(store):
        raise StoreError(f"{new}: written anew the store does not hold what it held, and was left as it was")
    del fresh
    gc.collect()
    for file in (*new.iterdir(), new):
        sync(file)


def fill(path: Path, quads: IO[bytes]) -> Any:
    """Make a store in the folder `path` of N-Quads, and return it, open."""
    store = pyoxigraph.Store(str(path))
    store.bulk_load(quads, RdfFormat.N_QUADS)
    store.flush()
    return store


def _extent(store: Any) -> tuple[int, frozenset[str]]:
    return len(store), frozenset(graph.value for graph in store.named_graphs())


def _extent_at(path: Path) -> tuple[int, frozenset[str]] | None:
    """Return what the store at `path` holds, None where it does not open."""
    try:
        return _extent(pyoxigraph.Store(str(path)))
    except OSError:
        return None
    finally:
        gc.collect()  # RocksDB lets go of its lock when the last reference is gone


def _swap(path: Path, new: Path) -> None:
    """Have two folders change places, in one step where the system can."""
    if not _exchange(path, new):
        old = path.with_name(path.name + _OLD)
        path.rename(old)
        new.rename(path)
        old.rename(new)
    sync(path.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders by renameat2(2); tells whether system and file system know it."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _dump(new: Path) -> Path:
    return new.with_suffix(".dump")


def recover(path: Path) -> None:
    """Bring back a store whose rewriting was killed, whichever step it had come to; its lock must be held."""
    new, old = (path.with_name(path.name + end) for end in LEFT)
    if old.exists() and not path.exists():
        old.rename(path)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    _dump(new).unlink(missing_ok=True)
