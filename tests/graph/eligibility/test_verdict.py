"""Yes, no, unknown and closed; tiers with their borders; sums with floor and cap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.eligibility import Outcome, Scheme, choose, evaluate, from_mapping, questions, total, trace

DAY = date(2024, 6, 1)
FIRM = {"注册地在市区范围内": True, "独立法人资格": True}
GOOD = FIRM | {"年节能量": 45, "全员劳动生产率提高": 25}


def asked(schemes: tuple[Scheme, ...], facts: dict[str, Any], **more: Any) -> Outcome:
    found = choose(evaluate(schemes, from_mapping(facts, schemes), on=more.pop("on", DAY), **more))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("spent", "amount"),
    [
        ("100万元", 140_000),
        ("320万元", 544_000),
        ("500万元", 1_100_000),
        ("3000万元", 5_000_000),
        ("0.9亿元", 5_000_000),
    ],
)
def test_the_tier_in_which_the_sum_lies_counts(schemes: tuple[Scheme, ...], spent: str, amount: float) -> None:
    found = asked(schemes, GOOD | {"设备投入": spent})
    assert (found.eligible, found.amount) == (True, amount)


def test_a_number_on_the_border_of_two_ranges_is_told_as_such(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, GOOD | {"设备投入": "200万元"})
    assert found.eligible is True and found.amount is None
    assert "交界" in found.notes[0] and "200万元" in found.notes[0]


def test_a_fact_that_fails_a_condition_says_no(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, GOOD | {"设备投入": "320万元", "全员劳动生产率提高": 15})
    assert (found.eligible, found.amount) == (False, 0.0)


def test_what_is_not_told_is_unknown_and_named(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, {"设备投入": "320万元", "年节能量": 45})
    assert (found.eligible, found.amount) == (None, None)
    assert found.missing == ("全员劳动生产率提高", "注册地在市区范围内", "独立法人资格")


def test_no_facts_give_no_yes(schemes: tuple[Scheme, ...]) -> None:
    assert {verdict.status for verdict in evaluate(schemes, from_mapping({}), on=DAY)} == {"unknown"}


def test_a_scheme_past_its_day_is_closed_and_says_since_when(schemes: tuple[Scheme, ...]) -> None:
    verdict = evaluate(schemes, from_mapping(GOOD, schemes), on=date(2026, 1, 1))[0]
    assert verdict.status == "closed" and verdict.closed == date(2025, 12, 31)
    assert "2025-12-31" in verdict.notes[0]


def test_money_spent_before_it_counts_does_not_count(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, GOOD | {"设备投入": "260万元", "投入时间": "2020-09"})
    assert found.eligible is False


def test_a_county_lies_outside_the_city_proper(schemes: tuple[Scheme, ...]) -> None:
    facts = {key: value for key, value in GOOD.items() if "市区" not in key} | {
        "设备投入": "320万元",
        "所在地": "下面的县里",
    }
    assert asked(schemes, facts).eligible is False
    assert asked(schemes, facts | {"所在地": "市区"}).eligible is True


def test_units_are_converted(schemes: tuple[Scheme, ...]) -> None:
    facts = FIRM | {"年节能量": "0.0045万吨标准煤", "全员劳动生产率提高": "25%", "设备投入": "3200000元"}
    assert asked(schemes, facts).amount == 544_000


def test_a_sum_for_each_unit_is_multiplied(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, FIRM | {"完成备案": True, "项目类型": "分布式光伏", "实际发电量": "120万度"})
    assert found.amount == 120_000


def test_without_the_quantity_the_sum_stays_open_and_says_what_it_needs(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, FIRM | {"完成备案": True, "项目类型": "分布式光伏"})
    assert found.eligible is True and found.amount is None
    assert "实际发电量" in found.missing[0]


@pytest.mark.parametrize(("fee", "amount"), [("12万元", 60_000), ("40万元", 80_000), ("1万元", 10_000)])
def test_floor_and_cap_hold(schemes: tuple[Scheme, ...], fee: str, amount: float) -> None:
    facts = FIRM | {"委托第三方机构开展能源审计": True, "列入失信名单": False, "审计费用": fee}
    assert asked(schemes, facts).amount == amount


def test_another_level_of_the_title_gets_its_own_award(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, FIRM | {"新列入": True, "称号级别": "省级", "称号": "绿色工厂"})
    assert found.amount == 500_000


def test_a_reference_takes_the_tiers_of_the_other_clause(schemes: tuple[Scheme, ...]) -> None:
    found = asked(schemes, FIRM | {"合同能源管理模式": True, "年节能量": 60, "实际投资额": 2_600_000})
    assert (found.eligible, found.amount) == (True, 442_000)


def test_another_region_is_not_eligible(schemes: tuple[Scheme, ...]) -> None:
    verdicts = evaluate(schemes, from_mapping(GOOD | {"设备投入": "320万元"}, schemes), region="杭州市", on=DAY)
    assert all(verdict.status == "not_eligible" for verdict in verdicts)


def test_the_trace_says_fact_rule_clause_and_arithmetic(schemes: tuple[Scheme, ...]) -> None:
    verdict = evaluate(schemes, from_mapping(GOOD | {"设备投入": "320万元"}, schemes), on=DAY)[1]
    steps = list(trace(verdict))
    assert any("年节能量：45吨标准煤" in step and "《荻浦市节能改造办法》一" in step for step in steps)
    assert "320万元×17%=54.4万元" in steps[-1]


def test_the_fact_that_settles_most_is_asked_first(schemes: tuple[Scheme, ...]) -> None:
    facts = from_mapping(
        {"年节能量": 45, "设备投入": "320万元", "独立法人资格": True, "注册地在市区范围内": True}, schemes
    )
    first = questions(evaluate(schemes, facts, on=DAY))[0]
    assert (first.attr, first.unit) == ("全员劳动生产率提高", "%") and first.settles >= 1


def test_offers_add_up(schemes: tuple[Scheme, ...]) -> None:
    facts = GOOD | {"设备投入": "320万元", "新列入": True, "称号级别": "省级", "称号": "绿色工厂"}
    amount, steps = total(evaluate(schemes, from_mapping(facts, schemes), on=DAY))
    assert amount == 544_000 + 500_000 and len(steps) == 2


def test_a_document_that_the_store_holds_from_two_files_is_added_up_once(schemes: tuple[Scheme, ...]) -> None:
    again = tuple(
        replace(scheme, id=f"{scheme.id}-b", place=replace(scheme.place, document=f"{scheme.place.document}-b"))
        for scheme in schemes
    )
    facts = GOOD | {"设备投入": "320万元", "新列入": True, "称号级别": "省级", "称号": "绿色工厂"}
    amount, steps = total(evaluate(schemes + again, from_mapping(facts, schemes), on=DAY))
    assert amount == 544_000 + 500_000 and len(steps) == 2
