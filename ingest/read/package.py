"""Opens ZIP containers (DOCX, OFD, archives) with limits, and their XML parts without entities or network."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from ingest.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ARCHIVE", "DOCX", "OFD", "OPEN_DOCUMENT", "WHAT", "Package", "kind", "sniff"]

PART_LIMIT = 256 * 1024 * 1024  # bytes of one member, unpacked
XML_LIMIT = 64 * 1024 * 1024  # bytes of one XML part; a thousand pages stay below a fifth of it
RATIO_LIMIT = 200  # unpacked to packed; real XML stays below 50
MEMBERS_LIMIT = 10_000

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
ARCHIVE, OFD, OPEN_DOCUMENT = "application/zip", "application/ofd", "application/vnd.oasis.opendocument.text"
DOCX = f"{_OPEN_XML}.wordprocessingml.document"
XLSX, PPTX = f"{_OPEN_XML}.spreadsheetml.sheet", f"{_OPEN_XML}.presentationml.presentation"
WHAT = {ARCHIVE: "a ZIP archive", XLSX: "a spreadsheet", PPTX: "a presentation"}
_FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_SMALL = 4 * 1024 * 1024  # bytes up to which the ratio does not matter
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # "Strict Open XML" names the same things anew
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Package:
    """A ZIP container in memory. What it cannot give raises UnreadableError, with file and part named."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            reason = "the file is a ZIP container that is cut off or damaged"
            raise UnreadableError(name, reason, "Fetch it again") from error
        self.members = self._zip.infolist()
        if len(self.members) > MEMBERS_LIMIT:
            reason = f"the ZIP container has {len(self.members)} members; the limit is {MEMBERS_LIMIT}"
            raise UnreadableError(name, reason, "Split it")
        self._names = {member.filename.lstrip("/").lower(): member for member in self.members}

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/").lower() in self._names

    def part(self, part: str) -> bytes:
        """Return the bytes of the part of that name; case does not count, as in Office."""
        member = self._names.get(part.lstrip("/").lower())
        if member is None:
            raise UnreadableError(self.name, f"its part {part} is missing", "Save it anew")
        return self.unpack(member)

    def unpack(self, member: zipfile.ZipInfo) -> bytes:
        """Return the bytes of one member, which may be neither encrypted nor a bomb."""
        where = f"its part {member.filename}"
        if member.flag_bits & 0x1:
            raise UnreadableError(self.name, f"{where} is locked with a password", "Save it without one")
        if member.file_size > PART_LIMIT or (
            member.file_size > _SMALL and member.file_size > RATIO_LIMIT * max(member.compress_size, 1)
        ):
            reason = f"{where} would unpack to {member.file_size // 1024**2} MB from {member.compress_size // 1024} kB"
            raise UnreadableError(self.name, reason, "Check where it comes from; pack it anew")
        try:
            return self._zip.read(member)
        except _DAMAGE as error:
            raise UnreadableError(self.name, f"{where} is damaged", "Fetch it again, or pack it anew") from error

    def xml(self, part: str) -> _Element:
        """Return the root of an XML part. One that declares a document type is refused: it could name other files."""
        from lxml import etree

        data = self.part(part)
        if len(data) > XML_LIMIT:
            reason = f"its part {part} has {len(data) // 1024**2} MB; the limit is {XML_LIMIT // 1024**2} MB"
            raise UnreadableError(self.name, reason, "Split it into its documents")
        if any(mark in data for mark in _DOCTYPE):
            reason = f"its part {part} declares entities, which no office program writes"
            raise UnreadableError(self.name, reason, "Save it anew with the program it was made with")
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableError(self.name, f"its part {part} is damaged XML", "Save it anew") from error
        if root is None or root.getroottree().docinfo.doctype:
            raise UnreadableError(self.name, f"its part {part} is damaged XML", "Save it anew")
        return root


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of a ZIP container, be it empty."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def kind(package: Package) -> str:
    """Return the media type of what a container holds: DOCX, OFD, OpenDocument, XLSX, PPTX, or an archive of files."""
    if "ofd.xml" in package:
        return OFD
    if "mimetype" in package and "content.xml" in package:
        return OPEN_DOCUMENT
    if "[content_types].xml" in package:
        for folder, media_type in _FOLDERS.items():
            if any(member.filename.lstrip("/").lower().startswith(folder) for member in package.members):
                return media_type
    return ARCHIVE
