"""What a couple is paid together, what aid had before takes off, and sums by ranges and for those counted apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

HOMES = (
    "一、人才购买首套住房的，博士、硕士、本科分别给予15万元、8万元、4万元购房补贴，补贴金额不得超过所购住房总价款的10%。"
    "夫妻双方均符合条件的，按就高原则由一方申领，另一方按其本人标准的50%享受。\n"
)
RENTED = (
    "一、新引进的博士租房居住的，每月补贴1500元，补贴期限3年；购买首套住房的，给予一次性购房补贴10万元，"
    "已领取的租房补贴从购房补贴中扣除。\n"
)
RANGES = (
    "一、企业年度研发投入500万元以下的，按8%补助；500万元至1000万元的部分，按6%补助；1000万元以上的部分，按4%补助，"
    "最高200万元。\n"
)
HIRED = (
    "一、用人单位招用登记失业半年以上人员并缴纳社会保险费满6个月的，按每人1000元给予补贴；招用残疾人的，"
    "按每人3000元给予补贴，同一单位最高不超过10万元。\n"
)
CLOUD = "一、企业应用工业互联网平台的，按照合同金额的30%给予补贴，最高30万元，其中专精特新企业最高50万元。\n"
DESIGN = (
    "一、对首次认定的国家级、省级工业设计中心，分别给予100万元、50万元奖励。由省级升为国家级的，按差额部分给予奖励。\n"
)
COUPLE = {"学历": "博士", "配偶学历": "本科", "购买首套住房": True, "所购住房总价款": 2_000_000}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (HOMES, {**COUPLE, "夫妻双方均符合条件": True}, (True, 170_000)),
        (HOMES, {**COUPLE, "夫妻双方均符合条件": True, "所购住房总价款": 1_600_000}, (True, 160_000)),
        (HOMES, COUPLE, (True, 150_000)),  # nobody says that both meet what is asked
        (HOMES, "我是博士，爱人是本科，夫妻双方都符合条件，买首套房总价200万元", (True, 170_000)),
        (RENTED, {"新引进": True, "学历": "博士", "购买首套住房": True, "已领取租房补贴": 18_000}, (True, 82_000)),
        (
            RENTED,
            "我是新引进的博士，租房补贴领了12个月一共18000元，现在买了首套住房，购房补贴还能领多少",
            (True, 82_000),
        ),
        (RANGES, {"年度研发投入": 4_000_000}, (True, 320_000)),
        (RANGES, {"年度研发投入": 9_000_000}, (True, 640_000)),
        (RANGES, {"年度研发投入": 16_000_000}, (True, 940_000)),
        (HIRED, "我们公司招了10个登记失业半年以上人员、3个残疾人，都交了8个月社保", (True, 19_000)),
        (
            HIRED,
            {"招用登记失业半年以上人员人数": 10, "招用残疾人人数": 3, "缴纳社会保险费月数": 8},
            (True, 19_000),
        ),
        (CLOUD, {"应用工业互联网平台": True, "专精特新企业": True, "合同金额": 2_000_000}, (True, 500_000)),
        (CLOUD, {"应用工业互联网平台": True, "专精特新企业": False, "合同金额": 2_000_000}, (True, 300_000)),
        (DESIGN, "我们前年是省级工业设计中心，50万拿过了，今年首次认定为国家级工业设计中心", (True, 500_000)),
    ],
)
def test_what_two_are_paid_or_what_is_left(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
