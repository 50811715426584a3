"""Whoever names the place that measures are of is there, with their register or with the ground that they work on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
MEASURES = """云溪县促进农业发展若干政策

一、扶持对象
在本县行政区域内登记注册，生产经营基地位于本县境内的农业企业、农民专业合作社、家庭农场。
二、扶持内容
（一）新建冷库的，给予10万元补助。
"""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("我们合作社注册和基地都在云溪", True),
        ("我们合作社在云溪登记，基地都在云溪", True),
        ("我们合作社注册和基地都在县里", True),
        ("我们合作社在云溪注册，基地也在本县", True),
        ("我们农场在云溪登记，地也在云溪", True),
        ("我们合作社登记在云溪，大棚和田都在县内", True),
        ("农场是在云溪县注册的，田也都在县里", True),
        ("我们合作社在云溪注册、在云溪种葡萄", True),
        ("我们合作社在云溪注册", None),
        ("我们合作社注册在云溪，基地在隔壁县", False),
        ("我公司营业执照是云溪的，不过基地都在江对面的和县", False),
        ("我们合作社在云溪注册，但茶园在和县", False),
        ("我们合作社在云溪注册，种植基地在外地", False),
        ("合作社注册在外县，基地在云溪", False),
    ],
)
def test_register_and_ground_are_told_apart(tmp_path: Path, said: str, answer: bool | None) -> None:
    assert judged(schemes_in(MEASURES, tmp_path), f"{said}，新建了冷库", ON)[0] is answer
