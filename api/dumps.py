"""What is given whole: made once for each state of the store, kept as a file, and the same for all who fetch it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.conditional import matches
from api.errors import answer
from api.ranges import UnsatisfiableError, part
from api.site import Site
from graph.errors import GraphError

__all__ = ["forget", "given"]

_PIECE: Final = 1 << 18
_TRIES: Final = 5
_SECONDS: Final = 60  # for which a dump of a store is kept that others write to
_one_at_a_time: Final = Lock()


def forget(site: Site) -> None:
    """Remove the files: what was taken out of the store is to be in none of them."""
    with _one_at_a_time:
        shutil.rmtree(site.settings.dumps_path, ignore_errors=True)


def given(request: Request, site: Site, name: str, media: str, make: Callable[[Path], object]) -> Response:
    """Return the file `name`, which `make` writes where the store has changed since; 304 for who has it already.

    One part of it is given for a header Range: 206, or 416 where it lies behind the end.
    """
    outside = "://" in site.settings.store_location
    state = f"{site.opened}-{site.store.version}" + (f"-{int(time.time() // _SECONDS)}" if outside else "")
    headers = {"ETag": f'"{state}"', "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    folder = site.settings.dumps_path
    file = folder / f"{state}.{name}"
    with _one_at_a_time:
        opened = _opened(file, site, name, make)  # it is read to its end, also when the next one takes its place
    size = os.fstat(opened.fileno()).st_size
    headers |= {"Accept-Ranges": "bytes", "Content-Disposition": f'attachment; filename="{name}"'}
    sent = request.headers
    try:
        asked = part(sent.get("range"), sent.get("if-range"), headers["ETag"], size)
    except UnsatisfiableError:
        opened.close()
        refused = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        return answer(request, 416, f"The file has {size} bytes; Range names none of them.", headers=refused)
    start, stop = asked or (0, size)
    headers["Content-Length"] = str(stop - start)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return StreamingResponse(_pieces(opened, start, stop), 206 if asked else 200, headers, media)


def _opened(file: Path, site: Site, name: str, make: Callable[[Path], object]) -> BinaryIO:
    """Open the file, made where it is missing; another server that shares the folder may remove it meanwhile."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                unfinished = file.with_name(f"{site.opened}.part.{name}")
                make(unfinished)
                for old in file.parent.glob(f"{site.opened}-*.{name}"):
                    old.unlink()
                unfinished.replace(file)
            return file.open("rb")
    raise GraphError(f"{file}: it is removed again and again, as documents are put in. Try again later")


def _pieces(file: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < stop and (piece := file.read(min(_PIECE, stop - start))):
            start += len(piece)
            yield piece
