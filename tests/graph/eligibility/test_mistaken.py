"""What looks like what is asked for and is something else makes no yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.eligibility import Scheme, evaluate, from_documents, understand
from ingest.extract.incentive import extract
from ingest.record import Clause, Condition, Document, Incentive, Meta, Reading, Source

TAXED = "对上年度纳税500万元以上的工业企业，给予20万元奖励"
BUT = "对除房地产企业以外的规模以上企业，给予5万元奖励。"


def schemes_in(text: str) -> tuple[Scheme, ...]:
    clause = Clause("d", "一", text)
    document = Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    return from_documents([replace(document, records=tuple(extract(Reading(clause, document))))])


def status(text: str, said: str) -> str:
    schemes = schemes_in(text)
    (verdict,) = evaluate(schemes, understand(said, schemes))
    return verdict.status


@pytest.mark.parametrize(
    "said",
    ["产值500万元", "2023年产值500万元", "500万元产值", "产值：600万元", "营收600万元", "600万元的销售额",
     "投资600万元", "利润600万元", "研发投入600万元", "固定资产投资达到600万元", "注册资本600万元"],
)  # fmt: skip
def test_a_sum_of_another_measure_is_no_tax(said: str) -> None:
    assert status(TAXED, f"工业企业，{said}") == "unknown"


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("上年度纳税500万元", "上年度纳税600万元", "eligible"),
        ("上年度纳税500万元", "缴税600万元", "eligible"),
        ("上年度纳税500万元", "产值9000万元，纳税600万元", "eligible"),
        ("上年度纳税500万元", "产值9000万元，纳税300万元", "not_eligible"),
        ("年产值500万元", "产值600万元", "eligible"),
        ("固定资产投资500万元", "投资600万元", "eligible"),
        ("职工50人", "职工人数60人", "eligible"),
        ("引进博士5人", "职工人数60人", "unknown"),
    ],
)
def test_a_number_of_the_measure_that_is_asked_for_counts(asked: str, said: str, expected: str) -> None:
    assert status(f"对{asked}以上的工业企业，给予20万元奖励", f"工业企业，{said}") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("我公司是规模以上房地产企业", "not_eligible"),
        ("我公司是规模以上房产开发企业", "unknown"),
        ("我公司是规模以上企业，不是房地产企业", "eligible"),
    ],
)
def test_who_is_left_out_gets_no_yes(said: str, expected: str) -> None:
    assert status(BUT, said) == expected


def test_a_condition_kept_with_who_it_leaves_out_in_its_name_is_not_met_by_them() -> None:
    clause = Clause("d", "一", BUT)
    document = Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    (record,) = extract(Reading(clause, document))
    assert isinstance(record, Incentive)
    kept = Condition("除房地产企业以外", "除房地产企业以外", "=", True)
    whole = Condition("规模以上企业", "规模以上企业", "=", True)
    schemes = from_documents([replace(document, records=(replace(record, conditions=(kept, whole)),))])
    (verdict,) = evaluate(schemes, understand("我公司是规模以上房地产企业", schemes))
    assert verdict.status == "unknown"
