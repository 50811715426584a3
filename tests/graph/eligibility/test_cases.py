"""Measures of six invented places and what people ask of them: by facts as given, and in their own words."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import (
    Outcome,
    Scheme,
    choose,
    consult,
    evaluate,
    from_documents,
    from_mapping,
    is_eligibility_question,
)
from ingest.link import Register
from ingest.pipeline import ingest

DATA = Path(__file__).parent / "data"
CASES: list[dict[str, Any]] = json.loads((DATA / "cases.json").read_text("utf-8"))
DAY = date(2024, 9, 1)
LEAST = {"facts": 0.85, "words": 0.75}


@cache
def schemes(name: str) -> tuple[Scheme, ...]:
    return from_documents(list(ingest(DATA / f"{name}.txt", Register.load())))


def answered(case: dict[str, Any], how: str) -> Outcome | None:
    of = schemes(case["doc"])
    if how == "facts":
        return choose(evaluate(of, from_mapping(case["facts"], of), on=DAY))
    found = consult(of, case["q"], DAY)
    return found.outcome if found else None


@pytest.mark.parametrize("how", ["facts", "words"])
def test_most_cases_are_answered_right_and_none_with_a_wrong_yes(how: str) -> None:
    right, wrong = 0, []
    for case in CASES:
        got = answered(case, how)
        fits = got is not None and got.eligible is case["eligible"]
        unknown = got is None and case["eligible"] is None
        right += unknown or (fits and (case["amount"] is None or (got is not None and got.amount == case["amount"])))
        if got is not None and got.eligible is True and case["eligible"] is not True:
            wrong.append(case["q"])
    assert not wrong
    assert right / len(CASES) >= LEAST[how]


def test_each_of_them_is_known_for_a_case_of_ones_own() -> None:
    assert [case["q"] for case in CASES if not is_eligibility_question(case["q"])] == []


def of(name: str, path: str, value: float) -> Scheme:
    return next(
        one
        for one in schemes(name)
        if one.place.path == path and value in [sums.value for sums in (one.rate, one.amount) if sums]
    )


def test_a_raised_rate_asks_for_all_that_the_first_one_asks_for_and_its_own() -> None:
    first, raised = (of("chengyan_industry", "第二章/第二条", rate) for rate in (8.0, 12.0))
    asked = {need.key for need in raised.requirements}
    assert {need.key for need in first.requirements} < asked
    assert raised.rate is not None and raised.rate.of == "设备投资额"


def test_a_rate_raised_by_a_share_of_it_is_reckoned() -> None:
    raised = of("chengyan_industry", "第二章/第七条", 12.0)  # 10% 上浮20%
    assert raised.cap is not None and raised.cap.value == 2_000_000
    assert any("高新技术企业" in need.attr for need in raised.requirements)


def test_the_lower_of_a_sum_and_a_share_is_one_offer() -> None:
    both = of("chengyan_industry", "第二章/第八条", 500.0)
    assert both.rate is not None and (both.rate.value, both.rate.of) == (30.0, "项目投资额")


def test_what_another_clause_asks_for_is_asked_where_it_is_named() -> None:
    home = of("tanxi_jobs", "三/(七)", 200_000.0)
    assert any(need.numeric and need.key.startswith("劳动合同") for need in home.requirements)


def test_how_long_it_is_paid_is_told_and_not_asked() -> None:
    rent = of("chengyan_industry", "第二章/第十条", 30.0)
    assert rent.limits == ("连续补助不超过2年",)
    assert not any("连续补助" in need.text for need in rent.requirements)


@pytest.mark.parametrize(
    ("words", "eligible"),
    [
        ("今年主营收入第一次过了10亿，本市独立法人，没安全事故没失信，奖多少？", True),
        ("今年主营收入不到10亿，本市独立法人，没安全事故没失信，奖多少？", False),
    ],
)
def test_a_number_told_as_exceeded_or_not_reached_counts_as_such(words: str, eligible: bool) -> None:
    found = consult(schemes("chengyan_industry"), words, DAY)
    assert found is not None and found.outcome.eligible is eligible


def test_who_has_more_has_less_too() -> None:
    of_place = schemes("fengpu_care")
    found = consult(of_place, "正高级的主任医师，在乡镇卫生院工作5年，一年补多少？", DAY)
    assert found is not None and (found.outcome.eligible, found.outcome.amount) == (True, 24_000)


def test_a_trade_that_what_one_did_shows_is_taken_for_granted_aloud() -> None:
    found = consult(schemes("luxi_farm"), "我在本县种了80亩早稻，没出过质量安全事故，能补多少？", DAY)
    assert found is not None and found.outcome.tier is not None
    assumed = [check.fact.assumed for check in found.outcome.tier.checks if check.fact and check.fact.assumed]
    assert assumed and all("更正" in words for words in assumed)


def test_aid_already_had_makes_no_yes_where_a_document_rules_out_having_both() -> None:
    words = "新列入省级绿色工厂，本市独立法人，没安全事故没失信，已经在领别的补贴，奖多少？"
    found = consult(schemes("chengyan_industry"), words, DAY)
    assert found is not None and found.outcome.eligible is not True
