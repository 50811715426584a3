"""Traditional characters: the same facts as in simplified ones, quoted as they are written."""

from collections import Counter
from pathlib import Path

import pytest
from opencc import OpenCC

from ingest.link import Register
from ingest.pipeline import ingest
from ingest.read import read
from ingest.script import even, evened

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus-dev"
REAL = [path for name in ("gwy-farm-machinery", "sanming-sme") if (path := SHARED / f"{name}.txt").is_file()]
OWN = [path for path in sorted((ROOT / "corpus" / "documents").iterdir()) if path.suffix in (".txt", ".md")]
JAPANESE = "水道事業者は、水の使用量を減らすために、次の各号に掲げる措置を講じなければならない。" * 3
ENGLISH = "Water undertakers shall, by 2030, reduce the quantity of water supplied per head by nine per cent.\n" * 3


@pytest.fixture(scope="module")
def register():
    return Register.load()


def records(documents):
    return [record for document in documents for record in document.records]


@pytest.mark.parametrize("path", REAL + OWN[:3], ids=lambda path: path.name)
def test_a_document_put_into_traditional_characters_gives_the_same_records(path, register, file):
    simple = path.read_text("utf-8")
    text = OpenCC("s2t").convert(simple)
    assert text != simple
    plain, full = (list(ingest(file(f"{at}.txt", one.encode()), register)) for at, one in enumerate((simple, text)))
    count, expected = (Counter(type(record).__name__ for record in records(one)) for one in (full, plain))
    assert count == expected
    converted = OpenCC("s2t")
    for simplified, document in zip(plain, full, strict=True):
        for clause, other in zip(simplified.clauses, document.clauses, strict=True):
            assert (other.path, other.text) == (clause.path, converted.convert(clause.text))
        for record in document.records:
            assert record.evidence.clause is document.clause(record.evidence.clause.path)
    spans = [[(one.evidence.start, one.evidence.end) for one in records(two)] for two in (plain, full)]
    assert spans[0] == spans[1]


def test_headings_and_conditions_stand_as_written_and_values_evened(register, file):
    text = "雲澤省水務廳關於節約用水的意見\n一、獎補措施\n對用水量下降10%以上的企業，給予50萬元獎勵。"
    text += "（責任單位：省水務廳）"
    document = next(ingest(file("意見.txt", text.encode()), register))
    assert document.meta.title == "云泽省水务厅关于节约用水的意见"
    assert document.clause("一").title == "獎補措施"
    assert {record.evidence.quote in text for record in document.records} == {True}
    assert "省水務廳" in {getattr(record, "agency", None) for record in document.records}
    assert "省水务厅" in {getattr(record, "agency_norm", None) for record in document.records}


def test_a_simplified_text_is_left_as_it_is(file):
    source = read(OWN[0])
    assert evened(source) is source


def test_evening_keeps_every_offset():
    text = "「節約」臺灣、裏面、後來、頭髮、乾部 12㎥"
    assert len(even(text)) == len(text)


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE], ids=["english", "japanese"])
def test_a_text_that_is_not_chinese_says_so(file, text):
    assert [notice.code for notice in read(file("a.txt", text.encode())).notices] == ["not-chinese"]


@pytest.mark.parametrize("path", REAL + OWN[:3], ids=lambda path: path.name)
def test_a_chinese_text_in_either_script_is_chinese(path, file):
    text = path.read_text("utf-8")
    for one in (text, OpenCC("s2t").convert(text)):
        assert not [notice for notice in read(file("a.txt", one.encode())).notices if notice.code == "not-chinese"]
