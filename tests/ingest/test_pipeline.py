"""The whole way from a file to records: nothing lost, every span exact, the same text the same records."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.pipeline import ingest
from ingest.read import read
from ingest.structure import structure

ROOT = Path(__file__).parents[2]
OWN = sorted((ROOT / "corpus" / "documents").iterdir()) + sorted((ROOT / "corpus" / "pdf").glob("*.pdf"))
SHARED = ROOT.parent / "shared" / "corpus"
REAL = (
    [p for p in sorted(SHARED.glob("*")) if p.suffix in (".txt", ".pdf", ".docx") and ".scan" not in p.name]
    if SHARED.is_dir()
    else []
)


def characters(texts):
    return Counter(char for text in texts for char in text if not char.isspace())


@pytest.mark.parametrize("path", OWN + REAL, ids=lambda path: path.name)
def test_not_one_character_is_lost(path):
    """Clauses and dropped stretches hold every character of the file's lines exactly once."""
    source = read(path)
    documents = list(structure(clean(source)))
    kept = characters(clause.text for document in documents for clause in document.clauses)
    dropped = characters(item.text for document in documents for item in document.dropped)
    assert kept + dropped == characters(line.text for page in source.pages for line in page.lines)


@pytest.mark.skipif(not REAL, reason="the shared corpus of real documents is not on this machine")
def test_the_text_files_of_the_shared_corpus_are_kept_to_the_letter():
    for path in REAL:
        if path.suffix == ".txt":
            lines = characters(line.text for page in read(path).pages for line in page.lines)
            assert lines == characters([path.read_text("utf-8")]), path.name


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_record_stands_where_its_evidence_says(path, register):
    for document in ingest(path, register):
        clauses = {clause.path: clause for clause in document.clauses}
        assert len(clauses) == len(document.clauses)
        for record in document.records:
            evidence = record.evidence
            assert clauses[evidence.clause.path].text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip() == evidence.quote != ""
            assert evidence.rule


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_every_record_of_a_pdf_has_its_page_and_box(path, register):
    for document in ingest(path, register):
        assert document.records
        for record in document.records:
            boxes = record.evidence.boxes
            assert record.evidence.page is not None
            assert boxes and all(box.x0 < box.x1 and box.top < box.bottom for box in boxes)


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_a_pdf_gives_the_facts_of_its_text(path, register):
    """Words, values, agencies, roles and days are the same; only where a record stands on the page is not compared."""

    def facts(file):
        return Counter(fact(record) for document in ingest(file, register) for record in document.records)

    text = facts(ROOT / "corpus" / "documents" / f"{path.stem}.txt")
    printed = facts(path)
    assert (text & printed).total() >= 0.97 * max(text.total(), printed.total())


TOLD = (
    "indicator", "scope", "change", "nature", "base", "by", "op", "value", "unit", "agency", "agency_norm", "role",
    "task", "due", "kind", "start", "end", "beneficiary", "rate", "amount", "cap", "floor", "valid_from", "valid_to",
    "title", "number", "relation",
)  # fmt: skip


def fact(record):
    """What a record says, without spaces: a line break on the page may have put some in."""
    told = [(name, getattr(record, name)) for name in TOLD if hasattr(record, name)]
    conditions = [(one.attr, one.op, one.value) for one in getattr(record, "conditions", ())]
    words = (type(record).__name__, record.evidence.clause.path, record.evidence.quote, told, conditions)
    return "".join(repr(words).split())


def test_every_number_is_in_a_record_or_has_its_reason(register):
    numbers = [
        n for path in OWN if path.suffix != ".pdf" for document in ingest(path, register) for n in document.numbers
    ]
    unexplained = [n for n in numbers if n.reason is None]
    assert len(unexplained) <= 0.02 * len(numbers)


def test_reading_twice_gives_the_same(register):
    assert list(ingest(OWN[0], register)) == list(ingest(OWN[0], register))
