"""Confidence means how often: of the records at 0.9 and more, nine in ten are right."""

from pathlib import Path

import pytest

from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.score import judged

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def read():
    """All records of the corpus as data, and the confidence of each by where it stands."""
    register = Register.load()
    documents = [d for file in sorted((CORPUS / "documents").iterdir()) for d in ingest(file, register)]
    sure = {
        (d.meta.title, r.evidence.clause.path, r.evidence.start, r.evidence.end, r.evidence.rule): r.confidence
        for d in documents
        for r in d.records
    }
    return [document_record(document) for document in documents], sure


def test_records_at_nine_tenths_are_right_nine_times_in_ten(read):
    records, sure = read
    by_place = {
        (record["path"], *record["span"], record["rule"], record["quote"]): title
        for document in records
        for title in [document["meta"]["title"]]
        for kind in ("targets", "responsibilities", "deadlines", "incentives", "citations")
        for record in document[kind]
    }
    hits: dict[str, list[bool]] = {}
    for kind, record, hit in judged(CORPUS / "gold", records):
        title = by_place[record["path"], *record["span"], record["rule"], record["quote"]]
        if sure[title, record["path"], *record["span"], record["rule"]] >= 0.9:
            hits.setdefault(kind, []).append(hit >= 0.99)
    assert set(hits) >= {"target", "responsibility", "deadline", "incentive", "citation"}
    assert all(sum(right) >= 0.9 * len(right) for right in hits.values()), {k: sum(v) / len(v) for k, v in hits.items()}


def test_every_record_has_a_confidence_that_is_no_certainty(read):
    _, sure = read
    assert all(0.5 < figure < 1 for figure in sure.values())
