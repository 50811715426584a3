"""What a clause does not count is taken off the whole that is told, before anything is held against it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
SPRAY = "一、合作社对外开展飞防作业，年服务面积300亩以上的，按实际作业面积给予每亩8元补贴。自有农田的作业面积不计入。\n"
GUESTS = "一、旅行社组织游客来我市，每人次奖励20元，本市游客不计入。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (SPRAY, "我们合作社今年一共飞防作业3000亩，其中500亩是自家的地", (True, 20_000)),
        (SPRAY, "我们合作社今年对外飞防作业3000亩", (True, 24_000)),
        (SPRAY, "我们合作社今年一共飞防作业350亩，其中100亩是自家的地", (False, 0.0)),  # 250 are less than 300
        (GUESTS, "我们旅行社今年组织游客来市里5000人次，其中本市游客1000人次", (True, 80_000)),
        (GUESTS, "我们旅行社今年组织游客来市里5000人次", (True, 100_000)),
    ],
)
def test_what_is_not_counted_is_taken_off(
    body: str, told: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
