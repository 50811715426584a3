"""The contract of all readers: one notice gives the same paragraphs in every format."""

from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.read import READERS, read

NOTICE = Path(__file__).parents[2] / "data" / "same_notice.txt"
PARAGRAPHS = [line for line in NOTICE.read_text("utf-8").split("\n") if line]


def as_text(_):
    return NOTICE.read_bytes()


def as_markdown(_):
    title, *rest = PARAGRAPHS
    marked = [f"## {line}" if line[1:2] == "、" else line for line in rest]
    return "\n\n".join([f"# {title}", *marked]).encode()


def as_pdf(press):
    page = press.page()
    title = [(1.5, PARAGRAPHS[0][:14]), (3, PARAGRAPHS[0][14:])]
    y = press.lines(page, title, size=16)
    y = press.lines(page, [(8, PARAGRAPHS[1]), (0, PARAGRAPHS[2])], y=y + 10)
    body = [line for text in PARAGRAPHS[3:-2] for line in press.wrap(text)]
    room = int((500 - y) / 20)
    press.lines(page, body[:room], y=y)
    y = press.lines(press.page(), [*body[room:], (15, PARAGRAPHS[-2]), (14, PARAGRAPHS[-1])])
    return press.bytes()


@pytest.mark.parametrize(
    ("name", "make"), [("a.txt", as_text), ("a.md", as_markdown), ("a.pdf", as_pdf)], ids=["text", "markdown", "pdf"]
)
def test_one_notice_in_every_format(press, file, name, make):
    source = read(file(name, make(press)))
    assert [block.text for block in clean(source).blocks] == PARAGRAPHS
    assert source.media_type in {reader.media_type for reader in READERS}
