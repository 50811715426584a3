"""The one clause that says of which firms and bodies a document speaks: where their seat is, and of which kinds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
HEAD = "苍陵市人民政府\n苍陵市促进产业发展若干政策\n"
OFFER = "\n第三条 对首次认定为省级绿色工厂的，给予10万元一次性奖励。\n"
NAMED = {"首次认定": True, "称号": "绿色工厂", "称号级别": "省级"}
ASKED = "今年首次认定为省级绿色工厂，能奖多少？"
Told = dict[str, Any] | str

ZONE = (
    "第二条 本政策适用于工商注册地、税务征管关系及统计关系均在苍陵经济技术开发区（以下简称“经开区”）范围内，"
    "具有独立法人资格的企业和机构。"
)
DISTRICT = "第二条 本政策适用于注册登记、税收缴纳和统计关系均在荻浦区，具有独立法人资格的企业、事业单位、社会组织。"
BODIES = "第二条 本措施适用于在苍陵市行政区域内登记注册、具有独立法人资格的企事业单位、社会团体。"
TRADES = "第二条 本政策适用于在苍陵市境内依法登记注册的工业企业、生产性服务业企业和其他产业经营主体。"


def outcome(scope: str, told: Told, folder: Path, offer: str = OFFER) -> bool | None:
    schemes = schemes_in(f"{HEAD}{scope}{offer}", folder)
    if isinstance(told, str):
        return judged(schemes, told, ON, ASKED)[0]
    return judged(schemes, {**told, **NAMED}, ON)[0]


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"工商注册地、税务征管关系及统计关系在经开区": True, "独立法人资格": True}, True),
        ({"工商注册地、税务征管关系及统计关系在经开区": False, "独立法人资格": True}, False),
        ({"注册地、税收、统计均在经开区": True, "独立法人资格": True}, True),
        ({"工商注册地": "经开区", "税务征管关系": "经开区", "统计关系": "经开区", "独立法人资格": True}, True),
        ({"工商注册地": "经开区", "税务征管关系": "荻浦区", "统计关系": "经开区", "独立法人资格": True}, False),
        ({"工商注册地": "经开区", "独立法人资格": True}, None),  # nor where it pays its taxes
        ({"工商注册地": "苍陵市", "独立法人资格": True}, None),  # of which the zone is a part
        ({"工商注册地、税务征管关系及统计关系在经开区": True, "独立法人资格": False}, False),
        ("我们公司注册、纳税、统计都在经开区，独立法人", True),
        ("我们是经开区注册纳税纳统的独立法人公司", True),
        ("公司工商税务统计都在区里，独立法人", True),
        ("我们公司注册和交税都在荻浦区，独立法人", False),
        ("公司在荻浦区注册纳税，独立法人", False),
        ("公司注册在经开区，但是税交在荻浦区，独立法人", False),
        ("公司在高新区注册纳税，独立法人", False),
        ("我们公司从经开区的企业买过设备，独立法人", None),
    ],
)
def test_the_seat_is_in_the_zone_by_any_of_its_names(told: Told, eligible: bool | None, tmp_path: Path) -> None:
    assert outcome(ZONE, told, tmp_path) is eligible


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ("我们是荻浦区的独立法人企业，注册、交税、统计都在区里", True),
        ("荻浦注册纳税纳统的独立法人公司", True),
        ("我们公司在石门区注册纳税，独立法人", False),
        ("公司注册在荻浦，税在石门区交，独立法人", False),
        ({"注册地": "荻浦区", "纳税地": "荻浦区", "统计地": "荻浦区", "独立法人资格": True}, True),
        ({"注册地": "石门区", "独立法人资格": True}, False),
        ({"注册地": "荻浦区", "税收缴纳地": "石门区", "独立法人资格": True}, False),
    ],
)
def test_a_district_that_a_clause_names_is_asked_for_and_not_its_city(
    told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert outcome(DISTRICT, told, tmp_path) is eligible


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"在苍陵市行政区域内登记注册": True, "独立法人资格": True}, True),
        ({"注册地": "苍陵", "独立法人": True}, True),
        ({"注册地": "苍陵市", "独立法人资格": True, "申请人类型": "企业"}, True),
        ({"注册地": "温州市", "独立法人资格": True}, False),
        ({"在苍陵市行政区域内登记注册": True, "独立法人资格": False}, False),
        ({"独立法人资格": True}, None),
        ({"在苍陵市行政区域内登记注册": True, "申请人类型": "个人", "独立法人资格": False}, False),
        ("我们公司注册在苍陵，有独立法人资格", True),
        ("我是苍陵市的个人", None),
    ],
)
def test_whoever_is_a_body_is_of_a_list_with_any_body_on_it(told: Told, eligible: bool | None, tmp_path: Path) -> None:
    assert outcome(BODIES, told, tmp_path) is eligible


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"苍陵市境内登记注册": True}, True),  # who bears the title of a works is of one of the trades
        ({"苍陵市境内登记注册": True, "项目类型": "度假酒店"}, True),  # what a project is tells nothing of who asks
        ({"苍陵市境内登记注册": False}, False),
        ({"注册地": "温州市"}, False),
        ({"项目类型": "技术改造"}, None),  # nor where it is registered
    ],
)
def test_a_list_of_trades_shuts_nobody_out_whom_an_offer_names(
    told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert outcome(TRADES, told, tmp_path) is eligible


def test_who_is_of_an_unnamed_district_of_two_names_is_found_in_the_city_of_the_title(tmp_path: Path) -> None:
    text = "徐州市鼓楼区促进产业发展若干政策\n第二条 本政策适用于在鼓楼区注册的企业。" + OFFER
    schemes = schemes_in(text, tmp_path)
    assert {(one.region, one.region_id) for one in schemes} == {("鼓楼区", "320302")}
    assert judged(schemes, {"注册地": "云龙区", **NAMED}, ON)[0] is False
    assert judged(schemes, {"注册地": "鼓楼区", **NAMED}, ON)[0] is True


def test_a_county_of_one_letter_is_known(tmp_path: Path) -> None:
    text = "泾县促进旅游发展若干政策\n第二条 本政策适用于在泾县境内注册的企业。" + OFFER
    assert {one.region for one in schemes_in(text, tmp_path)} == {"泾县"}


@pytest.mark.parametrize(("rank", "eligible"), [(1, False), (2, True), (5, True), (6, False)])
def test_a_word_that_stands_for_a_rank_asks_for_it(rank: int, eligible: bool, tmp_path: Path) -> None:
    text = "\n第三条 对参与制定国家标准的，给予10万元奖励。主导是指在起草单位中排名第一，参与是指排名第二至第五。\n"
    schemes = schemes_in(f"{HEAD}{BODIES}{text}", tmp_path)
    told = {
        "在苍陵市行政区域内登记注册": True,
        "独立法人资格": True,
        "标准类别": "国家标准",
        "参与制定": True,
        "在起草单位中排名": rank,
    }
    assert judged(schemes, told, ON)[0] is eligible


@pytest.mark.parametrize(("kind", "eligible"), [("体外诊断试剂", False), ("骨科植入物", True)])
def test_what_shuts_out_may_be_told_with_its_class_by_itself(kind: str, eligible: bool, tmp_path: Path) -> None:
    text = "\n第三条 对首次取得第二类医疗器械注册证的，给予10万元奖励（第二类体外诊断试剂除外）。\n"
    schemes = schemes_in(f"{HEAD}{BODIES}{text}", tmp_path)
    told = {
        "在苍陵市行政区域内登记注册": True,
        "独立法人资格": True,
        "首次取得医疗器械注册证类别": "第二类",
        "品种": kind,
    }
    assert judged(schemes, told, ON)[0] is eligible
