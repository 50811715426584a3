"""What is given whole: made once for each state of the store, kept as a file, and the same for all who fetch it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.conditional import matches
from api.site import Site

__all__ = ["forget", "given"]

_PIECE: Final = 1 << 18
_SECONDS: Final = 60  # for which a dump of a store is kept that others write to
_one_at_a_time: Final = Lock()


def forget(site: Site) -> None:
    """Remove the files: what was taken out of the store is to be in none of them."""
    with _one_at_a_time:
        shutil.rmtree(site.settings.dumps_path, ignore_errors=True)


def given(request: Request, site: Site, name: str, media: str, make: Callable[[Path], object]) -> Response:
    """Return the file `name`, which `make` writes where the store has changed since; 304 for who has it already."""
    outside = "://" in site.settings.store_location
    state = f"{site.opened}-{site.store.version}" + (f"-{int(time.time() // _SECONDS)}" if outside else "")
    headers = {"ETag": f'"{state}"', "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    folder = site.settings.dumps_path
    file = folder / f"{state}.{name}"
    with _one_at_a_time:
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / f"part.{name}"
            make(unfinished)
            for old in folder.glob(f"*.{name}"):
                if old != unfinished:
                    old.unlink()
            unfinished.replace(file)
        opened = file.open("rb")  # it is read to its end, also when the next one takes its place
    headers["Content-Length"] = str(os.fstat(opened.fileno()).st_size)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return StreamingResponse(iter(lambda: opened.read(_PIECE), b""), media_type=media, headers=headers)
