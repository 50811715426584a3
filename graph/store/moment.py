"""A store as it is at one moment, also while another process writes it.

RocksDB reads which files there are, then opens them and reads what is not yet in them. A writer that changes the set of
files in between would make it miss something, so it is opened again until none did; what is open then stays as it is.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import StoreError

__all__ = ["dump"]

_TRIES: Final = 200
_PAUSE: Final = 0.05  # seconds
_CHANGES: Final = ("MANIFEST-*", "*.log", "*.sst")


def dump(path: Path, output: IO[bytes]) -> None:
    """Write the store in the folder `path` as N-Quads, as it is at one moment.

    Raises StoreError where there is none, and where it changes without end.
    """
    with _opened(path) as store:
        store.dump(output, RdfFormat.N_QUADS)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    store: Any = None
    error: Exception | None = None
    for _ in range(_TRIES):
        before = _files(path)
        try:
            store = pyoxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError) as failed:
            error = failed
        if store is not None and _files(path) == before:
            break
        store = None
        if not (path / "CURRENT").exists() and not path.with_name(f"{path.name}.lock").exists():
            break
        time.sleep(_PAUSE)
    if store is None:
        raise StoreError(f"{path}: {error or 'it is being changed without end'}. Try again when less is written")
    try:
        yield store
    finally:
        del store
        gc.collect()


def _files(path: Path) -> dict[str, int]:
    """Return the files that tell which others hold the store, with their lengths; logs grow by what is whole."""
    found = {}
    for pattern in _CHANGES:
        for file in path.glob(pattern):
            try:
                found[file.name] = 0 if file.suffix == ".log" else file.stat().st_size
            except FileNotFoundError:
                found[file.name] = -1
    return found
