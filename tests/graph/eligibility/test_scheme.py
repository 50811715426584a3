"""Schemes are the same whether taken from documents just read or from the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import iri
from graph.eligibility import Scheme, from_documents, from_store
from graph.store import open_store
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document


def test_documents_and_store_give_the_same_schemes(document: Document, schemes: tuple[Scheme, ...]) -> None:
    with open_store() as store:
        store.replace(iri.document(document.meta), triples(document))
        assert from_store(store) == schemes


@pytest.mark.parametrize(
    "text",
    [
        "某市措施\n\n一、时间\n本办法支持2025年1月1日以后发生的业务。\n二、奖励\n（一）租用厂房的，按租金的50%给予补助。\n"
        "（二）认定为省级、市级中心的，分别奖励20万元、5万元；晋级的补足差额。\n三、每家企业最多补助两个展位。\n",
        "某市办法\n\n第一条 购房补贴：购买新房的，补贴5万元。\n第二条 已领取租房补贴的，从购房补贴中扣除。\n"
        "第三条 一人符合多项的，按就高原则享受，连续补贴不超过3年。\n第十条 残疾人不受年龄限制。\n"
        "第十一条 年龄不超过40周岁的毕业生，每月补贴500元。\n",
    ],
)
def test_rules_of_all_clauses_come_from_the_store_too(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (document,) = ingest(tmp_path / "x.txt", Register.load())
    read = from_documents([document])
    with open_store() as store:
        store.replace(iri.document(document.meta), triples(document))
        kept = from_store(store)
    assert kept == read
    assert [one.rules for one in kept] == [one.rules for one in read]


def test_each_condition_carries_the_clause_it_stands_in(schemes: tuple[Scheme, ...]) -> None:
    for scheme in schemes:
        for need in scheme.requirements:
            assert need.place.quote and need.place.iri.startswith(scheme.place.document)
    own = {need.place.path for need in schemes[0].requirements}
    assert own == {"一", "附则"}


def test_a_bound_that_stands_in_words_becomes_a_number() -> None:
    from dataclasses import replace

    from ingest.record import Clause, Condition, Evidence, Incentive, Meta, Quantity, Source

    text = "前6个月内裁员率低于5.5%的企业，每人补500元"
    clause = Clause("k", "一", text)
    condition = Condition("前6个月内裁员率低于5.5%", "前6个月内裁员率低于5.5%", "=", True)
    record = Incentive(Evidence(clause, 0, 5, "r"), "subsidy", "企业", amount=Quantity(500.0, "元", per="每人"))
    meta = Meta("云泽省稳岗办法", region="云泽省")
    document = Document("k", Source("k", "0", "text/plain", ()), meta, (clause,), ())
    (scheme,) = from_documents([replace(document, records=(replace(record, conditions=(condition,)),))])
    (need,) = scheme.requirements
    assert (need.op, need.value, need.unit) == ("<", 5.5, "%")


def test_an_offer_without_conditions_asks_whom_it_is_for() -> None:
    from ingest.record import Clause, Evidence, Incentive, Meta, Source

    clause = Clause("k", "一", "养老机构用电享受居民价格")
    record = Incentive(Evidence(clause, 0, 6, "r"), "price_premium", "养老机构")
    document = Document("k", Source("k", "0", "text/plain", ()), Meta("云泽省养老办法"), (clause,), (record,))
    (scheme,) = from_documents([document])
    assert [(need.attr, need.implied) for need in scheme.requirements] == [("养老机构", True)]


def test_the_kind_of_recipient_is_asked_for_where_no_condition_does() -> None:
    from datetime import date

    from graph.eligibility import evaluate, from_mapping
    from ingest.record import Clause, Condition, Evidence, Incentive, Meta, Quantity, Source

    clause = Clause("k", "一", "对参训并取得证书的，给予养老护理员1000元补贴")
    asked = (Condition("参训", "参训", "=", True), Condition("取得证书", "取得证书", "=", True))
    record = Incentive(
        Evidence(clause, 0, 6, "r"), "subsidy", "养老护理员", amount=Quantity(1000.0, "元"), conditions=asked
    )
    document = Document("k", Source("k", "0", "text/plain", ()), Meta("云泽省养老办法"), (clause,), (record,))
    schemes = from_documents([document])
    assert [need.attr for need in schemes[0].requirements] == ["参训", "取得证书", "养老护理员"]
    (verdict,) = evaluate(schemes, from_mapping({"参训": True, "取得证书": True}, schemes), on=date(2024, 6, 1))
    assert (verdict.status, verdict.missing) == ("unknown", ("养老护理员",))
