"""Schemes from the store: tiers, references, ids that stay, one way from text to scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from graph import iri
from graph.eligibility.amount import amount
from graph.eligibility.criterion import Span
from graph.eligibility.evaluate import evaluate
from graph.eligibility.load import from_documents, from_store, schemes_of
from graph.eligibility.scheme import Scheme
from graph.review.apply import judge
from graph.review.judgement import Judgement
from graph.store import open_store
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document, Incentive

TEXT = """荻浦市节能办法

第一条 年节能量30吨标准煤以上、具有独立法人资格的企业，设备投入100万元至200万元的，按设备投入的14%给予补助；\
设备投入200万元以上的，按设备投入的17%给予补助，最高不超过500万元。

第二条 对新认定的国家级、省级绿色工厂，分别奖励100万元、50万元。

第三条 节能服务公司采用合同能源管理模式的，参照第一条标准给予补助。

第四条 有下列情形之一的，不予支持：

（一）被列入严重失信主体名单的；

（二）近三年发生较大安全生产事故的。

第五条 本办法所称“以上”均含本数。同一企业同一事项就高不重复享受。
"""


@cache
def read(text: str, name: str) -> tuple[Document, ...]:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return tuple(ingest(path, Register.load()))


def schemes(folder: Path, text: str = TEXT) -> tuple[Scheme, ...]:
    return from_documents(read(text, str(folder / "荻浦市节能办法.txt")))


def at(found: tuple[Scheme, ...], path: str) -> Scheme:
    return next(one for one in found if one.citation.path == path)


def test_offers_that_bound_the_same_variables_are_tiers_of_one_scheme(tmp_path: Path) -> None:
    found = schemes(tmp_path)
    assert [len(at(found, path).tiers) for path in ("第一条", "第二条")] == [2, 2]
    rates = [tier.benefit.rate.value for tier in at(found, "第一条").tiers if tier.benefit.rate]
    assert rates == [14.0, 17.0]


def test_a_scheme_that_refers_to_another_clause_is_paid_by_its_tiers(tmp_path: Path) -> None:
    found = at(schemes(tmp_path), "第三条")
    assert [tier.benefit.rate.value for tier in found.tiers if tier.benefit.rate] == [14.0, 17.0]
    texts = {found.criteria[name].text for name in found.tiers[0].criteria}
    assert any("合同能源管理" in text for text in texts) and not any("年节能量" in text for text in texts)


def test_exclusions_and_provisions_of_the_document_govern_each_scheme(tmp_path: Path) -> None:
    for path in ("第一条", "第二条"):
        found = at(schemes(tmp_path), path)
        roles = [one.role for one in found.criteria.values() if "失信" in one.text or "事故" in one.text]
        assert roles == ["exclusion", "exclusion"]
        assert {"inclusive", "exclusive"} <= {one.kind for one in found.provisions}


def test_reading_twice_keeps_every_id_and_reading_one_criterion_better_the_others(tmp_path: Path) -> None:
    documents = read(TEXT, str(tmp_path / "荻浦市节能办法.txt"))
    once, twice = from_documents(documents), from_documents(documents)
    assert once == twice
    first = documents[0]
    records = []
    for record in first.records:
        conditions = getattr(record, "conditions", ())
        if conditions and conditions[0].attr == "年节能量":
            better = replace(conditions[0], attr="年节约能源量", text=conditions[0].text[:-1])
            record = replace(record, conditions=(better, *conditions[1:]))
        records.append(record)
    changed = from_documents([replace(first, records=tuple(records))])
    assert [one.id for one in changed] == [one.id for one in once]
    for old, new in zip(once, changed, strict=True):
        assert len(old.criteria.keys() - new.criteria.keys()) <= 1


def test_the_store_and_the_documents_give_the_same_schemes(tmp_path: Path) -> None:
    documents = read(TEXT, str(tmp_path / "荻浦市节能办法.txt"))
    with open_store() as store:
        for document in documents:
            store.replace(iri.of(document), triples(document))
        assert from_store(store) == from_documents(documents) == schemes_of(store)


def test_an_offer_without_criteria_asks_its_whole_clause(tmp_path: Path) -> None:
    found = schemes(tmp_path, "荻浦市办法\n\n第一条 对企业给予一次性奖励10万元。\n")
    assert found
    for scheme in found:
        assert all(tier.criteria for tier in scheme.tiers)
        assert any("一次性奖励10万元" in one.question for one in scheme.variables.values())


def test_a_window_and_a_time_limit_are_asked_and_presumed(tmp_path: Path) -> None:
    text = (
        "荻浦市办法\n\n第一条 具有独立法人资格的企业，给予一次性奖励10万元。\n\n第二条 项目投入从2021年1月1日起算。\n"
    )
    (found,) = schemes(tmp_path, text)
    windows = [one for one in found.criteria.values() if one.op == ">="]
    assert [(one.role, one.value) for one in windows] == [("exclusion", date(2021, 1, 1))]
    early = {"legal-person": True, windows[0].variable: Span(date(2020, 9, 1), date(2020, 9, 30))}
    assert evaluate(found, early, date(2024, 1, 1)).status == "not_eligible"
    assert [one.id for one in evaluate(found, {"legal-person": True}, date(2024, 1, 1)).presumed] == [windows[0].id]


def test_a_correction_is_seen_without_reading_the_document_again(tmp_path: Path) -> None:
    documents = read(TEXT, str(tmp_path / "荻浦市节能办法.txt"))
    with open_store() as store:
        store.replace(iri.of(documents[0]), triples(documents[0]))
        before = schemes_of(store)
        kept = [record for record in documents[0].records if record.evidence.clause.path != "第二条"]
        store.replace(iri.of(documents[0]), triples(replace(documents[0], records=tuple(kept))))
        assert {one.citation.path for one in before} - {one.citation.path for one in schemes_of(store)} == {"第二条"}


def test_a_base_that_is_what_goes_beyond_is_paid_in_full(tmp_path: Path) -> None:
    text = "荻浦市办法\n\n第一条 对年度纳税额超过500万元的企业，按其地方财政贡献额同比超出部分的20%给予奖励。\n"
    (found,) = schemes(tmp_path, text)
    (tier,) = found.tiers
    base = tier.benefit.rate.factors[0].variable if tier.benefit.rate else ""
    assert amount(tier, found, {base: 1e6}).value == 200_000.0


def test_lists_of_the_dishonest_that_the_law_keeps_apart_are_apart() -> None:
    names = ("失信被执行人", "列入严重失信主体名单", "列入严重违法失信名单", "列入经营异常名录")
    known = Register.load()
    found = [known.variable(name, "boolean") for name in names]
    assert len({one.id for one in found if one}) == len(names)
    assert known.variable("主营业务收入", "quantity") != known.variable("营业收入", "quantity")


def test_what_a_model_read_decides_nothing_before_a_person_accepts_it(tmp_path: Path) -> None:
    (document,) = read(TEXT, str(tmp_path / "荻浦市节能办法.txt"))
    records = tuple(
        replace(one, evidence=replace(one.evidence, rule="model:m@p1")) if isinstance(one, Incentive) else one
        for one in document.records
    )
    name, changed = iri.of(document), replace(document, records=records)
    with open_store() as store:
        store.replace(name, triples(changed))
        assert from_store(store) == ()
        record = next(iri.record(name, one) for one in records if isinstance(one, Incentive))
        judge(store, name, Judgement(record, "accept", "李明", datetime(2026, 1, 1)), Register.load)
        assert [tier.id for scheme in schemes_of(store) for tier in scheme.tiers] == [record]
