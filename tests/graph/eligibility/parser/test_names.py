"""Facts by name: exact, by alias, by likeness with a margin; what fits two questions is reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.eligibility.answer_error import AnswerError
from graph.eligibility.criterion import Citation, Criterion, Variable
from graph.eligibility.parser.names import resolve
from graph.eligibility.scheme import Scheme
from tests.graph.eligibility.conftest import scheme, share

PLACE = Citation("d", "荻浦市办法", "一", "d/clause/一", "")
VARIABLES = (
    Variable("v-saving", "年节能量", "", "quantity", "吨标准煤"),
    Variable("legal-person", "具有独立法人资格", "", "boolean"),
    Variable("v-small", "小型企业", "", "boolean"),
    Variable("v-listed", "列入失信名单", "", "boolean"),
    Variable("v-unknown", "无法验证举报人身份", "", "boolean"),
    Variable("v-grade", "称号级别", "", "choice", None, ("国家级", "省级")),
    Variable("v-one", "累计发电量数据", "", "quantity", "千瓦时"),
    Variable("v-two", "累计放电量数据", "", "quantity", "千瓦时"),
)
SCHEME = Scheme(
    "s1", "荻浦市办法", "奖励", "award", "企业", PLACE, (),
    {"c1": Criterion("c1", "v-saving", "requirement", "年节能量30吨以上", PLACE, ">=", 30.0)},
    {one.id: one for one in VARIABLES},
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "answers"),
    [
        ("年节能量", 40, {"v-saving": 40}),
        ("年节能量30吨以上", 40, {"v-saving": 40}),
        ("独立法人", True, {"legal-person": True}),
        ("企业规模", "小型", {"v-small": True}),
        ("级别", "省级", {"v-grade": "省级"}),
        ("列入失信名单", False, {"v-listed": False}),
        ("未列入失信名单", True, {"v-listed": False}),
        ("举报人身份可验证", True, {"v-unknown": False}),
    ],
)
def test_a_fact_answers_the_question_that_it_names(name: str, value: Any, answers: dict[str, Any]) -> None:
    assert resolve({name: value}, [SCHEME]).answers == answers


def test_a_name_that_fits_two_questions_is_reported_and_not_chosen() -> None:
    found = resolve({"累计用电量数据": 5}, [SCHEME])
    assert (found.answers, set(found.ambiguous["累计用电量数据"])) == ({}, {"v-one", "v-two"})


@pytest.mark.parametrize(("name", "value"), [("厂长的星座", "狮子"), ("年节能量", "很多"), ("", 3)])
def test_what_fits_nothing_is_named(name: str, value: Any) -> None:
    assert resolve({name: value}, [SCHEME]).unknown == (name,)


@pytest.mark.parametrize("name", ["年节能量", "年节能量30吨以上"])
def test_a_unit_that_measures_something_else_is_refused_by_the_name_of_the_fact(name: str) -> None:
    with pytest.raises(AnswerError) as error:
        resolve({name: "5亩"}, [SCHEME])
    assert (error.value.field, error.value.code) == (name, "unit")


def test_documents_are_answered_each_by_its_own_questions() -> None:
    other = Variable("v-elsewhere", "年节能量", "", "quantity", "吨标准煤")
    second = replace(SCHEME, id="s2", citation=replace(PLACE, document="e"), criteria={}, variables={other.id: other})
    assert resolve({"年节能量": 40}, [SCHEME, second]).answers == {"v-saving": 40, "v-elsewhere": 40}


@pytest.mark.parametrize(
    ("name", "value", "state", "known"),
    [("企业规模", "小型", "小型企业", True), ("身份", "高校毕业生", "离校未就业高校毕业生", False)],
)
def test_a_fact_answers_no_state_that_asks_for_more(name: str, value: str, state: str, known: bool) -> None:
    one = scheme(("c-legal", share(5.0)))
    one = replace(one, variables={"v-legal": Variable("v-legal", state, "", "boolean")})
    assert bool(resolve({name: value}, [one]).answers) is known
