"""What a process does to itself before it works on what strangers send: ends with its parent, bounds its memory."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["bound_memory", "end_with", "library", "resident"]

_AT_PARENTS_DEATH: Final = 1


def end_with(parent: int) -> None:
    """Have Linux end this process when `parent`, which started it, ends, even where nothing is left to tell it."""
    if sys.platform == "linux":
        library().prctl(_AT_PARENTS_DEATH, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(0)  # the parent had ended already


def bound_memory(mebibytes: int) -> None:
    """Bound what this process, and each that it starts, may write to: past it Python raises MemoryError.

    Memory that is only set apart, as threads of libraries do by the gigabyte, does not count.
    """
    most, (_, hard) = mebibytes << 20, resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def resident(pid: int) -> int:
    """Return how many MiB of memory a process holds; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * resource.getpagesize() >> 20
    except (OSError, IndexError, ValueError):
        return 0


@cache
def library() -> ctypes.CDLL:
    """Return the C library, with `prctl` declared as the system has it."""
    found = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        found.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    return found
