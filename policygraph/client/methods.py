"""The calls as methods that a blocking and an asyncio client share, and how a client is set up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import signature
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar, overload
from urllib.parse import quote

import httpx

from policygraph.client import calls
from policygraph.client.call import Call

if TYPE_CHECKING:
    from policygraph.client.session import AsyncClient, Client

__all__ = ["Calls"]

P = ParamSpec("P")
T = TypeVar("T")


class _Method(Generic[P, T]):
    """A call as a method of both clients, with its parameters, types and docstring."""

    def __init__(self, make: Callable[P, Call[T]]) -> None:
        self.make = make
        self.__doc__, self.__signature__ = make.__doc__, signature(make)

    @overload
    def __get__(self, client: Client, owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(self, client: AsyncClient, owner: type) -> Callable[P, Awaitable[T]]: ...
    @overload
    def __get__(self, client: None, owner: type) -> Self: ...
    def __get__(self, client: Calls | None, owner: type) -> Any:
        if client is None:
            return self

        def bound(*args: P.args, **kwargs: P.kwargs) -> Any:
            return client._answer(self.make(*args, **kwargs))

        bound.__doc__, bound.__signature__ = self.__doc__, self.__signature__  # type: ignore[attr-defined]
        return bound


class Calls:
    """The calls that both clients have."""

    search = _Method(calls.search)
    ask = _Method(calls.ask)
    documents = _Method(calls.documents)
    document = _Method(calls.document)
    clause = _Method(calls.clause)
    agencies = _Method(calls.agencies)
    tasks = _Method(calls.tasks)
    targets = _Method(calls.targets)
    due = _Method(calls.due)
    schemes = _Method(calls.schemes)
    questionnaire = _Method(calls.questionnaire)
    evaluate = _Method(calls.evaluate)
    compare = _Method(calls.compare)
    cascade = _Method(calls.cascade)
    validity = _Method(calls.validity)
    sparql = _Method(calls.sparql)

    def __init__(
        self, url: str, key: str | None = None, collection: str | None = None, *, timeout: float = 30.0,
        retries: int = 3,
    ) -> None:  # fmt: skip
        self.url, self._retries = _checked(url), max(0, retries)
        headers = {"Accept": "application/json", "User-Agent": "policygraph-client"}
        if key is not None:
            if not key or not key.isascii() or not key.isprintable() or " " in key:
                raise ValueError("key: a key has printable ASCII characters without spaces; copy it anew")
            headers["Authorization"] = f"Bearer {key}"
        if collection is not None:
            headers["Policygraph-Collection"] = quote(collection, safe="")
        self._open(headers, httpx.Timeout(timeout, connect=min(timeout, 5.0)))

    def _open(self, headers: dict[str, str], timeout: httpx.Timeout) -> None:
        raise NotImplementedError

    def _answer(self, call: Call[Any]) -> Any:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def _sending(self, call: Call[Any]) -> dict[str, Any]:
        body = {"json": call.json} if call.json is not None else {"content": call.content}
        place = {"method": call.method, "url": self.url + call.place}
        return {**place, "params": call.params, "headers": call.headers, **body}


def _checked(url: str) -> str:
    """Return the address of a site without a slash at its end. Raises ValueError for what is none."""
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise ValueError(f"url: {error}. Give the address of a site, as https://policy.example/") from None
    if found.scheme not in ("http", "https") or not found.host or found.query or found.fragment or found.userinfo:
        raise ValueError(f"url: {found.host or url!r}: give the address of a site alone, as https://policy.example/")
    return str(found).rstrip("/")
