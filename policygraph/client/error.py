"""The one error of the client: what the server refused, or why no answer came, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import httpx

__all__ = ["ApiError", "no_answer", "problem"]

_REMEDIES: Final[Mapping[int, str]] = {
    401: "Give a key that stands: Client(url, key=…); whoever runs the site makes one with `policygraph key add`",
    403: "Ask whoever runs the site for a key with a higher role, or for this collection",
    404: "Look the id up: `documents()`, `agencies()` and `schemes()` list those that there are",
    413: "Send less at a time",
    422: "Correct the parameter that the detail names",
    429: "Wait, and ask less often",
    503: "Try again later",
    504: "Ask for less at a time: a LIMIT, fewer regions, a shorter span of days",
}
_OTHER: Final = "Check the URL: it is the address of the start page of a policygraph site, without /api"


class ApiError(Exception):
    """What went wrong with a call, as problem details (RFC 9457) have it, and the remedy.

    `status` is None where no answer came. `errors` has an entry for each wrong parameter: field and message.

    >>> str(ApiError(404, "There is no such thing", "A document with the id x is not in the store.", "Look the id up"))
    'A document with the id x is not in the store. Look the id up (404)'
    """

    def __init__(
        self, status: int | None, title: str, detail: str, remedy: str = "", errors: tuple[Mapping[str, str], ...] = ()
    ) -> None:
        where = "" if status is None else f" ({status})"
        super().__init__(f"{detail.rstrip('.')}. {remedy}".rstrip(" .") + where)
        self.status, self.title, self.detail, self.remedy, self.errors = status, title, detail, remedy, errors


def problem(reply: httpx.Response) -> ApiError:
    """Return the error that a reply other than 2xx is; what is no problem details came from something in between."""
    if reply.is_redirect:
        place = reply.headers.get("location", "elsewhere")
        remedy = "Give the address that it redirects to as the URL of the client"
        return ApiError(reply.status_code, "Redirected", f"The server redirects to {place[:200]}", remedy)
    try:
        found: Any = reply.json()
        assert isinstance(found, dict)
        title, detail = str(found["title"]), str(found["detail"])
        listed = found.get("errors") or []
        errors = tuple({str(k): str(v) for k, v in one.items()} for one in listed)
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError):
        return foreign(reply)
    return ApiError(reply.status_code, title, detail, _REMEDIES.get(reply.status_code, ""), errors)


def foreign(reply: httpx.Response) -> ApiError:
    """Return the error that stands for a reply which no policygraph server gives, such as a page of a proxy."""
    kind = reply.headers.get("content-type", "no content type")[:80]
    remedy = _REMEDIES.get(reply.status_code, _OTHER) if reply.status_code in (429, 503) else _OTHER
    return ApiError(reply.status_code, "Not an answer of policygraph", f"{reply.url.host} answered {kind}", remedy)


def no_answer(url: str, error: httpx.HTTPError) -> ApiError:
    """Return the error for a server that is away, or that did not answer in time."""
    if isinstance(error, httpx.TimeoutException):
        remedy = "Give the client a longer timeout=…, or ask for less at a time"
        return ApiError(None, "No answer in time", f"{url} did not answer in time", remedy)
    remedy = "Check the URL and that the server runs: policygraph serve"
    cause = str(error) or type(error).__name__
    return ApiError(None, "The server is away", f"{url} cannot be reached: {cause}", remedy)
