"""Counts rows in the bytes that the engine writes, and stops it where the last row that is allowed ends.

The engine's own writer is ten times as fast as one in Python, but knows no limit: so its output is watched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final

__all__ = ["FullError", "Tally"]

# Where a row begins (JSON, XML) or ends (CSV, TSV). In a JSON string each quotation mark has a backslash before it, so
# `},{"` can be the end of a string only, and no name of a variable follows that.
_MARKS: Final = {
    "json": re.compile(rb'\},(?=\{"[^"]+":\{")'),
    "xml": re.compile(rb"<result>"),
    "csv": re.compile(rb'"[^"]*(?:"|\Z)|\r\n'),
    "tsv": re.compile(rb"\n"),
}
_MORE: Final = {
    "json": -1,
    "xml": 0,
    "csv": 0,
    "tsv": 0,
}  # the first row of JSON has no mark; the line of names has one
_TAILS: Final = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}
_NO_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")  # the last are U+FFFE and U+FFFF
_PIECE: Final = 1 << 16
_QUOTE: Final = ord('"')


class FullError(Exception):
    """There are more rows than allowed; what was passed on is whole rows."""


class Tally:
    """A file that the engine writes to: passes on what it is given, up to the end of row `limit`.

    Raises FullError when a row beyond it comes; `finish` then ends what was begun.
    Rows that bind nothing at all are not counted in JSON: they are three bytes each.
    """

    def __init__(self, format: str, limit: int | None, send: Callable[[bytes], None]) -> None:
        self._format, self._limit, self._send = format, limit, send
        self._allowed = (limit or 0) + _MORE[format]
        self._waiting, self._seen, self._full, self.cut = b"", 0, False, False
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(data)
        self._size += len(data)
        if self._size >= _PIECE:
            self._pass_on(last=False)
        return len(data)

    def flush(self) -> None:
        """Part of what a file is; pieces are passed on as they fill."""

    def finish(self) -> None:
        """Pass on what waits; end an answer that was cut as the format asks."""
        if not self.cut:
            with suppress(FullError):
                self._pass_on(last=True)
        if self.cut:
            self._send(_TAILS[self._format])

    def _pass_on(self, last: bool) -> None:
        text = self._waiting + b"".join(self._pieces)
        self._pieces, self._size = [], 0
        if self._format == "xml":
            text = _NO_XML.sub(b"\xef\xbf\xbd", text)  # no escape can carry them in XML 1.0
        torn = 2 if self._format == "xml" and not last else 0  # bytes of a character that the next piece may end
        end = len(text) - torn if self._limit is None else self._walk(text, last)
        self._waiting = text[end:]
        if end:
            self._send(text[:end])
        if self.cut:
            raise FullError

    def _walk(self, text: bytes, last: bool) -> int:
        """Count marks in `text`; return up to where it may be passed on."""
        if self._full and text:
            self.cut = True
            return 0
        done = 0
        for found in _MARKS[self._format].finditer(text):
            if text[found.start()] == _QUOTE:
                if not last and found.end() == len(text):  # a cell that may go on
                    return found.start()
                continue
            self._seen += 1
            done = found.end()
            if self._seen > self._allowed:
                self._full = self._format in ("csv", "tsv") and done == len(text)
                self.cut = not self._full
                return done if self._format in ("csv", "tsv") else found.start() + (self._format == "json")
        return len(text) if last else max(done, self._begun(text))

    def _begun(self, text: bytes) -> int:
        """Return where a mark may have begun that the next piece ends."""
        if self._format == "json":
            at = text.rfind(b'},{"')
            return at if at >= 0 else max(0, len(text) - 3)
        return max(0, len(text) - (7 if self._format == "xml" else 1))
