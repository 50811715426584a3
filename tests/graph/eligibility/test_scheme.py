"""Schemes are the same whether taken from documents just read or from the store."""

from __future__ import annotations

from graph import iri
from graph.eligibility import Scheme, from_documents, from_store
from graph.store import open_store
from graph.triples import triples
from ingest.record import Document


def test_documents_and_store_give_the_same_schemes(document: Document, schemes: tuple[Scheme, ...]) -> None:
    with open_store() as store:
        store.replace(iri.document(document.meta), triples(document))
        assert from_store(store) == schemes


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
