"""What applicants are and where, whoever asks for it, is told or open: never presumed, and never lost from a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
BOUGHT = "某市措施\n\n第一条 企业购置设备投资额300万元以上的，按投资额的10%给予补助。\n\n"
FOUNDED = "某市措施\n\n第一条 对个人创办企业的，给予1万元补贴。\n\n第二条 机关、事业单位在编人员不予补贴。\n"
STORED = (
    "某市措施\n\n第一条 新建冷库的，给予10万元补助。申报主体应当符合下列条件：\n\n（一）在本市登记的农业企业；\n\n"
    "（二）近三年无失信记录的企业；\n\n（三）年销售额500万元以上的企业。\n"
)


@pytest.mark.parametrize(
    "asked",
    [
        "项目位于工业园区内",
        "产品属于战略性新兴产业",
        "拥有自主品牌",
        "亩均效益评价为A类",
        "主营农产品加工",
        "设备为国产",
        "聘请专职会计",
        "连续经营满2年",
        "连续正常经营2年以上",
        "为民营企业",
        "为妇女创办",
    ],
)
def test_what_an_applicant_is_or_has_is_not_presumed(asked: str, tmp_path: Path) -> None:
    text = f"{BOUGHT}第二条 申报单位应当符合下列条件：（一）{asked}；（二）按时报送统计资料。\n"
    assert judged(schemes_in(text, tmp_path), "我们公司购置设备投资800万元", ON, "能补多少？") == (None, None)


@pytest.mark.parametrize("said", ["我创办了一家公司，我是中学教师", "我们公司刚创办，老板是公务员"])
def test_who_stands_behind_a_firm_may_be_on_a_payroll(said: str, tmp_path: Path) -> None:
    assert judged(schemes_in(FOUNDED, tmp_path), said, ON, "能补多少？") == (None, None)


def test_items_that_speak_of_any_firm_are_asked_together(tmp_path: Path) -> None:
    said = "我们是农业企业，在本市登记，新建冷库，年销售额100万元"
    assert judged(schemes_in(STORED, tmp_path), said, ON, "能补多少？") == (False, 0.0)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("税在本市交，公司注册地在邻市", False),
        ("税交在本市，注册不在本市", False),
        ("我们公司在本市交税", None),
        ("公司注册在本市", True),
    ],
)
def test_where_tax_is_paid_does_not_tell_where_a_firm_is_registered(
    said: str, expected: bool | None, tmp_path: Path
) -> None:
    schemes = schemes_in(f"{BOUGHT}第二条 申报单位应当在本市登记注册。\n", tmp_path)
    assert judged(schemes, f"{said}，购置设备投资800万元", ON, "能补多少？")[0] is expected


@pytest.mark.parametrize(
    ("kind", "said"),
    [("农业企业", "我们是民宿"), ("农民合作社", "我们是一家酒店"), ("家庭农场", "我是农户"), ("农业企业", "我是农户")],
)
def test_who_says_what_they_are_is_not_taken_for_another_kind(kind: str, said: str, tmp_path: Path) -> None:
    text = f"某市措施\n\n第一条 新建冷库的，给予10万元补助。\n\n第二条 申报主体应为{kind}。\n"
    assert judged(schemes_in(text, tmp_path), f"{said}，新建冷库", ON, "能补多少？")[0] is not True
