"""Old Office documents: through LibreOffice where it is installed, else an error that says so."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableError, UnsupportedFormatError
from ingest.read import office, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = rb"{\rtf1\ansi\uc1 {\pard \u19968?\u12289?\u30446?\u26631?\par}{\pard \u21040?2027\u24180?\par}}"


PROGRAM = shutil.which("soffice")
installed = pytest.mark.skipif(not PROGRAM or not office.has_writer(PROGRAM), reason="LibreOffice is not installed")


@installed
def test_rtf_is_read_through_libreoffice(file):
    source = read(file("通知.doc", RTF))
    assert [line.text for line in source.pages[0].lines] == ["一、目标", "到2027年"]
    assert [notice.code for notice in source.notices] == ["converted"]


@installed
@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_what_libreoffice_itself_writes_is_read_back(file, form):
    rtf = file("a.rtf", RTF)
    command = [PROGRAM, "--headless", f"-env:UserInstallation={(rtf.parent / 'profile').as_uri()}", "--convert-to"]
    subprocess.run([*command, form, "--outdir", rtf.parent / "out", rtf], check=True, timeout=100, capture_output=True)
    data = (rtf.parent / "out" / f"a.{form}").read_bytes()
    for name in (f"通知.{form}", "通知.wps", "通知.txt"):
        assert [line.text for line in read(file(name, data)).pages[0].lines] == ["一、目标", "到2027年"]


@installed
def test_a_libreoffice_that_takes_too_long_is_ended_and_leaves_nothing(file, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "TIME_LIMIT", 0.4)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(UnreadableError, match="had not read the file"):
        read(file("通知.rtf", RTF))
    assert not list(tmp_path.glob("policygraph-*"))
    assert not [one for one in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in _command(one)]


def _command(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_libreoffice_without_writer_is_told_from_one_with_it(file, monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    for name in ("soffice", "soffice.bin", "libsclo.so"):
        (tmp_path / name).write_bytes(b"")
    program.chmod(0o755)
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    with pytest.raises(UnsupportedFormatError, match=r"without its Writer.*libreoffice-writer-nogui"):
        read(file("通知.rtf", RTF))
    (tmp_path / "libswlo.so").write_bytes(b"")
    assert office.has_writer(str(program))


def test_without_libreoffice_the_error_says_what_to_install(file, monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    for name, data in (("通知.rtf", RTF), ("通知.wps", OLE + b"\0" * 2000), ("通知.doc", OLE + b"\0" * 2000)):
        with pytest.raises(UnsupportedFormatError, match=r"not installed.*libreoffice-writer-nogui.*DOCX"):
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
