"""What `ingest` is to read: paths and URLs of the command line, and those of a manifest."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from api.commands.files import Found, found_files
from api.commands.manifest import LineError, Named, entries
from ingest.fetch.location import FetchError, Location, Place, located

if TYPE_CHECKING:
    from ingest.fetch.download import Downloads
    from ingest.fetch.listing import Entry

__all__ = ["found_inputs", "listed"]


def found_inputs(words: Iterable[str], manifest: str, downloads: Downloads) -> Found[Place]:
    """Return what words of a command line and the lines of a manifest lead to; `-` is the manifest on standard input.

    What is wrong with one of them is in `errors`, and the others are there.
    """
    found: Found[Place] = Found([], Counter(), {}, {})
    remote: dict[Location, Entry] = {}
    digests: dict[Place, str] = {}
    files: dict[Place, None] = {}
    for named in _named(words, manifest):
        if isinstance(named, LineError):
            found.errors[str(named)] = str(named)
            continue
        inside = _inside(named, downloads, remote)
        if named.sha256 and (inside.folders or inside.errors):
            line = f"{named.place}: a folder has no SHA-256. Leave it out, or name the files"
            inside = Found([], Counter(), {}, inside.errors or {named.place: line})
        elif named.sha256:
            digests |= dict.fromkeys(inside.files, named.sha256)
        files |= dict.fromkeys(inside.files)
        found.others.update(inside.others)
        found.folders.update(inside.folders)
        found.errors.update(inside.errors)
    return Found([*files], found.others, found.folders, found.errors, remote, digests)


def _inside(named: Named, downloads: Downloads, remote: dict[Location, Entry]) -> Found[Any]:
    """Return the files that one entry leads to; those of other machines go to `remote` too."""
    if isinstance(named.place, Path):
        return found_files([named.place])
    return listed(named.place, downloads, remote)


def listed(place: Location, downloads: Downloads, remote: dict[Location, Entry]) -> Found[Any]:
    """List a location as a folder of this machine is walked: hidden files and other kinds are passed over.

    Only a listing that is whole is among `folders`: where one fails or may lack files, no file counts as gone.
    """
    from ingest.read import SUFFIXES

    try:
        listing = downloads.listing(place)
    except FetchError as error:
        return Found([], Counter(), {}, {place: str(error)})
    entries = {entry.location: entry for entry in listing.entries}
    if not listing.folder:
        remote |= entries
        return Found([*entries], Counter(), {}, {})
    shown = {at: entry for at, entry in entries.items() if "/." not in at.key.removeprefix(place.key)}
    taken = {at: entry for at, entry in shown.items() if at.suffix.lower() in SUFFIXES}
    remote |= taken
    others = Counter(at.suffix.lower() or "(none)" for at in shown if at not in taken)
    folders: dict[Place, list[Place]] = {place: [*entries]} if listing.whole else {}
    kinds = " ".join(sorted(SUFFIXES))
    empty = f"{place}: no document is there. Name a place that holds files of these kinds: {kinds}"
    return Found([*taken], others, folders, {} if taken else {place: empty})


def _named(words: Iterable[str], manifest: str) -> Iterator[Named | LineError]:
    for word in words:
        try:
            yield Named(located(word) or Path(word))
        except FetchError as error:
            yield LineError(str(error))
    if not manifest:
        return
    try:
        with _opened(manifest) as file:
            folder = Path() if manifest == "-" else Path(manifest).parent
            yield from entries(file, "manifest" if manifest == "-" else manifest, folder)
    except OSError as error:
        yield LineError(f"{manifest}: {error.strerror}. Name a manifest that can be read, or - for standard input")


@contextmanager
def _opened(manifest: str) -> Iterator[BinaryIO]:
    if manifest == "-":
        yield sys.stdin.buffer
        return
    with Path(manifest).open("rb") as file:
        yield file
