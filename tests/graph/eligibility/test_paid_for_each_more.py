"""Sums that grow with what goes beyond a bound, and lists whose items are said whole, each with its own sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
ONLINE = "第一条 对年网络销售额1000万元以上的电商企业，奖励5万元；以后每增加1000万元，增加奖励3万元，最高20万元。\n"
ABROAD = "第一条 年出口额500万美元以上的企业，奖励5万元，每增加100万美元，再奖励1万元，最高12万元。\n"
GROWN = "第一条 限额以上餐饮企业营业额比上年每增加200万元的，奖励1万元。\n"
HIRED = "第一条 残疾人创办企业带动2人就业的，给予1万元补贴；每多带动1人，增加补贴1000元，最高1.5万元。\n"
BOUGHT = "第一条 对采购本地企业产品年累计金额达300万元、600万元及以上的企业，分别奖励2万元、5万元。\n"
CERTIFIED = """第一条 对首次通过数据管理认证的企业，以及首次认定的省级质量标杆、优秀首席质量官企业，\
分别给予4万元、8万元、9万元奖励。
"""


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (ONLINE, "我们是电商企业，年网络销售额1000万元", (True, 50_000)),
        (ONLINE, "我们是电商企业，年网络销售额3600万元", (True, 110_000)),
        (ONLINE, "我们是电商企业，年网络销售额9000万元", (True, 200_000)),
        (ONLINE, "我们是电商企业，年网络销售额800万元", (False, 0)),
        (ABROAD, "我们公司年出口额750万美元", (True, 70_000)),
        (ABROAD, "我们公司年出口额2000万美元", (True, 120_000)),
        (GROWN, "我们是限额以上餐饮企业，营业额比去年多了700万元", (True, 30_000)),
        (HIRED, "我是残疾人，办了家企业，带动4人就业", (True, 12_000)),
        (HIRED, "我是残疾人，办了家企业，带动1人就业", (False, 0)),
        (BOUGHT, "我们公司采购本地企业产品，年累计金额600万元", (True, 50_000)),
        (BOUGHT, "我们公司采购本地企业产品，年累计金额450万元", (True, 20_000)),
    ],
)
def test_what_goes_beyond_a_bound_is_paid_by_its_steps(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected


def test_items_that_say_whole_who_is_meant_share_nothing(tmp_path: Path) -> None:
    asked = {
        scheme.amount.value: [
            str(need.value) if isinstance(need.value, str) else need.attr for need in scheme.requirements
        ]
        for scheme in schemes_in(HEAD + CERTIFIED, tmp_path)
        if scheme.amount
    }
    assert asked[40_000] == ["首次通过", "数据管理"] or asked[40_000] == ["首次通过数据管理认证"]
    assert not any("数据管理" in name for value in (80_000, 90_000) for name in asked[value])
    assert not any("标杆" in name for name in asked[90_000])


def test_the_number_of_a_clause_is_no_item_of_a_list(tmp_path: Path) -> None:
    text = "一、对通过质量认证的企业和新认定的质量标杆企业，分别给予5万元、10万元奖励。\n"
    assert sorted(scheme.amount.value for scheme in schemes_in(HEAD + text, tmp_path) if scheme.amount) == [5e4, 1e5]
    assert judged(schemes_in(HEAD + text, tmp_path), "我们企业通过了质量认证", ON) == (True, 50_000)
