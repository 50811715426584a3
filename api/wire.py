"""Sends the head of an answer and its body in one piece, which are two to uvicorn and would wake the client twice.

On a busy machine the server waits each time until the client has looked at what came: half of a light query's time.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.connections import Connections, counted

__all__ = ["Gathered", "InOnePiece", "limited"]

_MOST: Final = 1 << 16  # bytes
_PATIENCE: Final = 15.0  # seconds, as in deploy/nginx.conf
_LINGER: Final = 0.5  # seconds in which who is refused may read why
_HEAD: Final = 1 << 16  # bytes of a request that are no body: line and headers, or trailers
_LONG: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 29\r\nConnection: close\r\n\r\nThe headers are over 64 KiB.\n"
)
_FULL: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 43\r\nConnection: close\r\n\r\nToo many connections are open. Try again.\r\n"
)


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
    """The protocol of a connection, over such a transport; it ends where a request comes too slowly.

    Head and body may take `_PATIENCE` seconds, and a second more for each KiB that has come. A connection for which
    there is no room is answered 503 at once, and closed; one whose headers or trailers have over `_HEAD` bytes, 431.
    """

    room = Connections()
    _since: float | None = None  # when a request began that has not come to its end
    _refused = False
    _bare = 0  # bytes since the request began, its headers ended, or a piece of its body came

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast(asyncio.Transport, Gathered(transport)))
        self.address = counted(self.client[0] if self.client else None)
        self._begin()
        self._refused = not self.room.admit(self)
        if self._refused:
            transport.write(_FULL)
            self._watch = self.loop.call_later(_LINGER, transport.close)
        else:
            self._look()

    def end(self) -> None:
        """Close the connection, which has nothing in hand."""
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        self.room.left(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self.room.busy(self)
        if self._since is None and (self.cycle is None or self.cycle.response_complete):
            self._begin()  # also what begins no request, such as empty lines, must come to an end
        self._came += len(data)
        self._bare += len(data)
        super().data_received(data)
        if self._bare > _HEAD and not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                self.transport.write(_LONG)
            self.transport.close()

    def on_message_begin(self) -> None:
        self._begin()
        self._bare = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._bare = 0

    def on_body(self, body: bytes) -> None:
        self._bare = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._since = None
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._since is None and self.cycle.response_complete:
            self.room.rests(self)

    def _begin(self) -> None:
        self._since = self.loop.time()
        self._came = 0

    def _look(self) -> None:
        if self._since is not None and self.flow.read_paused:
            self._begin()  # it is the application that lets it wait
        if self._since is not None and self.loop.time() - self._since > _PATIENCE + self._came / 1024:
            self.transport.close()
            return
        self._watch = self.loop.call_later(_PATIENCE / 4, self._look)


def limited(given: Connections) -> type[InOnePiece]:
    """Return the protocol whose connections are counted among those given."""

    class Limited(InOnePiece):
        room = given

    return Limited
