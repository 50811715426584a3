"""So many places, and those who wait for one."""

from __future__ import annotations

import asyncio

__all__ = ["Places"]


class Places:
    """`count` places. Of those who wait, the first is let in first; with `newest_first` the last.

    The last first, where a place is soon free again: a crowd then keeps out those who came with it, none who comes
    after it.
    """

    def __init__(self, count: int, *, newest_first: bool = False) -> None:
        self._free, self._next = count, -1 if newest_first else 0
        self._waiting: list[asyncio.Future[None]] = []

    def take_now(self) -> bool:
        """Take a place if one is free; tells whether it was."""
        if not self._free:
            return False
        self._free -= 1
        return True

    async def take(self) -> None:
        """Wait for a place and take it."""
        if self.take_now():
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # it was given at the moment when nobody wanted it any more
            raise
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)

    def leave(self) -> None:
        """Give a place back, to whoever is next."""
        while self._waiting:
            turn = self._waiting.pop(self._next)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
