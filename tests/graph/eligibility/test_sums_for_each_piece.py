"""Sums for each of what no measure word counts, for so many at a time, and what is paid besides to all grades."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

CRUISES = "一、开展国际邮轮航线的，母港始发航次每航次补贴50万元，访问港航次每航次补贴10万元，全年最高1000万元。\n"
GROUPS = "一、省外旅行社组团来我县，每团20人以上且过一夜的，每团奖励2000元；过两夜的每团奖励5000元。\n"
CRAFTS = "一、首次获评市级非遗工坊的奖励3万元，带动就业每增加10人，再奖励1万元，最高10万元。\n"
SOLDIERS = "一、学生参军入伍的，本科每人奖励8000元，专科每人奖励6000元；服役期间荣立三等功的，另奖5000元。\n"
PARCELS = "一、对年度快递业务量增量达到100万件以上的快递企业，按增量每件0.1元给予奖励，单个企业最高50万元。\n"
SCRAP = "一、废旧物资回收企业，年回收量5000吨以上的，每吨奖励10元，超过1万吨部分每吨奖励15元，年最高50万元。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (CRUISES, "我们开了国际邮轮航线，母港始发5个航次，访问港6个航次", (True, 3_100_000)),
        (CRUISES, {"国际邮轮航线": True, "母港始发航次数": 5, "访问港航次数": 6}, (True, 3_100_000)),
        (CRUISES, {"开展国际邮轮航线": True, "母港始发航次": True}, (True, None)),  # how many is not told
        (GROUPS, "我们是省外旅行社，今年组了5个团来县里，每团25人，都过了一夜", (True, 10_000)),
        (CRAFTS, "我们首次获评市级非遗工坊，带动就业25人", (True, 50_000)),
        (SOLDIERS, "我是本科生，参军入伍，服役期间立了三等功，一共", (True, 13_000)),
        (SOLDIERS, "我是专科生，今年参军入伍了", (True, 6_000)),
        (PARCELS, {"快递企业": True, "年度快递业务量增量（万件）": 100}, (True, 100_000)),
        (PARCELS, "我们快递企业去年业务量600万件", (None, None)),
        (SCRAP, "我们废旧物资回收企业一年回收1.5万吨", (True, 175_000)),
        (SCRAP, {"废旧物资回收企业": True, "年回收量（吨）": 6000}, (True, 60_000)),
    ],
)
def test_sum_is_paid_for_as_many_as_are_told(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
