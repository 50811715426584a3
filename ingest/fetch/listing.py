"""What a place on another machine holds, and what any such place can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from ingest.fetch.location import Location

__all__ = ["Entry", "Listing", "Remote", "TransientError", "mark_of"]


class TransientError(Exception):
    """What failed now and may succeed in a while: a broken connection, a server that is overloaded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: where it is, its size in bytes where that is known, and a mark that changes with its bytes.

    The mark is empty where nothing shows a change but the bytes themselves.
    """

    location: Location
    size: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files at a location.

    `folder` says that it is no file itself; `whole` that a file which is not listed is certainly not there.
    """

    entries: tuple[Entry, ...]
    folder: bool = False
    whole: bool = False


class Remote(Protocol):
    """Lists and opens files; raises FetchError, or TransientError where a further try is worth it."""

    def listing(self, location: Location) -> Listing:
        """Return all files at a location, those in its folders too; never a part of them."""

    def opened(self, entry: Entry) -> AbstractContextManager[tuple[Entry, Iterator[bytes]]]:
        """Open a file; gives what is known of it now, and its bytes in pieces."""


def mark_of(etag: object, size: object, time: object) -> str:
    """Return a mark from the entity tag, else from size and time of change; empty where these are not known.

    >>> mark_of(None, 10, None), mark_of('"a"', None, None) == mark_of('"a"', 10, "now")
    ('', True)
    """
    words = f"etag {etag}" if etag else f"{size} {time}" if size is not None and time else ""
    return words and blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()
