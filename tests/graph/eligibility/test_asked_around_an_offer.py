"""What an offer is asked by the sentences behind it, by the items beside it, and by the offer that it goes on from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市惠民若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
CARERS = (
    "第一条 在养老机构从事护理满2年的护理员，给予奖励4000元。护理员应与养老机构签订劳动合同，并持有技能等级证书。\n"
)
SPENT = "第一条 对获评省级绿色工厂的企业，奖励20万元。企业应当加强资金管理，按规定使用资金。\n"
NOTICE = """云汀市关于组织申报2025年度技改资金的通知
一、支持标准
（一）设备补助
1.申报条件：
（1）设备投资300万元以上；
（2）项目已完成备案。
2.补助标准：按设备投资的10%给予补助。
"""
HOMES = "第一条 博士在本市首次购买住房的，给予20万元补助；硕士、本科分别给予8万元、4万元补助。\n"
STORES = "第一条 企业新建冷库的，补助30万元；合作社补助40万元。\n"
LIST = "第一条 青年人才首次购买住房的，给予补贴：本科3万元，硕士5万元。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (CARERS, "我是护理员，在养老机构干护理3年了，和机构签了劳动合同，有技能等级证书", (True, 4000)),
        (CARERS, "我是护理员，在养老机构从事护理3年了", (None, None)),
        (SPENT, "我们企业获评省级绿色工厂", (True, 200_000)),
        (HOMES, "我是硕士，在本市首次购买住房", (True, 80_000)),
        (HOMES, "我是硕士", (None, None)),
        (STORES, "我们合作社新建了冷库", (True, 400_000)),
        (STORES, "我们是合作社", (None, None)),
        (LIST, "我是青年人才，硕士，首次购买住房", (True, 50_000)),
    ],
)
def test_what_is_asked_stays_asked(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected


def test_items_below_a_bare_label_are_asked_of_the_sum_beside_it(tmp_path: Path) -> None:
    schemes = schemes_in(NOTICE, tmp_path)
    assert judged(schemes, "我们企业设备投资500万元，项目完成备案", ON) == (True, 500_000)
    assert judged(schemes, "我们企业设备投资200万元，项目完成备案", ON)[0] is False
    assert judged(schemes, "我们企业设备投资500万元", ON)[0] is None


def test_a_heading_of_offers_is_nobody_to_be(tmp_path: Path) -> None:
    text = "第一章 补贴项目\n第一条 运营补贴。收住失能老年人的养老机构，每人每月补贴300元。\n"
    (scheme,) = schemes_in(HEAD + text, tmp_path)
    assert "补贴项目" not in scheme.beneficiary


REACH = (
    "第一条 本办法适用于在市区（含高新区，不含青浦县、白石县）注册的企业。\n第二条 对获评省级绿色工厂的，奖励20万元。\n"
)
SORTS = """云汀市关于组织申报2025年度能源资金的通知
一、支持对象
（一）在云汀市登记注册，具有独立法人资格的企业。
（二）安装屋顶光伏的云汀市居民（仅限申报“二、（二）”）。
二、支持标准
（一）企业光伏。企业安装屋顶光伏的，补助5万元。
（二）户用光伏。居民安装屋顶光伏的，补助2000元。
三、申报条件
（一）改造类项目应当完成节能评估；评定类项目，以当年证书为准。
"""


def test_how_far_a_place_reaches_is_no_other_condition(tmp_path: Path) -> None:
    schemes = schemes_in(HEAD + REACH, tmp_path)
    assert judged(schemes, "我们企业在市区注册，获评省级绿色工厂", ON) == (True, 200_000)
    assert judged(schemes, "我们企业在外市注册，获评省级绿色工厂", ON)[0] is not True


def test_what_is_asked_of_one_sort_of_project_shuts_out_no_other(tmp_path: Path) -> None:
    schemes = schemes_in(SORTS, tmp_path)
    told = "我是云汀市居民，安装了屋顶光伏"
    found = judged(schemes, told, ON)
    assert found[0] is not False
    asked = {need.attr for scheme in schemes for need in scheme.requirements}
    assert not any("评定类项目" in name or "为准" in name for name in asked)
    persons = [one for one in schemes if one.amount and one.amount.value == 2000]
    assert persons and not any("独立法人" in need.attr for one in persons for need in one.requirements)
