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


def test_each_cell_of_a_table_with_two_heads_asks_for_both():
    clause = Clause(
        "d", "第六条", "第六条 养老机构收住老年人的，根据能力评估等级和机构等级，按附件所列标准给予运营补助。"
    )
    rows = ("能力等级\t未评定及一、二级机构\t三级机构", "能力完好、轻度失能\t50\t70", "重度失能\t150\t180")
    records = read(clause, table("附件\n单位：元/人·月", *rows))
    assert [(one.amount.value, one.amount.per) for one in records] == [(n, "每人每月") for n in (50, 70, 150, 180)]
    assert asked(records[0]) == [
        ("养老机构收住老年人", "=", True),
        ("能力评估等级", "in", "能力完好、轻度失能"),
        ("机构等级", "in", "未评定、一级、二级"),
    ]
    assert asked(records[3])[1:] == [("能力评估等级", "=", "重度失能"), ("机构等级", "=", "三级")]
    assert {one.beneficiary for one in records} == {"养老机构"}


def test_the_limit_told_beside_the_annex_caps_its_rows_but_those_spared():
    clause = Clause(
        "d",
        "一",
        "一、对获得绿色食品、地理标志等认证的主体，按附件所列标准给予奖励。除地理标志外，单个主体每年奖励最高8万元。",
    )
    rows = ("类别\t奖励标准", "绿色食品\t每个产品2万元", "地理标志\t每件10万元")
    green, place = read(clause, table("附件", *rows))
    assert (green.amount.value, green.cap.value, green.cap.per) == (20000, 80000, "单个主体每年")
    assert (place.amount.value, place.cap) == (100000, None)
    assert asked(green) == [("类别", "=", "绿色食品")]


def test_a_clause_keeps_its_offer_where_the_annex_has_no_table():
    (record,) = read(
        Clause("d", "一", "一、对养老机构，按附件所列标准给予运营补助。"), Clause("d", "附件", "附件 流程")
    )
    assert record.kind == "subsidy" and record.amount is None
