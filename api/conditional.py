"""Answers that a client fetches again and again: 304 where it has the latest (RFC 9110, 13)."""

from __future__ import annotations

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


def conditional(request: Request, body: bytes, media: str, headers: dict[str, str] | None = None) -> Response:
    """Return `body`, or 304 for who has it already by its tag; a date would not show what is erased later."""
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    sent = {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=media, headers=sent)
