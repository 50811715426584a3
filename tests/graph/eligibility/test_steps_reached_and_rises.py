"""Steps reached now and before (首次突破5亿元, 过1亿元时拿过10万元), and rises told by both ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
STEPS = (
    "一、物流企业年营业收入首次突破1亿元、5亿元、10亿元的，分别奖励10万元、30万元、60万元。\n"
    "二、已获得低档奖励的，补足差额部分。\n"
)
MORE = "一、企业地方经济贡献较上年有新增的，按新增部分的50%给予奖励，最高500万元。\n"
RISE = "一、企业研发投入比上年增长的，按增量的10%给予补助，最高100万元。\n"
EXPORT = "一、对年出口额较上年增加的外贸企业，每增加100万美元奖励1万元。\n"
NEW = (
    "一、首次升为规模以上的工业企业，奖励20万元；新建投产当年即纳入规模以上统计的工业企业，奖励30万元，"
    "不再享受首次升规奖励。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (STEPS, "物流企业，去年营收头一回过了5亿元，前几年过1亿元时已经拿过10万元", (True, 200_000)),
        (STEPS, "物流企业，今年营收首次突破10亿元，之前过5亿的时候领过30万元", (True, 300_000)),
        (STEPS, "物流企业，去年营收首次突破5亿元", (True, 300_000)),
        (STEPS, {"物流企业": True, "年营业收入首次突破": 500_000_000, "已获得低档奖励": 100_000}, (True, 200_000)),
        (STEPS, {"物流企业": True, "首次突破": True, "年营业收入": 500_000_000}, (True, 100_000)),  # not beyond it
        (MORE, "我们企业对地方的经济贡献从300万元增加到460万元", (True, 800_000)),
        (MORE, "我们企业地方经济贡献由去年的200万元涨到今年的280万元", (True, 400_000)),
        (MORE, "我们企业地方经济贡献前年300万元，去年460万元", (True, 800_000)),
        (MORE, "我们企业地方经济贡献比上年多了100万元", (True, 500_000)),
        (RISE, "我们企业研发投入由800万元降到500万元", (False, 0)),
        (EXPORT, "我们外贸公司出口额从500万美元增长到900万美元", (True, 40_000)),
        (NEW, "新建的厂子去年投产，当年就进了规上工业统计名单", (True, 300_000)),
        (NEW, "我们工业企业开了好几年，去年首次升规", (True, 200_000)),
    ],
)
def test_steps_and_rises(
    body: str, told: dict[str, Any] | str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON, "奖多少？") == expected
