"""The template of the reading processes as the server sees it: asked for copies, and told which of them to end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from sysconfig import get_config_var
from typing import Final

from graph.endpoint.question import frame

__all__ = ["Forks", "allocator"]

_KEPT: Final = "glibc.malloc.tcache_count=1000"
"""The C library gives memory out anew without a search, if it keeps more of what was freed: a tenth of a long query."""
_ALLOCATOR: Final = "libjemalloc.so.2"
"""Counting and sorting take and free memory by the million: with this in its place another tenth falls away."""


class Forks:
    """Processes that read for visitors, each within `mebibytes`; where their template has ended it is started anew."""

    def __init__(self, mebibytes: int) -> None:
        self._mebibytes, self._names = mebibytes, count()
        self._start()

    def _start(self) -> None:
        self._orders, theirs = socket.socketpair()
        self._orders.setblocking(False)
        command = [sys.executable, "-m", "graph.endpoint.template", str(self._mebibytes)]
        with theirs:
            self._template = subprocess.Popen(command, stdin=theirs.fileno(), env=_environment(os.environ))

    def fork(self, path: Path) -> tuple[int, socket.socket]:
        """Return the name and the line of a new process that has the store at `path` open, or is about to."""
        name = next(self._names)
        ours, theirs = socket.socketpair()
        order = frame(b"F", {"name": name, "path": str(path)})
        with theirs:
            try:
                self._order(order, [theirs.fileno()])
            except OSError:
                self.close()
                self._start()
                self._order(order, [theirs.fileno()])
        return name, ours

    def kill(self, name: int) -> None:
        """End a process at once, whatever it is at."""
        with suppress(OSError):  # all have ended with their template
            self._order(frame(b"K", {"name": name}))

    def _order(self, order: bytes, lines: Sequence[int] = ()) -> None:
        socket.send_fds(self._orders, [order], lines)

    def close(self) -> None:
        """End them all, with their template."""
        self._orders.close()
        with suppress(subprocess.TimeoutExpired):
            self._template.wait(1)
        self._template.kill()
        self._template.wait()


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return what a process is told of its surroundings: nothing of the site's settings, of which one is its key."""
    told = {name: value for name, value in given.items() if not name.startswith("POLICYGRAPH_")}
    faster = allocator()
    return {"GLIBC_TUNABLES": _KEPT} | ({"LD_PRELOAD": faster} if faster else {}) | told


@cache
def allocator() -> str | None:
    """Return the path of the faster allocator that Linux distributions offer (Debian: libjemalloc2), if it is here."""
    places = (f"/usr/lib/{get_config_var('MULTIARCH')}", "/usr/lib64", "/usr/lib")
    return next((file for place in places if Path(file := f"{place}/{_ALLOCATOR}").exists()), None)
