"""Sums: rate x base, amount x counts, floor, cap, threshold, and what a document says of all of them."""

from __future__ import annotations

from graph.eligibility.amount import Amount, amount
from graph.eligibility.answer import Answers
from graph.eligibility.scheme import Benefit, Factor, Provision, Scheme, Sum
from tests.graph.eligibility.conftest import BASE, citation, scheme, share

HEADS = Factor("v-heads", "人")
YEARS = Factor("v-years", "年", period=True)


def paid(benefit: Benefit, answers: Answers, *provisions: Provision) -> Amount:
    of: Scheme = scheme(("c-legal", benefit), provisions=provisions)
    return amount(of.tiers[0], of, answers)


def provision(kind: str, value: float | None = None, unit: str | None = None, **more: str) -> Provision:
    return Provision("p1", kind, citation("附则", ""), value, unit, **more)  # type: ignore[arg-type]


def test_a_rate_without_its_base_is_unknown_and_never_zero() -> None:
    found = paid(share(14.0), {})
    assert (found.value, found.low, found.high, found.missing) == (None, None, None, ("v-invested",))


def test_a_cap_bounds_what_is_not_known_yet() -> None:
    found = paid(share(14.0, 5e6), {})
    assert (found.value, found.high) == (None, 5e6)
    assert paid(share(14.0, 5e4), {"v-invested": 1e6}).value == 5e4


def test_a_floor_lifts_a_low_sum() -> None:
    of = Benefit("subsidy", Sum(50.0, "%", factors=BASE), cap=Sum(8e4, "元"), floor=Sum(1e4, "元"))
    assert paid(of, {"v-invested": 1e4}).value == 1e4
    assert paid(of, {"v-invested": 1e6}).value == 8e4


def test_a_sum_for_each_person_is_multiplied_and_one_of_a_period_says_so() -> None:
    of = Benefit("subsidy", amount=Sum(1000.0, "元", per="每人每年", factors=(HEADS, YEARS)))
    found = paid(of, {"v-heads": 28.0})
    assert (found.value, found.period) == (28_000.0, "年")
    assert paid(of, {"v-heads": 28.0, "v-years": 2.0}).value == 56_000.0
    assert paid(of, {"v-years": 2.0}).missing == ("v-heads",)


def test_how_long_and_for_how_many_it_is_paid_bounds_the_counts() -> None:
    of = Benefit("subsidy", amount=Sum(1000.0, "元", factors=(HEADS, YEARS)))
    answers = {"v-heads": 28.0, "v-years": 5.0}
    assert paid(of, answers, provision("duration", 3.0, "年")).value == 84_000.0
    assert paid(of, answers, provision("count", 10.0, "人")).value == 50_000.0


def test_only_what_goes_beyond_a_threshold_is_paid() -> None:
    of = Benefit("award", amount=Sum(500.0, "元", factors=(HEADS,)), beyond=20.0)
    assert paid(of, {"v-heads": 28.0}).value == 4_000.0
    assert paid(of, {"v-heads": 12.0}).value == 0.0


def test_of_a_rate_and_a_sum_in_one_tier_the_lower_is_paid() -> None:
    of = Benefit("subsidy", Sum(30.0, "%", "<=", factors=BASE), Sum(1000.0, "元", factors=(HEADS,)))
    assert paid(of, {"v-invested": 1e5, "v-heads": 100.0}).value == 30_000.0
    assert paid(of, {"v-invested": 1e6, "v-heads": 100.0}).value == 100_000.0
    assert paid(of, {"v-heads": 100.0}).value is None


def test_what_a_document_says_of_all_sums_bounds_each() -> None:
    assert paid(share(50.0), {"v-invested": 1e6}, provision("cap", 1e5, "年")).value == 1e5
    had = provision("difference", variable="v-had")
    assert paid(share(50.0), {"v-invested": 1e6, "v-had": 2e5}, had).value == 3e5
    assert paid(share(50.0), {"v-invested": 1e6}, had).reservations == ("已享受过的资金须扣除",)
    bounded = provision("share", 10.0, "%", subject="合同总价", variable="v-had")
    open_ = paid(share(50.0), {"v-invested": 1e6}, bounded)
    assert (open_.value, open_.high, open_.missing) == (None, 5e5, ("v-had",))  # no sum before its bound is known
    assert paid(share(50.0), {"v-invested": 1e6, "v-had": 2e6}, bounded).value == 2e5


def test_a_mere_cap_is_an_upper_end() -> None:
    found = paid(Benefit("subsidy", cap=Sum(1e7, "元", "<=")), {})
    assert (found.value, found.op) == (1e7, "<=")


def test_a_rate_of_interest_and_a_priority_come_to_no_sum() -> None:
    assert paid(Benefit("loan_rate", Sum(10.0, "基点")), {}).value is None
    assert paid(Benefit("priority"), {}).high is None


def test_a_bound_on_a_count_leaves_counts_of_other_things_alone() -> None:
    of = Benefit("subsidy", amount=Sum(1000.0, "元", factors=(Factor("v-heads", "台"),)))
    assert paid(of, {"v-heads": 28.0}, provision("count", 10.0, "人")).value == 28_000.0


def test_a_threshold_is_taken_off_one_factor_alone() -> None:
    days = Factor("v-years", "天")
    of = Benefit("award", amount=Sum(10.0, "元", factors=(HEADS, days)), beyond=20.0)
    assert paid(of, {"v-heads": 28.0, "v-years": 5.0}).value == 400.0


def test_a_cap_for_each_item_holds_as_often_as_there_are_items() -> None:
    of = Benefit("subsidy", Sum(50.0, "%", factors=BASE), cap=Sum(2e4, "元", per="每个展位", factors=(HEADS,)))
    assert paid(of, {"v-invested": 1e6, "v-heads": 3.0}).value == 60_000.0
    open_ = paid(of, {"v-invested": 1e6})
    assert (open_.value, open_.low, open_.missing) == (None, None, ("v-heads",))


def test_a_yearly_cap_bounds_each_year_of_a_sum_of_several() -> None:
    of = Benefit("subsidy", amount=Sum(5e4, "元", factors=(YEARS,)), cap=Sum(3e4, "元", per="每家企业每年"))
    assert paid(of, {"v-years": 2.0}).value == 60_000.0
    assert paid(of, {}).value == 30_000.0


def test_tenths_are_a_share() -> None:
    assert paid(Benefit("subsidy", Sum(3.0, "成", factors=BASE)), {"v-invested": 1e5}).value == 30_000.0
