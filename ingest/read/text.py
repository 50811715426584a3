"""Reads plain text and Markdown: finds the encoding, cuts the lines, keeps every mark as it stands."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ingest.errors import UnreadableError
from ingest.read.clipped import clipped
from ingest.read.fold import seen
from ingest.record import Line, Notice, Page

__all__ = ["FILE_LIMIT", "LINE_LIMIT", "broken", "decode", "read", "refuse_size", "sniff"]

FILE_LIMIT = 64 * 1024 * 1024  # bytes; some 20 million characters, a hundred long books
LINE_LIMIT = 1_000_000  # characters; the longest paragraph of a policy document has some thousands

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_COMMON = 0.85  # share of common characters below which a legacy encoding is not believed
_COMMON_UTF_16 = 0.95
_USUAL = re.compile(r"[\t\r\n -~\u2010-\u203b\u3000-\u301f\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 20_000
_TORN = 0.02  # the same of UTF-8, for which no other encoding is taken
_BROKEN = 0.005  # share of broken characters above which an encoding is not the right one


def sniff(head: bytes) -> bool:
    """Whether the first bytes can be text: a mark of Unicode, no byte that text never has, or UTF-16 by its looks."""
    return head.startswith(tuple(mark for mark, _ in _BOMS)) or b"\x00" not in head or _unmarked(head) is not None


def refuse_size(name: str, size: int) -> None:
    """Raise UnreadableError for a text file above FILE_LIMIT bytes."""
    if size > FILE_LIMIT:
        reason = f"the text file has {size // 1024**2} MB; the limit is {FILE_LIMIT // 1024**2} MB"
        raise UnreadableError(name, reason, "Split it into its documents")


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read a text file into one page of its lines; form feeds begin a new page of the original and stay no text.

    Raises UnreadableError for binary data, an unknown encoding, a file above FILE_LIMIT bytes or a line above
    LINE_LIMIT characters.

    >>> pages, _ = read("通知.md", "## 一、总体要求\\n\\n到2027年".encode())
    >>> [(line.number, line.heading, line.text) for line in pages[0].lines]
    [(1, 2, '## 一、总体要求'), (2, None, ''), (3, None, '到2027年')]
    """
    refuse_size(name, len(data))
    whole = seen(decode(name, data))
    rows = _BREAK.split(whole.replace("\f", "\n").replace("\x0b", "\n"))
    lines = []
    for number, row in enumerate(rows, 1):
        if len(row) > LINE_LIMIT:
            reason = f"line {number} has {len(row)} characters; the limit is {LINE_LIMIT}"
            raise UnreadableError(name, reason, "Break the text into lines, one a paragraph")
        mark = _HEADING.match(row) if "#" in row[:4] else None
        lines.append(Line(row, number, heading=len(mark[1]) if mark else None))
    return (Page(tuple(clipped(lines) if "](" in whole else lines)),), tuple(broken(whole))


def decode(name: str, data: bytes) -> str:
    """Decode by mark, as UTF-8, or as whichever of GB18030 and Big5 gives more of the common characters.

    A few broken characters, as where a file was cut off, become U+FFFD. Raises UnreadableError where no encoding does,
    and where the text is full of control characters.

    >>> decode("通知.txt", "市水务局负责".encode("gb18030")), decode("公告.txt", "環境保護辦法".encode("big5"))
    ('市水务局负责', '環境保護辦法')
    """
    text = _decoded(data)
    if text is None:
        reason = "the text is in no encoding that is read (UTF-8, UTF-16, GB18030, Big5)"
        raise UnreadableError(name, reason, "Save it as UTF-8")
    if len(_CONTROL.findall(text[:_SAMPLE])) * 200 > min(len(text), _SAMPLE):
        raise UnreadableError(name, "the file holds binary data, no text", "Fetch it again, or name its format rightly")
    return text


def broken(text: str) -> Iterator[Notice]:
    """Yield a notice where characters of a decoded text are broken."""
    if many := text.count("\ufffd"):
        yield Notice("broken-characters", f"{many} 处字符损坏 / {many} characters are broken")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, lenient=True)
    if b"\x00" in data[:4096]:
        wide = _unmarked(data[:4096])
        return _as(data, wide, lenient=True) if wide else None
    for lenient in (False, True):
        if (text := _as(data, "utf-8", lenient)) is not None:
            return text
        ways = [(encoding, _as(data, encoding, lenient)) for encoding in ("gb18030", "big5hkscs")]
        found = [(_common(text, encoding), text) for encoding, text in ways if text]
        share, text = max(found, default=(0.0, ""), key=lambda pair: pair[0])
        if share >= _COMMON:
            return text
    return None


def _as(data: bytes, encoding: str, lenient: bool) -> str | None:
    """Decode, None where any character cannot be, or for a lenient reader more than a few in a thousand."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace") if lenient else ""
    broken = _TORN if encoding == "utf-8" else _BROKEN
    return text if text and text.count("\ufffd") <= 0.75 + broken * len(text) else None


def _unmarked(head: bytes) -> str | None:
    """Return which UTF-16 bytes without its mark are in: the one in which they are Chinese, ASCII and their marks."""
    even = head[: len(head) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        if text and len(_USUAL.findall(text)) >= _COMMON_UTF_16 * len(text):
            return encoding
    return None


def _common(text: str, encoding: str) -> float:
    """Return the share of the non-ASCII characters that stand in the common half of the encoding's table."""
    wide = [char for char in text[:_SAMPLE] if not char.isascii() and char != "\ufffd"]
    if not wide:
        return 1.0
    last = 0xD7 if encoding == "gb18030" else 0xC6  # lead byte that closes the table of common characters
    codes = [char.encode(encoding) for char in wide]
    least = 0xA1 if encoding == "gb18030" else 0x40  # trail byte: below it lie the rare characters of GBK
    return sum(len(code) == 2 and 0xA1 <= code[0] <= last and code[1] >= least for code in codes) / len(codes)
