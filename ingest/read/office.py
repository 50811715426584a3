"""Reads DOC, WPS, RTF and ODT through LibreOffice, where it is installed: it saves them as DOCX, and that is read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from ingest.errors import UnreadableError, UnsupportedFormatError
from ingest.read import docx
from ingest.record import Notice, Page

__all__ = ["SUFFIXES", "TIME_LIMIT", "convert", "has_writer", "read", "sniff"]

SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".wpt", ".dot")
TIME_LIMIT = 120.0  # seconds; LibreOffice takes some 3 s to start and a second for a hundred pages
PROGRAMS = ("soffice", "libreoffice")
_INSTALL = "apt-get install --no-install-recommends libreoffice-writer-nogui"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of an old Office document or of RTF."""
    return head.startswith((_OLE[:4], b"{\\rtf"))


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read an old Office document as the DOCX that LibreOffice makes of it.

    Raises UnsupportedFormatError where LibreOffice is not installed or the document is a spreadsheet, UnreadableError
    where it is locked or LibreOffice gives no DOCX within TIME_LIMIT.
    """
    form = _form(name, data)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None or not has_writer(program):
        missing = "that is not installed" if program is None else "that is installed without its Writer"
        reason = f"the file is an old Office document, which LibreOffice reads, and {missing}"
        raise UnsupportedFormatError(name, reason, f"Install it ({_INSTALL}), or save the file as DOCX")
    pages, notices = docx.read(name, convert(name, data, form, program))
    told = Notice("converted", "经 LibreOffice 转换为 DOCX 后读取 / read from the DOCX that LibreOffice made of it")
    return pages, (told, *notices)


def convert(name: str, data: bytes, form: str, program: str) -> bytes:
    """Return the DOCX that LibreOffice makes of a document, in a folder and with a profile of its own.

    Neither a process of it nor the folder is left, whatever happens.
    """
    with tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"document{form}")
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            reason = f"LibreOffice had not read the file after {TIME_LIMIT:.0f} s"
            raise UnreadableError(name, reason, "Save it as DOCX") from error
        finally:
            _end(process)
        target = source.with_suffix(".docx")
        if not target.is_file():
            raise UnreadableError(name, "LibreOffice cannot read the file", "Save it as DOCX in its own program")
        return target.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and the helper processes that it started, and wait until none is left."""
    for _ in range(100):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        process.poll()
        time.sleep(0.02)


def has_writer(program: str) -> bool:
    """Whether the LibreOffice of `program` reads text documents, as far as its folder tells."""
    folder = Path(program).resolve().parent
    return (folder / "libswlo.so").exists() or not (folder / "soffice.bin").exists()


def _form(name: str, data: bytes) -> str:
    """Return the suffix of what the file is, whatever it is called."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK"):
        return ".odt"
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(name, "the document is locked with a password", "Save it without one")
    if "WordDocument".encode("utf-16-le") not in data and "Workbook".encode("utf-16-le") in data:
        raise UnsupportedFormatError(name, "the file is a spreadsheet", "Save its text as DOCX or PDF")
    if data[:8] != _OLE or len(data) < 1536:
        raise UnreadableError(name, "the Office document is cut off or damaged", "Fetch it again")
    return ".doc"
