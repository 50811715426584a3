"""What was done before the document was in force, where it says that such things do not count; produce of the place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

DAY = date(2023, 6, 1)
SIGNS = """青岚市促进商贸发展若干政策
第一条 对新认定的“青岚老字号”企业，给予20万元奖励。
第二条 本政策自2022年7月1日起施行，有效期三年。施行之日前已{}不适用本政策。
"""


@pytest.mark.parametrize("what", ["发生的事项", "取得的资质、称号"])
@pytest.mark.parametrize(("day", "comes"), [("2022-05", False), ("2022-09", True)])
def test_the_day_of_the_title_decides(what: str, day: str, comes: bool, tmp_path: Path) -> None:
    told = {"新认定": True, "称号": "青岚老字号", "认定时间": day}
    assert judged(schemes_in(SIGNS.format(what), tmp_path), told, DAY)[0] is comes


def test_no_day_told_is_presumed_to_lie_in_time(tmp_path: Path) -> None:
    told = {"新认定": True, "称号": "青岚老字号"}
    assert judged(schemes_in(SIGNS.format("发生的事项"), tmp_path), told, DAY)[0] is True


@pytest.mark.parametrize(
    ("told", "comes"),
    [
        ({"主播": True, "直播间零售额": 6e6}, None),
        ({"主播": True, "直播间销售本地产品零售额": 6e6}, True),
        ("我是主播，直播间一共卖了600万元", None),
        ("我是主播，直播间卖本地产品零售额600万元", True),
    ],
)
def test_what_is_sold_need_not_be_of_the_place(told, comes: bool | None, tmp_path: Path) -> None:
    offer = "青岚市促进电商发展若干政策\n对直播间销售本地产品零售额500万元以上的主播，给予5万元奖励。\n"
    assert judged(schemes_in(offer, tmp_path), told, DAY)[0] is comes
