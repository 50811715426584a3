"""A data folder from a backup: built beside its place, compared, and put there whole or not at all."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import tarfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.folder import stamp
from api.folder.backup import STORE, SUMS, own_store, refuse_shared
from api.index import opened
from graph.errors import FolderError
from graph.store.disk import sync

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["restore"]

_BESIDE: Final = ".restoring"


def restore(site: Settings, file: Path) -> int:
    """Make the data folder what `file` holds, and build its index; returns the number of documents.

    The folder must be empty or not there. It is built beside, under a name that nothing opens, and renamed when all of
    it lies on the disk. Raises FolderError for a folder that holds something, and for a file that is damaged or none.
    """
    own_store(site)
    refuse_shared(site)
    folder = site.data.resolve()
    if folder.exists() and not _empty(folder):
        raise FolderError(f"{site.data}: it is not empty. Name a new folder: --data DIR; or take this one away")
    within = folder.is_mount()  # a volume, which no other folder can take the place of
    new = folder / _BESIDE if within else folder.with_name(f".{folder.name}{_BESIDE}")
    shutil.rmtree(new, ignore_errors=True)  # left by one that was killed
    new.mkdir(parents=True)
    try:
        _unpacked(file, new)
        stamp.admit(new, fresh=True)
        count = _built(new, site)
        for each in sorted(new.rglob("*"), reverse=True):
            sync(each)
        sync(new)
        if within:
            _moved(new, folder)
        else:
            new.rename(folder)
        sync(folder.parent)
    except OSError as error:
        raise FolderError(f"{error.filename or file}: {error.strerror or error}. See to it, and try again") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


def _empty(folder: Path) -> bool:
    """Tell whether a folder holds nothing, or what a restoring left that was killed."""
    if not folder.is_dir():
        return False
    if (folder / stamp.STAMP).exists() and stamp.stamp_of(folder) != stamp.UNFINISHED:
        return False
    names = {path.name for path in folder.iterdir()} - {_BESIDE, stamp.STAMP, "lost+found"}
    return not names or (folder / stamp.STAMP).exists()


def _moved(new: Path, folder: Path) -> None:
    """Move all that a folder holds into the one it lies in, which is refused by everybody until it is all there."""
    stamp.write(folder, stamp.UNFINISHED)
    for each in [path for path in folder.iterdir() if path.name not in (_BESIDE, stamp.STAMP, "lost+found")]:
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    for each in sorted(new.iterdir(), key=lambda path: path.name == stamp.STAMP):
        each.replace(folder / each.name)
        sync(folder)


def _unpacked(file: Path, new: Path) -> None:
    """Unpack a backup into a folder. Raises FolderError unless every file in it is as it was written."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(new, filter=_plain)
        told = json.loads((new / SUMS).read_text("utf-8"))
    except FileNotFoundError as error:
        reason = "no such file" if not file.exists() else "it is cut off, or no backup"
        raise FolderError(f"{file}: {reason}. Name a file that `policygraph backup` wrote") from error
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise FolderError(f"{file}: it is damaged, or no backup ({error}). Take an earlier one") from error
    (new / SUMS).unlink()
    there = {str(path.relative_to(new)): path for path in new.rglob("*") if path.is_file()}
    apart = sorted(name for name in told.keys() | there.keys() if _sum(there.get(name)) != told.get(name))
    if apart or STORE not in told:
        raise FolderError(
            f"{file}: it is damaged: {', '.join(apart[:3]) or STORE} is not as it was. Take an earlier one"
        )


def _plain(member: tarfile.TarInfo, place: str) -> tarfile.TarInfo | None:
    """Let files and folders through alone: a backup has no links, and by links an archive made by hand leads out."""
    if not (member.isfile() or member.isdir()):
        raise tarfile.TarError(f"{member.name} is no file")
    return tarfile.data_filter(member, place)


def _sum(path: Path | None) -> str | None:
    if path is None:
        return None
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _built(new: Path, site: Settings) -> int:
    """Make store and index of what was unpacked; returns the number of documents."""
    from api.originals import prune
    from graph.query import table
    from graph.search.feed import rebuild
    from graph.store import open_store
    from graph.store.rewrite import fill

    with (new / STORE).open("rb") as quads:
        fill(new / "store", quads)
    gc.collect()  # RocksDB lets go of its lock when the last reference is gone
    (new / STORE).unlink()
    with open_store(new / "store", read_only=True) as store:
        prune(new / "originals", store)  # of documents that were taken out while the archive was written
        rebuild(opened(site, new / "index"), store)
        return len(table(store, "documents"))
