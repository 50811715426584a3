"""What stands before 的 within a phrase, lists of whom one alone is bound, ranges in tables, vehicles given up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市老旧汽车更新和健康补助办法\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

CARE = "第一条 在经市卫生健康部门批准的医疗机构接受康复治疗的残疾儿童，每人补助2000元。\n"
WARD = "第一条 本市户籍居民因病在二级以上医疗机构住院治疗的，一次性补助1000元。\n"
CARS = (
    "第一条 个人将本人名下国四及以下排放标准的非营运汽油乘用车交售给具有资质的报废机动车回收企业，"
    "自注销之日起6个月内在本市购买新能源乘用车的，每辆补贴8000元。\n"
)
LORRIES = """第一条 对注销时距强制报废期满1年以上的柴油货车，按下表给予车主补贴：
| 车型 | 1年以上不足3年 | 3年以上 |
| --- | --- | --- |
| 轻型 | 5000元/辆 | 8000元/辆 |
| 重型 | 9000元/辆 | 20000元/辆 |
"""
SHOPS = (
    "第一条 毕业5年内的高校毕业生、退役军人和登记失业人员，首次在本市创办小微企业或者从事个体经营，"
    "正常经营6个月以上的，给予一次性创业补贴5000元。\n"
)
HONOURS = (
    "第一条 本市户籍现役军人立功的，凭立功喜报给其家庭发放慰问金：二等功6000元，三等功2000元。\n"
    "第二条 申请人应当自符合条件之日起12个月内提出申请。\n"
)
LINKED = "第一条 企业投资建设的公共充电站，接入市充电监管平台满1年的，一次性补贴3万元。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (WARD, "我是云汀户口，今年因病在三级医院住院治疗", (True, 1_000)),
        (WARD, "我是云汀户口，今年因病在一级医院住院治疗", (False, 0)),
        (
            CARS,
            "我名下一台国三的汽油轿车，不是营运车，今年5月交给有资质的回收企业报废注销了，8月买了台纯电动轿车",
            (True, 8_000),
        ),
        (
            CARS,
            "我名下一台国五的汽油轿车，不是营运车，今年5月交给有资质的回收企业报废注销了，8月买了台纯电动轿车",
            (False, 0),
        ),
        (LORRIES, {"柴油货车": True, "车型": "重型", "注销时距强制报废期_年": 2, "数量_辆": 1}, (True, 9_000)),
        (LORRIES, {"柴油货车": True, "车型": "重型", "注销时距强制报废期_月": 10}, (False, 0)),
        (SHOPS, "我是退役军人，第一次在云汀开店，办了个体户，已经经营8个月", (True, 5_000)),
        (SHOPS, {"高校毕业生": True, "首次从事个体经营": True, "正常经营月数": 8}, (None, None)),
        (SHOPS, {"高校毕业生": True, "毕业年限": 3, "首次从事个体经营": True, "正常经营月数": 8}, (True, 5_000)),
        (SHOPS, {"高校毕业生": True, "毕业年限": 7, "首次从事个体经营": True, "正常经营月数": 8}, (False, 0)),
        (HONOURS, "我是云汀户口，现役军人，今年3月立了三等功", (True, 2_000)),
        (HONOURS, "我是云汀户口，现役军人，去年3月立了三等功", (False, 0)),
        (LINKED, {"公共充电站": True, "接入市充电监管平台_年": 2}, (True, 30_000)),
    ],
)
def test_parts_of_a_phrase_are_asked_of_what_they_are_said_of(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (CARE, "在经市卫生健康部门批准的医疗机构接受康复治疗"),
        (HONOURS, "三等功"),
        (LINKED, "公共充电站"),
    ],
)
def test_what_nobody_could_fail_is_not_asked(body: str, asked: str, tmp_path: Path) -> None:
    needs = [need.attr for scheme in schemes_in(f"{HEAD}{body}", tmp_path) for need in scheme.requirements]
    assert asked in needs
    assert not any(need.startswith(("凭", "投资建设", "申请人类型")) for need in needs)
