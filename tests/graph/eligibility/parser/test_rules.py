"""Plain words read without a model: what is stated in the words of the question counts, all else is left open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.eligibility.criterion import Variable
from graph.eligibility.parser import Proposal, Proposals, propose
from graph.eligibility.parser.part import unread

VARIABLES = {
    one.id: one
    for one in (
        Variable("v-built", "新建冷库", "", "boolean"),
        Variable("legal-person", "具有独立法人资格", "", "boolean"),
        Variable("v-here", "在荻浦市登记注册", "", "boolean"),
        Variable("v-listed", "列入失信名单", "", "boolean"),
        Variable("v-invested", "设备投资额", "", "quantity", "元"),
        Variable("v-revenue", "年营业收入", "", "quantity", "元"),
        Variable("v-heads", "人数", "", "quantity", "人"),
        Variable("v-share", "研发投入占比", "", "quantity", "%"),
        Variable("v-power", "年发电量", "", "quantity", "千瓦时"),
        Variable("v-grade", "称号级别", "", "choice", None, ("国家级", "省级", "其他")),
        Variable("v-degree", "学历", "", "choice", None, ("硕士", "硕士研究生", "博士", "其他")),
        Variable("v-since", "投产时间", "", "date"),
        Variable("v-place", "注册地", "", "place"),
    )
}


def read(text: str) -> dict[str, Any]:
    return propose(text, VARIABLES).answers


@pytest.mark.parametrize(
    ("text", "variable", "value"),
    [
        ("我们新建了一座冷库", "v-built", True),
        ("本公司是独立法人", "legal-person", True),
        ("我们登记注册在荻浦市", "v-here", True),
        ("公司没有被列入失信名单", "v-listed", False),
        ("我们未列入失信名单", "v-listed", False),
        ("设备投资320万块", "v-invested", {"value": 320.0, "unit": "万元"}),
        ("去年发电量30万度电", "v-power", {"value": 30.0, "unit": "万千瓦时"}),
        ("研发投入占比6个点", "v-share", {"value": 6.0, "unit": "%"}),
        ("招了12名工人", "v-heads", {"value": 12.0, "unit": "人"}),
        ("我们评上省级的", "v-grade", "省级"),
        ("我是硕士研究生", "v-degree", "硕士研究生"),
        ("项目2024年3月投产", "v-since", "2024年3月"),
        ("公司注册在温州市", "v-place", "温州市"),
    ],
)
def test_what_is_stated_in_the_words_of_the_question_is_read(text: str, variable: str, value: object) -> None:
    assert read(text)[variable] == value


@pytest.mark.parametrize(
    "text",
    [
        "新建冷库了吗",
        "是否新建冷库",
        "我们打算新建冷库",
        "如果新建冷库，能补多少？",
        "隔壁厂新建了冷库",
        "他们新建了冷库",
        "冷库是前年新建的，前年新建冷库",
        "新建冷库的补贴材料交了，等结果",
        "我们不是没有新建冷库",
        "我们公司的客户新建冷库",
    ],
)
def test_questions_plans_and_other_peoples_deeds_answer_nothing(text: str) -> None:
    assert "v-built" not in read(text)


@pytest.mark.parametrize(
    "text",
    ["每台设备投资30万元", "设备投资300多万", "设备投资不到300万元", "设备投资100万元至200万元", "卖厂房得了600万元"],
)
def test_a_number_that_is_only_near_or_of_something_else_is_left_out(text: str) -> None:
    assert "v-invested" not in read(text)


def test_a_number_that_fits_two_questions_goes_to_none() -> None:
    assert read("我们的钱有500万元") == {}


def test_two_answers_to_one_question_leave_it_open() -> None:
    found = propose("设备投资100万元，设备投资200万元", VARIABLES)
    assert (found.answers, found.open) == ({}, ("v-invested",))


def test_two_choices_leave_the_question_open() -> None:
    assert "v-grade" not in read("国家级和省级都评上了")


def test_the_none_of_another_word_is_no_negation() -> None:
    power = Variable("v1", "充电设施", "", "boolean")
    assert propose("我们建了无线充电设施", {"v1": power}).answers != {"v1": False}


def test_readers_that_differ_leave_the_question_open() -> None:
    def other(text: str, variables: object) -> Proposals:
        return Proposals((Proposal("v-built", False, text[:2], 0, 2, "model"),))

    from graph.eligibility.parser import READERS

    found = propose("我们新建了冷库", VARIABLES, (*READERS, other))
    assert (found.answers, found.open) == ({}, ("v-built",))


def test_what_was_not_understood_is_named() -> None:
    text = "我们新建了冷库，老板被限制高消费，能补多少？"
    spans = [(one.start, one.end) for one in propose(text, VARIABLES).items]
    assert unread(text, spans) == ("老板被限制高消费",)


WORDS = st.lists(
    st.sampled_from(
        ["我们", "新建", "了", "冷库", "没有", "列入失信名单", "设备投资", "320", "万元", "三十", "人", "，", "。",
         "？", "省级", "硕士", "温州市", "注册", "2024年3月", "投产", "如果", "隔壁", "不是", "\n", "%", "独立法人"]
    ),
    max_size=24,
)  # fmt: skip


@given(st.one_of(WORDS.map("".join), st.text(max_size=80)))
def test_every_proposal_stands_in_the_text_letter_for_letter(text: str) -> None:
    for one in propose(text, VARIABLES).items:
        assert one.words and text[one.start : one.end] == one.words
