"""One part of a file that a client asks for with `Range`, so that a download that broke off goes on (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["UnsatisfiableError", "part"]

_ONE: Final = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,19})-([0-9]{0,19})[ \t]*")


class UnsatisfiableError(Exception):
    """The part begins behind the end of the file, or is empty."""


def part(asked: str | None, unless: str | None, tag: str, size: int) -> tuple[int, int] | None:
    """Return the first byte of a part and the one behind its last; None where the whole file is to be sent.

    `asked` is the header Range, `unless` the header If-Range. Several ranges, other units and what is not well formed
    are ignored, as the standard allows. Raises UnsatisfiableError, which is answered 416.

    >>> part("bytes=0-9", None, '"a"', 100), part("bytes=-5", None, '"a"', 100), part("bytes=90-", '"b"', '"a"', 100)
    ((0, 10), (95, 100), None)
    """
    found = _ONE.fullmatch(asked) if asked else None
    if found is None or (unless is not None and (unless.strip() != tag or not tag.startswith('"'))):
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    if first and last and int(last) < int(first):
        return None
    if start >= size or stop <= start:
        raise UnsatisfiableError
    return start, stop
