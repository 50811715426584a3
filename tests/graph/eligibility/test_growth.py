"""Time to read what a visitor writes grows in step with its length, whatever it repeats."""

import pytest

from graph.eligibility.consult import is_own_case

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
