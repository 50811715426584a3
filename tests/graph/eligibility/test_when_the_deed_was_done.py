"""What must have happened in some time is held against the day told with the deed, and with no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
TRADE = """某市开放发展办法

一、本办法支持2025年1月1日至2027年12月31日期间发生的业务。
二、企业自行投保短期出口信用保险的，按实际缴纳保费的50%给予补助。
"""
HOTELS = """某市旅游办法

第一条 申报事项应在申报年度的上一自然年度内完成、取得。
第二条 新评定为五星级、四星级旅游饭店的，分别给予100万元、50万元奖励。
"""


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("前年出口800万美元，去年自己投保了短期出口信用保险", True),
        ("2024年11月自己投保了短期出口信用保险，今年才想起来报", False),
        ("2025年5月自己投保了短期出口信用保险，2019年在本市成立", True),
        ("2019年成立的公司自己投保了短期出口信用保险", None),
    ],
)
def test_the_day_of_the_deed_counts(said: str, eligible: bool | None, tmp_path: Path) -> None:
    found, _ = judged(schemes_in(TRADE, tmp_path), f"我们公司{said}，保费交了60万元", ON, "能补多少？")
    assert found is eligible if eligible is not None else found is not True


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("去年10月新评定为四星级旅游饭店", True),
        ("2023年评上三星级，去年10月又新评定为四星级旅游饭店", True),
        ("2024年11月新评定为四星级旅游饭店，现在来补报", False),
        ("今年2月新评定为四星级旅游饭店", None),
    ],
)
def test_what_is_of_last_year_is_told_with_its_own_day(said: str, eligible: bool | None, tmp_path: Path) -> None:
    assert judged(schemes_in(HOTELS, tmp_path), f"我们饭店{said}", ON, "能补多少？")[0] is eligible


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("本政策支持2025年1月1日以后发生的事项。", {(">=", "2025-01-01")}),
        ("申报项目应在2025年1月1日至2025年12月31日期间完成。", {(">=", "2025-01-01"), ("<=", "2025-12-31")}),
        ("企业申请补助的费用应当发生在2025年1月1日以后。", {(">=", "2025-01-01")}),
        ("各项投入自2025年1月1日起计算。", {(">=", "2025-01-01")}),
        ("申请奖励的事项应为上一年度内发生。", {("=", True)}),
        ("奖补对象上一年度实际发生的费用方可申报。", {("=", True)}),
        ("本办法自2025年1月1日起施行，有效期至2027年12月31日。", set()),
        ("上一年度表现突出的企业，优先支持。", set()),
    ],
)
def test_time_is_read_from_whatever_sentence_names_it(
    sentence: str, bounds: set[tuple[str, object]], tmp_path: Path
) -> None:
    text = f"某市措施\n\n一、对象\n{sentence}\n二、扶持\n企业购置设备的，给予10万元补助。\n"
    (found,) = (one for one in schemes_in(text, tmp_path) if one.place.path.startswith("二"))
    asked = {(need.op, need.value) for need in found.requirements if need.place.path.startswith("一")}
    assert asked == bounds


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("我们公司购置了设备", True),
        ("我们公司2025年9月购置了设备", True),
        ("我们公司2024年3月购置了设备", False),
    ],
)
@pytest.mark.parametrize(
    "since", ["于本政策施行之日后购置或取得认定", "在本措施实施以后完成", "须为本办法印发之日起新发生"]
)
def test_what_must_follow_the_day_it_is_in_force(since: str, said: str, eligible: bool, tmp_path: Path) -> None:
    text = (
        f"某市措施\n\n一、对象\n申报项目应在本市实施，并{since}。\n二、扶持\n企业购置设备的，给予10万元补助。\n"
        "三、附则\n本措施自2025年5月1日起施行。\n"
    )
    assert judged(schemes_in(text, tmp_path), f"{said}，项目在本市", ON, "能补多少？")[0] is eligible
