"""What is written in one turn of the event loop goes out in one piece, in order, and before the connection closes."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any

import pytest
import uvicorn

from api.wire import Gathered, InOnePiece


class Written:
    """A transport that keeps what is written to it."""

    def __init__(self) -> None:
        self.pieces, self.closed = list[bytes](), False

    def write(self, data: bytes) -> None:
        self.pieces.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def get_extra_info(self, name: str) -> str:
        return name


def after(*steps: tuple[str, Any] | None) -> Written:
    """Return what came of steps: writing, closing, or letting the loop turn (None)."""

    async def go() -> Written:
        written = Written()
        transport = Gathered(written)  # type: ignore[arg-type]
        for step in steps:
            if step is None:
                await asyncio.sleep(0)
                continue
            name, *values = step
            getattr(transport, name)(*values)
        await asyncio.sleep(0)
        return written

    return asyncio.run(go())


def test_head_and_body_are_one_piece() -> None:
    assert after(("write", b"head "), ("write", b"body"), None, ("write", b"next")).pieces == [b"head body", b"next"]


def test_what_is_much_does_not_wait() -> None:
    much = b"x" * 70_000
    assert after(("write", b"head "), ("write", much), ("write", much)).pieces == [b"head " + much, much]


def test_what_waits_goes_out_before_the_end_and_nothing_after_it() -> None:
    written = after(("write", b"last"), ("close",), ("write", b"late"))
    assert (written.pieces, written.closed) == ([b"last"], True)


@pytest.mark.parametrize("name", ["socket", "peername"])
def test_all_else_is_the_transports_own(name: str) -> None:
    async def go() -> object:
        return Gathered(Written()).get_extra_info(name)  # type: ignore[arg-type]

    assert asyncio.run(go()) == name


@pytest.mark.parametrize("head", [b"GET / HT", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nq"])
def test_a_request_that_comes_too_slowly_is_ended(monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr("api.wire._PATIENCE", 0.4)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            """It reads on."""

    with socket.create_server(("127.0.0.1", 0)) as sock:
        server = uvicorn.Server(uvicorn.Config(app, http=InOnePiece, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        with socket.create_connection(sock.getsockname()) as line:
            line.settimeout(10)
            line.sendall(head)
            assert line.recv(100) == b""
        server.should_exit = True
        thread.join(5)


def test_empty_lines_after_an_answer_hold_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.wire._PATIENCE", 0.4)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with socket.create_server(("127.0.0.1", 0)) as sock:
        config = uvicorn.Config(app, http=InOnePiece, log_level="error", lifespan="off", timeout_keep_alive=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        with socket.create_connection(sock.getsockname()) as line:
            line.settimeout(5)
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert line.recv(1000).startswith(b"HTTP/1.1 204")
            line.sendall(b"\r\n")
            assert line.recv(100) == b"", "closed, though the keep-alive timer was stopped by what came"
        server.should_exit = True
        thread.join(5)
