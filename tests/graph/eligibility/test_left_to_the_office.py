"""Where a clause leaves it to an office whether anything is paid, the answer stays open and says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("clause", "eligible"),
    [
        ("合作社因火灾造成较大损失的，视财力情况给予适当补助", None),
        ("合作社因火灾造成较大损失的，可按“一事一议”方式报县政府研究", None),
        ("合作社因火灾造成较大损失的，酌情给予支持", None),
        ("合作社因火灾造成较大损失的，由县政府“一事一议”给予支持", True),
        ("合作社因火灾造成较大损失的，视情况给予最高5万元补助", True),
    ],
)
def test_what_is_left_to_an_office_is_no_promise(clause: str, eligible: bool | None, tmp_path: Path) -> None:
    schemes = schemes_in(f"某县措施\n\n一、救助\n{clause}。\n", tmp_path)
    said = "我们合作社因火灾造成较大损失"
    assert judged(schemes, said, ON, "能补多少？")[0] is eligible


def test_that_it_is_left_to_an_office_is_told(tmp_path: Path) -> None:
    text = "某县措施\n\n一、救助\n合作社因火灾造成较大损失的，视财力情况给予适当补助。\n"
    found = consult(schemes_in(text, tmp_path), "我们合作社因火灾造成较大损失，能补多少？", ON)
    assert found is not None
    assert any("由主管部门定" in note for verdict in found.verdicts for note in verdict.notes)
