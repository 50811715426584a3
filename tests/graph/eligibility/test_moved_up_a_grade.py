"""Who moves up a grade gets the difference, also where the grade is a part of the title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

TEXT = """青岚市促进旅游发展若干政策
一、对新评定为国家5A级、4A级、3A级旅游景区的，分别给予一次性奖励300万元、80万元、10万元。
二、由低等级晋升为高等级的，只补差额部分。
"""


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ({"新评定": True, "景区等级": "国家4A级", "原等级已获奖励": 100000}, 700_000.0),
        ({"新评定": True, "景区等级": "国家4A级"}, 800_000.0),
        ("我们景区新评上国家4A级旅游景区，原来是3A，3A的10万元已经拿过了", 700_000.0),
    ],
)
def test_what_was_had_for_the_lower_grade_is_taken_off(told, sum_: float, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT, tmp_path), told, date(2024, 6, 1)) == (True, sum_)
