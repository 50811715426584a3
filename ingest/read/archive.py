"""Reads ZIP archives member by member; nothing is unpacked to disk, so that no name can lead anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.errors import IngestError, UnreadableError
from ingest.read.package import Package

if TYPE_CHECKING:
    from zipfile import ZipInfo

__all__ = ["SUFFIXES", "TOTAL_LIMIT", "members"]

SUFFIXES = (".zip",)
TOTAL_LIMIT = 2 * 1024**3  # bytes that an archive may unpack to, all members together
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes | IngestError]]:
    """Yield each file of an archive with its bytes, or with the error that says why it has none.

    Names are repaired where they were written in GB18030 without a mark. What operating systems leave behind is passed
    over. A member that is locked, damaged or a bomb, or whose name leads out of the archive, is an error of its own;
    all that comes after TOTAL_LIMIT is one. Raises UnreadableError for an archive that cannot be opened.
    """
    package = Package(name, data)
    total = 0
    for member in package.members:
        path = file_name(member)
        if path.endswith("/") or any(part in path for part in _LITTER) or "/~$" in f"/{path}":
            continue
        full = f"{name}/{path}"
        if path.startswith("/") or ".." in PurePosixPath(path).parts or path[1:2] == ":":
            reason = "its name leads out of the archive"
            yield full, UnreadableError(full, reason, "Check where the archive comes from; pack it anew")
            continue
        total += member.file_size
        if total > TOTAL_LIMIT:
            reason = f"the archive would unpack to more than {TOTAL_LIMIT // 1024**2} MB; this file and those after it"
            yield full, UnreadableError(full, reason + " were not read", "Split the archive")
            return
        try:
            yield full, package.unpack(member)
        except IngestError as error:
            yield full, UnreadableError(full, error.reason, error.remedy)


def file_name(member: ZipInfo) -> str:
    """Return the name of a member with / between folders, as it was meant.

    >>> from zipfile import ZipInfo
    >>> file_name(ZipInfo("通知.docx".encode("gb18030").decode("cp437")))
    '通知.docx'
    """
    name = member.filename
    if not member.flag_bits & 0x800:  # no mark of UTF-8: zipfile has read the bytes as cp437
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        found = [text for encoding in ("utf-8", "gb18030") if (text := _decoded(raw, encoding))]
        # two Chinese characters in GB18030 may also be two letters in UTF-8, of a script that nobody means
        name = next((text for text in found if text.isascii() or max(text) >= "\u2e80"), name)
    return name.replace("\\", "/")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
