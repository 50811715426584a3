"""Retries and pages, as steps that a blocking and an asyncio client take in the same way."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar, cast

import httpx

from policygraph.client.call import Call
from policygraph.client.error import problem
from policygraph.table import Table

__all__ = ["Pause", "Steps", "fetched", "whole"]

T = TypeVar("T")
Row = TypeVar("Row")
_BUSY: Final = frozenset({429, 503})
_LONGEST: Final = 60.0
"""Seconds that are waited for one answer at most, all pauses together."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds to let pass before the next step."""

    seconds: float


Steps = Generator["Call[Any] | Pause", httpx.Response | None, T]
"""Yields what to send or how long to wait; is sent each reply; returns the result."""


def fetched(call: Call[T], retries: int) -> Steps[tuple[T, Call[T] | None]]:
    """Send a call, again where a busy server says when; return its answer, and the call for the next page if any.

    Raises ApiError for any other refusal, and where `retries` or a minute do not suffice.
    """
    waited = 0.0
    for left in range(retries, -1, -1):
        reply = yield call
        assert reply is not None
        if reply.is_success:
            return call.read(reply), _following(call, reply)
        seconds = _asked_to_wait(reply)
        if not left or seconds is None or waited + seconds > _LONGEST:
            raise problem(reply)
        waited += seconds
        yield Pause(seconds)
    raise AssertionError("retries is at least 0")


def whole(call: Call[T], retries: int) -> Steps[T]:
    """Return the answer to a call; of a list, the rows of all pages up to the number that was asked for."""
    found, following = yield from fetched(call, retries)
    if not call.paged:
        return found
    rows = list(cast("Table[Any]", found))
    while following is not None and (call.most is None or len(rows) < call.most):
        page, following = yield from fetched(following, retries)
        rows += cast("Table[Any]", page)
    return cast("T", Table(rows[: call.most]))


def _following(call: Call[T], reply: httpx.Response) -> Call[T] | None:
    """Return the call for the page that `Link: rel=next` names, sent to where this one went.

    Of the link only the query counts: a site behind a proxy may name itself otherwise, and a key goes to no other host.
    """
    link = reply.links.get("next", {}).get("url") if call.paged else None
    if link is None:
        return None
    params: Mapping[str, str] = dict(httpx.URL(link).params)
    onward = _offset(params) > _offset(call.params)  # a server that leads in a circle ends the list
    return replace(call, params=params) if onward else None


def _offset(params: Mapping[str, str]) -> int:
    text = params.get("offset", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _asked_to_wait(reply: httpx.Response) -> float | None:
    """Return the seconds of `Retry-After`, which may be a date, of a busy server; None where it says nothing."""
    text = reply.headers.get("retry-after", "").strip()
    if reply.status_code not in _BUSY or not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
