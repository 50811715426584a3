"""Bounds that are laxer for some, and terms of loans: how much time has gone by since tells nothing of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
KEPT = """某市措施

一、稳岗返还

对裁员率不高于5.5%的参保企业（参保职工30人以下的企业，裁员率不高于20%），按上年度实际缴纳失业保险费的60%返还。
"""
LENT = """某市措施

一、首贷贴息

小微企业首次取得经营性贷款、贷款期限6个月以上的，按贷款金额的1%给予贴息。
"""


@pytest.mark.parametrize(
    ("staff", "share", "eligible"),
    [(60, 3, True), (60, 8, False), (20, 8, True), (20, 30, False), (20, 3, True)],
)
def test_a_laxer_bound_is_that_of_some_alone(staff: int, share: int, eligible: bool, tmp_path: Path) -> None:
    told = f"我们是参保企业，参保职工{staff}人，去年裁员率{share}%，上年度实际缴纳失业保险费10万元"
    assert judged(schemes_in(KEPT, tmp_path), told, ON) == (eligible, 60_000.0 if eligible else 0.0)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("期限一年", (True, 18_000.0)),
        ("两年期", (True, 18_000.0)),
        ("期限5个月", (False, 0.0)),
        ("用来买原料", (None, None)),
    ],
)
def test_a_bare_term_is_that_of_the_loan_told_before(
    term: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    told = f"我们是小微企业，今年2月首次取得经营性贷款180万元，{term}"
    assert judged(schemes_in(LENT, tmp_path), told, ON, "能补多少？") == expected


TRADED = """某市措施

一、出口奖励

通过海关跨境电子商务监管方式（9610、9710）出口，年度出口额达到300万美元以上的企业，奖励20万元。
"""


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ("我们企业通过跨境电商监管方式（9610）出口，去年出口额500万美元", True),
        ("我们企业去年出口额500万美元", None),
        ("我们企业通过跨境电商监管方式（9610）出口，去年进出口额500万美元", None),
    ],
)
def test_exports_are_asked_for_alone_and_in_the_way_that_is_told(
    told: str, eligible: bool | None, tmp_path: Path
) -> None:
    assert judged(schemes_in(TRADED, tmp_path), told, ON, "能奖多少？")[0] is eligible


ENDED = """某市措施

一、锅炉淘汰

拆除在用燃煤锅炉的，每台奖补5万元。2025年7月1日以后完成的，不再奖补。

二、窑炉改造

改造窑炉的，每台奖补3万元。
"""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("我们厂2025年5月拆除了1台在用燃煤锅炉", (True, 50_000.0)),
        ("我们厂拆除了1台在用燃煤锅炉，2025年8月完成", (False, 0.0)),
        ("我们厂改造窑炉1台，2025年8月完成", (True, 30_000.0)),
    ],
)
def test_what_is_done_later_is_paid_for_no_more(
    told: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    asked = "锅炉淘汰能补多少？" if "锅炉" in told else "窑炉改造能补多少？"
    assert judged(schemes_in(ENDED, tmp_path), told, ON, asked) == expected


LISTED = """某市措施

一、冷库补助

对下列主体新建冷库的，给予10万元补助：（一）本市登记的农民合作社；（二）年销售额500万元以上的龙头企业。
"""


def test_a_list_of_whom_nothing_was_read_stays_open(tmp_path: Path) -> None:
    assert judged(schemes_in(LISTED, tmp_path), "我们是民宿，新建冷库", ON, "能补多少？") == (None, None)
