"""Firms told by their staff are asked for its number."""

from __future__ import annotations

import pytest

from ingest.extract.headcount import headcounts
from ingest.record import Condition


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Condition("40人（含）以下", "40人（含）以下", "=", True), ("职工人数", "<=", 40.0)),
        (Condition("微型企业", "20人以下", "<", 20.0, "人"), ("职工人数", "<", 20.0)),
        (Condition("流失率不得超过职工人数", "流失率不得超过职工人数10%", "=", 10.0, "%"), ("流失率", "<=", 10.0)),
        (Condition("招用", "招用5人以上", ">=", 5.0, "人"), ("招用", ">=", 5.0)),
    ],
)
def test_a_size_of_firm_is_its_number_of_staff_and_a_ratio_keeps_its_bound(told, expected):
    (one,) = headcounts([told])
    assert (one.attr, one.op, one.value) == expected
