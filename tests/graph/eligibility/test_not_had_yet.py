"""What is only meant, on its way, or had in another way than asked for is never taken for done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

CLAUSE = "云汀市促进产业发展若干政策\n一、{}，给予10万元奖励。\n"
ON = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("在我市新开设全国首店的", "正在谈一个全国首店"),
        ("在我市设立区域总部的", "打算把区域总部放过来"),
        ("建设电商直播基地的", "准备弄个直播基地"),
        ("建设电商直播基地的", "入驻了别人的直播基地"),
        ("租用公共海外仓的", "海外仓是自己建的"),
        ("租用公共海外仓的", "想租公共海外仓"),
        ("建设海外仓的", "海外仓是租的"),
        ("取得进出口经营权的", "进出口权还没办"),
        ("开通国际货运航线的", "国际货运航线还在谈"),
        ("新增营运车辆的", "营运车辆卖了两台"),
    ],
)
def test_not_done_as_asked(clause: str, said: str, tmp_path: Path) -> None:
    eligible, _ = judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)
    assert eligible is not True


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("建设电商直播基地的", "我们建了直播基地，想问一下"),
        ("取得进出口经营权的", "进出口经营权取得了，一直没断过"),
        ("建设海外仓的", "租了块地自己建了海外仓"),
        ("新增营运车辆的", "卖了旧的，又新增两台营运车辆"),
    ],
)
def test_done_as_asked(clause: str, said: str, tmp_path: Path) -> None:
    eligible, _ = judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)
    assert eligible is True
