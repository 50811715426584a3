"""Variables: the same question is one variable, and sums know what they are multiplied by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph import iri
from ingest.link import Register, link
from ingest.link.criterion import WHOLE
from ingest.record import Clause, Condition, Document, Evidence, Incentive, Meta, Quantity, Source, Variable

TEXT = "对未列入失信名单的企业，年节能量1000吨标准煤以上的，每吨标准煤奖励300元。"
CLAUSE = Clause("d", "第三条", TEXT, 1)


def linked(*conditions: Condition, **sums: Quantity) -> Document:
    offer = Incentive(Evidence(CLAUSE, 0, len(TEXT), "incentive/x"), "award", "企业", conditions=conditions, **sums)
    source = Source("例.txt", "", "text/plain", ())
    return link(Document("d", source, Meta("例"), (CLAUSE,), (offer,)), Register.load())


def only(document: Document) -> Incentive:
    (offer,) = document.records
    assert isinstance(offer, Incentive)
    return offer


def asked(document: Document) -> list[Variable]:
    """The variables besides that of the whole clause."""
    return [one for one in document.variables if one.label != WHOLE]


def test_a_denied_state_and_the_state_are_one_variable_and_an_exclusion() -> None:
    document = linked(
        Condition("未发生重大安全事故", "未发生重大安全事故", "=", True),
        Condition("发生重大安全事故", "发生重大安全事故", "=", False),
    )
    (variable,) = asked(document)
    assert (variable.label, variable.question) == ("发生重大安全事故", "是否有此情形：“发生重大安全事故”？")
    found = [(one.role, one.value, one.attr) for one in only(document).conditions]
    assert [one[:2] for one in found] == [("exclusion", False), ("exclusion", False), ("requirement", None)]
    assert found[-1][2] == WHOLE  # who is in no bad state meets nothing by that alone


def test_a_name_of_the_authority_file_is_one_variable_in_every_document() -> None:
    document = linked(Condition("员工人数", "员工人数50人以上", ">=", 50.0, "人"))
    assert [(one.key, one.label) for one in document.variables] == [("authority/headcount", "职工人数")]


def test_a_name_that_is_only_like_one_of_the_authority_file_is_not_joined() -> None:
    document = linked(Condition("新增员工人数", "新增员工人数50人以上", ">=", 50.0, "人"))
    assert document.variables[0].key == "新增员工人数|quantity|Persons"


@pytest.mark.parametrize(
    ("condition", "type_", "question"),
    [
        (Condition("建设面积", "建设面积200亩以上", ">=", 200.0, "亩"), "quantity", "建设面积是多少？（亩）"),
        (Condition("开工时间", "2024年3月1日后开工", ">=", "2024-03-01"), "date", "开工时间是哪一天？"),
        (Condition("安装地", "安装在本市", "=", "苍陵市"), "place", "安装地在哪里？"),
        (Condition("称号级别", "国家级", "=", "国家级"), "choice", "称号级别是哪一种？"),
        (Condition("通过验收", "通过验收", "=", True), "boolean", "是否符合：“通过验收”？"),
    ],
)
def test_a_question_is_put_in_the_way_it_is_answered(condition: Condition, type_: str, question: str) -> None:
    (variable,) = linked(condition).variables
    assert (variable.type, variable.question) == (type_, question)


def test_the_choices_are_the_values_that_the_document_asks_for() -> None:
    document = linked(Condition("级别", "国家级", "=", "国家级"), Condition("级别", "省级或市级", "in", "省级、市级"))
    assert document.variables[0].choices == ("国家级", "省级", "市级", "其他")


def test_when_a_document_applies_is_a_scope() -> None:
    assert only(linked(Condition("时间", "2020年起", ">=", "2020"))).conditions[0].role == "scope"


@pytest.mark.parametrize(
    ("per", "labels"),
    [
        ("每人每天", ["人数", "天数"]),
        ("千瓦时（实际发电量）", ["实际发电量"]),
        ("每家", []),
        ("单个项目", []),
        ("每企业", []),
        ("每招用1人", ["招用人数"]),
        ("每人每月", ["人数", "享受月数"]),
        ("亩", ["亩数"]),
    ],
)
def test_an_amount_is_multiplied_by_each_count_that_it_is_paid_for(per: str, labels: list[str]) -> None:
    document = linked(amount=Quantity(100.0, "元", per=per))
    named = {variable.key: variable.label for variable in document.variables}
    amount = only(document).amount
    assert amount and [named[key] for key in amount.inputs] == labels


def test_a_period_is_a_multiplier_that_may_be_left_out() -> None:
    amount = only(linked(amount=Quantity(100.0, "元", per="每月"))).amount
    assert amount and amount.inputs[0].startswith("period|")


def test_a_share_of_an_unnamed_investment_is_of_the_only_sum_that_is_asked_for() -> None:
    bounded = Condition("设备投资", "设备投资500万元以上", ">=", 5e6, "元")
    rate = only(linked(bounded, rate=Quantity(10.0, "%", of="投资额"))).rate
    assert rate and rate.inputs == ("authority/equipment-investment",)


def test_a_share_of_nothing_named_asks_for_its_base_with_its_words() -> None:
    document = linked(rate=Quantity(10.0, "%"))
    (variable,) = asked(document)
    assert variable.label == "计算基数" and TEXT in variable.question


def test_a_share_of_a_rate_of_interest_has_no_base() -> None:
    assert not asked(linked(rate=Quantity(50.0, "%", of="人民银行再贷款利率")))


def test_reading_one_criterion_better_leaves_the_names_of_the_others_alone() -> None:
    first = Condition("年节能量", "年节能量1000吨标准煤以上", ">=", 1000.0, "吨标准煤")
    second = Condition("通过验收", "通过验收", "=", True)
    base = "https://a.example/document/x"

    def names(*conditions: Condition) -> list[str]:
        return [iri.criterion(base, one, "第三条") for one in only(linked(*conditions)).conditions]

    again, other = names(first, second), names(replace(first, value=2000.0), second)
    assert names(first, second) == again and again[0] != other[0] and again[1] == other[1]
    moved = iri.criterion("https://b.example/document/x", second, "第三条")
    assert moved.rpartition("/")[2] == again[1].rpartition("/")[2]


@pytest.mark.parametrize(
    ("per", "labels"), [("每辆车", ["车数量"]), ("单个园区", []), ("每家企业每年", []), ("单个认养主体每年", [])]
)
def test_a_cap_counts_items_but_neither_periods_nor_a_single_applicant(per: str, labels: list[str]) -> None:
    document = linked(cap=Quantity(1e4, "元", "<=", per=per))
    named = {variable.key: variable.label for variable in document.variables}
    cap = only(document).cap
    assert cap and [named[key] for key in cap.inputs] == labels
