"""Several deeds told in one question of which all is asked for together, and what they come to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
TITLES = (
    "一、首次获评绿色工厂的，奖励30万元。\n"
    "二、新认定的国家级、省级、市级工业设计中心、检测中心，分别奖励200万元、50万元、10万元。\n"
)
RENT_OR_HOUSE = "三、租房补助与购房补助不得同时享受。\n"
HIGHEST = "三、同一企业符合多项条款的，按就高不重复原则执行。\n"
HOTEL = (
    "一、对新评为四星级、五星级的酒店，分别奖励30万元、60万元。\n"
    "二、新获评国家级、省级绿色饭店的，分别奖励10万元、5万元。\n"
)
SEAT = (
    "一、落户奖励。新引进的航运企业，实缴注册资本1000万元以上的，按实缴注册资本的2%给予落户奖励。\n"
    "二、办公用房补助。新引进的航运企业租赁自用办公用房的，按实际租金的30%给予补助。\n"
)
GREEN, CENTRE = "今年首次获评绿色工厂", "又新认定了省级工业设计中心"


@pytest.mark.parametrize(
    ("body", "told", "asking", "expected"),
    [
        (TITLES, f"{GREEN}，{CENTRE}", "一共奖多少？", (True, 800_000)),
        (TITLES, f"{GREEN}，{CENTRE}", "两样加起来多少？", (True, 800_000)),
        (TITLES, f"{GREEN}，同时新认定了国家级检测中心", "总共能拿多少？", (True, 2_300_000)),
        (TITLES + RENT_OR_HOUSE, f"{GREEN}，{CENTRE}", "一共奖多少？", (True, 800_000)),  # a rule on two other aids
        (TITLES + HIGHEST, f"{GREEN}，{CENTRE}", "一共奖多少？", (True, 500_000)),
        (TITLES, GREEN, "一共奖多少？", (True, 300_000)),
        (TITLES, "今年新认定了市级检测中心", "奖多少？", (True, 100_000)),
        (HOTEL, "我们酒店今年新评为五星级，又获评省级绿色饭店", "两项合计多少？", (True, 650_000)),
        (
            SEAT,
            "新引进的航运企业，实缴资本3000万元，租自用办公用房年租金40万元",
            "两项加起来多少？",
            (True, 720_000),
        ),
    ],
)
def test_what_is_paid_for_several_deeds_comes_together(
    body: str, told: str, asking: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON, asking) == expected


def test_what_both_come_to_is_left_open_where_one_of_them_is(tmp_path: Path) -> None:
    told = "今年首次获评绿色工厂，又在申请工业设计中心"
    found = judged(schemes_in(f"{HEAD}{TITLES}", tmp_path), told, ON, "两样加起来多少？")
    assert found == (True, None)
