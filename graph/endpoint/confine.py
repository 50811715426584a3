"""Shuts a process in before it reads strangers' queries: no sockets, so much memory, a low priority.

What the queries could reach is refused by their grammar already; this holds if that should ever fail.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from pathlib import Path
from typing import Final

from ingest.process import library

__all__ = ["bound", "confine", "held"]

_SOCKET_CALLS: Final = {"x86_64": (41, 42), "aarch64": (198, 203)}  # socket, connect
_MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # refuse as EACCES
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER = 38, 22, 2


def confine() -> bool:
    """Bar this process, and all that it forks, from making connections and from leaving its memory on the disk.

    Tells whether the system took the bar on sockets: Linux on x86-64 and ARM does.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    machine = platform.machine()
    return sys.platform == "linux" and machine in _SOCKET_CALLS and _bar(machine)


def held() -> int:
    """Return how many bytes of addresses, most never touched, are set apart; 1 GiB where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[0]) * resource.getpagesize() if told.exists() else 1 << 30


def bound(most: int) -> None:
    """Bound the addresses of this process to `most` bytes for good, and let the server go first."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _bar(machine: str) -> bool:
    """Put a filter before the kernel that refuses the calls which make connections."""
    calls = _SOCKET_CALLS[machine]
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _MACHINES[machine]), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    for left, call in zip(range(len(calls), 0, -1), calls, strict=True):
        program.append((_EQUAL, left, 0, call))
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    return _prctl(_NO_NEW_PRIVILEGES, 1) and _prctl(_SET_FILTER, _FILTER, ctypes.addressof(head))


def _prctl(option: int, *values: int) -> bool:
    return bool(library().prctl(option, *values, *[0] * (4 - len(values))) == 0)
