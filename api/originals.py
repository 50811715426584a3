"""The PDF files that documents were read from, kept beside the store so that a fact can be shown on its page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.query import table

if TYPE_CHECKING:
    from api.site import Site
    from graph.store import Store

__all__ = ["keep", "original", "prune"]

_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def original(site: Site, sha256: str | None) -> Path | None:
    """Return where the file of this digest is kept, None where it is not."""
    path = _place(site.settings.originals_path, sha256 or "")
    return path if path and path.is_file() else None


def keep(folder: Path, path: Path, sha256s: Iterable[str]) -> None:
    """Keep a copy of a PDF under its digest; other files, and members of archives, have no pages to show."""
    if path.suffix.lower() != ".pdf":
        return
    for sha256 in set(sha256s):
        place = _place(folder, sha256)
        if place and not place.exists():
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = place.with_suffix(".part")
            shutil.copyfile(path, unfinished)
            unfinished.replace(place)


def prune(folder: Path, store: Store) -> None:
    """Remove the files from which no document of the store was read."""
    if not folder.is_dir():
        return
    used = {_place(folder, row["sha256"]) for row in table(store, "digests")}
    for path in folder.iterdir():
        if path not in used:
            path.unlink()


def _place(folder: Path, sha256: str) -> Path | None:
    match = _DIGEST.fullmatch(sha256)
    return folder / f"{match[1]}.pdf" if match else None
