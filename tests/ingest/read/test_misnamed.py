"""Files that go by the name of another format are read by what they hold, and a notice says so."""

from pathlib import Path

import pytest

from ingest.read import read

DATA = Path(__file__).parents[2] / "data"
HELD = {form: (DATA / f"same_notice.{form}").read_bytes() for form in ("txt", "html", "docx", "ofd", "pdf")}
HEAD = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb18030\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
HELD["mht"] = HEAD + HELD["html"]
HELD["wide"] = HELD["txt"].decode().encode("utf-16-le")
NAMES = ("txt", "md", "html", "docx", "ofd", "pdf", "doc", "wps", "rtf", "mhtml")
OWN = {"txt": ("txt", "md"), "wide": ("txt", "md"), "mht": ("mhtml",)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", HELD)
def test_what_a_file_holds_decides_and_a_notice_says_so(file, form, name):
    source = read(file(f"通知.{name}", HELD[form]))
    text = "".join(line.text for page in source.pages for line in page.lines if not line.aside)
    assert "云泽省农村供水保障行动方案" in text
    misnamed = name not in OWN.get(form, (form,)) and not (form in OWN["txt"] and name in OWN["txt"])
    assert ("misnamed" in [notice.code for notice in source.notices]) == misnamed
