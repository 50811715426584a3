"""`Client` and `AsyncClient`: the calls as methods, over one connection pool."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Self, TypeVar

import httpx

from policygraph.client.call import Call
from policygraph.client.error import no_answer
from policygraph.client.exchange import Pause, Steps, fetched, whole
from policygraph.client.methods import Calls
from policygraph.table import Table

__all__ = ["AsyncClient", "Client"]

T = TypeVar("T")
Row = TypeVar("Row")


class Client(Calls):
    """The HTTP interface of the site at `url`, with a key and for a private collection where they are given.

    Lists come whole, page by page up to `limit`; `pages` gives them a page at a time. `timeout` is in seconds; a busy
    server that says when to come again is asked up to `retries` times more. Every failure is an ApiError.
    """

    def _open(self, headers: dict[str, str], timeout: httpx.Timeout) -> None:
        self._http = httpx.Client(headers=headers, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def pages(self, call: Call[Table[Row]]) -> Iterator[Table[Row]]:
        """Yield a list a page at a time: `pages(calls.targets(region="…"))`, with `policygraph.client.calls`."""
        following: Call[Table[Row]] | None = call
        while following is not None:
            page, following = self._run(fetched(following, self._retries))
            yield page

    def _answer(self, call: Call[T]) -> T:
        return self._run(whole(call, self._retries))

    def _run(self, steps: Steps[T]) -> T:
        reply: httpx.Response | None = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as done:
                result: T = done.value
                return result
            if isinstance(step, Pause):
                time.sleep(step.seconds)
                reply = None
                continue
            try:
                reply = self._http.request(**self._sending(step))
            except httpx.HTTPError as error:
                raise no_answer(self.url, error) from error


class AsyncClient(Calls):
    """As `Client`, for asyncio: every call is awaited, and `pages` is gone through with `async for`."""

    def _open(self, headers: dict[str, str], timeout: httpx.Timeout) -> None:
        self._http = httpx.AsyncClient(headers=headers, timeout=timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def pages(self, call: Call[Table[Row]]) -> AsyncIterator[Table[Row]]:
        """Yield a list a page at a time, as `Client.pages` does."""
        following: Call[Table[Row]] | None = call
        while following is not None:
            page, following = await self._run(fetched(following, self._retries))
            yield page

    async def _answer(self, call: Call[T]) -> T:
        return await self._run(whole(call, self._retries))

    async def _run(self, steps: Steps[T]) -> T:
        reply: httpx.Response | None = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as done:
                result: T = done.value
                return result
            if isinstance(step, Pause):
                await asyncio.sleep(step.seconds)
                reply = None
                continue
            try:
                reply = await self._http.request(**self._sending(step))
            except httpx.HTTPError as error:
                raise no_answer(self.url, error) from error
