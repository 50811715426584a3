"""Conditions that list things, of which applicants tell one in their own words; growth told by two years."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
RETROFIT = (
    "对既有生产线、生产装置实施余热余压利用、电机系统节能、绿色照明等节能技术改造"
    "，年节能量200吨标准煤以上的，给予10万元补助。"
)
SHOW = "举办营业性演唱会、音乐节等大型演出，售票观众3000人以上的，给予20万元奖励。"
LOAN = "对文旅、住宿餐饮、商贸领域中小微企业，用于经营场所装修改造和设备购置的银行贷款，按实际支付利息的30%给予贴息。"
RATED = "对首次评定为国家5A级、4A级、3A级旅游景区的，分别给予一次性奖励500万元、100万元、30万元。"
CHECKED = "自愿开展清洁生产审核并通过市级以上主管部门评估验收的，给予8万元奖励。"
SHARE = "限额以上餐饮业企业，年营业额1000万元以上且同比增长15%以上的，按营业额增量的1%给予奖励。"
STEPS = "限额以上零售业企业，年零售额5000万元以上且同比增长10%以上的，零售额每增加1000万元奖励5万元，最高100万元。"
PARTIES = "旅行社组织区外游客旅游，单团10人以上、住宿1晚以上，全年累计达到1000人次以上的，按每人次20元给予奖励。"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (RETROFIT, "给老生产线做了余热利用改造，一年能省860吨标煤", (True, 100_000)),
        (RETROFIT, {"既有生产线节能技术改造": True, "年节能量(吨标准煤)": 860}, (True, 100_000)),
        (RETROFIT, "新建了一条生产线，一年能省860吨标煤", (None, None)),
        (SHOW, "我们办了一场营业性演唱会，售票观众5000人", (True, 200_000)),
        (SHOW, "我们办了一场商品展，售票观众5000人", (None, None)),
        (LOAN, "我们是开酒店的小微企业，为装修改造经营场所向银行贷了一笔300万元，实际支付利息12万元", (True, 36_000)),
        (RATED, "我们景区去年头一回评上国家4A", (True, 1_000_000)),
        (RATED, {"评定等级": "国家4A级旅游景区", "首次评定": True}, (True, 1_000_000)),
        (CHECKED, "我们自愿做的清洁生产审核，去年通过了市里的评估验收", (True, 80_000)),
        (CHECKED, "我们自愿做的清洁生产审核，没通过市里的评估验收", (None, None)),
        (SHARE, "我们是限上餐饮企业，2024年营业额2000万元，2025年做到2600万元", (True, 60_000)),
        (SHARE, "我们是限上餐饮企业，去年营业额1500万元，比前年涨了8%", (False, 0)),
        (SHARE, "我们是限上餐饮企业，去年营业额2600万元，比前年涨了30%", (True, None)),
        (STEPS, "我们是限上零售企业，去年零售额1.145亿元，前年8000万元", (True, 150_000)),
        (STEPS, "我们是限上零售企业，去年零售额11亿元，前年8亿元", (True, 1_000_000)),
        (PARTIES, "旅行社去年一共带了1.2万人次外区客人，每个团都不少于10人，都住了一晚", (True, 240_000)),
        (PARTIES, "旅行社去年一共带了1.2万人次外区客人，每个团不到10人，都住了一晚", (False, 0)),
    ],
)
def test_one_thing_of_a_list_is_enough(
    text: str, told: str | dict[str, Any], expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"湖山市若干措施\n一、支持发展。{text}", tmp_path), told, ON) == expected


PLACED = """湖山市南渡区关于促进消费的若干措施
一、提升服务
（一）打造名店。限额以上零售业企业，年零售额5000万元以上且同比增长10%以上的，奖励5万元。
（二）网上零售。限额以上零售业企业通过公共网络实现的年零售额1000万元以上的，奖励50万元。
二、附则
（一）申报主体应为工商注册、税务征管和统计关系均在南渡区的独立法人企业。
"""
HERE = "我们是限上零售企业，独立法人，去年零售额1.2亿元，前年8000万元"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (f"{HERE}，公司工商、税务、统计都在南渡", (True, 50_000)),
        (f"{HERE}，注册、税、统计关系全在南渡区", (True, 50_000)),
        (f"{HERE}，注册和统计都在隔壁区", (False, 0)),
        (HERE, (None, None)),
    ],
)
def test_where_a_firm_is_counted_is_told_with_its_register(
    told: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(PLACED, tmp_path), told, ON) == expected


STATIONS = (
    "对2025年1月1日后建成并通过竣工验收的换电站，单站功率500千瓦以上的，给予30万元补贴。"
    "考核为A级的，再给予5万元运营补贴；考核为C级的，不予补贴。"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2025年12月投运了一座换电站，10台120千瓦的桩，共1200千瓦，备案验收都有", (True, 300_000)),
        ("2024年12月投运了一座换电站，功率1200千瓦，备案验收都有", (False, 0)),
        ("2025年12月投运了一座公共充电站，功率1200千瓦，备案验收都有", (None, None)),  # 充电站 is no 换电站
    ],
)
def test_what_went_into_use_was_done_then(
    told: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"湖山市若干措施\n一、支持换电。{STATIONS}", tmp_path), told, ON) == expected


CHARGERS = "对公共充电站安装超级快充设备的，给予30万元补贴；安装直流快充设备的，给予20万元补贴。"
AUDIT = "委托有资质的机构开展产品碳足迹核算，取得认证证书的，给予2万元奖励。"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (CHARGERS, "我们公共充电站安装了10台直流桩", (True, 200_000)),
        (CHARGERS, "我们公共充电站安装了10台超充", (True, 300_000)),
        (AUDIT, {"委托有资质的机构": True, "产品碳足迹核算": True, "取得认证证书": True}, (True, 20_000)),
        (AUDIT, {"委托有资质的机构": False, "取得认证证书": True}, (False, 0)),
        (AUDIT, {"取得认证证书": True}, (None, None)),
    ],
)
def test_what_is_given_by_name_counts_for_what_it_is_part_of(
    text: str, told: str | dict[str, Any], expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"湖山市若干措施\n一、支持发展。{text}", tmp_path), told, ON) == expected
