"""Long deeds of work asked part by part: since when, for the first time, where, with what employer, full-time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 12, 10)
HEAD = "云汀市支持青年来汀就业若干措施\n"
TOWN = "中心城区是指东坪区、西坪区、北坪区和高新区。\n"
RENT = (
    "对2023年1月1日以后首次来中心城区各类企业、民办非企业单位就业，签订3年以上劳动合同的全日制高校毕业生，给予租房补贴，"
    "标准为：博士研究生每月2000元，硕士研究生每月1200元。申请时年龄，博士研究生不超过40周岁，硕士研究生不超过35周岁。\n"
)
COUNTRY = (
    "对高校毕业生毕业2年内到我市乡镇（不含街道）所在地的中小微企业、社会组织首次就业，签订1年以上劳动合同的，"
    "给予一次性基层就业奖励3000元。\n"
)
COME = (
    "本细则适用于2023年1月1日以后新引进到市城区企业全职工作的人才。\n本细则所称市城区，是指东坪区、西坪区、高新区。\n"
    "新引进的50周岁以下博士、40周岁以下硕士，分别按每人每月3000元、1500元的标准发放生活补贴。\n"
)
MASTER = {"全日制高校毕业生": True, "学历": "硕士研究生", "年龄": 30, "劳动合同期限（年）": 3}
GRADUATE = {"高校毕业生": True, "毕业年限": 1, "单位类型": "中小微企业", "首次就业": True, "劳动合同期限（年）": 2}
DOCTOR = {"学历": "博士", "年龄": 45, "引进时间": "2023-06"}


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        (RENT, {"首次来中心城区就业时间": "2024-01", "就业单位类型": "企业"}, True),
        (RENT, {"首次来中心城区就业时间": "2024-01", "就业单位类型": "企业", "年龄": 36}, False),
        (RENT, {"首次来中心城区就业时间": "2022-01", "就业单位类型": "企业"}, False),
        (RENT, {"首次来中心城区就业时间": "2024-01", "就业单位类型": "事业单位"}, False),
        (RENT, {"就业时间": "2024-01", "首次就业": True, "就业地": "西坪区", "单位类型": "民办非企业单位"}, True),
        (RENT, {"就业时间": "2024-01", "首次就业": True, "就业地": "云山县", "单位类型": "企业"}, False),
        (RENT, {"就业时间": "2024-01", "就业地": "西坪区", "单位类型": "企业"}, None),
        (COUNTRY, {"乡镇所在地": True}, True),
        (COUNTRY, {"乡镇所在地": False}, False),
        (COUNTRY, {"乡镇所在地": True, "毕业年限": 3}, False),
        (COUNTRY, {"乡镇所在地": True, "首次就业": False}, False),
        (COUNTRY, {}, None),
        (COME, {"在市城区企业全职工作": True}, True),
        (COME, {"在市城区企业全职工作": False}, False),
        (COME, {"在市城区企业全职工作": True, "引进时间": "2022-06"}, False),
        (COME, {}, None),
        (COME, {"工作单位所在地": "西坪区", "工作单位类型": "企业", "工作方式": "全职"}, True),
    ],
)
def test_each_part_is_filled_in_by_itself_or_with_others(
    text: str, facts: dict[str, object], expected: bool | None, tmp_path: Path
) -> None:
    own = {RENT: MASTER, COUNTRY: GRADUATE, COME: DOCTOR}[text]
    assert (
        judged(schemes_in(HEAD + text + (TOWN if text == RENT else ""), tmp_path), {**own, **facts}, ON)[0] is expected
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("今年1月第一次来西坪区一家企业上班", True),
        ("今年1月第一次来下面云山县一家公司上班", False),
        ("今年1月考进西坪区一家事业单位上班，第一次来云汀", False),
        ("今年1月跳槽来西坪区一家公司上班", False),
        ("2022年3月第一次来西坪区一家公司上班", False),
        ("在西坪区一家公司上班，今年1月入职的", None),
    ],
)
def test_where_and_with_whom_one_works_is_told_in_a_breath(words: str, expected: bool | None, tmp_path: Path) -> None:
    told = f"我全日制硕士，今年30岁，{words}，合同签了3年"
    assert judged(schemes_in(HEAD + RENT + TOWN, tmp_path), told, ON, "租房补贴能领吗？")[0] is expected


HOME = "对全日制高校毕业生，在中心城区首次购买新建商品住房的，给予一次性购房补贴3万元。\n"
RENTED = "对新引进人才，在中心城区租房居住的，每月发放租房补贴600元。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (HOME, "我全日制本科毕业，今年11月在西坪区买了头一套新建商品房", True),
        (HOME, "我全日制本科毕业，在西坪区上班，上个月在下面云山县老家买了第一套新房", False),
        (HOME, "我全日制本科毕业，在西坪区买了第一套二手房", False),
        (HOME, "我全日制本科毕业，在西坪区上班，买了第一套新建商品房", None),
        (HOME, {"全日制高校毕业生": True, "购房地": "西坪区", "首次购买新建商品住房": True}, True),
        (HOME, {"全日制高校毕业生": True, "购房地在中心城区": False, "首次购买新建商品住房": True}, False),
        (HOME, {"全日制高校毕业生": True, "首次购买新建商品住房": True}, None),
        (RENTED, "我是今年新引进的人才，在西坪区租了套房子住", True),
        (RENTED, "我是今年新引进的人才，在下面云山县租房子住", False),
        (RENTED, {"新引进人才": True, "在中心城区租房": False}, False),
    ],
)
def test_where_a_home_lies_is_asked_apart_from_the_home(
    text: str, told: dict[str, object] | str, expected: bool | None, tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + text + TOWN, tmp_path), told, ON)[0] is expected


def test_what_another_article_asks_on_some_topics_alone(tmp_path: Path) -> None:
    text = (
        "第一条 签订3年以上劳动合同，本人在中心城区无自有住房的全日制高校毕业生，给予租房补贴，标准为：博士每月2000元，"
        "硕士每月1200元。\n第二条 符合第一条关于学历和就业规定的人员，购买住房的，按博士10万元、硕士5万元给予补贴。\n"
    )
    home = next(one for one in schemes_in(HEAD + text, tmp_path) if one.amount and one.amount.value == 50_000)
    asked = {need.attr for need in home.requirements}
    assert "劳动合同期限" in asked and not any("无自有住房" in one for one in asked)
