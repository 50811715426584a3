"""Waits for a query so long and no longer.

Oxigraph cannot be told to stop, so a query with a time limit runs in a thread of its own. Past the limit its asker is
told, and the thread ends at the next row it finds; a sum, which gives its first row at the very end, works on unseen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, Final

from graph.errors import QueryTimeoutError

__all__ = ["run"]

_CHUNK: Final = 256
_AHEAD: Final = 8  # chunks that wait for a slow asker


def run(
    start: Callable[[], tuple[Any, Iterable[Any]]], seconds: float, keep: Callable[[Any], Any]
) -> tuple[Any, Iterator[Any]]:
    """Call `start` in a thread; return the first thing it gives, and an iterator over `keep` of each item.

    What `start` or its items raise is raised here. Raises QueryTimeoutError, from this call or from the iterator, when
    the whole takes longer than `seconds`.
    """
    until, stop, queue = time.monotonic() + seconds, Event(), Queue[tuple[str, Any]](_AHEAD)

    def put(kind: str, value: Any) -> bool:
        while not stop.is_set():
            try:
                queue.put((kind, value), timeout=0.1)
            except Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            head, items = start()
            put("head", head)
            chunk = []
            for item in items:
                chunk.append(keep(item))
                if len(chunk) == _CHUNK or stop.is_set():
                    if not put("items", chunk):
                        return
                    chunk = []
            put("items", chunk)
            put("end", None)
        except BaseException as error:  # raised again in the thread that asked
            put("error", error)

    def take() -> tuple[str, Any]:
        try:
            kind, value = queue.get(timeout=max(0.0, until - time.monotonic()))
        except Empty:
            stop.set()
            raise QueryTimeoutError(
                f"the query was not done in {seconds:g} s; ask for less at a time, or add a LIMIT"
            ) from None
        if kind == "error":
            raise value
        return kind, value

    def rest() -> Iterator[Any]:
        try:
            while (got := take())[0] != "end":
                yield from got[1]
        finally:
            stop.set()

    Thread(target=work, name="query", daemon=True).start()
    return take()[1], rest()
