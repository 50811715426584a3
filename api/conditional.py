"""Answers that a client fetches again and again: 304 where it has the latest (RFC 9110, 13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

from fastapi import Request, Response

__all__ = ["conditional", "matches"]


def matches(sent: str, tag: str) -> bool:
    """Tell whether a header `If-None-Match` names the tag, by weak comparison.

    >>> matches('"x", W/"y"', 'W/"x"'), matches("*", '"x"'), matches("", '"x"')
    (True, True, False)
    """
    known = {each.strip().removeprefix("W/") for each in sent.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


def conditional(
    request: Request, body: bytes, media: str, headers: dict[str, str] | None = None, changed: datetime | None = None
) -> Response:
    """Return `body`, or 304 for who has it already; `changed` is when it last did.

    A second that is not over dates nothing: what else comes in it would go unnoticed.
    """
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    sent = {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}
    since = None
    if changed:
        since = changed.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
        if since <= datetime.now(UTC):
            sent["Last-Modified"] = format_datetime(since, usegmt=True)
    if matches(request.headers.get("if-none-match", ""), tag) or _not_since(request, since):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=media, headers=sent)


def _not_since(request: Request, changed: datetime | None) -> bool:
    """Tell whether the client's copy is later than the last change; a tag that it sends goes before (13.2.2)."""
    given = request.headers.get("if-modified-since")
    if changed is None or given is None or "if-none-match" in request.headers:
        return False
    try:
        day = parsedate_to_datetime(given)
    except ValueError:
        return False
    return changed <= (day if day.tzinfo else day.replace(tzinfo=UTC))
