"""Who alone gets the higher share, what is paid beyond a bound, by each step of growth, and for each body brought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

INSURED = (
    "一、企业投保出口信用保险的，按实际缴纳保费的60%给予补助，小微企业补助比例提高到80%，单个企业年度最高30万元。\n"
)
EXPORTS = "一、对外贸企业年度出口额5000万元以上且同比增长10%以上的，每增加100万元奖励1万元，最高30万元。\n"
BOXES = (
    "一、在国内港口开展集装箱海铁联运的，按每标箱200元给予补助，超过1万标箱的部分每标箱补助300元，"
    "单个企业每年最高500万元。\n"
)
BROUGHT = "一、每招引1家世界500强企业奖励20万元，每招引1家国内500强企业奖励10万元，单个机构每年最高100万元。\n"
LOANS = "一、小微企业首次贷款的，按贷款额的1%给予贴息，贷款额最高按500万元计算。\n"
DRIERS = "一、购买烘干机等农业机械的，按购机价的20%给予补助，单台最高3万元，单个主体最高20万元。\n"
TRAVEL = "一、全年引进外地游客1万人次以上的旅行社，每人次奖励5元，单家每年最高50万元。\n"
WATER = "一、每年节约用水量1万立方米以上的企业，按节水量每立方米奖励2元，最高20万元。\n"
MADE = (
    "一、对主导制定国际标准、国家标准、行业标准的企业，分别给予50万元、30万元、15万元奖励。"
    "主导修订的，按主导制定奖励标准的50%执行。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (INSURED, "我们是小微企业，投保出口信用保险，交了10万元保费", (True, 80_000)),
        (INSURED, "我们是大型企业，投了出口信用保险，实际缴纳保费10万元", (True, 60_000)),
        (EXPORTS, "我们外贸企业去年出口额8000万元，前年6000万元", (True, 200_000)),
        (
            EXPORTS,
            {"外贸企业": True, "年度出口额": 8e7, "上年度出口额": 6e7, "同比增长": 33.3},
            (True, 200_000),
        ),
        (EXPORTS, {"外贸企业": True, "年度出口额": 8e7, "同比增长": 33.3}, (True, None)),
        (BOXES, "我们在国内港口搞集装箱海铁联运，去年做了1.5万标箱", (True, 3_500_000)),
        (BOXES, {"开展集装箱海铁联运": True, "标箱数": 5000}, (True, 1_000_000)),
        (BROUGHT, {"招引世界500强企业数": 1, "招引国内500强企业数": 3}, (True, 500_000)),
        (LOANS, {"小微企业": True, "首次贷款": True, "贷款额": 8_000_000}, (True, 50_000)),
        (LOANS, {"小微企业": True, "首次贷款": True, "贷款额": 3_000_000}, (True, 30_000)),
        (DRIERS, {"购买烘干机": True, "购机台数": 2, "单台购机价": 200_000}, (True, 60_000)),
        (TRAVEL, "我们旅行社全年引进外地游客3000人次", (False, 0)),
        (TRAVEL, "我们旅行社全年引进外地游客2万人次", (True, 100_000)),
        (WATER, "我们企业一年节约用水3万立方米", (True, 60_000)),
        (WATER, {"年节水量": 5000}, (False, 0)),
        (MADE, "我们公司主导修订了一项国家标准", (True, 150_000)),
        (MADE, "我们公司主导制定了一项国家标准", (True, 300_000)),
        (MADE, {"标准级别": "国家标准", "主导修订": True}, (True, 150_000)),
    ],
)
def test_sum_is_that_of_those_who_tell_it(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
