"""A list of what is to be read, one entry a line: a path, a URL, or JSON with the digest that the file must have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from ingest.fetch.location import FetchError, Place, located

__all__ = ["LineError", "Named", "entries"]

_LINE: Final = 1 << 16  # bytes
_KEYS: Final = ("location", "sha256")
_DIGEST: Final = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})")


class LineError(Exception):
    """A line that names nothing; `str()` is one line: manifest and number, reason, remedy."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one line names, and the SHA-256 that the file must have; empty where the line states none."""

    place: Place
    sha256: str = ""


def entries(file: BinaryIO, name: str, folder: Path) -> Iterator[Named | LineError]:
    """Yield what each line names, in order, and what is wrong with a line; blank lines are passed over.

    Relative paths begin at `folder`.

    >>> from io import BytesIO
    >>> list(entries(BytesIO(b'a.txt'), "list", Path("/texts")))
    [Named(place=PosixPath('/texts/a.txt'), sha256='')]
    """
    number = 0
    while line := file.readline(_LINE + 1):
        number += 1
        if len(line) > _LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(_LINE)
            yield LineError(f"{name} line {number}: it has more than {_LINE} bytes. Write one entry a line")
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            if text:
                yield _named(text, folder)
        except UnicodeDecodeError:
            yield LineError(f"{name} line {number}: it is not UTF-8. Save the manifest as UTF-8")
        except (FetchError, _EntryError) as error:
            yield LineError(f"{name} line {number}: {error}")


class _EntryError(Exception):
    """Reason and remedy."""


def _named(text: str, folder: Path) -> Named:
    where, digest = _fields(text) if text.startswith("{") else (text, "")
    if not where.isprintable():
        raise _EntryError("it holds control characters. Write a path or a URL")
    place = located(where)
    return Named(folder / where if place is None else place, digest)


def _fields(text: str) -> tuple[str, str]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _EntryError('it begins with { and is no JSON. Write {"location": "…"}') from error
    if others := [key for key in given if key not in _KEYS]:
        raise _EntryError(f"{others[0][:40]!r} is no key of an entry. Keys are {', '.join(_KEYS)}")
    where, digest = given.get("location"), given.get("sha256")
    if not isinstance(where, str) or not where.strip():
        raise _EntryError('"location" is missing or no text. Write {"location": "…"}')
    if digest is None:
        return where, ""
    match = _DIGEST.fullmatch(digest) if isinstance(digest, str) else None
    if not match:
        raise _EntryError('"sha256" is not 64 hexadecimal digits. Write what sha256sum prints, or leave it out')
    return where, match[1].lower()
