"""What traders and hosts of fairs say: entered by the month, never so much before, held here, open since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

DAY = date(2024, 6, 1)
TITLE = "青岚市促进商贸发展若干措施\n"


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ("我们批发公司去年9月第一次进了统计局的限上库，是按月报进去的", (True, 60000.0)),
        ("我们是零售公司，去年按月第一次进的限上库", (True, 60000.0)),
        ("我们批发公司去年底第一次进了限上库，是按年度报进去的", (True, 40000.0)),
        ("我们批发公司去年第一次进了限上库", (None, None)),  # by the month or by the year is not told
    ],
)
def test_who_enters_by_the_month_gets_what_is_paid_for_it(
    said: str, comes: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    offer = "对首次纳入统计联网直报平台的限额以上批发、零售企业，月度入库的每家奖励6万元，年度入库的每家奖励4万元。"
    assert judged(schemes_in(TITLE + offer, tmp_path), said, DAY) == comes


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ("开网店的公司，去年线上零售刚好做到5000万元整，以前没到过这个数", (True, 150000.0)),
        ("我们是做电商的，去年网络零售额做到5000万元，以前从没到过", (True, 150000.0)),
        ("我们是做电商的，去年网络零售额做到6000万元，以前没到过这么多", (None, None)),  # 5000万 may have been passed
        ("我们是做电商的，去年网络零售额做到5000万元", (None, None)),
    ],
)
def test_who_never_had_so_much_before_reaches_it_for_the_first_time(
    said: str, comes: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    offer = "对年网络零售额首次达到1000万元、5000万元、1亿元的电商企业，分别给予5万元、15万元、30万元一次性奖励。"
    assert judged(schemes_in(TITLE + offer, tmp_path), said, DAY) == comes


@pytest.mark.parametrize("ties", ["", "不过只", "可是", "但", "不过"])
def test_what_ties_a_stretch_to_the_one_before_is_no_part_of_what_it_says(ties: str, tmp_path: Path) -> None:
    offer = "住宿餐饮企业年营业额首次突破2000万元且同比增长15%以上的，给予6万元奖励。"
    schemes = schemes_in(TITLE + offer, tmp_path)
    said = f"我们酒楼营业额2300万元，第一次过2000万，{ties}比前年多了"
    assert judged(schemes, f"{said}11%", DAY) == (False, 0.0)
    assert judged(schemes, f"{said}16%", DAY) == (True, 60000.0)


@pytest.mark.parametrize(
    ("where", "comes"),
    [
        ("在本市办了", True),
        ("去年在青岚市举行了", True),
        ("在长川市办了", None),  # a place that no register knows
        ("在青岚市办公，办了", None),
        ("注册在青岚市，做", None),
    ],
)
def test_a_fair_is_held_where_it_is_said_to_be_held(where: str, comes: bool | None, tmp_path: Path) -> None:
    offer = "在我市举办展期3天以上的商业性专业展览，国际标准展位数300个以上的，给予主办单位10万元补助。"
    said = f"我们{where}商业性专业展览，展期4天，有620个国际标准展位"
    assert judged(schemes_in(TITLE + offer, tmp_path), said, DAY)[0] is comes


@pytest.mark.parametrize(
    ("opened", "comes"),
    [
        ("2021年7月开张，一直在运营", True),  # it was open for a year only after the first day that counts
        ("2020年3月开张，一直在运营", None),
    ],
)
def test_since_when_a_thing_runs_may_lie_before_the_day_from_which_on_things_count(
    opened: str, comes: bool | None, tmp_path: Path
) -> None:
    text = (
        f"{TITLE}一、对面积1000平方米以上、运营满一年的公共海外仓，给予运营企业10万元补助。\n"
        "二、涉及的业绩和事项从2022年1月1日起计算。"
    )
    assert judged(schemes_in(text, tmp_path), f"我们有个公共海外仓，4000平方米，{opened}", DAY)[0] is comes


def test_a_new_shop_must_open_after_the_first_day_that_counts(tmp_path: Path) -> None:
    text = (
        f"{TITLE}一、对新开业、面积1000平方米以上、运营满一年的超市，给予10万元补助。\n"
        "二、涉及的业绩和事项从2022年1月1日起计算。"
    )
    schemes = schemes_in(text, tmp_path)
    said = "我们超市4000平方米，{}新开业，一直在运营"
    assert judged(schemes, said.format("2021年7月"), DAY)[0] is False
    assert judged(schemes, said.format("2022年7月"), DAY)[0] is True


def test_sights_that_sell_tickets_are_those_that_charge(tmp_path: Path) -> None:
    offer = "旅行社组织市外游客1000人次以上，且游览2个以上收费A级旅游景区的，按20元/人次给予奖励。"
    schemes = schemes_in(TITLE + offer, tmp_path)
    assert judged(schemes, "我们旅行社组织市外游客3000人次，逛了两个卖票的A级景区", DAY) == (True, 60000.0)
    assert judged(schemes, "我们旅行社组织市外游客3000人次，逛了一个卖票的A级景区", DAY) == (False, 0.0)
