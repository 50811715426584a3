"""`serve`: the pages and the API on one port."""

from __future__ import annotations

import socket
import sys
from typing import Annotated

import typer

from api.commands.options import Data, settings

__all__ = ["serve"]


def serve(
    data: Data = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
) -> None:
    """开网页：Serve the pages and the API."""
    import uvicorn

    from api.app import create_app
    from api.logs import as_json
    from api.wire import InOnePiece

    sock = _bound(host, port)
    name, number = sock.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    site = settings(data)
    app = create_app(site)
    config = uvicorn.Config(
        app, http=InOnePiece, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    if site.json_log:
        as_json()
    print(f"policygraph: http://{shown}:{number}/  (Ctrl+C stops it)", file=sys.stderr, flush=True)
    with sock:
        server.run(sockets=[sock])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named, as asyncio sets TCP_NODELAY only then: without it each answer waits 40 ms
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(128)  # who comes before the application is up waits a moment
    except OSError as error:
        sock.close()
        remedy = (
            f"Stop what runs there, or choose another: policygraph serve --port {port + 1 if port < 65535 else 8001}"
        )
        print(f"{host}:{port}: {error.strerror or error}. {remedy}", file=sys.stderr)
        raise typer.Exit(1) from None
    return sock
