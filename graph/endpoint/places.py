"""So many places, and those who wait for one."""

from __future__ import annotations

import asyncio
from collections import deque

__all__ = ["Places"]


class Places:
    """`count` places. Of those who wait, the last to come and the first to come are let in by turns.

    A crowd then keeps out neither those who come after it nor, for long, any who came with it.
    """

    def __init__(self, count: int) -> None:
        self.free, self._last_is_next = count, True
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
            turn = self._waiting.pop() if self._last_is_next else self._waiting.popleft()
            if not turn.done():
                self._last_is_next = not self._last_is_next
                turn.set_result(None)
                return
        self.free += 1
