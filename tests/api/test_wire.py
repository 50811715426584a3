"""What is written in one turn of the event loop goes out in one piece, in order, and before the connection closes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from api.wire import Gathered


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
