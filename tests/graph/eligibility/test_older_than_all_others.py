"""Who may be older than all others is held to their own bound, whoever else to that of all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)


@pytest.mark.parametrize(
    "asked",
    [
        "申请人年龄不超过45周岁，其中博士可放宽至50周岁。",
        "申请人年龄在45周岁以下（博士研究生可放宽至50周岁）。",
        "本措施所称青年人才，年龄在45周岁以下，博士可放宽至50周岁。",
    ],
)
@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("硕士，40岁", True),
        ("硕士，47岁", False),
        ("博士，47岁", True),
        ("博士，52岁", False),
        ("博士，30岁", True),
        ("47岁", None),
    ],
)
def test_age_of_some_is_eased(asked: str, said: str, eligible: bool | None, tmp_path: Path) -> None:
    text = f"某市措施\n\n一、对象\n{asked}\n二、补贴\n对新引进到本市企业的人才，给予生活补贴1万元。\n"
    told = f"我是新引进到本市企业的人才，{said}"
    assert judged(schemes_in(text, tmp_path), told, ON, "能补多少？")[0] is eligible
