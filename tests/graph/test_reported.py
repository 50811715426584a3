"""What interpretations and news report: marked, surer of what sets it, and out of lists unless asked for."""

from __future__ import annotations

from dataclasses import replace

from graph import iri, query
from graph.review.rebuild import rebuilt
from graph.triples import triples

LISTS = ("targets", "tasks", "deadlines", "incentives")


def told(document):
    meta = replace(document.meta, title="《某办法》解读", kind="interpretation")
    records = tuple(replace(record, reported=True) for record in document.records)
    return replace(document, meta=meta, records=records, reports="某办法")


def test_lists_leave_reported_records_out_unless_asked(store, document):
    report = told(document)
    store.replace(iri.of(report), triples(report))
    for name in LISTS:
        assert not query.table(store, name)
        rows = query.table(store, name, withReported=True)
        assert rows and all(row["reported"] for row in rows)


def test_a_reported_record_is_read_back_as_it_was_written(document):
    report = told(document)
    back, records = rebuilt([quad.triple for quad in triples(report)], iri.of(report))
    assert back.reports == "某办法" and records and all(record.reported for record in records.values())
