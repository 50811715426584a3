"""Verdicts: three-valued, with the sum, what failed, what is open and what is presumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.eligibility.answer import Answers, day
from graph.eligibility.criterion import Place, compare
from graph.eligibility.evaluate import Verdict, evaluate
from graph.eligibility.explain import summary
from graph.eligibility.scheme import Benefit, Factor, Provision, Scheme, Sum
from tests.graph.eligibility.conftest import citation, criterion, scheme, share

DAY = date(2024, 6, 1)
MET: Answers = {"v-saving": 45.0, "v-legal": True, "v-listed": False, "v-invested": 3_200_000.0}


def verdict(of: Scheme, answers: Answers, on: date = DAY, region: str | None = None) -> Verdict:
    return evaluate(of, answers, on, region)


def test_the_tier_that_the_answers_reach_is_paid(tiered: Scheme) -> None:
    found = verdict(tiered, MET)
    assert (found.status, found.amount.value) == ("eligible", 544_000.0)
    assert found.amount.steps == ("320万元 × 17% = 54.4万元",)
    assert not found.presumed and not found.open and not found.failed


def test_a_criterion_without_an_answer_leaves_the_verdict_open(tiered: Scheme) -> None:
    found = verdict(tiered, {name: value for name, value in MET.items() if name != "v-legal"})
    assert found.status == "unknown"
    assert [one.text for one in found.open] == ["具有独立法人资格"]
    assert found.missing == ("v-legal",)
    assert found.amount.value is None and found.amount_if.value == 544_000.0


def test_an_exclusion_without_an_answer_is_presumed_not_to_hold_and_named(tiered: Scheme) -> None:
    found = verdict(tiered, {name: value for name, value in MET.items() if name != "v-listed"})
    assert found.status == "eligible"
    assert [one.text for one in found.presumed] == ["列入失信名单"]


def test_an_exclusion_that_holds_makes_a_no_that_names_it(tiered: Scheme) -> None:
    found = verdict(tiered, MET | {"v-listed": True})
    assert found.status == "not_eligible"
    assert [one.text for one in found.failed] == ["列入失信名单"]
    assert found.amount.value is None and found.amount_if.value is None


def test_no_answer_at_all_gives_the_interval_over_all_tiers(tiered: Scheme) -> None:
    found = verdict(tiered, {})
    assert found.status == "unknown"
    assert found.amount_if.value is None
    assert "v-invested" in found.missing


@pytest.mark.parametrize(("invested", "amount"), [(5e6, 1_100_000.0), (3e7, 5_000_000.0), (1e6, 140_000.0)])
def test_a_bound_that_one_tier_states_outright_belongs_to_it(tiered: Scheme, invested: float, amount: float) -> None:
    found = verdict(tiered, MET | {"v-invested": invested})
    assert (found.status, found.amount.value) == ("eligible", amount)


def test_a_bound_at_which_two_ranges_meet_leaves_the_sum_between_both(tiered: Scheme) -> None:
    found = verdict(tiered, MET | {"v-invested": 2e6})
    assert found.status == "eligible"
    assert (found.amount.value, found.amount.low, found.amount.high) == (None, 280_000.0, 340_000.0)


def test_a_document_that_does_not_say_whom_a_bound_belongs_to_leaves_the_sum_open(tiered: Scheme) -> None:
    found = verdict(replace(tiered, provisions=()), MET | {"v-invested": 5e6})
    assert (found.amount.value, found.amount.low, found.amount.high) == (None, 850_000.0, 1_100_000.0)


def test_the_highest_of_the_tiers_that_are_met_is_paid(graded: Scheme) -> None:
    assert verdict(graded, {"v-grade": "国家级"}).amount.value == 1e6
    assert verdict(graded, {"v-grade": "省级"}).amount.value == 5e5
    assert verdict(graded, {"v-grade": ("省级", "国家级")}).amount.value == 1e6
    assert verdict(graded, {"v-grade": "其他"}).status == "not_eligible"
    assert verdict(graded, {}).amount_if.low == 5e5 and verdict(graded, {}).amount_if.high == 1e6


def test_a_top_up_is_added_only_where_the_offer_below_it_is_met() -> None:
    of = scheme(
        ("c-legal", Benefit("award", amount=Sum(1e5, "元"))),
        ("c-national", Benefit("award", amount=Sum(5e4, "元")), True),
    )
    assert verdict(of, {"v-legal": True, "v-grade": "国家级"}).amount.value == 150_000.0
    assert verdict(of, {"v-legal": True, "v-grade": "其他"}).amount.value == 100_000.0
    assert verdict(of, {"v-grade": "国家级"}).status == "unknown"


def test_a_scheme_past_its_validity_is_closed_and_one_elsewhere_is_not_for_the_applicant(tiered: Scheme) -> None:
    assert verdict(tiered, MET, date(2026, 1, 1)).status == "closed"
    assert verdict(tiered, MET, region="杭州市").status == "not_eligible"
    assert verdict(tiered, MET, region="浙江省").status == "unknown"
    assert verdict(tiered, MET, region="温州市").status == "eligible"


def test_an_intake_that_is_over_closes_and_a_yearly_one_is_noted() -> None:
    over = Provision("p1", "intake", citation("三", "2024年3月底前申报"), end=date(2024, 3, 31))
    yearly = Provision(
        "p2", "intake", citation("三", "每年3月申报"), start=date(2000, 3, 1), end=date(2000, 3, 31), yearly=True
    )
    assert verdict(scheme(("c-legal", share(5.0)), provisions=(over,)), {"v-legal": True}).status == "closed"
    found = verdict(scheme(("c-legal", share(5.0)), provisions=(yearly,)), {"v-legal": True})
    assert found.status == "eligible" and found.applicability.notes == ("每年受理时间：3月1日至3月31日",)


def test_a_tier_or_top_up_that_is_open_beside_one_that_is_met_is_named_and_asked() -> None:
    of = scheme(
        ("c-legal", Benefit("award", amount=Sum(1e5, "元"))),
        ("c-legal and c-saving", Benefit("award", amount=Sum(3e5, "元"))),
        ("c-national", Benefit("award", amount=Sum(5e4, "元")), True),
    )
    found = verdict(of, {"v-legal": True})
    assert (found.status, found.amount.value, found.missing) == ("eligible", 1e5, ("v-saving", "v-grade"))
    assert any("年节能量30吨标准煤以上" in words for words in found.amount.reservations)
    assert verdict(of, {"v-legal": True, "v-saving": 40.0, "v-grade": "其他"}).missing == ()


def test_a_sum_is_not_settled_while_that_of_another_tier_that_is_met_is_open() -> None:
    of = scheme(("c-legal", Benefit("award", amount=Sum(1e5, "元"))), ("c-saving", share(10.0)))
    found = verdict(of, {"v-legal": True, "v-saving": 40.0})
    assert (found.amount.value, found.amount.low, found.amount.high) == (None, 1e5, None)
    assert found.missing == ("v-invested",)


def test_a_top_up_by_the_month_is_not_added_to_a_sum_paid_once() -> None:
    monthly = Benefit("award", amount=Sum(500.0, "元", factors=(Factor("v-years", "月", True),)))
    of = scheme(("c-legal", Benefit("award", amount=Sum(1e5, "元"))), ("c-legal", monthly, True))
    found = verdict(of, {"v-legal": True}).amount
    assert (found.value, found.period, found.reservations) == (1e5, None, ("另有500元/月",))


def test_a_no_by_region_alone_names_no_criterion_that_is_met(tiered: Scheme) -> None:
    found = verdict(tiered, MET | {"v-invested": 3e6}, region="杭州市")
    assert (found.status, found.failed) == ("not_eligible", ())


def test_of_several_batches_one_that_is_open_keeps_the_scheme_open() -> None:
    batches = [
        Provision(f"p{month}", "intake", citation("三", f"{month}月底前申报"), end=date(2024, month, 30))
        for month in (3, 9)
    ]
    of = scheme(("c-legal", share(5.0)), provisions=tuple(batches))
    assert verdict(of, {"v-legal": True}, date(2024, 6, 1)).status == "eligible"
    assert verdict(of, {"v-legal": True}, date(2024, 10, 1)).status == "closed"


def test_a_time_limit_is_presumed_to_be_kept_and_is_named() -> None:
    claim = criterion("c-claim", "v-legal", "自验收之日起6个月内申请", role="exclusion")
    of = replace(scheme(("c-saving", share(5.0))), criteria={"c-claim": claim})
    of = replace(of, tiers=(replace(of.tiers[0], logic="c-claim"),))
    assert summary(verdict(of, {})).endswith("以符合下列时间要求为前提：“自验收之日起6个月内申请”")


@pytest.mark.parametrize(
    ("answer", "truth"), [("2023-05", True), ("2023", True), ("2022-12-31", False), ("2022", False)]
)
def test_a_year_is_met_by_any_day_of_it(answer: str, truth: bool) -> None:
    year = criterion("c-year", "v-since", "2023年认定", "=", day("2023"))
    assert compare(year, day(answer)) is truth  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "truth"), [("温州市鹿城区", True), ("浙江省", None), ("杭州市", False), ("荻浦村", None)]
)
def test_a_place_is_met_by_whatever_lies_in_it(answer: str, truth: bool | None) -> None:
    assert compare(criterion("c-place", "v-grade", "注册地在温州市", "=", Place("温州市")), answer) is truth


def test_which_of_several_grades_goes_with_which_of_several_titles_is_not_known() -> None:
    both = scheme(("c-national and c-plant", Benefit("award", amount=Sum(1e6, "元"))))
    assert verdict(both, {"v-grade": "国家级", "v-title": ("绿色工厂", "绿色园区")}).status == "eligible"
    crossed: Answers = {"v-grade": ("国家级", "省级"), "v-title": ("绿色工厂", "绿色园区")}
    assert verdict(both, crossed).status == "unknown"
    assert verdict(both, crossed | {"v-title": "其他"}).status == "not_eligible"


def test_a_top_up_of_support_without_a_sum_is_paid_by_itself() -> None:
    of = scheme(("c-legal", Benefit("subsidy")), ("c-national", Benefit("subsidy", amount=Sum(5e4, "元")), True))
    assert verdict(of, {"v-legal": True, "v-grade": "国家级"}).amount.value == 50_000.0
    assert verdict(of, {"v-legal": True, "v-grade": "其他"}).amount.value is None
