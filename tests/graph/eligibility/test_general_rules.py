"""What a document says once for all, of days, grades, tiers and sums on top of each other, held against applicants."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph import iri
from graph.eligibility import (
    Outcome,
    Scheme,
    choose,
    consult,
    evaluate,
    from_documents,
    from_mapping,
    from_store,
    total,
)
from graph.eligibility.language.event import days_told, events
from graph.eligibility.telling.assurance import assured, settled
from graph.store import open_store
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document

DATA = Path(__file__).parent / "data"
ON = date(2025, 4, 10)
CLEAN = {
    "工商注册地在市区": True,
    "税收缴纳地在市区": True,
    "独立法人资格": True,
    "工业企业": True,
    "申报前两年内发生较大以上安全事故": False,
    "被列入严重失信主体名单": False,
    "亩均效益评价结果": "B类",
}
RENEWED = {
    "设备更新项目": True,
    "备案时间": "2024-02",
    "完工时间": "2025-01",
    "通过验收": True,
    "验收时间": "2025-02",
    "设备投资": "1000万元",
}
RATED = {"新获评": True, "称号": "国家标杆级智慧矿山", "获评时间": "2025-01"}


@cache
def documents() -> tuple[Document, ...]:
    return tuple(ingest(DATA / "xihe_measures.txt", Register.load()))


@cache
def schemes() -> tuple[Scheme, ...]:
    return from_documents(documents())


def judged(**facts: Any) -> Outcome:
    found = choose(evaluate(schemes(), from_mapping(facts, schemes()), on=ON))
    assert found is not None
    return found


def asked(words: str) -> Outcome:
    found = consult(schemes(), words, ON)
    assert found is not None
    return found.outcome


def test_the_store_gives_the_same_rules_and_conditions() -> None:
    with open_store() as store:
        for document in documents():
            store.replace(iri.document(document.meta), triples(document))
        assert from_store(store) == schemes()


@pytest.mark.parametrize(
    ("facts", "eligible", "amount"),
    [
        ({}, True, 800_000),
        ({"亩均效益评价结果": "D类"}, False, 0),  # a grade that shuts out, told as the answer to its question
        ({"工商注册地在市区": False}, False, 0),
        ({"完工时间": "2025-10", "验收时间": "2025-11"}, False, 0),  # 20 months after it was filed
        ({"备案时间": None}, None, None),  # how long it took is not told
        (
            {"验收时间": "2023-11", "完工时间": "2023-10", "备案时间": "2023-01"},
            False,
            0,
        ),  # before all that is paid for
        ({"行业龙头企业实施": True, "设备投资": "2000万元"}, True, 1_500_000),  # 11% of it, up to the higher cap
    ],
)
def test_a_project_is_held_against_days_spans_grades_and_places(
    facts: dict[str, Any], eligible: bool | None, amount: float | None
) -> None:
    found = judged(**(CLEAN | RENEWED | facts))
    assert (found.eligible, found.amount) == (eligible, amount)


@pytest.mark.parametrize(
    ("facts", "eligible", "amount"),
    [
        ({}, True, 600_000),
        ({"已获得低级别奖励": "30万元"}, True, 300_000),
        ({"同一年度已享受本政策措施资金": "180万元"}, True, 200_000),
        ({"获评时间": "2023-12"}, False, 0),
        ({"申报日期": "2025-06-10"}, False, 0),
        ({"申报日期": "2025-04-10"}, True, 600_000),
    ],
)
def test_a_title_pays_what_is_left_of_it(facts: dict[str, Any], eligible: bool, amount: float) -> None:
    found = judged(**(CLEAN | RATED | facts))
    assert (found.eligible, found.amount) == (eligible, amount)


@pytest.mark.parametrize(
    ("level", "eligible", "amount"), [("二级", True, 40_000), ("三级", True, 80_000), ("一级", False, 0)]
)
def test_a_grade_chooses_its_tier(level: str, eligible: bool, amount: float) -> None:
    facts = CLEAN | {
        "企业委托机构实施能力提升": True,
        "费用实际支付": "20万元",
        "能力水平": level,
        "验收时间": "2025-01",
    }
    found = judged(**facts)
    assert (found.eligible, found.amount) == (eligible, amount)


@pytest.mark.parametrize(("volume", "amount"), [(4000, 120_000), (8000, 300_000), (50_000, 600_000)])
def test_slices_add_up(volume: int, amount: float) -> None:
    facts = CLEAN | {
        "新建对外经营冷链仓库": True, "新增库容": f"{volume}立方米", "投入使用": True, "投入使用时间": "2025-01",
    }  # fmt: skip
    assert judged(**facts).amount == amount


@pytest.mark.parametrize(
    ("facts", "eligible", "amount"),
    [
        ({"学历": "硕士", "年龄": 39}, True, 900),
        ({"学历": "硕士", "年龄": 41}, False, 0),
        ({"学历": "博士", "年龄": 41}, True, 1500),
        ({"学历": "博士", "年龄": 41, "申领月数": 36}, True, 36_000),  # at most for 24 months
    ],
)
def test_an_age_is_asked_of_those_of_one_degree(facts: dict[str, Any], eligible: bool, amount: float) -> None:
    common = {"首次到本市企业就业": True, "就业时间": "2024-09", "劳动合同期限": "3年"}
    found = judged(**(common | facts))
    assert (found.eligible, found.amount) == (eligible, amount)


COMPANY = "我们是独立法人的工业企业，注册、交税都在东汐区，没有事故、失信，亩均B类。"


@pytest.mark.parametrize(
    ("words", "eligible", "amount"),
    [
        ("今年1月我们第一次评上国家标杆级智慧矿山，奖多少？", True, 600_000),
        ("我们2023年11月第一次评上国家标杆级智慧矿山，奖多少？", False, 0),
        ("去年2月备案的设备更新项目，今年1月完工，2月验收通过，设备投资1000万元，补多少？", True, 800_000),
        ("前年1月备案的设备更新项目，今年1月才完工，2月验收通过，设备投资1000万元，补多少？", False, 0),
    ],
)
def test_days_are_heard_in_plain_words(words: str, eligible: bool, amount: float) -> None:
    found = asked(COMPANY + words)
    assert (found.eligible, found.amount) == (eligible, amount)


@pytest.mark.parametrize("words", ["亩均D类", "亩均评价被打成了D类"])
def test_a_grade_that_shuts_out_is_heard(words: str) -> None:
    said = COMPANY.replace("亩均B类", words) + "今年1月我们第一次评上国家标杆级智慧矿山，奖多少？"
    assert asked(said).eligible is False


def test_an_exclusion_that_nobody_spoke_of_is_presumed_aloud() -> None:
    said = "我们是独立法人的工业企业，注册、交税都在东汐区，今年1月第一次评上国家标杆级智慧矿山，奖多少？"
    found = asked(said)
    assert found.eligible is True
    assert found.tier is not None
    assert "亩均效益评价结果" in {check.need.attr for check in found.tier.premises}


def test_an_area_outside_those_listed_is_no() -> None:
    said = COMPANY.replace("东汐区", "西柳县") + "今年1月我们第一次评上国家标杆级智慧矿山，奖多少？"
    assert asked(said).eligible is False


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("没出过大的安全、环保事故", {"accident", "pollution"}),
        ("安全环保信用都干净", {"accident", "pollution", "credit"}),
        ("没有事故、失信", {"accident", "quality", "credit"}),
        ("没欠过工资", {"wages"}),
        ("去年出过一次事故", set()),
        ("被列入失信名单", set()),
        ("申请信用贷款", set()),
    ],
)
def test_assurances_deny_their_class_only(said: str, denied: set[str]) -> None:
    assert set(assured(said)) == denied
    assert settled("发生较大安全事故或者被列入失信名单", assured(said)) == ({"accident", "credit"} <= denied)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("去年底完工", [("2024-12-01", "2024-12-31")]),
        ("前年评上的", [("2023-01-01", "2023-12-31")]),
        ("去年7月回来，8月开店", [("2024-07-01", "2024-07-31"), ("2024-08-01", "2024-08-31")]),
        ("上个月验收", [("2025-03-01", "2025-03-31")]),
        ("3个月内完成", []),
        ("8月", []),
    ],
)
def test_days_are_told_by_today(text: str, days: list[tuple[str, str]]) -> None:
    assert [(one.first.isoformat(), one.last.isoformat()) for one in days_told(text, ON)] == days


@pytest.mark.parametrize(
    ("said", "written"),
    [("备的案", "备案"), ("签的约", "签约"), ("评上了", "认定"), ("进了规上的库", "首次升规"), ("搬到本市", "迁入")],
)
def test_an_event_is_one_by_whatever_words(said: str, written: str) -> None:
    assert events(said) & events(written)


def entries(name: str, kind: str) -> list[dict[str, Any]]:
    return tomllib.loads((files("graph") / "rules" / f"{name}.toml").read_text("utf-8"))[kind]  # type: ignore[no-any-return]


@pytest.mark.parametrize("entry", entries("event", "event"), ids=lambda entry: entry["id"])
def test_each_event_is_named_by_its_examples_only(entry: dict[str, Any]) -> None:
    assert all(entry["id"] in events(text) for text in entry["yes"])
    assert not any(entry["id"] in events(text) for text in entry["no"])


@pytest.mark.parametrize("entry", entries("assurance", "assurance"), ids=lambda entry: entry["id"])
def test_each_assurance_is_given_by_its_examples_only(entry: dict[str, Any]) -> None:
    named = entry["id"] if entry["id"] != "all" else "abuse"  # who denies all denies what nothing else was said of
    assert all(named in assured(text) for text in entry["yes"])
    assert not any(named in assured(text) for text in entry["no"])


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("发生较大以上生产安全责任事故、被列入失信名单", "没有事故，不久前被列入失信名单"),
        ("发生较大以上生产安全责任事故", "没有环境污染"),
        ("发生安全事故", "没有大的事故"),
        ("拖欠职工工资、欠缴社会保险费", "没有欠工资"),
        ("被列入失信名单、拖欠租金", "没有失信"),
        ("被列入失信名单", "没有失信，但以前上过黑名单"),
    ],
)
def test_what_is_denied_settles_nothing_else(condition: str, said: str) -> None:
    assert not settled(condition, assured(said))


def of_one(body: str, folder: Path) -> tuple[Scheme, ...]:
    head = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
    (folder / "x.txt").write_text(head + body, encoding="utf-8")
    return from_documents(ingest(folder / "x.txt", Register.load()))


def test_a_post_held_besides_is_not_settled_by_working_for_a_firm(tmp_path: Path) -> None:
    body = "一、人才\n1.到本市企业就业的博士，给予5万元补贴。公务员、事业单位在编人员不予补贴。\n"
    found = consult(of_one(body, tmp_path), "我是博士，到本市国有企业就业，同时是事业单位在编人员，能补多少？", ON)
    assert found and found.outcome.eligible is not True


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("2024年1月1日以后认定为高新技术企业的，给予20万元奖励。", "我们是高新技术企业，今年3月评上市级文明单位"),
        ("2024年1月1日以后认定为高新技术企业的，给予20万元奖励。", "我们是高新技术企业，2024年5月认定没通过"),
        ("设备更新项目通过验收的，给予10万元补助。", "我们企业的设备更新项目2025年3月验收没通过"),
        ("项目自签约之日起18个月内投产的，奖励20万元。", "我们项目2024年1月签约，计划今年6月投产"),
        ("项目自签约之日起18个月内投产的，奖励20万元。", "我们项目2024年1月5日签约，2025年7月20日投产"),
        ("安全生产标准化达到二级以上的企业，给予3万元奖励。", "我们企业安全生产标准化没达到二级"),
        ("信用评价为A级以上的企业，给予3万元奖励。", "我们企业信用评价去年是A级，今年降成了C级"),
    ],
)
def test_what_was_not_reached_in_time_is_no_yes(body: str, words: str, tmp_path: Path) -> None:
    found = consult(of_one(f"一、支持企业\n1.{body}\n", tmp_path), f"{words}，能奖多少？", ON)
    assert found is None or found.outcome.eligible is not True


def test_offers_together_stay_under_the_ceiling_of_their_document(tmp_path: Path) -> None:
    offers = "一、支持企业\n1.首次升规的企业，奖励50万元。\n2.新认定为高新技术企业的，奖励60万元。\n"
    body = offers + "二、附则\n3.同一企业每年享受本措施资金总额不超过80万元。\n"
    found = of_one(body, tmp_path)
    whole, terms = total(evaluate(found, from_mapping({"首次升规": True, "称号": "高新技术企业"}, found), on=ON))
    assert whole == 800_000
    assert "总额不超过80万元" in terms[-1]


@pytest.mark.parametrize(("day", "eligible"), [("2024-12-15", True), ("2025-01-15", True), ("2025-03-01", False)])
def test_an_intake_may_go_over_new_year(day: str, eligible: bool, tmp_path: Path) -> None:
    body = "一、支持企业\n1.首次升规的企业，奖励5万元。\n二、附则\n2.每年11月1日至1月31日集中受理申报，逾期不予受理。\n"
    found = of_one(body, tmp_path)
    outcome = choose(evaluate(found, from_mapping({"首次升规": True, "申报日期": day}, found), on=date(2024, 12, 1)))
    assert outcome and outcome.eligible is eligible


def test_where_a_firm_is_registered_does_not_tell_where_it_pays_tax(tmp_path: Path) -> None:
    found = of_one("一、支持企业\n1.注册地和税收缴纳地均在市区的企业新建冷库的，给予10万元补助。\n", tmp_path)
    outcome = choose(evaluate(found, from_mapping({"新建冷库": True, "注册地": "市区"}, found), on=ON))
    assert outcome and outcome.eligible is None
    words = "我们企业注册在市区，税交在外地，新建了冷库，能补多少？"
    told = consult(found, words, ON)
    assert told and told.outcome.eligible is not True
