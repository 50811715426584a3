"""The questions of schemes: one a variable, in the order of the clauses; schema, next question, total."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graph.eligibility.answer import AnswerError, parse_answers
from graph.eligibility.criterion import OTHER, Value, Variable
from graph.eligibility.evaluate import evaluate
from graph.eligibility.explain import benefit, reasons, summary
from graph.eligibility.questionnaire import Question, json_schema, next_question, questions
from graph.eligibility.scheme import Benefit, Provision, Scheme, Sum
from graph.eligibility.stacking import total
from tests.graph.eligibility.conftest import VARIABLES, citation, scheme, share

DAY = date(2024, 6, 1)
MET: dict[str, Value] = {"v-saving": 45.0, "v-legal": True, "v-invested": 3_200_000.0}


def test_each_variable_is_asked_once_criteria_first_exclusions_last(tiered: Scheme) -> None:
    asked = questions([tiered])
    assert [one.variable.id for one in asked] == ["v-saving", "v-invested", "v-legal", "v-listed"]
    assert [one.purpose for one in asked] == ["criterion", "criterion", "criterion", "exclusion"]
    assert len(asked[1].variable.references) > 1  # every clause that bounds the investment


def test_schemes_that_share_a_variable_ask_it_together(tiered: Scheme, graded: Scheme) -> None:
    other = replace(tiered, id="s2")
    asked = {one.variable.id: one.schemes for one in questions([tiered, other, graded])}
    assert asked["v-legal"] == ("s1", "s2") and asked["v-grade"] == ("s1",)


def test_the_schema_admits_every_answer_that_is_parsed_and_no_other(tiered: Scheme, graded: Scheme) -> None:
    schema = json_schema(questions([tiered, graded]))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = {"v-legal": True, "v-invested": {"value": 320, "unit": "万元"}, "v-grade": "省级", "v-listed": None}
    assert validator.is_valid(good) and parse_answers(good, tiered.variables)
    assert not validator.is_valid({"v-grade": "市级"}) and not validator.is_valid({"v-none": True})


def test_the_next_question_is_one_on_which_verdicts_wait(tiered: Scheme) -> None:
    verdict = evaluate(tiered, {"v-saving": 45.0, "v-invested": 3e6}, DAY)
    found = next_question([verdict])
    assert found is not None and found.id == "v-legal"
    assert next_question([evaluate(tiered, MET, DAY)]) is None


def test_schemes_that_exclude_each_other_count_once_at_the_highest() -> None:
    rule = Provision("p1", "exclusive", citation("附则", "就高不重复"))
    low, high = (Benefit("award", amount=Sum(value, "元")) for value in (1e5, 3e5))
    apart = [replace(scheme(("c-legal", one)), id=name) for name, one in (("s1", low), ("s2", high))]
    both = [replace(one, provisions=(rule,)) for one in apart]
    assert total(evaluate(one, MET, DAY) for one in apart).value == 4e5
    found = total(evaluate(one, MET, DAY) for one in both)
    assert found.value == 3e5 and found.citations == (rule.citation,)
    assert total([]).value is None


def test_what_one_applicant_gets_in_all_bounds_the_total(tiered: Scheme) -> None:
    cap = Provision("p-cap", "cap", citation("附则", "同一企业累计不超过70万元"), 7e5, "年")
    capped = replace(tiered, provisions=(cap,))
    found = total(evaluate(one, MET, DAY) for one in (capped, replace(capped, id="s2")))
    assert (found.value, found.citations, found.steps[-1]) == (7e5, (cap.citation,), "合计不超过70万元")


def test_an_eligible_scheme_whose_sum_is_open_is_counted_as_open() -> None:
    of = scheme(("c-legal", share(10.0)))
    assert total([evaluate(of, {"v-legal": True}, DAY)]).open == 1


def test_a_verdict_is_explained_in_one_line_and_in_steps(tiered: Scheme) -> None:
    verdict = evaluate(tiered, MET, DAY)
    assert summary(verdict) == "符合，54.4万元，以没有下列情形为前提：列入失信名单"
    assert "320万元 × 17% = 54.4万元" in list(reasons(verdict))
    assert "还需确认：具有独立法人资格" in summary(evaluate(tiered, {"v-saving": 45.0, "v-invested": 3e6}, DAY))
    assert summary(evaluate(tiered, MET | {"v-saving": 3.0}, DAY)).startswith("不符合：年节能量30吨标准煤以上")
    assert benefit(tiered) == "投资额的14% / 投资额的17% / 投资额的22%，最高500万元"


_INSTANCES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "quantity": st.one_of(
        number := st.floats(0, 1e15) | st.integers(0, 10**15),
        st.fixed_dictionaries({"value": number}),
    ),
    "date": st.from_regex(r"\A2[01][0-9]{2}(-(0?[1-9]|1[0-2])(-(0?[1-9]|1[0-9]|2[0-8]))?)?\Z"),
}


def instance_of(one: Variable) -> st.SearchStrategy[Any]:
    if one.type != "choice":
        return _INSTANCES[one.type]
    each = st.sampled_from([*one.choices, OTHER])
    return each | st.lists(each, min_size=1)


@given(st.data())
def test_what_is_valid_under_the_schema_is_an_answer_and_the_reverse(data: st.DataObject) -> None:
    schema = json_schema([Question(one, "criterion", ()) for one in VARIABLES])
    instance = data.draw(
        st.fixed_dictionaries({}, optional={one.id: st.none() | instance_of(one) for one in VARIABLES})
    )
    Draft202012Validator(schema).validate(instance)
    parse_answers(instance, {one.id: one for one in VARIABLES})


@pytest.mark.parametrize(
    ("name", "value"),
    [("v-invested", -1), ("v-invested", 1e16), ("v-since", "2024-13"), ("v-since", "1024"), ("v-since", "２０２４"),
     ("v-grade", "县级"), ("v-legal", 1), ("v-invested", {"value": 1, "unit": 5})],
)  # fmt: skip
def test_what_the_schema_rejects_is_no_answer(name: str, value: Any) -> None:
    schema = json_schema([Question(one, "criterion", ()) for one in VARIABLES])
    assert not Draft202012Validator(schema).is_valid({name: value})
    with pytest.raises(AnswerError):
        parse_answers({name: value}, {one.id: one for one in VARIABLES})
