"""Old Office documents: through LibreOffice where it is installed, else an error that says so."""

import shutil

import pytest

from ingest.errors import UnreadableError, UnsupportedFormatError
from ingest.read import office, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = rb"{\rtf1\ansi\uc1 {\pard \u19968?\u12289?\u30446?\u26631?\par}{\pard \u21040?2027\u24180?\par}}"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice(file):
    source = read(file("通知.doc", RTF))
    assert [line.text for line in source.pages[0].lines] == ["一、目标", "到2027年"]
    assert [notice.code for notice in source.notices] == ["converted"]


def test_without_libreoffice_the_error_says_what_to_install(file, monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    for name, data in (("通知.rtf", RTF), ("通知.wps", OLE + b"\0" * 2000), ("通知.doc", OLE + b"\0" * 2000)):
        with pytest.raises(UnsupportedFormatError, match=r"Install LibreOffice.*DOCX"):
            read(file(name, data))


def test_locked_torn_and_other_documents_are_told_apart(file):
    def ole(stream):
        return OLE + b"\0" * 2000 + stream.encode("utf-16-le") + b"\0" * 100

    with pytest.raises(UnreadableError, match="password"):
        read(file("a.doc", ole("EncryptedPackage")))
    with pytest.raises(UnsupportedFormatError, match="spreadsheet"):
        read(file("a.xls", ole("Workbook")))
    with pytest.raises(UnreadableError, match="cut off"):
        read(file("a.doc", OLE))
