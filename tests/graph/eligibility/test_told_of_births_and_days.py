"""Whose register counts, which child it is, and for how many days or months a sum is paid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市生育支持和托育照护办法\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

BIRTHS = (
    "第一条 夫妻至少一方具有本市户籍且新生儿在出生后3个月内登记本市户口的家庭，一次性发放生育补贴："
    "生育一孩的1000元，生育二孩的3000元，生育三孩的6000元。\n"
)
BOTH = "第一条 夫妻双方均为本市户籍，当年结婚登记的，一次性发放婚礼补贴2000元。\n"
HOMES = "第一条 生育二孩的本市户籍家庭，在生育后三年内购买市区新建商品住房的，一次性补贴2万元。\n"
NURSING = "第一条 本市户籍居民住院治疗的，按住院天数给予每天100元的护理补贴，每人每年累计不超过30天。\n"
RAISING = "第一条 本市户籍家庭生育二孩的，按月发放育儿补贴，每孩每月300元，最长24个月。\n"
PUPILS = "第一条 普惠性民办幼儿园，按在园幼儿数给予生均补助：一级幼儿园每生每年800元，二级幼儿园每生每年500元。\n"
SCRAPPED = "第一条 个人报废本人名下货车，自注销之日起6个月内购买新能源货车的，一次性补贴9000元。\n"
LORRIES = """第一条 对报废国三及以下排放标准柴油货车的车主，按下表给予补贴：
| 车型 | 补贴（元/辆） |
| --- | --- |
| 轻型 | 4000 |
| 重型 | 9000 |
"""


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (BIRTHS, "我老公是云汀户口，老二2025年9月出生，10月上了云汀户口", (True, 3_000)),
        (BIRTHS, "我和老公都是云汀户口，三宝2025年9月出生，10月给孩子上了云汀户口", (True, 6_000)),
        (BIRTHS, "我老公是云汀户口，老二2025年3月出生，10月上了云汀户口", (False, 0)),
        (BIRTHS, "我老公是云汀户口，老二2025年9月出生", (None, None)),
        (BOTH, "我和爱人都是云汀户口，今年国庆办的结婚登记", (True, 2_000)),
        (BOTH, "我是云汀户口，今年国庆办的结婚登记", (None, None)),
        (BOTH, "我是云汀户口，老公是外省户口，今年国庆办的结婚登记", (False, 0)),
        (HOMES, "我们云汀户口，去年生了二孩，今年5月在市区买了新建商品房", (True, 20_000)),
        (HOMES, "我们云汀户口，去年生了二孩，今年5月在市区买了套二手房", (False, 0)),
        (NURSING, "我是云汀户口，今年住院治疗，前后一共住了12天", (True, 1_200)),
        (NURSING, {"本市户籍": True, "住院治疗": True, "住院天数": 45}, (True, 3_000)),
        (RAISING, {"本市户籍": True, "生育二孩": True, "发放月数": 30}, (True, 7_200)),
        (PUPILS, {"普惠性民办幼儿园": True, "幼儿园等级": "二级幼儿园", "在园幼儿数": 120}, (True, 60_000)),
        (SCRAPPED, {"个人": True, "报废本人名下货车": True, "购买新能源货车": True, "注销至购车_月": 4}, (True, 9_000)),
        (SCRAPPED, {"个人": True, "报废本人名下货车": True, "购买新能源货车": True, "注销至购车_月": 8}, (False, 0)),
    ],
)
def test_births_homes_and_days_are_held_against_the_offer(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


def test_months_asked_for_are_paid_for(tmp_path: Path) -> None:
    schemes = schemes_in(f"{HEAD}{RAISING}", tmp_path)
    assert judged(schemes, "我家云汀户口，生了二孩", ON, "这10个月能领多少育儿补贴？") == (True, 3_000)


def test_and_below_is_no_pointer_to_a_table(tmp_path: Path) -> None:
    schemes = schemes_in(f"{HEAD}{LORRIES}", tmp_path)
    assert all(any("排放标准" in need.attr for need in scheme.requirements) for scheme in schemes)


PRICES = """第一条 个人在本市购买新能源乘用车新车的，按发票价税合计金额给予一次性补贴：
1.10万元（含）以上、20万元（不含）以下的，每辆补贴2000元；
2.20万元（含）以上的，每辆补贴4000元。
"""
ILLNESS = """第一条 低保家庭成员，住院费用经医保支付后，自付合规费用超过1万元的，按下列标准累加补助，每人最高3万元：
（一）超过1万元至3万元的部分，补助20%；
（二）超过3万元至6万元的部分，补助30%；
（三）超过6万元的部分，补助40%。
"""
RENTED = """第一条 本市户籍家庭在市区租房居住并办理租赁备案，按下列标准补贴，但不超过实际月租金的40%，累计不超过12个月：
（一）有两个未成年子女的，每户每月500元；
（二）有三个及以上未成年子女的，每户每月900元。
已承租公共租赁住房的家庭，不享受前款补贴。
第二条 低保家庭新装电梯的，每户补贴1000元。
"""
WARDS = "第一条 本市户籍产妇住院分娩的，顺产补助1000元，剖宫产补助2000元。生育多胞胎的，每多一孩增加300元。\n"
PITCHES = "第一条 社会力量新建足球场的，按五人制每片3万元、七（八）人制每片6万元、十一人制每片9万元给予补助。\n"
PAYING = {"本市户籍": True, "在市区租房居住": True, "办理租赁登记备案": True, "未成年子女数": 3, "实际月租金": 2000}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (PRICES, "我个人在云汀买了台纯电动轿车新车，发票价税合计正好20万元", (True, 4_000)),
        (PRICES, "我个人在云汀买了台纯电动轿车新车，发票价税合计12万元", (True, 2_000)),
        (PRICES, "我个人在云汀买了台纯电动轿车新车，发票价税合计8万元", (False, 0)),
        (ILLNESS, {"低保家庭成员": True, "个人自付的合规费用": 20_000}, (True, 2_000)),
        (ILLNESS, {"低保家庭成员": True, "个人自付的合规费用": 50_000}, (True, 10_000)),
        (ILLNESS, {"低保家庭成员": True, "个人自付的合规费用": 200_000}, (True, 30_000)),
        (WARDS, "我是云汀户口，今年住院剖宫产，生了双胞胎", (True, 2_300)),
        (WARDS, "我是云汀户口，今年住院剖宫产", (True, 2_000)),
        (WARDS, {"本市户籍": True, "产妇": True, "住院分娩": True, "顺产": True, "新生儿数": 3}, (True, 1_600)),
        (PITCHES, "我们社会力量新建了2片五人制和1片七人制足球场", (True, 120_000)),
        (RENTED, {**PAYING, "租房月数": 6}, (True, 4_800)),
        (RENTED, {**PAYING, "租房月数": 20}, (True, 9_600)),
        (RENTED, {**PAYING, "已承租公共租赁住房": True}, (False, 0)),
        (RENTED, "我家是低保户，住的是公租房，今年新装了电梯", (True, 1_000)),
    ],
)
def test_sums_of_items_are_those_of_their_clause(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
