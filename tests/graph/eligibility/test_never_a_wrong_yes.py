"""Ordinary sentences that shut out, admit or limit make no yes, however they are put."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import schemes_in

ON = date(2026, 5, 10)
AWARD = "第二条 对新认定为省级绿色工厂的企业，给予一次性奖励20万元。"
SHUT_OUT = (
    "有下列情形之一的，不予奖励：\n\n（一）被列入严重失信主体名单的；\n\n（二）拖欠职工工资的；\n\n（三）因环境违法受到行政处罚的；"
    "\n\n（四）同一事项已享受市级财政奖励的。"
)
ASKED = "我们企业今年新认定为省级绿色工厂，{}，能奖多少？"


def answered(tmp_path: Path, text: str, question: str) -> bool | None:
    schemes = schemes_in(f"云溪市奖励办法\n\n{text}\n", tmp_path)
    found = consult(schemes, question, ON)
    return found.outcome.eligible if found else None


@pytest.mark.parametrize(
    "head",
    [
        "不得申领本办法规定的奖励",
        "不属于本办法支持对象",
        "实行一票否决",
        "不得领取本办法规定的奖补资金",
        "取消享受资格",
    ],
)
def test_a_list_of_those_shut_out_is_never_asked_for(tmp_path: Path, head: str) -> None:
    items = "（一）近三年发生较大以上安全生产事故的；\n\n（二）被列入严重失信主体名单的。"
    text = f"{AWARD}\n\n第三条 有下列情形之一的，{head}：\n\n{items}"
    assert answered(tmp_path, text, ASKED.format("去年出过较大安全生产事故")) is not True
    assert answered(tmp_path, text, ASKED.format("没有事故和失信")) is True


@pytest.mark.parametrize(
    "said",
    ["没有从失信名单里移出来", "无奈被列入失信名单", "无故拖欠工资三个月", "没少被环保处罚", "未整改的环保处罚两起",
     "没有把欠的工资结清", "三个月没发工资了", "环保局来开过罚单", "法人被限制高消费", "市里的20万已经打到账上",
     "市工信局发的奖励上月收到了"],
)  # fmt: skip
def test_what_admits_to_trouble_or_to_aid_had_is_no_denial(tmp_path: Path, said: str) -> None:
    assert answered(tmp_path, f"{AWARD}\n\n第三条 {SHUT_OUT}", ASKED.format(said)) is not True


def test_what_denies_all_of_it_is_believed(tmp_path: Path) -> None:
    text = f"{AWARD}\n\n第三条 {SHUT_OUT}"
    assert answered(tmp_path, text, ASKED.format("没有失信、处罚这些事")) is True


@pytest.mark.parametrize(
    ("said", "eligible"), [("高中毕业，25岁", False), ("本科毕业，40岁", False), ("本科毕业，25岁", True)]
)
def test_a_degree_and_an_age_are_both_asked_for(tmp_path: Path, said: str, eligible: bool) -> None:
    text = "第二条 具有本科以上学历、年龄35周岁以下的人才，每月发放生活补贴1000元。"
    assert answered(tmp_path, text, f"我{said}，生活补贴能领多少？") is eligible


def test_how_old_someone_is_tells_nothing_of_a_contract(tmp_path: Path) -> None:
    text = "第二条 在我市首次购买商品住房，并与我市企业签订3年以上劳动合同的硕士，给予购房补贴5万元。"
    assert answered(tmp_path, text, "我是硕士，28岁，合同签了2年，首次在云溪买商品住房，购房补贴能领吗？") is not True


def test_who_takes_people_on_is_asked_what_firms_are(tmp_path: Path) -> None:
    text = (
        "第二条 本办法适用于在云溪市注册登记、具有独立法人资格的工业企业。\n\n"
        "第三条 对新招用高校毕业生并签订一年以上劳动合同的，按每人2000元给予补助。"
    )
    said = "我们是外地注册的企业，新招了10名高校毕业生，合同签了两年，能补多少？"
    assert answered(tmp_path, text, said) is not True


def test_another_thing_done_is_not_the_project(tmp_path: Path) -> None:
    text = "第二条 年节能量500吨标准煤以上的锅炉改造项目，给予20万元奖励。"
    assert answered(tmp_path, text, "我们公司改了两台空压机，改造后年节能量600吨标准煤，能奖多少？") is not True
    assert answered(tmp_path, text, "我们公司锅炉改造完，年节能量600吨标准煤，能奖多少？") is True


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("有道路运输经营许可证", True),
        ("有道路运输经营许可证，没被吊销过", True),
        ("道路运输经营许可证被吊销了", None),
        ("道路运输经营许可证被暂扣了", None),
        ("有道路运输经营许可证，但是年审没通过", None),
    ],
)
def test_what_went_amiss_with_what_is_asked_leaves_it_open(tmp_path: Path, said: str, eligible: bool | None) -> None:
    text = "第二条 对取得道路运输经营许可证的企业，给予5万元补助。"
    assert answered(tmp_path, text, f"我们公司{said}，能补多少？") is eligible


@pytest.mark.parametrize(("said", "eligible"), [("验收合格了", True), ("还没验收", False), ("", None)])
def test_what_stands_behind_a_bound_in_a_list_is_asked_too(tmp_path: Path, said: str, eligible: bool | None) -> None:
    text = "第二条 种植面积50亩以上、经验收合格的，给予种植户每亩500元补贴。"
    found = answered(tmp_path, text, f"我家种植面积60亩，{said}，能补多少？")
    assert found is not True if eligible is not True else found is True


@pytest.mark.parametrize("said", ["公司省内注册", "省里的企业", "在省内生产"])
def test_where_a_firm_is_tells_of_no_office_that_checked_it(tmp_path: Path, said: str) -> None:
    text = "第二条 列入市级零碳港、零碳村试点，且通过省工业和信息化厅验收的，分别奖励90万元、20万元。"
    assert answered(tmp_path, text, f"我们去年列入了市级零碳港试点，{said}，能奖多少？") is not True
    assert answered(tmp_path, text, f"我们去年列入了市级零碳港试点，通过了省工信厅验收，{said}") is True


@pytest.mark.parametrize(("who", "eligible"), [("农家乐", True), ("酒店", False), ("民宿", False)])
def test_a_grade_is_that_of_its_own_kind_of_house(tmp_path: Path, who: str, eligible: bool) -> None:
    text = "第二条 对新评定为五星级、四星级农家乐的，分别奖励10万元、5万元。"
    assert (answered(tmp_path, text, f"我们{who}新评定为五星级，能奖多少？") is True) is eligible
