"""Sums handed out among letters, degrees, bounds and first or renewed awards: each sort gets its own, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 9, 1)
HEAD = "云汀市产业扶持办法\n云汀市人民政府\n2025年1月5日\n"
Answer = tuple[bool | None, float | None]


@pytest.mark.parametrize(
    ("offer", "told", "expected"),
    [
        # letters, with 类 told once
        (
            "第一条 新引进的B、C、D类人才，分别给予60万元、40万元、20万元安家补贴。",
            {"新引进": True, "人才类别": "D类"},
            (True, 200_000),
        ),
        (
            "第一条 新引进的B、C、D类人才，分别给予60万元、40万元、20万元安家补贴。",
            {"新引进": True, "人才类别": "B类"},
            (True, 600_000),
        ),
        # degrees, whose head and tail are told once
        (
            "第一条 经评估为中度、重度失能的老年人，入住养老机构的，分别给予每人每月600元、1200元补贴。",
            {"失能等级": "重度失能", "年龄": 80.0, "入住养老机构": True},
            (True, 1_200),
        ),
        # bounds of two things: neither is asked of who keeps the other
        (
            "第一条 肉牛存栏30头以上、肉羊存栏100只以上的养殖场，分别按每头500元、每只100元给予奖补。",
            {"肉牛存栏": 60, "养殖场": True},
            (True, 30_000),
        ),
        (
            "第一条 肉牛存栏30头以上、肉羊存栏100只以上的养殖场，分别奖励2万元、1万元。",
            {"肉羊存栏": 120, "养殖场": True},
            (True, 10_000),
        ),
        # found so for the first time or again
        (
            "第一条 对首次认定、重新认定的高新技术企业，分别奖励20万元、10万元。",
            {"重新认定高新技术企业": True},
            (True, 100_000),
        ),
        (
            "第一条 首次通过认定的国家高新技术企业奖励20万元，重新认定的奖励10万元。",
            {"重新认定国家高新技术企业": True},
            (True, 100_000),
        ),
        (
            "第一条 首次通过认定的国家高新技术企业奖励20万元，重新认定的奖励10万元。",
            {"首次通过认定国家高新技术企业": True},
            (True, 200_000),
        ),
        # in the country or in the province for the first time
        (
            "第一条 对首次认定的国内首台（套）、省内首台（套）装备，分别奖励100万元、50万元。",
            {"首次认定省内首台（套）装备": True},
            (True, 500_000),
        ),
        # one of a list of children told by another word
        (
            "第一条 一孩家庭补贴2000元；二孩家庭补贴3000元；三孩家庭补贴6000元。",
            "我家二宝今年9月出生，是二孩家庭",
            (True, 3_000),
        ),
        # another title and its sums in brackets
        (
            "第一条 新认定为国家级、省级孵化器（众创空间）的，分别奖励100万元（50万元）、50万元（20万元）。",
            {"新认定国家级众创空间": True},
            (True, 500_000),
        ),
        (
            "第一条 新认定为国家级、省级孵化器（众创空间）的，分别奖励100万元（50万元）、50万元（20万元）。",
            {"新认定省级孵化器": True},
            (True, 500_000),
        ),
        (
            "第一条 新认定为国家级、省级孵化器（众创空间）的，分别奖励100万元（50万元）、50万元（20万元）。",
            {"新认定省级众创空间": True},
            (True, 200_000),
        ),
        # a prize whose sum is told by another one's
        (
            "第一条 获得国家级、省级文创大赛金奖的，分别奖励5万元、2万元，银奖、铜奖按金奖标准的60%、40%执行。",
            {"获得省级文创大赛银奖": True},
            (True, 12_000),
        ),
        # a border that one tier counts in
        (
            "第一条 购车发票金额10万元以上20万元（含）以下的补贴5000元，20万元以上的补贴8000元。",
            {"购车发票金额": 200_000},
            (True, 5_000),
        ),
    ],
)
def test_each_sort_gets_its_own_sum(offer: str, told: dict[str, Any] | str, expected: Answer, tmp_path: Path) -> None:
    assert judged(schemes_in(HEAD + offer, tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("kept", "eligible"), [("留用率没有达到50%", True), ("留用率没到50%", True), ("留用率超过50%", True)]
)
def test_what_was_not_reached_is_not_counted_as_reached(kept: str, eligible: bool, tmp_path: Path) -> None:
    offer = (
        "第一条 见习单位吸纳毕业生参加就业见习的，按每人每月1800元给予补贴，"
        "其中留用率达到50%以上的，提高到每人每月2200元。"
    )
    found = judged(schemes_in(HEAD + offer, tmp_path), f"我们是见习单位，收了5名毕业生参加就业见习，{kept}", ON)
    assert found == (eligible, 11_000 if "超过" in kept else 9_000)


CARS = (
    "第一条 出租车企业更新新能源车辆的，每辆给予1万元补贴。\n"
    "第二条 公用充电设施运营企业，按上年度充电量给予0.1元/千瓦时运营补贴。\n"
    "第三条 享受补贴的充电设施运营企业须在我市注册，运营桩数不少于50个。\n"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"出租车企业": True, "更新新能源车辆数": 60}, (True, 600_000)),
        ({"公用充电设施运营企业": True, "上年度充电量": 3e6, "在我市注册": True, "运营桩数": 30}, (False, 0.0)),
        ({"公用充电设施运营企业": True, "上年度充电量": 3e6, "在我市注册": True, "运营桩数": 80}, (True, 300_000)),
    ],
)
def test_what_is_asked_of_those_who_get_aid_of_one_kind_is_asked_of_no_other(
    told: dict[str, Any], expected: Answer, tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + CARS, tmp_path), told, ON) == expected


def test_a_bare_count_is_no_share(tmp_path: Path) -> None:
    offer = "第一条 居住小区配建公用充电桩达到车位数10%以上的，给予物业服务企业5000元奖励。"
    schemes = schemes_in(HEAD + offer, tmp_path)
    told: dict[str, Any] = {"居住小区配建公用充电桩": 30, "物业服务企业": True}
    assert judged(schemes, told, ON)[0] is None
    assert judged(schemes, told | {"达到车位数比例": 6}, ON)[0] is False
    assert judged(schemes, told | {"达到车位数比例": 12}, ON)[0] is True


def test_each_that_is_diagnosed_is_paid_for_by_its_own_sort(tmp_path: Path) -> None:
    offer = "第一条 对为企业开展诊断的服务机构，按每诊断一家规模以上企业1万元、规模以下企业0.5万元的标准给予补助。"
    found = {one.amount.value: one.amount.per for one in schemes_in(HEAD + offer, tmp_path) if one.amount}
    assert found == {10_000: "每诊断一家规模以上企业", 5_000: "每诊断1家规模以下企业"}
