"""What applicants tell in their own habits settles what documents ask for, and nothing beyond it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme, consult, understand
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str


def of_one(body: str, folder: Path) -> tuple[Scheme, ...]:
    return schemes_in(f"{HEAD}{body}\n", folder)


def verdict(offer: str, told: Told, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    body = offer if offer.startswith("第") else f"一、支持措施\n1.{offer}\n"
    schemes = of_one(body, folder)
    return judged(schemes, told, ON)


STORE = "2025年1月1日以后新建并建成投用的冷库，给予10万元补助。"
PANELS = "2024年1月1日至2026年12月31日期间建成并网的光伏项目，给予5万元补助。"
HOMES = (
    "第一条 在本细则施行后购买首套新建商品住房的，给予3万元补贴。\n"
    "第二条 本细则自2024年1月10日起施行，有效期至2027年1月9日。"
)


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (STORE, {"冷库": True, "新建时间": "2025", "已建成投用": True}, True),
        (STORE, {"冷库": True, "新建时间": "2024", "已建成投用": True}, False),
        (PANELS, {"光伏项目": True, "建成并网": True, "并网时间": "2025-02"}, True),
        (PANELS, {"光伏项目": True, "建成并网": True, "并网时间": "2023"}, False),
        (PANELS, "我们的光伏项目2025年2月并的网", True),
        (PANELS, "我们的光伏项目前年并的网", False),
        (HOMES, {"首套新建商品住房": True, "购房时间": "2025"}, True),
        (HOMES, {"首套新建商品住房": True, "购房时间": "2023"}, False),
        (HOMES, {"首套新建商品住房": True, "购房时间": "2024"}, None),  # part of the year lies before it is in force
        (HOMES, {"首套新建商品住房": True}, None),
    ],
)
def test_a_year_or_month_that_lies_inside_settles_a_bound_on_days(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert verdict(offer, told, tmp_path)[0] is eligible


MAKERS = "制造业企业购置设备的，给予10万元补助。"
FIRMS = "企业首次开展碳足迹核算的，给予3万元补助。"
FARMS = "农业企业、农民合作社新建冷库的，给予5万元补助。"
NAMED = "高新技术企业购置设备的，给予10万元补助。"
PARTIES = "采购首台套装备且供需双方无关联关系的，给予5万元补助。"


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (MAKERS, "我们是五金厂，今年购置了设备", True),
        (MAKERS, "公司做高端装备的，今年购置了设备", True),
        (MAKERS, {"行业": "五金制造", "购置设备": True}, True),
        (MAKERS, "我们是做服装批发的，今年购置了设备", False),
        (FIRMS, "公司首次开展碳足迹核算", True),
        (FIRMS, {"企业类型": "有限责任公司", "首次开展碳足迹核算": True}, True),
        (FARMS, {"经营主体类型": "农民合作社", "新建冷库": True}, True),
        (FARMS, {"经营主体类型": "个人", "新建冷库": True}, False),
        (NAMED, {"企业类型": "企业", "购置设备": True}, None),
        (PARTIES, {"采购首台套装备": True, "供需双方存在关联关系": False}, True),
        (PARTIES, {"采购首台套装备": True, "供需双方存在关联关系": True}, False),
    ],
)
def test_what_applicants_call_themselves_tells_their_kind_and_no_more(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert verdict(offer, told, tmp_path)[0] is eligible


def test_the_trade_of_a_client_or_employer_is_not_the_applicants(tmp_path: Path) -> None:
    schemes = of_one(f"一、支持措施\n1.{MAKERS}", tmp_path)
    for words in ("我们给化工厂做保洁", "我在一家五金厂上班", "我们不是化工厂"):
        assert not any(fact.attr == "行业" for fact in understand(words, schemes, ON).items), words


CENTRE = "在市区范围（云东区、云西区、高新区）内注册的企业购置设备的，给予2万元补助。"
GROUND = "在本市登记且生产基地在本市的农民合作社新建冷库的，给予2万元补助。"


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (CENTRE, "公司在高新区注册，今年购置了设备", True),
        (CENTRE, "公司注册在云西区，今年购置了设备", True),
        (CENTRE, "市区独立法人企业，今年购置了设备", True),
        (CENTRE, "公司在云北县注册，今年购置了设备", False),
        (GROUND, "我们合作社登记和基地都在本市，新建了冷库", True),
        (GROUND, "合作社在云汀登记、基地也在云汀，新建了冷库", True),
        (GROUND, "我们合作社在云汀登记，新建了冷库", None),
        (GROUND, "我们合作社登记和基地都在隔壁市，只是货在云汀有卖，新建了冷库", False),
    ],
)
def test_the_place_is_told_in_few_words(offer: str, told: Told, eligible: bool | None, tmp_path: Path) -> None:
    assert verdict(offer, told, tmp_path)[0] is eligible


COLD = "机械冷库按库容每立方米补助200元，气调冷库按库容每立方米补助300元。"


def test_a_kind_told_chooses_its_tier(tmp_path: Path) -> None:
    assert verdict(COLD, {"冷库类型": "机械冷库", "库容": 600}, tmp_path) == (True, 120_000)
    assert verdict(COLD, "我们新建了气调冷库800立方米", tmp_path) == (True, 240_000)


SECOND = "第一条 购买首套住房的，给予3万元补贴。\n第二条 购买二手住房、非住宅或者通过赠与方式取得住房的，不予补贴。"
GRADES = "更新为能效1级设备的，给予2万元补助；更新为能效2级设备的，给予1万元补助。"
PREMISES = "购置用房举办的养老机构，给予5万元补助。"


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (SECOND, {"首套住房": True, "住房类型": "二手住房"}, False),
        (SECOND, "我买了首套住房，是套二手房", False),
        (GRADES, "我们企业去年更新为能效3级设备", None),
        (PREMISES, "我们是民办养老院，租的房子", None),
        (PREMISES, "我们是民办养老院，买的楼", True),
    ],
)
def test_what_is_like_what_is_asked_for_is_not_it(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert verdict(offer, told, tmp_path)[0] is eligible


NAMED_AID = (
    "第一条 高校毕业生签订劳动合同的，可以申领生活补贴，每人每月800元。\n"
    "第二条 高校毕业生签订劳动合同并购买住房的，可以申领购房补贴，每人5万元。"
)


def test_an_offer_called_by_its_name_is_meant(tmp_path: Path) -> None:
    schemes = of_one(NAMED_AID, tmp_path)
    for name, article in (("生活补贴", "第一条"), ("购房补贴", "第二条")):
        found = consult(schemes, f"我是高校毕业生，签了劳动合同，也买了住房，{name}能领多少？", ON)
        assert found and found.outcome.tier and found.outcome.tier.scheme.place.path == article


GROWN = "限上零售企业年零售额1亿元以上且同比增长10%以上的，奖励15万元。"
LEAPT = "年营业收入超过5亿元的企业，给予20万元奖励。"


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (GROWN, "我们是限上零售企业，去年零售额1.5亿元，前年1.2亿元", True),
        (GROWN, "我们是限上零售企业，去年零售额1.3亿元，前年1.2亿元", False),
        (GROWN, "我们是限上零售企业，去年零售额1.3亿元", None),
        (LEAPT, "我们企业前年营收4.8亿元，去年营收10.3亿元", True),
        (LEAPT, "我们企业前年营收5.8亿元，去年营收4.3亿元", False),
    ],
)
def test_of_two_years_the_later_counts_and_the_growth_is_reckoned(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert verdict(offer, told, tmp_path)[0] is eligible


def test_growth_that_was_reckoned_says_from_what(tmp_path: Path) -> None:
    schemes = of_one(f"一、支持措施\n1.{GROWN}", tmp_path)
    facts = understand("我们是限上零售企业，去年零售额1.5亿元，前年1.2亿元", schemes, ON)
    assert any(fact.told() == "同比增长：25%（按去年零售额1.5亿元、前年1.2亿元算出）" for fact in facts.items)
