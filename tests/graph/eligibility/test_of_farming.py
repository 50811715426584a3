"""Who grows or keeps anything is one of those for whom measures for farming are; who sells or lends is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

DAY = date(2024, 6, 1)
TEXT = """青岚市扶持农业发展若干政策
一、扶持对象。从事农业生产的农业企业、农民专业合作社、家庭农场、种粮大户等农业经营主体。
二、对种植水稻集中连片50亩以上的，给予1万元补助。
"""


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ("我是本地种粮的，包了180亩连成一片的田，种的水稻", True),
        ("我们公司流转了180亩连成一片的地种水稻", True),
        ("我们合作社种植水稻集中连片180亩", True),
        ("我们公司包了30亩连成一片的地种水稻", False),
    ],
)
def test_who_grows_is_of_farming(said: str, comes: bool | None, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT, tmp_path), said, DAY)[0] is comes


@pytest.mark.parametrize("said", ["我们是农业银行的，", "我们公司租了180亩厂房，", "我们是养老的，"])
def test_who_grows_nothing_is_not(said: str, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT, tmp_path), f"{said}水稻集中连片180亩是客户的", DAY)[0] is not True
