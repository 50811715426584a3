"""An offer that asks what another article asks: 符合第一条规定条件的项目, 达到第三条第（二）项标准的."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 9, 1)
HEAD = "云汀市促进渔港发展若干措施\n"
TIERS = (
    "第一条 对列入渔港计划并竣工的船坞项目，按投资额给予补助：投资额500万元至2000万元的，补助比例为6%；"
    "2000万元以上的，补助比例为8%。老港区企业实施的项目，补助比例提高2个百分点。\n"
    "第二条 对符合第一条规定条件的船坞项目，企业从银行取得固定资产贷款的，按实际支付利息的30%给予贴息。\n"
)
ITEMS = (
    "第一条 （一）对投资500万元以上的冷库，奖励10万元。\n（二）对投资100万元以上的水塔，奖励5万元。\n"
    "第二条 达到第一条第（二）项标准的企业，取得节水认证的，奖励2万元。\n"
)
LOAN = {"从银行取得固定资产贷款": True, "实际支付利息": 1_000_000}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"列入渔港计划": True, "竣工": True, "项目类型": "船坞", "投资额": 9_000_000}, (True, 300_000)),
        ({"列入渔港计划": True, "竣工": True, "项目类型": "船坞", "投资额": 90_000_000}, (True, 300_000)),
        ({"列入渔港计划": True, "竣工": True, "项目类型": "船坞", "投资额": 3_000_000}, (False, 0)),
        ({"列入渔港计划": False, "竣工": True, "项目类型": "船坞", "投资额": 9_000_000}, (False, 0)),
        ({"列入渔港计划": True, "竣工": True, "项目类型": "船坞"}, (None, None)),
        ({"符合第一条规定条件": True}, (True, 300_000)),
    ],
)
def test_any_tier_of_the_article_named_is_enough_and_one_is_asked(
    told: dict[str, object], expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    schemes = [one for one in schemes_in(HEAD + TIERS, tmp_path) if one.place.path == "第二条"]
    assert judged(tuple(schemes), {**told, **LOAN}, ON) == expected


def test_one_item_of_an_article_is_asked_by_its_number(tmp_path: Path) -> None:
    schemes = schemes_in(HEAD + ITEMS, tmp_path)
    (last,) = (one for one in schemes if one.place.path == "第二条")
    asked = {(need.attr, need.value) for need in last.requirements}
    assert {("投资", 1_000_000.0), ("水塔", True)} <= asked and ("投资", 5_000_000.0) not in asked


def test_who_deals_with_a_bank_is_named_without_the_bank(tmp_path: Path) -> None:
    text = f"{HEAD}第一条 农户从合作社购买种苗的，补贴1000元。\n第二条 从业人员参加培训的，补贴500元。\n"
    first, second = schemes_in(text, tmp_path)
    assert [(one.attr, one.value) for one in first.requirements] == [("申请人类型", "农户"), ("从合作社购买种苗", True)]
    assert ("申请人类型", "从业人员") in {(one.attr, one.value) for one in second.requirements}


def test_an_item_of_another_article_is_none_of_the_one_named(tmp_path: Path) -> None:
    text = (
        "第一条 对投资500万元以上的冷库，奖励10万元。\n第二条 （一）对取得灯塔许可的企业，奖励5万元。\n"
        "（二）对取得航标许可的企业，奖励5万元。\n第三条 对符合第一条规定条件的冷库，给予用电补贴1万元。\n"
    )
    (last,) = (one for one in schemes_in(HEAD + text, tmp_path) if one.place.path == "第三条")
    assert not any("灯塔" in need.attr for need in last.requirements)


def test_a_share_of_tiers_by_level_asks_for_the_level_of_each(tmp_path: Path) -> None:
    text = (
        "第一条 对新认定的国家级、省级、市级渔港，分别奖励100万元、50万元、20万元；"
        "新认定的国家级、省级、市级避风塘，按上述标准的50%给予奖励。\n"
    )
    schemes = schemes_in(HEAD + text, tmp_path)
    for level, sum_ in (("国家级", 500_000), ("省级", 250_000), ("市级", 100_000)):
        assert judged(schemes, {"新认定": True, "称号": "避风塘", "称号级别": level}, ON) == (True, sum_)


def test_whoever_is_on_a_list_of_such_is_one(tmp_path: Path) -> None:
    text = "第一条 对列入省级船检服务商推荐目录的服务商，年度内新服务渔业企业上船检20家以上的，按每家5000元给予补助。\n"
    told = {"列入省级船检服务商推荐目录": True, "年度内新服务渔业企业上船检": 30}
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == (True, 150_000)


def test_a_zone_is_the_same_with_what_else_is_counted_in_it(tmp_path: Path) -> None:
    text = (
        "第一条 本措施适用于工商注册地、税收关系均在开发区（含托管的东街道、西街道，下同）范围内的企业。\n"
        "第二条 对新购渔船的企业，奖励5万元。\n"
    )
    schemes = schemes_in(HEAD + text, tmp_path)
    told = {"新购渔船": True, "注册地在开发区": True}
    assert judged(schemes, {**told, "税收关系在开发区": True}, ON)[0] is True
    assert judged(schemes, {**told, "税收关系在开发区": False}, ON)[0] is False
