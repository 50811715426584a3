"""Until and since when things count: permits had before a day, firms registered since one, applications in spring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 12, 10)
HEAD = "云汀市支持企业发展若干措施\n"
PERMIT = (
    "第一条 对新取得建筑业一级资质的企业，奖励10万元。\n"
    "第二条 2022年12月31日以前取得的资质、认定和批件，不适用本政策。\n"
)
SPRING = (
    "第一条 企业招用登记失业人员并签订1年以上劳动合同的，每人补贴1000元。\n"
    "第二条 上一年度符合条件的单位应于当年3月1日至4月30日提出申请，逾期视为放弃。\n"
)
SINCE = (
    "第一条 对返乡创业人员首次创办小微企业的，补贴5000元。\n"
    "第二条 本办法适用于2024年1月1日以后登记注册的小微企业，此前登记注册的不适用本办法。\n"
)
HIRED = {"招用登记失业人员": True, "劳动合同期限": "2年", "招用人数": 3}
HOME = {"返乡创业人员": True, "首次创办小微企业": True}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (PERMIT, {"新取得建筑业一级资质": True, "资质取得时间": "2022-06"}, False),
        (PERMIT, {"新取得建筑业一级资质": True, "资质取得时间": "2023-06"}, True),
        (PERMIT, "我们公司2022年6月新拿了建筑业一级资质", False),
        (PERMIT, "我们公司2023年6月新拿了建筑业一级资质", True),
        (SPRING, {**HIRED, "申请日期": "2024-03-15"}, True),
        (SPRING, {**HIRED, "申请日期": "2024-06-15"}, False),
        (SPRING, "我们公司去年招了2名登记失业人员，合同都签了两年，今年6月才去申请", False),
        (SINCE, {**HOME, "登记注册时间": "2024-03"}, True),
        (SINCE, {**HOME, "登记注册时间": "2023-11"}, False),
    ],
)
def test_what_lies_outside_is_not_paid(
    text: str, told: dict[str, object] | str, expected: bool, tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is expected
