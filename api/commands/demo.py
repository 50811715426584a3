"""`demo`: the example documents, read and served, with nothing to set up and nothing left behind."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.serving import bound, served

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["demo"]


def demo(
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Folder to keep; without it nothing is left behind.")
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
) -> None:
    """试用：Read the example documents and serve them, on this machine alone, until Ctrl+C."""
    from api.commands.options import settings

    # the server raises a signal again once it has ended: this one is to leave by the way that removes the folder
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sock, address = bound("127.0.0.1", port)  # a port that is taken is an error before anything is read
    with sock, _folder(data) as folder:
        own = {"store": "", "search": "embedded"}  # never the store and the index that a site's settings name
        site = settings(folder).model_copy(update=own)
        _fill(site)
        served(site, sock, lambda: _say("\n".join(_invitation(address, folder))))


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with TemporaryDirectory(prefix="policygraph-demo-") as made:
        yield Path(made)


def _fill(site: Settings) -> None:
    from api.batch import run
    from api.commands.files import found_files, shown
    from api.example import example
    from api.folder.stamp import admit
    from graph.search import Index
    from graph.store import open_store

    found, own = found_files([example() / "documents"]), (example() / "regions.ttl",)
    admit(site.data, fresh=True)
    with open_store(site.store_location) as store:
        index = Index.open(site.index_path, site.model)
        done = run(site, store, index, found, authority=own, say=_say, show=shown)
    if not done.whole:
        raise typer.Exit(1)


def _invitation(address: str, folder: Path) -> Iterator[str]:
    """Yield what to try."""
    yield f"policygraph: {address}  (Ctrl+C stops it)"
    yield "Try, in another terminal:"
    yield f"  policygraph search 节水灌溉 --data {quote(str(folder))}"
    yield f"  policygraph schemes 改造老旧大棚 --data {quote(str(folder))}"
    yield f"  curl -G {address}api/ask --data-urlencode q=谁牵头推进灌区现代化改造"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
