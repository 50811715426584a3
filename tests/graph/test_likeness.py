"""Likeness of words: a text is likest to itself, and numbers with their units count for nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.likeness import Wording, shared, unnumbered

WORDS = st.text("推广节水灌溉改造供热管网严禁新增产能", min_size=2, max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_a_text_is_likest_to_itself(texts: list[str]) -> None:
    wording = Wording(texts)
    for number, text in enumerate(texts):
        found = dict(wording.like(text))
        assert found[number] == max(found.values()) and all(0 <= likeness <= 1.01 for likeness in found.values())


@given(WORDS, WORDS)
def test_shared_words_stand_in_both(one: str, other: str) -> None:
    for words in shared(one, other):
        assert words in one and words in other


def test_numbers_days_and_sums_are_left_out() -> None:
    assert unnumbered("2024年6月底前建成平台，补助200万元以上") == "  建成平台,补助 "


def test_words_of_every_text_weigh_less_than_rare_ones() -> None:
    texts = ["加强领导，改造管网", "加强领导，培训工匠", "加强领导，清理河道"]
    ((number, _), *_) = Wording(texts).like("加强领导，疏浚河道")
    assert texts[number].endswith("清理河道")
