"""One notice in several forms: every reader gives the same clauses and the same records, and loses nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.export import document_record
from ingest.pipeline import ingest
from ingest.read import read
from ingest.structure import structure

DATA = Path(__file__).parents[2] / "data"
FORMS = ("txt", "md", "html", "docx", "pdf", "ofd")
RECORDS = ("targets", "responsibilities", "deadlines", "incentives", "citations")
OF_THE_FORM = ("span", "page", "rule")  # what may differ from form to form


def squeezed(thing):
    """Take all white out of the texts in a record."""
    if isinstance(thing, str):
        return re.sub(r"\s", "", thing)
    if isinstance(thing, dict):
        return {key: squeezed(value) for key, value in thing.items() if key not in OF_THE_FORM}
    return [squeezed(item) for item in thing] if isinstance(thing, list | tuple) else thing


def said(path, register):
    """Return what a file says: the clauses, the head and the records of each of its documents."""
    found = []
    for document in ingest(path, register):
        record = document_record(document)
        clauses = [(clause.path, clause.level, clause.title, clause.text) for clause in document.clauses]
        found.append((squeezed(clauses), squeezed(record["meta"]), {kind: squeezed(record[kind]) for kind in RECORDS}))
    return found


@pytest.mark.parametrize("form", FORMS[1:])
def test_every_form_gives_the_same_clauses_and_records(form, register):
    (expected,) = said(DATA / "same_notice.txt", register)
    assert [len(expected[0]), *(len(expected[2][kind]) for kind in RECORDS)] == [13, 8, 9, 6, 1, 2]
    (found,) = said(DATA / f"same_notice.{form}", register)
    assert found == expected


@pytest.mark.parametrize("form", FORMS)
def test_not_one_character_of_any_form_is_lost(form):
    source = read(DATA / f"same_notice.{form}")
    documents = list(structure(clean(source)))
    kept = [clause.text for document in documents for clause in document.clauses]
    kept += [item.text for document in documents for item in document.dropped]
    lines = [line.text for page in source.pages for line in page.lines]
    assert Counter("".join("".join(kept).split())) == Counter("".join("".join(lines).split()))


@pytest.mark.parametrize("form", ["pdf", "ofd"])
def test_forms_with_pages_name_page_and_box_of_every_record(form, register):
    (document,) = ingest(DATA / f"same_notice.{form}", register)
    assert {record.evidence.page for record in document.records} == {1, 2}
    for record in document.records:
        assert all(box.x0 < box.x1 and box.top < box.bottom for box in record.evidence.boxes)


def test_pdf_and_ofd_place_the_words_alike(register):
    (pdf,), (ofd,) = (ingest(DATA / f"same_notice.{form}", register) for form in ("pdf", "ofd"))
    for one, other in zip(pdf.records, ofd.records, strict=True):
        for a, b in zip(one.evidence.boxes, other.evidence.boxes, strict=True):
            assert (b.x0, b.x1, b.top, b.bottom) == pytest.approx((a.x0, a.x1, a.top, a.bottom), abs=4)
