"""Answers: every type and unit, and every way to get one wrong names the variable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.eligibility.answer import MOST, AnswerError, parse_answer, parse_answers
from graph.eligibility.criterion import Span, Value, Variable
from tests.graph.eligibility.conftest import VARIABLES

KNOWN = {one.id: one for one in VARIABLES}


@pytest.mark.parametrize(
    ("name", "given_", "expected"),
    [
        ("v-invested", 320, 320.0), ("v-invested", {"value": 320, "unit": "万元"}, 3_200_000.0),
        ("v-invested", "320万元", 3_200_000.0), ("v-invested", "1,200", 1200.0),
        ("v-saving", {"value": 45, "unit": "吨标煤"}, 45.0),
        ("v-legal", True, True), ("v-legal", "否", False), ("v-grade", "省级", "省级"), ("v-grade", "其他", "其他"),
        ("v-grade", ["国家级", "省级"], ("国家级", "省级")), ("v-grade", "国家级、省级", ("国家级", "省级")),
        ("v-grade", ["省级"], "省级"),
        ("v-since", "2021", Span(date(2021, 1, 1), date(2021, 12, 31))),
        ("v-since", "2021年3月5日", Span(date(2021, 3, 5), date(2021, 3, 5))),
    ],
)  # fmt: skip
def test_an_answer_is_brought_into_the_unit_of_its_variable(name: str, given_: Any, expected: Value) -> None:
    assert parse_answers({name: given_}, KNOWN) == {name: expected}


@pytest.mark.parametrize(
    ("name", "given_"),
    [
        ("v-none", True), ("v-legal", 1), ("v-legal", "也许"), ("v-legal", {"value": True}), ("v-invested", True),
        ("v-invested", {"value": 3, "unit": "吨"}), ("v-invested", {"value": 320, "unit": 5}),
        ("v-invested", {"value": 320, "unit": False}), ("v-invested", -1), ("v-invested", 1e18),
        ("v-invested", float("nan")),
        ("v-invested", "三百左右吧"), ("v-invested", {"unit": "元"}),
        ("v-invested", {"value": 1, "unit": "元", "more": 1}),
        ("v-since", "2021-02-30"), ("v-since", "去年"), ("v-since", 20210230), ("v-grade", "市级"), ("v-grade", 3),
        ("v-grade", []),
        ("v-grade", ["省级", "市级"]), ("v-grade", ["省级", 3]), ("v-grade", "省级、市级"),
        ("v-invested", "9" * 300), ("v-invested", [1]),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_names_its_variable(name: str, given_: Any) -> None:
    with pytest.raises(AnswerError) as error:
        parse_answers({name: given_}, KNOWN)
    assert error.value.field == name and str(error.value) and error.value.chinese and error.value.code


def test_what_is_not_known_is_not_answered_and_too_many_answers_are_refused() -> None:
    assert parse_answers({"v-legal": None, "v-invested": ""}, KNOWN) == {}
    with pytest.raises(AnswerError):
        parse_answers(dict.fromkeys(map(str, range(MOST + 1))), KNOWN)


@given(
    st.sampled_from(VARIABLES),
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists),
)
def test_whatever_is_answered_is_a_value_or_an_error_that_names_the_variable(variable: Variable, value: Any) -> None:
    try:
        parse_answer(variable, value)
    except AnswerError as error:
        assert error.field == variable.id


@pytest.mark.parametrize("value", ["\ud800", {"value": 3, "unit": 5}, {"value": 3, "unit": "x" * 9000}, 10**4000])
def test_hostile_values_are_refused_in_few_words(value: Any) -> None:
    for name in ("v-invested", "v-since", "v-grade", "v-legal"):
        with pytest.raises(AnswerError) as raised:
            parse_answers({name: value}, KNOWN)
        assert len(str(raised.value).encode()) < 300


def test_blank_text_is_no_answer() -> None:
    assert parse_answers({"v-since": "  ", "v-grade": ""}, KNOWN) == {}
