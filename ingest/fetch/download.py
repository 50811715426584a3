"""Brings files of other machines to this one, one at a time, within limits of bytes and seconds."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from ingest.fetch.listing import Entry, Listing, Remote, TransientError
from ingest.fetch.location import FetchError, Location

__all__ = ["PAUSES", "Downloads", "Fetched"]

PAUSES: Final = (1.0, 4.0)
"""Seconds before the second and the third try."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched: where it lies now, the SHA-256 of its bytes, and the mark that it had."""

    path: Path
    sha256: str
    mark: str


class Downloads:
    """Fetches to a temporary folder: a file is there until `drop`, all go with `close`.

    `limit` is the most bytes of a file, `seconds` the most that fetching it may take. What may succeed in a while is
    tried three times. Raises FetchError.
    """

    def __init__(self, limit: int, seconds: float, pauses: tuple[float, ...] = PAUSES) -> None:
        self._limit, self._seconds, self._pauses = limit, seconds, pauses
        self._remotes: dict[str, Remote] = {}
        self._room: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0

    def listing(self, location: Location) -> Listing:
        """Return the files at a location: all of them, or an error."""
        return self._tried(location, lambda: self._remote(location).listing(location))

    def fetch(self, entry: Entry, held: Callable[[str], bool]) -> Fetched | None:
        """Fetch a file; None, and not a byte of it is taken, where `held` says that its mark is known."""
        if entry.mark and held(entry.mark):
            return None
        return self._tried(entry.location, lambda: self._once(entry, held))

    def drop(self, path: Path) -> None:
        """Remove a file that was fetched."""
        shutil.rmtree(path.parent, ignore_errors=True)

    def close(self) -> None:
        if self._room:
            self._room.cleanup()
            self._room = None

    def _remote(self, location: Location) -> Remote:
        scheme = location.url.partition("://")[0]
        if scheme not in self._remotes:
            if location.web:
                from ingest.fetch.web import Web

                self._remotes[scheme] = Web()
            else:
                from ingest.fetch.bucket import Bucket

                self._remotes[scheme] = Bucket(scheme)
        return self._remotes[scheme]

    def _tried(self, location: Location, work: Callable[[], _Found]) -> _Found:
        for pause in (*self._pauses, None):
            try:
                return work()
            except TransientError as error:
                if pause is None:
                    remedy = "Run it again later: what was read is not read again"
                    tries = f"{error} ({len(self._pauses) + 1} tries)"
                    raise FetchError(str(location), tries, remedy) from error
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _once(self, entry: Entry, held: Callable[[str], bool]) -> Fetched | None:
        until = time.monotonic() + self._seconds
        with self._remote(entry.location).opened(entry) as (known, pieces):
            if known.mark and held(known.mark):
                return None
            self._refuse_size(entry.location, known.size or 0)
            path = self._new(entry.location)
            try:
                digest, size = sha256(), 0
                with path.open("wb") as file:
                    for piece in self._bounded(entry.location, pieces, until):
                        file.write(piece)
                        digest.update(piece)
                        size += len(piece)
            except OSError as error:
                self.drop(path)
                remedy = "Make room where temporary files go (TMPDIR)"
                raise FetchError(str(entry.location), f"{error.strerror} while it was kept", remedy) from error
            except BaseException:
                self.drop(path)
                raise
        if known.size is not None and size != known.size:
            self.drop(path)
            raise TransientError(f"{size} of {known.size} bytes came")
        return Fetched(path, digest.hexdigest(), known.mark)

    def _bounded(self, location: Location, pieces: Iterator[bytes], until: float) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            self._refuse_size(location, size)
            if time.monotonic() > until:
                reason = f"fetching it took more than {self._seconds:g} s"
                raise FetchError(str(location), reason, "Fetch it yourself, or set POLICYGRAPH_READ_SECONDS higher")
            yield piece

    def _refuse_size(self, location: Location, size: int) -> None:
        if size > self._limit:
            reason = f"it has more than {self._limit >> 20} MiB"
            raise FetchError(str(location), reason, "Split it, or set POLICYGRAPH_UPLOAD_SIZE higher")

    def _new(self, location: Location) -> Path:
        if self._room is None:
            self._room = tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True)
        self._count += 1
        folder = Path(self._room.name, str(self._count))
        folder.mkdir()
        return folder / location.name
