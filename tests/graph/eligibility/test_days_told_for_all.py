"""Between which days what is paid for must lie, and how long one may apply, told once for many offers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2023, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2022〕1号\n云汀市人民政府\n2022年1月5日\n"
OFFERS = (
    "第二条 对新认定的省级工厂，奖励10万元。\n"
    "第三条 总投资500万元以上的技术改造项目，竣工投产后给予补助20万元。\n"
    "第四条 购置机器人的，补助5万元。\n"
    "第五条 新取得技师证书的，给予一次性奖励3000元。\n"
    "第六条 创办企业的，给予一次性创业补贴5000元。\n"
)
TITLE = {"新认定省级工厂": True}
WORKS = {"总投资": 8_000_000, "技术改造项目": True, "竣工投产": True}
ROBOT = {"购置机器人": True}
PAPER = {"新取得技师证书": True}
FOUNDER = {"创办企业": True}
SORTS = "认定类、称号类奖励以2022年1月1日（含）以后取得为准，投资类项目以2022年3月1日以后竣工投产为准。"
ALL = "本措施所列奖补项目须为2022年1月1日至2023年12月31日期间新建、新购、新认定或实际发生的项目。"
DAYS = "认定时间应在2022年1月1日（含）以后。"
YEAR = "申报事项应发生在2022年度。"


@pytest.mark.parametrize(
    ("rule", "told", "eligible"),
    [
        (SORTS, {**TITLE, "认定时间": "2021-11"}, False),
        (SORTS, {**TITLE, "认定时间": "2022-11"}, True),
        (SORTS, TITLE, True),
        (SORTS, {**WORKS, "竣工投产时间": "2022-02"}, False),
        (SORTS, {**WORKS, "竣工投产时间": "2022-05"}, True),
        (SORTS, {**ROBOT, "购置时间": "2021-05"}, True),
        (ALL, {**TITLE, "认定时间": "2021-11-20"}, False),
        (ALL, {**ROBOT, "购置时间": "2021-05"}, False),
        (ALL, {**ROBOT, "购置时间": "2022-05"}, True),
        (DAYS, {**TITLE, "认定时间": "2021-11"}, False),
        (DAYS, {**ROBOT, "购置时间": "2021-05"}, True),
        (YEAR, {**ROBOT, "购置时间": "2021-05"}, False),
        (YEAR, {**ROBOT, "购置时间": "2023-02"}, False),
        (YEAR, {**ROBOT, "购置时间": "2022-05"}, True),
    ],
)
def test_days_are_asked_of_the_sort_they_are_told_for(
    rule: str, told: dict[str, Any], eligible: bool, tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{OFFERS}第九条 {rule}", tmp_path), told, ON)[0] is eligible


ARTICLE = "第五条奖励应当自证书载明的取得之日起12个月内提出申请，逾期视为自动放弃。"
ONCE = "一次性补贴应自符合条件之日起1年内提出申请。逾期未申请的，不再受理。"
ANYBODY = "申请人应自证书核发之日起一年内申报，逾期不予受理。"


@pytest.mark.parametrize(
    ("rule", "told", "eligible"),
    [
        (ARTICLE, {**PAPER, "证书取得日期": "2022-03"}, False),
        (ARTICLE, {**PAPER, "证书取得日期": "2023-05"}, True),
        (ARTICLE, PAPER, True),
        (ARTICLE, {**FOUNDER, "注册日期": "2021-03"}, True),
        (ONCE, {**FOUNDER, "符合条件日期": "2021-03"}, False),
        (ONCE, {**FOUNDER, "自符合条件之日起1年内申请": False}, False),
        (ONCE, {**FOUNDER, "自符合条件之日起1年内申请": True}, True),
        (ANYBODY, {**PAPER, "证书核发时间": "2022-03"}, False),
        (ANYBODY, {**FOUNDER, "注册日期": "2021-03"}, True),
        ("材料不全、逾期申报的，不予受理。", PAPER, True),
    ],
)
def test_how_long_one_may_apply_is_asked_of_the_offers_meant(
    rule: str, told: dict[str, Any], eligible: bool, tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{OFFERS}第九条 {rule}", tmp_path), told, ON)[0] is eligible


@pytest.mark.parametrize(
    "said", ["逾期未申请的，不再受理。", "未按规定时间提交申请的，不予受理。", "超过申报期限的，不予受理。"]
)
def test_when_to_hand_in_is_asked_of_nobody(said: str, tmp_path: Path) -> None:
    schemes = schemes_in(f"{HEAD}{OFFERS}第九条 {said}", tmp_path)
    assert not [one for scheme in schemes for one in scheme.requirements if one.value is False]
