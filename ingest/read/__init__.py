"""Bytes to pages of lines: one reader a format, chosen by what the file holds and then by its name.

READERS is tried in order; a new format is one more entry with a module beside this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import EmptyFileError, UnreadableError, UnsupportedFormatError
from ingest.read import pdf, text
from ingest.record import Notice, Page, Source

__all__ = ["FILE_LIMIT", "READERS", "Reader", "read"]

FILE_LIMIT = 512 * 1024 * 1024  # bytes; a policy document with all its pictures stays far below


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the suffixes it goes by, how its first bytes look, and the function that reads its bytes."""

    media_type: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[str, bytes], tuple[tuple[Page, ...], tuple[Notice, ...]]]


READERS = (
    Reader("application/pdf", (".pdf",), pdf.sniff, pdf.read),
    Reader("text/markdown", (".md", ".markdown"), text.sniff, text.read),
    Reader("text/plain", (".txt", ".text", ""), text.sniff, text.read),
)

_FOREIGN = (  # formats that are known and not read, by their first bytes
    (b"PK\x03\x04", "is a ZIP container (DOCX, XLSX, OFD, …)"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document (DOC, WPS, XLS)"),
    (b"{\\rtf", "is an RTF document"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"II*\x00", "is a picture"),
    (b"MM\x00*", "is a picture"),
    (b"\x1f\x8b", "is a gzip archive"),
)
_READ_ARE = "Formats read are PDF with a text layer, plain text and Markdown; save the file as one of these"


def read(path: Path) -> Source:
    """Read one file into pages of lines, in reading order.

    Raises EmptyFileError, UnreadableError or UnsupportedFormatError, each with file, reason and remedy in one line; a
    file above FILE_LIMIT bytes is refused.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "通知.txt")
    ...     _ = file.write_text("一、总体要求\\n到2027年建成。", encoding="gb18030")
    ...     [line.text for line in read(file).pages[0].lines]
    ['一、总体要求', '到2027年建成。']
    """
    data = _bytes(path)
    reader = _choose(path, data)
    pages, notices = reader.read(path.name, data)
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise EmptyFileError(path.name, "the file holds no text, only blanks", "Check that the right file was saved")
    return Source(path.name, hashlib.sha256(data).hexdigest(), reader.media_type, pages, notices)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError(path.name, "this is a folder", "Name the files in it")
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableError(path.name, "this is no regular file", "Name a file")
        if size > FILE_LIMIT:
            reason = f"the file has {size // 1024**2} MB; the limit is {FILE_LIMIT // 1024**2} MB"
            raise UnreadableError(path.name, reason, "Split it into its documents")
        if path.suffix.lower() != ".pdf" and size > text.FILE_LIMIT:
            with path.open("rb") as file:
                head = file.read(1024)
            if not pdf.sniff(head):
                text.refuse_size(path.name, size)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(str(path), "there is no such file", "Check the path") from error
    except OSError as error:
        reason = f"the file cannot be opened ({error.strerror or type(error).__name__})"
        raise UnreadableError(path.name, reason, "Check the path and the permissions") from error
    if not data:
        raise EmptyFileError(path.name, "the file is empty (0 bytes)", "Fetch it again")
    return data


def _choose(path: Path, data: bytes) -> Reader:
    suffix = path.suffix.lower()
    head = data[:1024]
    if pdf.sniff(head):
        return READERS[0]
    foreign = next((what for magic, what in _FOREIGN if head.startswith(magic)), None)
    if suffix == ".pdf":
        what = foreign or "is no PDF in spite of its name (it has no %PDF- mark)"
        raise UnreadableError(path.name, f"the file {what}", "Fetch it again, or give it the name of what it is")
    if foreign:
        raise UnsupportedFormatError(path.name, f"the file {foreign}", _READ_ARE)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or suffix in (".html", ".htm"):
        raise UnsupportedFormatError(path.name, "the file is an HTML page", _READ_ARE)
    for reader in READERS:
        if suffix in reader.suffixes and reader.sniff(head):
            return reader
    if suffix in (".txt", ".text", ".md", ".markdown", ""):
        reason = "the file holds binary data in spite of its name"
        raise UnreadableError(path.name, reason, "Fetch it again, or give it the name of what it is")
    raise UnsupportedFormatError(path.name, f"no reader takes files named *{suffix}", _READ_ARE)
