"""Shares of counts that an offer bounds, reckoned from the part and the whole that are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

BEDS = (
    "一、社会力量举办、核定床位50张以上的养老机构，每张床位补贴8000元；"
    "护理型床位占核定床位60%以上的，在此基础上每张床位增加2000元。\n"
)
PLAIN_BEDS = "一、社会力量举办的养老机构，每张床位补贴8000元。护理型床位占比60%以上的，每张床位再增加2000元。\n"
STAFF = "一、企业研发人员占比10%以上的，给予20万元奖励。\n"
HIRED = "一、企业新招用高校毕业生人数达到现有在职职工人数的10%以上的，给予奖励5万元。\n"
EACH = "一、企业吸纳残疾人就业人数占在职职工10%以上的，每吸纳1人补助5000元。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (BEDS, "我们民营养老院核定100张床，其中护理型70张", (True, 1_000_000)),
        (BEDS, "我们民营养老院核定100张床，其中护理型40张", (True, 800_000)),
        (PLAIN_BEDS, "我们民营养老院有100张床，其中护理型70张", (True, 1_000_000)),
        (PLAIN_BEDS, "我们民营养老院有100张床，其中护理型40张", (True, 800_000)),
        (STAFF, "我们企业有员工200人，其中研发人员30人", (True, 200_000)),
        (STAFF, "我们企业有员工200人，研发人员15人", (False, 0.0)),
        (STAFF, "我们企业员工200人，研发人员占比8%", (False, 0.0)),
        (STAFF, "我们企业有30个研发人员", (None, None)),  # of how many is not told
        (STAFF, "我们企业员工200人，研发人员比去年增加了30人", (None, None)),
        (HIRED, "我们企业现有职工50人，今年新招了6个大学毕业生", (True, 50_000)),
        (HIRED, "我们企业现有职工50人，今年新招了3个大学毕业生", (False, 0.0)),
        (HIRED, {"企业": True, "现有在职职工人数": 50, "新招用高校毕业生人数": 3}, (False, 0.0)),
        (EACH, "我们企业在职职工40人，吸纳残疾人就业5人", (True, 25_000)),
        (EACH, "我们企业在职职工100人，吸纳残疾人就业5人", (False, 0.0)),
    ],
)
def test_share_is_reckoned_from_part_and_whole(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
