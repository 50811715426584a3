"""`serve`: the pages and the API on one port."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, settings
from graph.errors import GraphError

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["bound", "serve", "served"]


def serve(
    data: Data = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="How many processes serve; several need a database.")
    ] = 1,
) -> None:
    """开网页：Serve the pages and the API."""
    site = settings(data)
    if workers > 1:
        _refuse_alone(site, workers)
    sock, address = bound(host, port)

    def ready() -> None:
        print(f"policygraph: {address}  (Ctrl+C stops it)", file=sys.stderr, flush=True)

    with sock:
        if workers == 1:
            served(site, sock, ready)
            return
        from api.commands.processes import kept_running
        from api.folder.stamp import admit

        admit(site.data, fresh=True)  # here, as all would do it at a time
        ready()
        if status := kept_running(workers, lambda: _one_of_them(site, sock)):
            raise typer.Exit(status)


def _one_of_them(site: Settings, sock: socket.socket) -> None:
    """Serve in a process of its own; an error of ours is one line."""
    try:
        served(site, sock, lambda: None)
    except GraphError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


def _refuse_alone(site: Settings, workers: int) -> None:
    """Exit 1 with the remedy where one process alone can have what the settings name."""
    from api.collections import names

    missing = site.kept_here
    remedy = ""
    if missing:
        remedy = (
            f"several processes share nothing without {', '.join(missing)}. Set {'it' if missing[1:] == () else 'them'}"
        )
    elif found := names(site.data):
        remedy = f"the collections {', '.join(found)} are in the data folder, which one process has. Serve them apart"
    if remedy:
        print(f"--workers {workers}: {remedy}, or serve with --workers 1", file=sys.stderr)
        raise typer.Exit(1)


def served(site: Settings, sock: socket.socket, ready: Callable[[], None]) -> None:
    """Serve a site on a socket until a signal ends it; `ready` is called once the application is made."""
    import uvicorn

    from api.app import create_app
    from api.logs import as_json
    from api.wire import limited

    logging.basicConfig(format="%(levelname)s:     %(message)s")  # else a library draws each traceback, for a second
    app = create_app(site)
    config = uvicorn.Config(
        app, http=limited(app.state.connections), ws="none", log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    if site.json_log:
        as_json()
    ready()
    server.run(sockets=[sock])


def bound(host: str, port: int) -> tuple[socket.socket, str]:
    """Return a socket that listens, and its address; exit 1 with the remedy where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named, as asyncio sets TCP_NODELAY only then: without it each answer waits 40 ms
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(128)  # who comes before the application is up waits a moment
    except OSError as error:
        sock.close()
        remedy = f"Stop what runs there, or choose another: --port {port + 1 if port < 65535 else 8001}"
        print(f"{host}:{port}: {error.strerror or error}. {remedy}", file=sys.stderr)
        raise typer.Exit(1) from None
    name, number = sock.getsockname()[:2]
    return sock, f"http://{f'[{name}]' if ':' in name else name}:{number}/"
