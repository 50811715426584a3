"""ZIP archives: each file one source, and what cannot be read is named while the rest goes on."""

import io
import zipfile

import pytest

from ingest.errors import EmptyFileError, IngestError, UnreadableError
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.read import archive, sources

ONE, TWO = (f"荻浦市节水方案\n一、目标\n到{year}年，用水量下降12%。".encode() for year in (2027, 2028))


def taken(path):
    refused = []
    return [source.name for source in sources(path, refused.append)], [str(error) for error in refused]


def zipped(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def test_each_file_is_a_source_named_in_its_archive(pack, maker):
    path = pack(
        "政策.zip", {"甲.txt": ONE, "夹/乙.md": TWO, "夹/": b"", "__MACOSX/._甲.txt": b"\0", "~$丙.docx": b"\0"}
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("丙.docx", pack("x.docx", maker.word()).read_bytes())
    found = list(sources(path))
    assert [source.name for source in found] == ["政策.zip/甲.txt", "政策.zip/夹/乙.md", "政策.zip/丙.docx"]
    assert len({source.sha256 for source in found}) == 1


def test_a_file_that_is_no_archive_is_one_source(file):
    assert [source.name for source in sources(file("甲.txt", ONE))] == ["甲.txt"]


def test_documents_of_all_files_come_through_the_pipeline(pack):
    refused = []
    path = pack("政策.zip", {"甲.txt": ONE, "坏.pdf": b"%PDF-1.4 junk", "乙.txt": TWO})
    documents = list(ingest(path, Register.load(), refused.append))
    assert [document.key for document in documents] == ["政策.zip/甲.txt", "政策.zip/乙.txt"]
    assert all(document.records for document in documents)
    assert [error.name for error in refused] == ["政策.zip/坏.pdf"]
    with pytest.raises(UnreadableError, match=r"坏\.pdf"):
        list(ingest(path, Register.load()))


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(pack):
    path = pack(
        "a.zip", {"../../b.txt": ONE, "/c.txt": ONE, "C:\\d.txt": ONE, "e.xyz": ONE, "f.txt": b"", "g.txt": TWO}
    )
    names, refused = taken(path)
    assert names == ["a.zip/g.txt"]
    assert [part for part in ("out of the archive", "no reader", "0 bytes") if any(part in line for line in refused)]
    assert len(refused) == 5 and not (path.parent.parent / "b.txt").exists()


def test_names_written_in_gb18030_are_mended(tmp_path):
    path = tmp_path / "a.zip"
    info = zipfile.ZipInfo("X" * 8 + ".txt")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(info, ONE)
    path.write_bytes(path.read_bytes().replace(b"X" * 8, "节水通知".encode("gb18030")))
    assert taken(path) == (["a.zip/节水通知.txt"], [])


def test_an_archive_in_an_archive_is_read_and_no_deeper(pack):
    deep = zipped({"丙.txt": ONE, "更深.zip": zipped({"丁.txt": TWO})})
    names, refused = taken(pack("外.zip", {"内.zip": deep, "甲.txt": ONE}))
    assert names == ["外.zip/内.zip/丙.txt", "外.zip/甲.txt"]
    assert len(refused) == 1 and "更深.zip" in refused[0]


def test_a_bomb_is_refused_before_it_unpacks(pack, monkeypatch):
    names, refused = taken(pack("a.zip", {"b.txt": b" " * 50_000_000, "c.txt": ONE}))
    assert names == ["a.zip/c.txt"] and "would unpack to 47 MB" in refused[0]
    monkeypatch.setattr(archive, "TOTAL_LIMIT", len(ONE) + 10)
    names, refused = taken(pack("d.zip", {"a.txt": ONE, "b.txt": TWO, "c.txt": TWO}))
    assert names == ["d.zip/a.txt"] and len(refused) == 1 and "Split" in refused[0]


def test_locked_and_damaged_files_are_named(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"锁.txt": ONE, "坏.txt": TWO, "好.txt": ONE}))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
    data[data.find(TWO) + 3] ^= 0xFF
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    names, refused = taken(path)
    assert len(entries) == 3 and names == ["a.zip/好.txt"]
    assert "password" in refused[0] and "damaged" in refused[1]


def test_an_archive_without_files_and_a_torn_one_are_refused(pack, file):
    with pytest.raises(EmptyFileError, match="no files"):
        list(sources(pack("a.zip", {"夹/": b""})))
    whole = pack("b.zip", {"甲.txt": ONE}).read_bytes()
    with pytest.raises(IngestError, match="cut off"):
        list(sources(file("c.zip", whole[:-30])))
