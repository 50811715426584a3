"""A measure that is told without its name is taken for the one of its kind that the offer asks for, and said aloud."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import judged, schemes_in

DAY = date(2024, 6, 1)
TITLE = "青岚市促进产业发展若干政策\n"


@pytest.mark.parametrize(
    ("offer", "told", "comes"),
    [
        (
            "对新建水稻育秧中心，育秧设施面积500平方米以上的，验收合格后给予10万元补助。",
            "我们新建了水稻育秧中心，设施有{}平方米，验收合格了",
            {"600": True, "400": False},
        ),
        (
            "对直播电商基地，经营面积1000平方米以上、年直播场次500场以上的，给予运营主体30万元奖励。",
            "我们运营一个直播电商基地，经营面积1200平方米，去年播了{}场",
            {"600": True, "300": False},
        ),
        (
            "对新建农产品冷藏保鲜库，有效库容200立方米以上且投入使用的，给予5万元补助。",
            "我们合作社新建了农产品冷藏保鲜库，能放{}立方米，已投入使用",
            {"360": True, "120": False},
        ),
    ],
)
def test_the_only_such_measure_is_the_one_asked_for(
    offer: str, told: str, comes: dict[str, bool], tmp_path: Path
) -> None:
    schemes = schemes_in(TITLE + offer, tmp_path)
    for number, eligible in comes.items():
        assert judged(schemes, told.format(number), DAY)[0] is eligible


def test_what_was_taken_for_it_is_said(tmp_path: Path) -> None:
    offer = "对新建水稻育秧中心，育秧设施面积500平方米以上、年供秧能力3000亩以上的，给予10万元补助。"
    schemes = schemes_in(TITLE + offer, tmp_path)
    found = consult(schemes, "我们新建了水稻育秧中心，设施有600平方米，一年能供3500亩田的秧，能拿多少？", DAY)
    assert found is not None and found.outcome is not None and found.outcome.eligible
    fact = next(fact for fact in found.facts.items if fact.attr == "育秧设施面积")
    assert fact.assumed == "按“设施有600平方米”理解，若不是请更正"


@pytest.mark.parametrize(
    "told",
    [
        "设施不到500平方米",
        "占地600平方米",
        "原来那座有600平方米",
        "流转来的地600平方米",
        "还差600平方米",
    ],
)
def test_a_measure_of_another_kind_or_not_yet_there_is_not_taken_for_it(told: str, tmp_path: Path) -> None:
    schemes = schemes_in(f"{TITLE}对新建水稻育秧中心，育秧设施面积500平方米以上的，给予10万元补助。", tmp_path)
    assert judged(schemes, f"我们新建了水稻育秧中心，{told}", DAY)[0] is not True
