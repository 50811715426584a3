"""Sums in the table of an annex, and what the clause that points to it asks and limits; all places are made up."""

from ingest.record import Clause
from tests.ingest.extract.told import offers as read


def table(head, *rows):
    text = "\n".join((head, *rows))
    spans, at = [], len(head) + 1
    for row in rows:
        spans.append((at, at + len(row)))
        at += len(row) + 1
    return Clause("d", "附件", text, rows=tuple(spans))


def asked(record):
    return [(one.attr, one.op, one.value) for one in record.conditions]


def test_a_clause_keeps_its_offer_where_the_annex_has_no_table():
    (record,) = read(
        Clause("d", "一", "一、对养老机构，按附件所列标准给予运营补助。"), Clause("d", "附件", "附件 流程")
    )
    assert record.kind == "subsidy" and record.amount is None
