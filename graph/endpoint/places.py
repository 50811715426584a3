"""So many places, and those who wait for one."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

__all__ = ["Places"]

_FIRST: Final = 4  # at every so many-th time the first to come is let in


class Places:
    """`count` places. Of those who wait the last to come is let in, and at every fourth time the first to come.

    A crowd then keeps out neither those who come after it nor, for long, any who came with it.
    """

    def __init__(self, count: int) -> None:
        self.free, self._given = count, 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    def take_now(self) -> bool:
        """Take a place if one is free; tells whether it was."""
        if not self.free:
            return False
        self.free -= 1
        return True

    async def take(self, until: float) -> None:
        """Wait for a place and take it. Raises TimeoutError when the event loop's clock says `until`."""
        if self.take_now():
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout_at(until):
                await turn
        except (asyncio.CancelledError, TimeoutError):
            if turn.done() and not turn.cancelled():
                self.leave()  # it was given at the moment when nobody wanted it any more
            raise

    def leave(self) -> None:
        """Give a place back, to whoever is next."""
        while self._waiting:
            turn = self._waiting.popleft() if self._given % _FIRST == _FIRST - 1 else self._waiting.pop()
            if not turn.done():
                self._given += 1
                turn.set_result(None)
                return
        self.free += 1
