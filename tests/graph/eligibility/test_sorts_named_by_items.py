"""Items that name sorts of a thing, sums that several costs make up, and for how many of a thing a share is paid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

ROOFS = (
    "一、新建设施农业项目的，按下列标准给予补助：\n1.日光温室，每亩补助1万元；\n2.玻璃温室，每亩补助5万元；\n"
    "3.单体钢架大棚，每亩补助4000元；\n4.连栋钢架大棚，每亩补助2万元。\n"
)
STABLES = (
    "一、新建养殖设施的，按下列标准给予补助：\n1.标准化猪舍，每平方米补助100元；\n2.标准化牛舍，每平方米补助150元。\n"
)
CARS = (
    "一、购置新能源营运车辆的，按下列标准补贴：\n（一）纯电动公交车每辆补贴5万元；\n（二）纯电动物流车每辆补贴2万元。\n"
)
CLEAN = "一、购置新能源车辆的，按下列标准给予补贴：\n1.物流车，每辆补贴2万元；\n2.出租车，每辆补贴1万元。\n"
GROWN = "一、农业企业新建用于花卉、苗木种植的设施大棚的，每亩补助8000元。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (ROOFS, "合作社新建设施农业项目，盖了15亩日光温室", (True, 150_000)),
        (ROOFS, "合作社新建设施农业项目，盖了3亩玻璃温室", (True, 150_000)),
        (ROOFS, "合作社新建设施农业项目，盖了8亩连栋钢架大棚", (True, 160_000)),
        (ROOFS, "合作社新建设施农业项目，盖了8亩大棚", (None, None)),  # of which sort is not told
        (STABLES, "我们合作社新建标准化牛舍2000平方米", (True, 300_000)),
        (STABLES, "我们合作社新建标准化鸡舍2000平方米", (None, None)),
        (CARS, "我们公司购置了10辆纯电动物流车", (True, 200_000)),
        (CARS, "我们公司买了4辆纯电动公交车", (True, 200_000)),
        (CLEAN, "我公司买了5辆柴油物流车", (False, 0.0)),
        (GROWN, "我们农业企业建了12亩连栋大棚种蝴蝶兰", (True, 96_000)),
        (GROWN, "我们农业企业新建了12亩大棚养鸡", (None, None)),
    ],
)
def test_an_item_is_for_its_own_sort(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


SHOP = "一、新开设特色门店的，按装修、租金费用的30%给予补助，最高50万元。\n"
PRINT = "一、企业开展产品碳标识核算的，按核算费、认证费的50%给予补助，最高10万元。\n"
FAIRS = "一、企业参加境外展会的，按展位费的70%给予补助，每个展位不超过2万元，每家企业最多补助3个展位。\n"
VANS = "一、购置冷藏车的，按购置价格的10%给予补助，每辆最高5万元，每个主体每年不超过3辆。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (SHOP, "我们新开了特色门店，装修花了60万元，租金40万元", (True, 300_000)),
        (PRINT, "我们企业开展产品碳标识核算，核算费8万元，认证费4万元", (True, 60_000)),
        (PRINT, "我们企业开展产品碳标识核算，核算费8万元", (True, 40_000)),
        (FAIRS, "我们企业去德国参展，要了4个摊位，每个展位费2万元", (True, 42_000)),
        (FAIRS, "我们企业去德国参展，订了2个展位，每个展位费4万元", (True, 40_000)),
        (VANS, "我公司买了5辆冷藏车，每辆30万元", (True, 90_000)),
        (VANS, "我公司买了2辆冷藏车，每辆30万元", (True, 60_000)),
    ],
)
def test_a_share_is_of_all_its_costs_and_of_no_more_things_than_are_paid_for(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
