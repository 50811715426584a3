"""A backup of a data folder in one file, taken while others read and write.

The archive holds what waits, watches, the change log, the store as N-Quads, the files that its documents were read
from, the uploads, the stamp, and in the end the SHA-256 of each. The index is not in it: it is built from the store.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from api.folder import stamp
from graph.errors import FolderError
from graph.store.disk import sync
from graph.store.moment import dump

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["STORE", "SUMS", "backup", "own_store", "refuse_shared"]

SUMS: Final = "sha256.json"
STORE: Final = "store.nq"
_OUTSIDE: Final = (
    "POLICYGRAPH_DATABASE keeps keys, watches and change log. Back it up, and bring it back, with pg_dump and"
    " pg_restore; and the folder by this command with that setting empty"
)
_TRIES: Final = 10
_DIGEST: Final = re.compile(rb"sha256:([0-9a-f]{64})")
_LEVEL: Final = 4  # of gzip: half the time of the usual one, a tenth larger


def backup(site: Settings, file: Path) -> int:
    """Write the data folder to `file`, as it is at one moment; returns the number of files in it.

    It is written beside and renamed: killed midway, it leaves `file` as it was. Raises FolderError for a folder without
    a store of its own, and where `file` cannot be written.
    """
    store = own_store(site)
    refuse_shared(site)
    if not store.is_dir():
        raise FolderError(f"{site.data}: no store in this folder. Name the folder that is served: --data DIR")
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryFile(dir=file.resolve().parent) as quads, unfinished.open("wb") as output:
            count = _written(site, store, quads, output)
        sync(unfinished)
        unfinished.replace(file)
        sync(file.resolve().parent)
    except OSError as error:
        raise FolderError(f"{file}: {error.strerror or error}. Name a file that can be written") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def refuse_shared(site: Settings) -> None:
    """Raise FolderError where a database keeps what an archive would hold: half a backup must not look like one."""
    if site.database:
        raise FolderError(f"{site.data}: {_OUTSIDE}")


def own_store(site: Settings) -> Path:
    """Return the folder of the store. Raises FolderError where it does not lie in the data folder."""
    path = site.data / "store"
    if Path(site.store_location) != path:
        raise FolderError(
            f"{site.store_location}: the store lies outside of the data folder. Back it up, and bring it back, "
            "with what keeps it there"
        )
    return path


def _written(site: Settings, store: Path, quads: IO[bytes], output: IO[bytes]) -> int:
    with tarfile.open(fileobj=output, mode="w:gz", compresslevel=_LEVEL) as archive:
        sums: dict[str, str] = {}
        _add_all(archive, sums, site.data, site.waiting_path)  # first: what leaves it meanwhile, the store has then
        if site.watches_path.exists():  # before the log: what it has more, they are sent again
            _add(archive, sums, site.watches_path.name, io.BytesIO(site.watches.copy()), 0o600)
        if site.changes_path.exists():  # before the store, which it catches up with when it is opened again
            _add(archive, sums, site.changes_path.name, io.BytesIO(site.changes.copy()))
        for _ in range(_TRIES):
            quads.seek(0)
            quads.truncate()
            before = set(site.originals_path.glob("*.pdf"))
            dump(store, quads)
            if _with_originals(archive, sums, before | set(site.originals_path.glob("*.pdf")), quads):
                break
        else:
            raise FolderError(f"{site.data}: documents are taken out faster than they are copied. Try again later")
        quads.seek(0)
        _add(archive, sums, STORE, quads)
        for folder in (site.uploads_path, site.reviews_path):
            _add_all(archive, sums, site.data, folder)
        stamp.admit(site.data)
        _add_all(archive, sums, site.data, site.data / stamp.STAMP)
        told = json.dumps(sums, ensure_ascii=False, indent=0).encode()
        _add(archive, {}, SUMS, io.BytesIO(told))
    return len(sums)


def _with_originals(archive: tarfile.TarFile, sums: dict[str, str], files: set[Path], quads: IO[bytes]) -> bool:
    """Add those of the originals that the store names; False where one has gone, as its document was taken out."""
    quads.seek(0)
    named = {digest.decode() for line in quads for digest in _DIGEST.findall(line)}
    for file in sorted(file for file in files if file.stem in named):
        name = f"{file.parent.name}/{file.name}"
        try:
            if name not in sums:
                with file.open("rb") as content:
                    _add(archive, sums, name, content)
        except FileNotFoundError:
            return False
    return True


def _add_all(archive: tarfile.TarFile, sums: dict[str, str], root: Path, place: Path) -> None:
    for file in _files(place):
        with suppress(FileNotFoundError), file.open("rb") as content:  # it has gone since: read, or given up
            _add(archive, sums, str(file.relative_to(root)), content)


def _files(place: Path) -> Iterator[Path]:
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    return (file for file in found if file.is_file() and file.suffix != ".part")


def _add(archive: tarfile.TarFile, sums: dict[str, str], name: str, content: IO[bytes], mode: int = 0o644) -> None:
    """Add what an open file holds: files are replaced and never rewritten, so this is one state of it."""
    content.seek(0, os.SEEK_END)
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.tell(), mode
    content.seek(0)
    sums[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    archive.addfile(entry, content)
