"""Reads web pages saved as a single file (MHTML): the page in it, without its pictures and frames."""

from __future__ import annotations

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError

from ingest.errors import UnreadableError
from ingest.read import html
from ingest.record import Notice, Page

__all__ = ["read", "sniff"]

_HEAD = re.compile(rb"(?im)^(?:MIME-Version\s*:|From\s*:\s*<Saved by|Snapshot-Content-Location\s*:)")
_KINDS = re.compile(rb"(?i)multipart/|text/html")
_PARTS_LIMIT = 5000


def sniff(head: bytes) -> bool:
    """Whether the first bytes are the head of such a file."""
    return bool(_HEAD.search(head) and _KINDS.search(head)) and b"\x00" not in head


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read the first page that the file holds. Raises UnreadableError for one that holds none."""
    if data.count(b"\nContent-Type:") > _PARTS_LIMIT:
        raise UnreadableError(name, f"the file has more than {_PARTS_LIMIT} parts", "Save the page alone, as HTML")
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as error:
        raise UnreadableError(name, "the saved page is damaged", "Save it anew, as HTML") from error
    if not isinstance(page, bytes):
        raise UnreadableError(name, "the file holds no web page", "Save the page anew, as HTML")
    if charset:
        with suppress(UnicodeDecodeError, LookupError):  # the page itself may tell better
            page = page.decode(charset).encode("utf-8-sig")
    return html.read(name, page)
