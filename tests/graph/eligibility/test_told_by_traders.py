"""What traders and carriers tell: sums for each of several things, sizes, ways, owners, tables of turnover."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市促进商贸发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

STALLS = (
    "一、企业参加境外专业展的，按实际支付展位费的70%给予补助，每个标准展位（9平方米）最高不超过2万元，"
    "单个企业年度最高20万元。\n"
)
STORES = "一、对企业在境外自建或租赁面积1500平方米以上的分拨仓，给予30万元一次性补助。\n"
WAYS = "一、对以1210、9610、9810监管方式出口的企业，给予5万元一次性奖励。\n"
SORTERS = "一、对仓储、分拨企业购置自动分拣、无人搬运、智能盘点等设备，投资额50万元以上的，按投资额的8%给予补助。\n"
SETTLED = """一、对2024年1月1日后在我市新设立、由市外投资者控股的贸易企业，首个完整年度销售额达到下列标准的，给予奖励：
| 首个完整年度销售额（人民币） | 奖励标准 |
| --- | --- |
| 2亿元（含）—4亿元 | 20万元 |
| 4亿元（含）以上 | 50万元 |
"""
GROWTH = "一、对年出口额200万美元以上的企业，按出口额较上年的增量，每增加1美元给予0.04元奖励。\n"
ROOMS = """第一条 新建养老机构，新增床位20张以上的，按下列标准给予建设补贴：
（一）利用自有房屋举办的，每张新增床位补贴9000元；
（二）利用租赁房屋举办的，每张新增床位补贴5000元；
（三）新增床位属于护理型床位的，在前两项标准基础上每张再增加1000元。
"""


def verdict(body: str, told: Told, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    return judged(schemes_in(f"{HEAD}{body}", folder), told, ON)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (STALLS, "我们公司参加了境外专业展，订了3个标准展位，每个展位费付了4万元，补多少？", (True, 60_000)),
        (STALLS, "我们公司参加了境外专业展，订了3个标准展位，每个展位费付了2万元，补多少？", (True, 42_000)),
        (STALLS, "我们公司参加了境外专业展，订了3个标准展位，展位费一共付了6万元，补多少？", (True, 42_000)),
        (STALLS, "我们公司8个人参加了境外专业展，展位费每个月付2万元，补多少？", (True, 14_000)),
        (STORES, "我们公司在境外租了个1200平方米的分拨仓，能补吗？", (False, 0)),
        (STORES, "我们公司在境外租了个1600平方米的分拨仓，能补吗？", (True, 300_000)),
        (WAYS, {"申请人类型": "企业", "监管方式": "9610"}, (True, 50_000)),
        (WAYS, {"申请人类型": "企业", "监管方式": "0110"}, (None, None)),
        (SORTERS, "我们是仓储企业，今年上了一套自动分拣设备，投资额60万元，补多少？", (True, 48_000)),
        (SORTERS, {"仓储、分拨企业": True, "购置智能盘点设备": True, "投资额": 400_000}, (False, 0)),
        (SETTLED, "我们是外地老板控股的贸易企业，2024年5月在云汀新设立，首个完整年度销售额5亿元", (True, 500_000)),
        (SETTLED, "我们是贸易企业，2024年5月在云汀新设立，首个完整年度销售额做了5亿元", (None, None)),
        (GROWTH, "我们是外贸企业，去年出口额500万美元，前年是400万美元，奖多少？", (True, 40_000)),
        (GROWTH, {"申请人类型": "企业", "年出口额（美元）": 5_000_000, "出口额增量": 1_000_000}, (True, 40_000)),
        (ROOMS, "我们租房子新建了养老院，新增床位30张，全是护理型的，补多少？", (True, 180_000)),
        (ROOMS, {"新建养老机构": True, "租赁房屋": True, "新增床位": 30, "护理型床位（张）": 10}, (True, 160_000)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert verdict(body, told, tmp_path) == expected
