"""Keeps what was worked out from the store until the store changes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

__all__ = ["Memory"]

Value = TypeVar("Value")


class Memory:
    """Answers by key, the ones longest unused dropped first; `forget` when the store has changed.

    `seconds` bounds the age of an answer where another process may write to the store; None: only `forget` ends it.

    >>> memory = Memory(seconds=None)
    >>> memory.get("counts", lambda: 13), memory.get("counts", lambda: 14)
    (13, 13)
    >>> memory.forget()
    >>> memory.get("counts", lambda: 14)
    14
    """

    def __init__(self, seconds: float | None, most: int = 256) -> None:
        self._seconds, self._most = seconds, most
        self._kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = Lock()
        self.age = 0
        """How often everything was dropped."""

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under `key`, made by `make` where nothing is; two at a time may both make it."""
        now = time.monotonic()
        with self._lock:
            found = self._kept.get(key)
            age = self.age
            if found and (self._seconds is None or now - found[0] < self._seconds):
                self._kept.move_to_end(key)
                return found[1]  # type: ignore[no-any-return]
        value = make()
        with self._lock:
            if age == self.age:  # else the store changed while it was made
                self._kept[key] = now, value
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return value

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self.age += 1
            self._kept.clear()
