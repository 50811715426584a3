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
