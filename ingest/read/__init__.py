"""Bytes to pages of lines: one reader a format, chosen by what the file holds and then by its name.

READERS is tried in order; a new format is one more entry with a module beside this one. A file may hold several
sources: `sources` gives one for each member of an archive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.errors import EmptyFileError, IngestError, UnreadableError, UnsupportedFormatError
from ingest.read import archive, docx, html, mhtml, ofd, office, package, pdf, scan, text
from ingest.record import Notice, Page, Source
from ingest.script import language

__all__ = ["FILE_LIMIT", "READERS", "SUFFIXES", "Reader", "read", "sources"]

FILE_LIMIT = 512 * 1024 * 1024  # bytes; a policy document with all its pictures stays far below


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the suffixes it goes by, how its first bytes look, and the function that reads its bytes.

    `others` names further media types that the same function takes.
    """

    media_type: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[str, bytes], tuple[tuple[Page, ...], tuple[Notice, ...]]]
    others: tuple[str, ...] = ()


READERS = (
    Reader("application/pdf", (".pdf",), pdf.sniff, pdf.read),
    Reader(package.DOCX, (".docx", ".docm", ".dotx"), package.sniff, docx.read),
    Reader(package.OFD, (".ofd",), package.sniff, ofd.read),
    Reader("application/msword", office.SUFFIXES, office.sniff, office.read, (package.OPEN_DOCUMENT,)),
    Reader("multipart/related", (".mhtml", ".mht"), mhtml.sniff, mhtml.read),
    Reader("text/html", (".html", ".htm", ".shtml", ".xhtml"), html.sniff, html.read),
    Reader("image/png", (".png",), scan.is_png, scan.read),
    Reader("image/jpeg", (".jpg", ".jpeg"), scan.is_jpeg, scan.read),
    Reader("image/tiff", (".tif", ".tiff"), scan.is_tiff, scan.read),
    Reader("text/markdown", (".md", ".markdown"), text.sniff, text.read),
    Reader("text/plain", (".txt", ".text", ""), text.sniff, text.read),
)

