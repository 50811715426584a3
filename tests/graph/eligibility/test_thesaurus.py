"""Words of applicants against words of documents: every entry's examples, and how near phrases are."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from graph.eligibility.answering.consult import asking
from graph.eligibility.language.thesaurus import Same, canonical, coverage, excludes, key, same
from graph.eligibility.language.trade import trades
from graph.eligibility.offers.uplift import offering

TRADES = files("graph") / "rules" / "trade.toml"


@pytest.mark.parametrize("entry", same(), ids=lambda entry: entry.id)
def test_each_entry_turns_its_examples_into_its_word_and_leaves_the_others(entry: Same) -> None:
    for said, written in entry.yes:
        assert canonical(said) == canonical(written)
        assert entry.means in canonical(said)
    for text in entry.no:
        assert entry.means not in canonical(text) or entry.means in text


@pytest.mark.parametrize("rule", asking().rules, ids=lambda rule: rule.id)
def test_each_rule_of_asking_finds_its_examples_only(rule) -> None:  # type: ignore[no-untyped-def]
    assert all(rule.regex.search(text) for text, _ in rule.yes)
    assert not any(rule.regex.search(text) for text in rule.no)


@pytest.mark.parametrize("rule", offering().rules, ids=lambda rule: rule.id)
def test_each_rule_on_offers_finds_its_examples_only(rule) -> None:  # type: ignore[no-untyped-def]
    assert all(rule.regex.search(text) for text, _ in rule.yes)
    assert not any(rule.regex.search(text) for text in rule.no)


@pytest.mark.parametrize(
    ("need", "said"), [("完成备案", "已经备了案"), ("通过验收", "验收过了"), ("独立法人资格", "我们是独立法人")]
)
def test_what_firms_say_covers_what_is_asked(need: str, said: str) -> None:
    assert coverage(key(need), [key(said)]) >= 0.8


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("独立法人资格", "独立核算"),
        ("高新技术企业", "科技型中小企业"),
        ("投入运营", "投入资金"),
        ("全员劳动生产率提高", "人均工资提高"),
    ],
)
def test_phrases_that_share_a_word_only_do_not_cover_each_other(need: str, said: str) -> None:
    assert coverage(key(need), [key(said)]) < 0.62


def test_one_level_of_a_title_rules_out_another() -> None:
    assert excludes("省级", "国家级绿色工厂") == "国家级"
    assert excludes("绿色工厂", "绿色供应链") == "绿色供应链"


@pytest.mark.parametrize("entry", tomllib.loads(TRADES.read_text("utf-8"))["trade"], ids=lambda entry: entry["id"])
def test_each_trade_is_named_by_its_examples_only(entry: dict[str, Any]) -> None:
    assert all(entry["id"] in trades(text) for text in entry["yes"])
    assert not any(entry["id"] in trades(text) for text in entry["no"])
