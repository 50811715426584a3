"""Time to read what a visitor writes grows in step with its length, whatever it repeats."""

import pytest

from graph.eligibility.consult import is_own_case
from graph.eligibility.criterion import Variable
from graph.eligibility.parser import propose
from graph.eligibility.parser.part import parts, unread

UNITS = [
    "我",
    "在、",
    "在，",
    "我了，",
    "有没有补",
    "在，能补多少，",
    "在，能补？",
    "评上，奖",
    "能补   ",
    "补多少",
    "？",
    "，",
]


@pytest.mark.parametrize("unit", UNITS)
def test_telling_ones_own_case_from_a_question(doubled, unit):
    assert doubled(is_own_case, unit, 4_000) <= 2.6


CASES = ["100万元", "没有", "不是没有被", "设备投资320万元", "我们的冷库", "新建了冷库，", "在申请。", "2024年1月，"]


@pytest.mark.parametrize("unit", CASES)
def test_reading_a_case(doubled, unit):
    asked = {
        "v1": Variable("v1", "设备投资额", "", "quantity", "元"),
        "v2": Variable("v2", "新建冷库", "", "boolean"),
        "v3": Variable("v3", "注册日期", "", "date"),
    }

    def read(text: str) -> None:
        found = propose(text, asked)
        unread(text, [(one.start, one.end) for one in found.items])

    assert doubled(read, unit, 10_000) <= 2.6


def test_no_number_is_cut_where_a_part_is_too_long():
    assert {part.text[-1] for part in parts("设备投资1234567万元" * 100)} <= set("设备投资元")