_FOREIGN = (  # formats that are known and not read, by their first bytes
    (b"\x1f\x8b", "is a gzip archive"),
    (b"Rar!", "is a RAR archive"),
    (b"7z\xbc\xaf", "is a 7z archive"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_LOOK = 64 * 1024  # bytes in which it is looked for words
_WORDS = 10
_READ_ARE = (
    "Formats read are PDF, DOCX, OFD, HTML, plain text, Markdown, PNG, JPEG, TIFF and ZIP archives; save it as one"
)


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
    return _source(path.name, _bytes(path))


def sources(path: Path, refused: Callable[[IngestError], None] | None = None) -> Iterator[Source]:
    """Yield what a file holds: one source, or for an archive one for each member, named `archive.zip/folder/member`.

    An archive in the archive is read too, one in that is not. The error of a member that cannot be read goes to
    `refused` and the rest goes on; without `refused`, it is raised once all others are read. `sha256` of a member is
    that of the file it came in. Raises like `read` for a file that is no archive, and for an archive without files.
    """
    data = _bytes(path)
    if not _is_archive(path.name, data):
        yield _source(path.name, data)
        return
    errors: list[IngestError] = []
    tell = refused or errors.append
    sha256, many, total = hashlib.sha256(data).hexdigest(), 0, 0
    for name, inside in _members(path.name, data):
        many += 1
        total += 0 if isinstance(inside, IngestError) else len(inside)
        if total > archive.TOTAL_LIMIT:
            reason = f"the archive unpacks to more than {archive.TOTAL_LIMIT // 1024**2} MB; what follows was not read"
            tell(UnreadableError(name, reason, "Split the archive"))
            break
        try:
            if isinstance(inside, IngestError):
                raise inside
            source = _source(name, inside, sha256)
        except IngestError as error:
            tell(error)
        else:
            yield source
    if not many:
        raise EmptyFileError(path.name, "the archive holds no files", "Check that the right file was saved")
    if errors:
        raise errors[0]


def _members(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes | IngestError]]:
    for full, inside in archive.members(name, data):
        try:
            nested = not isinstance(inside, IngestError) and _is_archive(full, inside)
        except IngestError as error:
            yield full, error
            continue
        if not nested:
            yield full, inside
        elif depth:
            reason = "it is an archive within an archive within an archive"
            yield full, UnreadableError(full, reason, "Unpack the outer one")
        else:
            yield from _members(full, inside, depth + 1)  # type: ignore[arg-type]


def _is_archive(name: str, data: bytes) -> bool:
    return package.sniff(data[:4]) and package.kind(package.Package(name, data)) == package.ARCHIVE


def _source(name: str, data: bytes, sha256: str | None = None) -> Source:
    if not data:
        raise EmptyFileError(name, "the file is empty (0 bytes)", "Fetch it again")
    reader = _choose(name, data)
    pages, notices = reader.read(name, data)
    if not any(line.text.strip() and not line.aside for page in pages for line in page.lines):
        raise EmptyFileError(name, "the file holds no text, only blanks", "Check that the right file was saved")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES and suffix not in reader.suffixes and not reader.media_type.startswith("image/"):
        told = f"文件名为 *{suffix}，内容却是 {reader.media_type} / named *{suffix}, but it is {reader.media_type}"
        notices = (Notice("misnamed", told), *notices)
    source = Source(name, sha256 or hashlib.sha256(data).hexdigest(), reader.media_type, pages, notices)
    foreign = language(source)
    return replace(source, notices=(*notices, foreign)) if foreign else source


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
        if size > text.FILE_LIMIT:
            with path.open("rb") as file:
                head = file.read(1024)
            if not any(sniff(head) for sniff in (pdf.sniff, package.sniff, office.sniff, scan.is_tiff)):
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


def _choose(name: str, data: bytes) -> Reader:
    suffix = PurePosixPath(name).suffix.lower()
    head = data[:1024]
    if pdf.sniff(head):
        return READERS[0]
    if picture := next((one for one in READERS if one.media_type.startswith("image/") and one.sniff(head)), None):
        return picture
    if package.sniff(head):
        media_type = package.kind(package.Package(name, data))
        reader = next((reader for reader in READERS if media_type in (reader.media_type, *reader.others)), None)
        if reader is None:
            raise UnsupportedFormatError(name, f"the file is {package.WHAT.get(media_type, media_type)}", _READ_ARE)
        return reader
    if office.sniff(head):
        return next(reader for reader in READERS if reader.sniff is office.sniff)
    if any(suffix in reader.suffixes for reader in READERS[:-2]) and _is_words(name, data):
        return next((one for one in READERS if one.sniff in (mhtml.sniff, html.sniff) and one.sniff(head)), READERS[-1])
    foreign = next((what for magic, what in _FOREIGN if head.startswith(magic)), None)
    if suffix == ".pdf":
        what = foreign or "is no PDF in spite of its name (it has no %PDF- mark)"
        raise UnreadableError(name, f"the file {what}", "Fetch it again, or give it the name of what it is")
    if foreign:
        raise UnsupportedFormatError(name, f"the file {foreign}", _READ_ARE)
    saved = mhtml.sniff if mhtml.sniff(head) else html.sniff if html.declares(head) else None  # whatever it is called
    for reader in READERS:
        if saved and reader.sniff is saved:
            return reader
        if not saved and suffix in reader.suffixes and reader.sniff(head):
            return reader
    if any(suffix in reader.suffixes for reader in READERS):
        reason = "the file holds something else in spite of its name, such as binary data"
        raise UnreadableError(name, reason, "Fetch it again, or give it the name of what it is")
    raise UnsupportedFormatError(name, f"no reader takes files named *{suffix}", _READ_ARE)


def _is_words(name: str, data: bytes) -> bool:
    """Whether a file that goes by the name of another format holds Chinese text."""
    if not text.sniff(data[:1024]) or len(data) > text.FILE_LIMIT:
        return False
    try:
        return len(_HAN.findall(text.decode(name, data[:_LOOK]))) >= _WORDS
    except IngestError:
        return False


SUFFIXES = (*dict.fromkeys(suffix for reader in READERS for suffix in reader.suffixes if suffix), *archive.SUFFIXES)
