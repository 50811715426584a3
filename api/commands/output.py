"""Files that commands write: whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import typer

__all__ = ["told", "written"]


@contextmanager
def told(output: Path) -> Iterator[None]:
    """Turn what goes wrong with writing into one line and exit status 1."""
    try:
        yield
    except OSError as error:
        print(f"{output}: {error.strerror or error}. Name a file that can be written", file=sys.stderr)
        raise typer.Exit(1) from None


@contextmanager
def written(output: Path) -> Iterator[IO[str]]:
    """Yield the text file to write, standard output for -; what was there stays until the new file is whole.

    A device or a pipe is written to as it is.
    """
    if str(output) == "-":
        yield sys.stdout
        return
    with told(output):
        if output.exists() and not output.is_file():
            with output.open("w", encoding="utf-8") as file:
                yield file
            return
        target = output.resolve()
        unfinished = target.with_name(target.name + ".part")
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                yield file
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
