"""Whatever the bytes, every reader gives a source or an error with a name, and soon."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError
from ingest.read import office, sources

DATA = Path(__file__).parents[2] / "data"
QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
FORMS = ("txt", "md", "html", "docx", "ofd")  # PDF is a matter of its own library
WHOLE = {form: (DATA / f"same_notice.{form}").read_bytes() for form in FORMS}
HEADS = (
    b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"7z\xbc\xaf", b"<!DOCTYPE html><table><tr>", b"# ", b"{\\rtf1 ",
    "一、总体要求\n到2027年".encode("utf-16-le"), "總體要求".encode("big5") * 9,
    "[首页](/a)\n![]((\n<!-- ".encode() * 3,
    b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=x\r\n\r\n", b'<body style="display:none"><table><tr><td>',
)  # fmt: skip

TAGS = ("<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<div>", "<a>", "<!--", "-->", "<script>",
        "一、", "甲", "&", "<br>", "<h1>", "</")  # fmt: skip


@pytest.fixture(autouse=True)
def no_other_program(monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ())


def reads(name, data):
    """Whether the bytes give a source; any error but a named one fails the test."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            found = list(sources(path))
        except IngestError as error:
            assert error.name.startswith(name) and "\n" not in str(error) and error.remedy
            return False
        assert all(line.number for source in found for page in source.pages for line in page.lines)
        return True


@QUICK
@given(
    head=st.sampled_from(HEADS),
    data=st.binary(max_size=400),
    suffix=st.sampled_from((*FORMS, "zip", "doc", "wps", "rtf", "pdf", "mht")),
)
def test_junk_of_any_kind(head, data, suffix):
    reads(f"a.{suffix}", head + data)


@QUICK
@given(form=st.sampled_from(FORMS), at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_files_with_a_broken_place(form, at, junk, cut):
    data = bytearray(WHOLE[form])
    place = int(at * len(data))
    data[place : None if cut else place + len(junk)] = junk
    reads(f"a.{form}", bytes(data))


@QUICK
@given(
    form=st.sampled_from(("docx", "ofd")),
    which=st.integers(0, 9),
    at=st.floats(0, 1),
    junk=st.text("<>/=\"'&aw:19", max_size=6),
)
def test_containers_with_a_broken_part(form, which, at, junk):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE[form])) as old, zipfile.ZipFile(held, "w") as new:
        for number, name in enumerate(old.namelist()):
            text = old.read(name).decode()
            place = int(at * len(text))
            broken = text[:place] + junk + text[place + len(junk) :] if number == which % len(old.namelist()) else text
            new.writestr(name, broken)
    reads(f"a.{form}", held.getvalue())


@QUICK
@given(st.lists(st.sampled_from(TAGS)))
def test_tags_in_any_order(tags):
    reads("a.html", f"<html><body>{''.join(tags)}".encode())
