"""Sums for several sorts of one thing add up, and who moves up gets the difference, first named or not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 2, 20)
TEXT = """云汀市养老服务补助办法
云民发〔2024〕31号
云汀市民政局
2024年7月30日
第一条 本办法适用于依法登记并在民政部门备案的养老机构。
第二条 新增床位20张以上，运营满1年的养老机构，护理型床位每张补助15000元，普通床位每张补助8000元，单个机构最高200万元。
第三条 养老机构首次被评定为三级、四级、五级的，分别给予5万元、10万元、20万元一次性奖励。等级晋升的，给予差额奖励。
第四条 在养老机构从事护理工作的人员，取得高级工证书的，每月发放岗位津贴300元。
第五条 本办法自2024年9月1日起施行，有效期5年。
"""
HOME = "我们是养老院，登记备案都办了"


def outcome(told: str | dict[str, Any], folder: Path) -> tuple[bool | None, float | None]:
    schemes = schemes_in(TEXT, folder)
    return judged(schemes, told, ON)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (f"{HOME}，新增100张床，护理型60张、普通40张，开业已经满一年", (True, 1_220_000.0)),
        (f"{HOME}，新增160张床，护理型120张，普通40张，开业已经满一年", (True, 2_000_000.0)),  # under the cap of all
        (f"{HOME}，新增60张护理型床位，开业已经满一年", (True, 900_000.0)),
        (f"{HOME}，新增15张床，护理型10张、普通5张，开业已经满一年", (False, 0.0)),
    ],
)
def test_each_sort_has_its_own_sum_under_one_cap(told: str, wanted: tuple[bool, float], tmp_path: Path) -> None:
    assert outcome(told, tmp_path) == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (f"{HOME}，以前评三级时领过5万元，去年评上了五级", (True, 150_000.0)),
        (f"{HOME}，去年首次被评定为五级机构", (True, 200_000.0)),
    ],
)
def test_who_moves_up_is_named_for_the_higher_grade_for_the_first_time(
    told: str, wanted: tuple[bool, float], tmp_path: Path
) -> None:
    assert outcome(told, tmp_path) == wanted


@pytest.mark.parametrize(("asked", "wanted"), [("岗位津贴一年能领多少", 3_600.0), ("岗位津贴每个月能领多少", 300.0)])
def test_who_asks_for_a_year_is_told_of_twelve_months(asked: str, wanted: float, tmp_path: Path) -> None:
    schemes = schemes_in(TEXT, tmp_path)
    found = consult(schemes, f"我在一家登记备案的养老机构从事护理工作，取得了高级工证书，{asked}？", ON)
    assert found is not None
    assert found.outcome.amount == wanted
