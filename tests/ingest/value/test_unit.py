"""Quantities with their units and the words that bound them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.value.unit import bare_values, in_yuan, measures


def read(text):
    return [(m.value, m.unit, m.op) for m in measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不低于 30 %", (30, "%", ">=")),
        ("超过1000家", (1000, "家", ">")),
        ("突破3000亿元", (3000, "亿元", ">")),
        ("控制在1%以内", (1, "%", "<=")),
        ("50 个左右", (50, "个", "~")),
        ("约7.5万亿元", (7.5, "万亿元", "~")),
        ("不足10万元", (10, "万元", "<")),
        ("1 万吨标准煤及以上", (1, "万吨标准煤", ">=")),
        ("0.3个百分点", (0.3, "百分点", "=")),
        ("下调20个基点", (20, "基点", "=")),
        ("0.8 元/千瓦时", (0.8, "元/千瓦时", "=")),
        ("１２０人次", (120, "人次", "=")),
        ("三千户", (3000, "户", "=")),
        ("推广万种绿色产品", (1, "万种", "=")),
        ("每千人口床位7.5张", (7.5, "张", "=")),
        ("4000 台（套）", (4000, "台（套）", "=")),
    ],
)
def test_a_quantity_keeps_its_unit_and_bound(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    "text", ["5G网络", "第十四个五年规划", "万元工业增加值用水量", "每万人拥有", "百城千县", "工业4.0", "PM2.5浓度"]
)
def test_names_are_no_quantities(text):
    assert [m for m in read(text) if m[1] != "年"] == []


def test_both_ends_of_a_range_are_kept():
    (share,) = measures("占比控制在20%—25%")
    (sum_,) = measures("投入 100 万元至 200 万元")
    assert (share.value, share.upper, share.unit) == (20, 25, "%")
    assert (sum_.value, sum_.upper, sum_.unit) == (100, 200, "万元")


def test_the_span_covers_the_bounding_words_and_the_number_alone():
    text = "比例不低于 50 %，"
    (measure,) = measures(text)
    assert text[measure.start : measure.end] == "不低于 50 %"
    assert text[measure.number : measure.unit_end] == "50 %"


def test_money_is_multiplied_out():
    assert in_yuan(1.5, "亿元") == 150_000_000
    assert in_yuan(30, "万吨") is None


def test_a_level_without_a_unit_is_found_behind_its_verb():
    assert [(m.value, m.op) for m in bare_values("系数提高到0.61以上，编号1.2")] == [(0.61, ">=")]


@given(st.text(alphabet="0123456789.,万亿元吨%个以上不低于—至 \n（）年月"))
def test_any_text_gives_quantities_inside_it(text):
    for measure in measures(text):
        assert 0 <= measure.start <= measure.number < measure.unit_end <= measure.end <= len(text)
