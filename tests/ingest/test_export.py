"""The record format: keys, days, spans, and the account of numbers."""

from datetime import date

import pytest

from ingest.export import audit, document_record
from ingest.record import (
    Clause,
    Condition,
    Document,
    Evidence,
    Incentive,
    Meta,
    NumberAccount,
    Quantity,
    Responsibility,
    Source,
)


@pytest.fixture
def document() -> Document:
    head = Clause("d", "", "荻浦市农机补助办法", kind="head")
    clause = Clause("d", "第二条", "购机满2台的，补助25%，最高20万元。（市农业农村局负责）", 1, "", "article")
    tail = Clause("d", "落款", "荻浦市人民政府\n2024年3月1日", kind="tail")
    records = (
        Incentive(
            Evidence(clause, 7, 17, "incentive/example"),
            "subsidy",
            rate=Quantity(25.0, "%", of="购机款"),
            cap=Quantity(200000.0, "元", "<="),
            conditions=(Condition("购机台数", "购机满2台", ">=", 2.0, "台"),),
            valid_to=date(2026, 12, 31),
        ),
        Responsibility(Evidence(clause, 18, 28, "r/x"), "市农业农村局", "市农业农村局", "responsible", "bracket"),
    )
    numbers = (
        NumberAccount(clause, 3, 4, "threshold"),
        NumberAccount(clause, 9, 12, "record", {"kind": "incentive"}),
        NumberAccount(tail, 8, 12, None),
    )
    meta = Meta("荻浦市农机补助办法", issued=date(2024, 3, 1), kind="measures")
    source = Source("农机.txt", "", "text/plain", ())
    return Document("d", source, meta, (head, clause, tail), records, numbers=numbers)


def test_head_and_signature_are_text_but_no_structure(document: Document) -> None:
    record = document_record(document)
    assert [node["path"] for node in record["structure"]] == ["第二条"]
    assert [clause["path"] for clause in record["clauses"]] == ["", "第二条", "落款"]


def test_days_are_iso_and_unknown_is_none(document: Document) -> None:
    meta = document_record(document)["meta"]
    assert (meta["issued"], meta["expires"], meta["number"]) == ("2024-03-01", None, None)


def test_spans_point_at_their_quote(document: Document) -> None:
    record = document_record(document)
    texts = {clause["path"]: clause["text"] for clause in record["clauses"]}
    for kind in ("incentives", "responsibilities"):
        for found in record[kind]:
            start, end = found["span"]
            assert texts[found["path"]][start:end] == found["quote"]


def test_an_incentive_has_its_sums_conditions_and_softness(document: Document) -> None:
    (incentive,) = document_record(document)["incentives"]
    assert incentive["rate"] == {"op": "=", "value": 25.0, "unit": "%", "of": "购机款"}
    assert (incentive["cap"]["value"], incentive["amount"], incentive["soft"]) == (200000.0, None, False)
    assert incentive["conditions"][0]["attr"] == "购机台数"
    assert incentive["valid_to"] == "2026-12-31"


def test_the_audit_lists_only_numbers_without_a_reason(document: Document) -> None:
    found = audit(document)
    assert (found["numbers"], len(found["unexplained"])) == (3, 1)
    assert "[2024]" in found["unexplained"][0]["text"]
    assert found["counts"] == {"threshold": 1, "record incentive": 1, "unexplained": 1}
