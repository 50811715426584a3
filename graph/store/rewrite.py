"""Writes a store anew, so that nothing is left of what was removed.

RocksDB keeps removed triples until it gets round to it, and Oxigraph's dictionary keeps the words of removed texts for
good. Where a removed text must be gone from the disk too, the store is written anew from what it holds.
"""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import StoreError

__all__ = ["SNAPSHOTS", "recover", "rewrite"]

SNAPSHOTS: Final = ".snapshots"
"""How the folder beside a store ends that holds what visitors' queries are read from."""
_NEW: Final = ".new"
_OLD: Final = ".old"


def rewrite(path: Path) -> None:
    """Write the store in the folder `path` anew; no process may have it open. Killed midway, it leaves the old one.

    Takes room for a dump and a second store beside the first. Raises StoreError for a folder that is open or no store.
    """
    new, old, dump = (path.with_name(path.name + end) for end in (_NEW, _OLD, ".dump"))
    recover(path)
    shutil.rmtree(path.with_name(path.name + SNAPSHOTS), ignore_errors=True)  # left by a server that was killed
    try:
        store = pyoxigraph.Store(str(path))
    except OSError as error:
        raise StoreError(f"{path}: {error}. Stop the server that has it open, and try again") from error
    try:
        with dump.open("wb") as output:
            store.dump(output, RdfFormat.N_QUADS)
        del store
        gc.collect()
        fresh = pyoxigraph.Store(str(new))
        fresh.bulk_load(path=str(dump), format=RdfFormat.N_QUADS)
        fresh.flush()
        del fresh
        gc.collect()
    finally:
        dump.unlink(missing_ok=True)
    path.rename(old)
    new.rename(path)
    shutil.rmtree(old)


def recover(path: Path) -> None:
    """Bring back a store whose rewriting was killed, whichever step it had come to."""
    new, old = (path.with_name(path.name + end) for end in (_NEW, _OLD))
    if old.exists() and not path.exists():
        old.rename(path)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    path.with_name(path.name + ".dump").unlink(missing_ok=True)
