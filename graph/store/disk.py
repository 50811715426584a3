"""Puts files on the disk, whole or not at all, and returns when they lie there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

__all__ = ["PART", "sync", "write_atomically"]

PART: Final = ".part"
"""How a file ends that is being written, and one whose writing was killed."""


def sync(file: Path) -> None:
    """Return when a file, or what a folder lists, lies on the disk."""
    held = os.open(file, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file, and return when it lies on the disk; killed midway, it leaves what was there before."""
    unfinished = file.with_name(file.name + PART)
    unfinished.write_bytes(content)
    sync(unfinished)
    unfinished.replace(file)
    sync(file.parent)
