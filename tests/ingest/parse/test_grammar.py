"""The grammar of criteria on phrases of real documents, and what holds of it for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.condition import sentence
from ingest.extract.memory import Memory
from ingest.extract.tree import Passage, Tree, numbered
from ingest.parse.coordination import alternatives, conjuncts, members
from ingest.parse.predicate import complete, predicate, subject_end
from ingest.record import Condition

LETTERS = st.text(
    alphabet="对的企业、，；且并或者未获得在本市注册30万元以上（不含）“”以后2024年1月日新列入国家级", max_size=60
)


@given(LETTERS)
def test_conjuncts_stand_in_order_and_lose_no_letter_but_their_links(text: str) -> None:
    spans = conjuncts(text, 0, len(text))
    assert all(a <= b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    lost = "".join(
        text[a:b] for a, b in zip([0, *(b for _, b in spans)], [*(a for a, _ in spans), len(text)], strict=True)
    )
    assert set(lost) <= set("，；、。且并而同时又后 \n")


@given(LETTERS)
def test_ways_and_members_stand_within_the_stretch_and_apart(text: str) -> None:
    for spans in (alternatives(text, 0, len(text)), members(text, 0, len(text))):
        assert all(0 <= a <= b <= len(text) for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert 0 <= subject_end(text, 0, len(text)) <= len(text)


@given(LETTERS)
def test_any_text_reads_as_conditions_whose_words_stand_in_it(text: str) -> None:
    passage = Passage.of(text)
    found, logic = numbered([sentence(passage, 0, len(passage.even.text), Memory())])
    for one in found:
        assert one.start is not None
        assert text[one.start : one.start + len(one.text)] == one.text
    assert (logic is None) == (not found)


@pytest.mark.parametrize(
    ("said", "is_so", "whole"),
    [
        ("具有独立法人资格", True, True),
        ("受疫情影响", True, True),
        ("首次获得省级称号", True, True),
        ("新购置", True, False),
        ("在中小板", True, False),
        ("中小微企业", False, False),
        ("退役军人", True, False),
    ],
)
def test_a_predicate_is_complete_with_its_object(said: str, is_so: bool, whole: bool) -> None:
    assert (predicate(said), complete(said)) == (is_so, whole)


def _read(text: str) -> tuple[list[tuple[str, object]], str | None]:
    passage = Passage.of(text)
    found, logic = numbered([sentence(passage, 0, len(passage.even.text), Memory())])
    return [(one.text, one.value) for one in found], logic


@pytest.mark.parametrize(
    ("text", "found", "logic"),
    [
        ("对受疫情影响、还款确有困难的中小企业", [("受疫情影响", True), ("还款确有困难", True), ("中小企业", True)],
         "c1 and c2 and c3"),
        ("返乡创业人员成功创办初创企业且正常经营6个月以上的",
         [("返乡创业人员", True), ("成功创办初创企业", True), ("正常经营6个月以上", 6.0)],
         "c1 and c2 and c3"),
        ("用人单位（机关事业单位除外）", [("机关事业单位除外", False)], "c1"),
        ("年节能量30吨以上或单位增加值能耗下降4%以上", [("年节能量30吨以上", 30.0), ("单位增加值能耗下降4%以上", 4.0)],
         "c1 or c2"),
        ("对吸纳毕业2年内高校毕业生就业的", [("毕业2年内", 2.0), ("高校毕业生就业", True)], "c1 and c2"),
        ("新列入国家级绿色工厂的",
         [("新列入", True), ("国家级", "国家级"), ("绿色工厂", "绿色工厂")], "c1 and c2 and c3"),
        ("根据诊断数量，单个企业最高", [], None),
    ],
)  # fmt: skip
def test_a_phrase_is_read_by_its_conjunctions_and_its_modifiers(
    text: str, found: list[tuple[str, object]], logic: str | None
) -> None:
    assert _read(text) == (found, logic)


def test_a_list_of_applicants_of_whom_one_is_bounded_is_a_choice() -> None:
    _, logic = _read("对灵活就业的毕业2年内高校毕业生、就业困难人员")
    assert logic == "c1 and ((c2 and c3) or c4)"


def test_a_bound_may_be_one_that_is_reached_for_the_first_time() -> None:
    found, _ = _read("年产值首次突破1亿元的企业")
    assert [value for _, value in found] == [True, 1e8]


def test_trees_name_a_condition_that_must_hold_anyway_once() -> None:
    one = Condition("甲", "甲", "=", True)
    assert numbered([Tree((one,)), Tree((one,))]) == ((one,), "c1")


@pytest.mark.parametrize(
    "piece",
    ["企业、", "单位和", "（不含企业）", "对企业的", "或者取得", "2024年1月1日以后", "30人以上", "之一、", "在企业为"],
)
def test_a_text_that_repeats_itself_is_read_and_kept_in_its_own_words(piece: str) -> None:
    """Such a text took a reader minutes, or more calls than there may be, before phrases had a length."""
    text = piece * 2000
    passage = Passage.of(text)
    tree = sentence(passage, 0, len(passage.even.text), Memory(), listed=True)
    assert all(one.text in text for one in tree.conditions())
