"""From plain words to a verdict: the scheme that is meant, what was read, and no yes where something was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.eligibility.consult import Consultation, consult, unpresumed
from graph.eligibility.evaluate import evaluate
from graph.eligibility.relevance import Relevance
from graph.eligibility.scheme import Benefit, Scheme, Sum
from tests.graph.eligibility.conftest import scheme

DAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def award() -> Scheme:
    return replace(scheme(("c-legal and c-listed", Benefit("award", amount=Sum(2e5, "元")))), id="s2", name="法人奖励")


def asked(schemes: list[Scheme], text: str) -> Consultation:
    found = consult(schemes, text, DAY)
    assert found is not None
    return found


def test_a_text_is_about_the_scheme_whose_words_it_shares(tiered: Scheme, graded: Scheme) -> None:
    relevance = Relevance([tiered, graded])
    assert relevance.ranked("年节能量有40吨标准煤，设备投入300万元")[0][0] is tiered
    assert relevance.ranked("评上了国家级的")[0][0] is graded
    assert relevance.ranked("xyz") == [] and Relevance([]).ranked("年节能量") == []


def test_plain_words_lead_to_an_amount_and_each_answer_carries_its_words(tiered: Scheme) -> None:
    text = "我们有独立法人资格，年节能量45吨标准煤，设备投入320万元，能补多少？"
    found = asked([tiered], text).as_json()
    assert (found["eligible"], found["amount"], found["missing"]) == (True, 544_000.0, [])
    assert found["presumed"] == ["列入失信名单"]
    assert all(text[one["start"] : one["end"]] == one["words"] for one in found["proposed"])
    assert found["citations"] and found["schemes"][0]["status"] == "eligible"


def test_a_statement_that_was_not_understood_keeps_a_yes_open(award: Scheme) -> None:
    assert asked([award], "我们有独立法人资格，能奖多少？").as_json()["eligible"] is True
    found = asked([award], "我们有独立法人资格，老板被限制高消费，能奖多少？").as_json()
    assert (found["eligible"], found["amount"], found["amount_if"]) == (None, None, 200_000.0)
    assert found["unread"] == ["老板被限制高消费"] and "老板被限制高消费" in found["summary"]
    assert found["missing"] == ["列入失信名单"]


def test_a_no_needs_to_be_sure_which_scheme_is_meant(tiered: Scheme) -> None:
    other = replace(tiered, id="s3")
    strict = replace(tiered, criteria={**tiered.criteria, "c-saving": replace(tiered.criteria["c-saving"], value=90.0)})
    found = asked([strict, other], "我们有独立法人资格，年节能量45吨标准煤")
    assert [one.status for one in found.verdicts] == ["unknown", "not_eligible"]
    assert found.as_json()["eligible"] is None and found.as_json()["proposed"]


def test_only_a_yes_is_doubted(award: Scheme) -> None:
    no = evaluate(award, {"v-legal": False}, DAY)
    assert unpresumed(no) is no


def test_a_text_about_nothing_gets_no_verdict(award: Scheme) -> None:
    assert consult([award], "xyz", DAY) is None and consult([], "独立法人", DAY) is None
