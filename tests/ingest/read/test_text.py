"""Plain text and Markdown: encodings, lines, and what is refused."""

import codecs
import tracemalloc

import pytest

from ingest.errors import EmptyFileError, IngestError, UnreadableError, UnsupportedFormatError
from ingest.read import read, text

NOTICE = "荻浦市水务局关于节水的通知\n一、总体要求\n到2027年，用水量下降12%左右。"
TRADITIONAL = "雲澤省政府關於節約用水的意見\n一、總體要求\n到2027年，用水量下降12%左右。"


def lines(path):
    return [line.text for page in read(path).pages for line in page.lines]


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        codecs.BOM_UTF8 + NOTICE.encode(),
        codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"),
        NOTICE.encode("utf-16-le"),
        NOTICE.encode("utf-16-be"),
        NOTICE.encode("gb18030"),
        NOTICE.replace("\n", "\r\n").encode("gb18030"),
        ("\ufeff" + NOTICE).encode("gb18030"),
    ],
    ids=["utf-8", "utf-8-mark", "utf-16-le", "utf-16-be", "utf-16-le-unmarked", "utf-16-be-unmarked",
         "gb18030", "gb18030-crlf", "gb18030-mark"],
)  # fmt: skip
def test_every_encoding_gives_the_same_lines(file, data):
    assert lines(file("通知.txt", data)) == NOTICE.split("\n")


def test_big5_is_told_from_gb18030(file):
    assert lines(file("公告.txt", TRADITIONAL.encode("big5"))) == TRADITIONAL.split("\n")


def test_the_characters_of_hong_kong_are_read_from_big5(file):
    text = "香港特別行政區政府關於深水埗、鰂魚涌節約用水的意見"
    assert lines(file("公告.txt", text.encode("big5hkscs"))) == [text]


def test_stray_bytes_leave_utf_8_what_it_is(file):
    source = read(file("a.txt", NOTICE.encode()[:30] + b"\xff\xfe" + NOTICE.encode()[30:] * 4))
    assert source.pages[0].lines[1].text == "一、总体要求"
    assert [notice.code for notice in source.notices] == ["broken-characters"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_characters_are_told_of_and_the_rest_is_read(file, encoding):
    whole = (NOTICE * 20).encode(encoding)
    for name, data, many in (("cut.txt", NOTICE.encode(encoding) * 2 + "水".encode(encoding)[:-1], 1),
                             ("torn.txt", b"\xff\n".join((whole, whole, NOTICE.encode(encoding))), 2)):  # fmt: skip
        source = read(file(name, data))
        assert [notice.code for notice in source.notices] == ["broken-characters"]
        assert sum(line.text.count("\ufffd") for line in source.pages[0].lines) == many
        assert source.pages[0].lines[1].text == "一、总体要求"
    with pytest.raises(UnreadableError):
        read(file("short.txt", "节水".encode(encoding)[:-1]))


def test_radicals_are_folded_and_full_width_stays(file):
    assert lines(file("a.txt", "⼯业ＡＢ（⼀）".encode())) == ["工业ＡＢ（一）"]


def test_source_names_file_and_sum(file):
    source = read(file("通知.md", NOTICE.encode()))
    assert (source.name, source.media_type, len(source.sha256)) == ("通知.md", "text/markdown", 64)


def test_lines_are_numbered_as_an_editor_does(file):
    source = read(file("a.txt", b"a\r\n\r\nb\rc\n"))
    assert [(line.number, line.text) for line in source.pages[0].lines if line.text] == [(1, "a"), (3, "b"), (4, "c")]


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.txt", b"", EmptyFileError, "empty"),
        ("a.pdf", b"", EmptyFileError, "empty"),
        ("a.txt", " \n\u3000\n\t".encode(), EmptyFileError, "no text"),
        ("a.txt", bytes(range(256)) * 20, UnreadableError, "binary"),
        ("a.txt", bytes(range(1, 256)) * 20, UnreadableError, "encoding"),
        ("a.txt", b"\x01\x02\x03ab" * 50, UnreadableError, "binary"),
        ("a.docx", b"PK\x03\x04rest", UnreadableError, "damaged"),
        ("a.7z", b"7z\xbc\xafrest", UnsupportedFormatError, "PDF, DOCX, OFD, HTML, plain text, Markdown"),
        ("a.xyz", b"abc", UnsupportedFormatError, "xyz"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_file_reason_and_remedy(file, name, data, error, words):
    with pytest.raises(error) as caught:
        read(file(name, data))
    message = str(caught.value)
    assert name in message and words in message and "\n" not in message
    assert caught.value.reason and caught.value.remedy


def test_missing_path_and_folder_are_named(tmp_path):
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableError, match=path.name):
            read(path)


def test_a_file_of_one_endless_line_is_refused_at_once(tmp_path):
    path = tmp_path / "endless.txt"
    with path.open("wb") as out:
        out.truncate(200 * 1024 * 1024)  # sparse: takes no room
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="200 MB; the limit is 64 MB"):
        read(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2**20  # nothing of it was read


def test_a_line_above_the_limit_is_named(file):
    with pytest.raises(UnreadableError, match="line 2 has 1000001 characters"):
        read(file("a.txt", b"a\n" + b"b" * (text.LINE_LIMIT + 1)))


def test_random_bytes_never_raise_anything_but_an_ingest_error(file):
    seed = 7
    for size in (1, 10, 1000):
        for name in ("a.txt", "a.pdf", "a.md", "a"):
            data = bytes((seed := seed * 1103515245 + 12345 & 0x7FFFFFFF) >> 16 & 0xFF for _ in range(size))
            for head in (b"", b"%PDF-1.7\n", codecs.BOM_UTF16_LE):
                try:
                    read(file(name, head + data))
                except IngestError as error:
                    assert name in str(error)
