"""Offers of one clause to trades that rule each other out, and the day from which all counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市促进商贸发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
TRADES = (
    "一、对批发企业年销售额首次突破5亿元、10亿元的，分别给予10万元、20万元奖励；零售企业年零售额首次突破1亿元、"
    "3亿元的，分别给予15万元、30万元奖励。\n"
)
GROWN = "一、批发企业年销售额首次突破5亿元且同比增长10%以上的，给予10万元奖励。\n"
FAIRS = "一、展期3天以上的专业展览，给予主（承）办单位10万元补助。\n"
SINCE = "一、对首次入库的企业，给予10万元奖励。\n二、本措施涉及的业绩和事项从2024年1月1日起计算。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (TRADES, {"申请人类型": "批发企业", "首次突破": True, "年销售额": 1.06e9}, (True, 200_000)),
        (TRADES, {"申请人类型": "零售企业", "首次突破": True, "年零售额": 1.2e8}, (True, 150_000)),
        (TRADES, "我们是零售企业，去年零售额第一次过1亿，做到1.2亿元，奖多少？", (True, 150_000)),
        (TRADES, "我们公司做建材批发的，2025年卖了10.6亿元，头一回过10亿，奖多少？", (True, 200_000)),
        (GROWN, "我们公司做批发的，2025年卖了6亿元，头一回过5亿，比前一年多12%，奖多少？", (True, 100_000)),
        (GROWN, "我们公司做批发的，2025年卖了6亿元，头一回过5亿，只比前年多了8%，有奖吗？", (False, 0)),
        (FAIRS, {"专业展览": True, "展期": 4}, (True, 100_000)),
        (SINCE, {"申请人类型": "企业", "首次入库": True, "入库时间": "2023-11"}, (False, 0)),
        (SINCE, {"申请人类型": "企业", "首次入库": True, "入库时间": "2024-11"}, (True, 100_000)),
    ],
)
def test_each_trade_is_paid_by_its_own_offer(body, told, expected, tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


def test_offers_that_differ_in_nothing_but_a_part_of_the_trade_ask_no_more(tmp_path: Path) -> None:
    body = "一、对零售企业新开门店的，给予10万元奖励；大型零售企业新开门店的，给予20万元奖励。\n"
    for scheme in schemes_in(f"{HEAD}{body}", tmp_path):
        assert all(need.family != "kind" for need in scheme.requirements)
