"""The format of a data folder, written in it: which one it is, and what becomes of one that this release does not have.

`format.json` holds the number, the release that wrote it and the day. A store without one is of before there was one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from graph.errors import FolderError
from graph.store.disk import write_atomically

__all__ = ["FORMAT", "STAMP", "UNFINISHED", "Stamp", "admit", "stamp_of", "write"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a data folder says of itself."""

    format: int
    version: str
    created: str


FORMAT: Final = 1
"""The format that this release reads and writes."""
STAMP: Final = "format.json"
UNFINISHED: Final = Stamp(0, "", "")
"""The stamp of a folder that is being restored."""
Steps = Mapping[int, Callable[[Path], None]]
_STEPS: Final[Steps] = {}
"""What brings a folder of format n to n + 1; a step that was killed is run again."""


def admit(folder: Path, *, fresh: bool = False, format: int = FORMAT, steps: Steps = _STEPS) -> None:
    """Bring a data folder to this release's format, and stamp it where it is not; nothing for one without a store.

    `fresh` stamps that one too, for whoever fills it next. Raises FolderError for a format that is newer or unknown.
    """
    found = stamp_of(folder)
    if found is None:
        if not (folder / "store").is_dir():
            if fresh:
                write(folder, _new(format))
            return
        found = Stamp(1, "", "")
        with suppress(OSError):  # a folder that can only be read is read
            write(folder, _new(1))
    while found.format < format and found.format in steps:
        steps[found.format](folder)
        found = Stamp(found.format + 1, "", "")
        write(folder, _new(found.format))
    if found == UNFINISHED:
        raise FolderError(f"{folder}: a restoring was broken off. Run it again: policygraph restore FILE --data DIR")
    if found.format != format:
        raise FolderError(
            f"{folder}: the data folder has format {found.format}, and this release reads format {format}. Install "
            f"{f'policygraph {found.version}' if found.version else 'the release that wrote it'} or a newer one, or "
            "go back to a backup: policygraph restore FILE --data DIR"
        )


def stamp_of(folder: Path) -> Stamp | None:
    """Return the stamp of a data folder, None where there is none. Raises FolderError for one that is no stamp."""
    file = folder / STAMP
    try:
        found = json.loads(file.read_text("utf-8"))
        return Stamp(int(found["format"]), str(found["version"]), str(found["created"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = f"This release reads format {FORMAT}; take the file away if a release of that format wrote the folder"
        raise FolderError(f"{file}: no stamp of a format can be read in it ({error}). {remedy}") from error


def _new(format: int) -> Stamp:
    return Stamp(format, version("policygraph"), datetime.now(UTC).isoformat(timespec="seconds"))


def write(folder: Path, stamp: Stamp) -> None:
    """Stamp a folder, made where it is missing; the stamp lies on the disk then."""
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / STAMP, f"{json.dumps(asdict(stamp))}\n".encode())
