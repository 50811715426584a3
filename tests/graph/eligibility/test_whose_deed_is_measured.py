"""A kind of applicant before what is measured of them is asked for itself, and no part of the measure's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
HEAD = "云汀市促进实体经济若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
VANS = "一、物流企业购置新能源货车10辆以上的，给予10万元奖励。\n"
OFFICES = "一、软件企业租用办公用房200平方米以上的，给予10万元奖励。\n"
STORES = "一、外贸企业自建海外仓，仓储面积1000平方米以上的，给予50万元奖励。\n"
FLATS = "一、首次购买90平方米以下新建商品住房的，给予2万元补贴。\n"
FAIRS = "一、举办展览面积1万平方米以上的展会，给予20万元奖励。\n"


@pytest.mark.parametrize(
    ("text", "kind", "measure"),
    [
        (VANS, "物流企业", "购置新能源货车"),
        (OFFICES, "软件企业", "租用办公用房"),
        ("一、养老机构新增护理床位20张以上的，给予2万元奖励。\n", "养老机构", "新增护理床位"),
        (
            "一、软件业、科技服务业企业租用办公用房200平方米以上的，给予2万元奖励。\n",
            "软件业、科技服务业企业",
            "租用办公用房",
        ),
    ],
)
def test_who_they_are_and_how_much_it_is_are_two_conditions(text: str, kind: str, measure: str, tmp_path: Path) -> None:
    (scheme,) = schemes_in(HEAD + text, tmp_path)
    asked = {need.attr: need.value for need in scheme.requirements}
    assert asked["申请人类型"] == kind
    assert isinstance(asked[measure], float)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("一、商会带动农户种植面积500亩以上的，给予2万元奖励。\n", "农户"),
        ("一、园区入驻企业年营业收入1亿元以上的，给予2万元奖励。\n", "企业"),
    ],
)
def test_firms_that_others_serve_are_no_applicants(text: str, measure: str, tmp_path: Path) -> None:
    (scheme,) = schemes_in(HEAD + text, tmp_path)
    assert not any(str(need.value).endswith(measure) for need in scheme.requirements)


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (VANS, "我们是物流企业，买了12辆新能源货车", (True, 100_000)),
        (VANS, "我们是货运公司，买了12辆新能源货车", (True, 100_000)),
        (VANS, "我们是家纺织企业，买了12辆新能源货车", (False, 0)),
        (VANS, "我们是物流企业，买了8辆新能源货车", (False, 0)),
        (OFFICES, "我们是软件企业，租了300平方米办公用房", (True, 100_000)),
        (OFFICES, "我们是家服装企业，租了300平方米办公用房", (False, 0)),
        (STORES, "我们是外贸企业，自建了一个海外仓，面积1500平方米", (True, 500_000)),
        (FLATS, "我首次购买了一套85平方米的新建商品住房", (True, 20_000)),
        (FLATS, "我首次购买了一套120平方米的新建商品住房", (False, 0)),
        (FLATS, "我买了套二手房80平方米，是第一次买房", (False, 0)),
        (FAIRS, "我们办了一场展会，展览面积1.5万平方米", (True, 200_000)),
        (FAIRS, "我们参加了一场展会，展览面积1.5万平方米", (None, None)),
    ],
)
def test_who_is_of_another_kind_or_did_another_thing_gets_nothing(
    text: str, told: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected
