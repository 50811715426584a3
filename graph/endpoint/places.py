"""So many places, and those who wait for one."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

__all__ = ["Places"]

_FIRST: Final = 4  # at every so many-th time the first to come is let in


class Places:
    """`count` places. Of those who wait the last to come is let in, `long` ones behind all others; at every fourth time
    it is the first to come of all.

    A crowd then keeps out neither those who come after it nor, for long, any who came with it.
    """

    def __init__(self, count: int) -> None:
        self.free, self._given = count, 0
        self._short: deque[tuple[int, asyncio.Future[None]]] = deque()  # each with how many came before
        self._long: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._came = 0

    def take_now(self) -> bool:
        """Take a place if one is free; tells whether it was."""
        if not self.free:
            return False
        self.free -= 1
        return True

    async def take(self, until: float, long: bool = False) -> None:
        """Wait for a place and take it. Raises TimeoutError when the event loop's clock says `until`."""
        if self.take_now():
            return
        turn = asyncio.get_running_loop().create_future()
        self._came += 1
        (self._long if long else self._short).append((self._came, turn))
        try:
            async with asyncio.timeout_at(until):
                await turn
        except (asyncio.CancelledError, TimeoutError):
            if turn.done() and not turn.cancelled():
                self.leave()  # it was given at the moment when nobody wanted it any more
            raise

    def leave(self) -> None:
        """Give a place back, to whoever is next."""
        while queues := [queue for queue in (self._short, self._long) if queue]:
            if self._given % _FIRST == _FIRST - 1:
                _, turn = min(queues, key=lambda queue: queue[0][0]).popleft()
            else:
                _, turn = queues[0].pop()
            if not turn.done():
                self._given += 1
                turn.set_result(None)
                return
        self.free += 1
