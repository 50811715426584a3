"""Sends the head of an answer and its body in one piece, which are two to uvicorn and would wake the client twice.

On a busy machine the server waits each time until the client has looked at what came: half of a light query's time.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["Gathered", "InOnePiece"]

_MOST: Final = 1 << 16  # bytes


class Gathered:
    """A transport that sends what is written to it at once at the end of the event loop's turn, or as it is much."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport, self._loop = transport, asyncio.get_running_loop()
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)
        self._size += len(data)
        if self._size >= _MOST:
            self._send()

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held and not self._transport.is_closing():
            self._transport.write(b"".join(self._held))
        self._held, self._size = [], 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class InOnePiece(HttpToolsProtocol):
    """The protocol of a connection, over such a transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast(asyncio.Transport, Gathered(transport)))
