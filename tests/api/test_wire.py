"""What is written in one turn of the event loop goes out in one piece, in order, and before the connection closes."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def serving(app: Any, **how: Any) -> Iterator[Any]:
    """Serve `app` on loopback; gives the address, as (host, port)."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        config = uvicorn.Config(app, http=InOnePiece, log_level="critical", lifespan="off", **how)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        try:
            yield sock.getsockname()
        finally:
            server.should_exit = True
            thread.join(5)


async def reads_on(scope: Any, receive: Any, send: Any) -> None:
    """Read to the end of the body, then answer with its length."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length, more = length + len(message["body"]), message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"%d" % length})


@pytest.mark.parametrize("head", [b"GET / HT", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nq"])
def test_a_request_that_comes_too_slowly_is_ended(monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr("api.wire._PATIENCE", 0.4)
    with serving(reads_on) as address, socket.create_connection(address) as line:
        line.settimeout(10)
        line.sendall(head)
        assert line.recv(100) == b""


def test_empty_lines_after_an_answer_hold_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.wire._PATIENCE", 0.4)
    with serving(reads_on, timeout_keep_alive=1) as address, socket.create_connection(address) as line:
        line.settimeout(5)
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 200")
        line.sendall(b"\r\n")
        assert line.recv(100) == b"", "closed, though the keep-alive timer was stopped by what came"


_POST = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("begin", "rest"),
    [
        (b"GET /", b"a" * 1000),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-Many: %s\r\n" % (b"a" * 988)),
        (_POST + b"2\r\nab\r\n0\r\n", b"X-Many: %s\r\n" % (b"a" * 988)),
        (_POST + b"2;", b"a" * 1000),
    ],
    ids=["line", "headers", "trailers", "extension"],
)
def test_what_is_no_body_has_a_limit(begin: bytes, rest: bytes) -> None:
    with serving(reads_on) as address, socket.create_connection(address) as line:
        line.settimeout(10)
        sent, answer = 0, b""
        try:
            line.sendall(begin)
            while sent < 4_000_000:
                line.sendall(rest)
                sent += len(rest)
            answer = line.recv(1000)
        except ConnectionError:
            """Closed under way, which is what is wanted."""
    assert sent < 4_000_000 or answer == b""
    assert not answer or answer.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))


def test_headers_that_are_too_long_are_answered_431() -> None:
    with serving(reads_on) as address, socket.create_connection(address) as line:
        line.settimeout(10)
        line.sendall(b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 400_000)  # one read of the loop may take 256 KiB at once
        assert line.recv(1000).startswith(b"HTTP/1.1 431 ")


def test_a_long_body_in_many_pieces_is_read_whole() -> None:
    with serving(reads_on) as address, socket.create_connection(address) as line:
        line.settimeout(10)
        line.sendall(_POST + b"".join(b"3e8;name=value\r\n%s\r\n" % (b"a" * 1000) for _ in range(500)) + b"0\r\n\r\n")
        assert b"\r\n500000\r\n" in line.recv(1000)
