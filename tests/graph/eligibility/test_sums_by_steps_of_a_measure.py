"""Sums by steps of a measure that the words before them name, and for the first few of a thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

ROOMS = "一、新建社区书房的，{by}：200平方米以上不足400平方米的，补助6万元；400平方米以上的，补助15万元。\n"
BEDS = "一、民宿按照客房数量给予一次性奖励：5间以上不足10间的，每家3万元；10间以上的，每家6万元。\n"
HIRES = (
    "一、创业实体吸纳他人就业的，按以下标准给予补贴，同一创业实体累计不超过3万元：\n"
    "1.带动就业4人以下的（含4人），每人2000元；\n2.带动就业超过4人的，前4人按每人2000元，超出部分按每人3000元。\n"
)


@pytest.mark.parametrize(
    "by",
    ["按照建筑面积给予补助", "根据建筑面积大小分别给予补助", "视建筑面积分档给予一次性补助", "依据建筑面积给予补助"],
)
@pytest.mark.parametrize(("size", "expected"), [(450, (True, 150_000)), (300, (True, 60_000)), (150, (False, 0.0))])
def test_steps_are_of_the_measure_named_before_them(
    by: str, size: int, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    schemes = schemes_in(f"{HEAD}{ROOMS.format(by=by)}", tmp_path)
    assert judged(schemes, f"我们街道新建社区书房，建筑面积{size}平方米", ON) == expected
    assert judged(schemes, {"新建社区书房": True, "建筑面积": size}, ON) == expected


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (BEDS, "我们民宿有8间客房", (True, 30_000)),
        (BEDS, "我们民宿有3间客房", (False, 0.0)),
        (HIRES, "我的创业实体带动就业7人", (True, 17_000)),
        (HIRES, "我的创业实体带动就业4个人", (True, 8_000)),  # the fourth counts in
        (HIRES, "我的创业实体带动就业20人", (True, 30_000)),  # what one gets at most
        (HIRES, {"创业实体吸纳他人就业": True, "带动就业人数": 3}, (True, 6_000)),
    ],
)
def test_first_few_are_paid_their_own_sum(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
