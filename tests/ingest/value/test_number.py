"""Numbers, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.value.number import chinese, find, parse

DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """Write a number below 100 million in Chinese, place by place."""
    if value >= 10**4:
        rest = value % 10**4
        return numeral(value // 10**4) + "万" + ("" if not rest else ("零" if rest < 1000 else "") + numeral(rest))
    text, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        elif text:
            zero = True
    return text


@given(st.integers(1, 99_999_999))
def test_a_number_written_in_chinese_is_read_back(value):
    assert chinese(numeral(value)) == value


@given(st.integers(0, 10**9))
def test_a_number_with_thousands_separators_is_read_whole(value):
    assert [n.value for n in find(f"共{value:,}项")] == [value]
    assert parse(f"{value:,}") == value


@given(st.text())
def test_any_text_is_searched_without_error(text):
    for number in find(text):
        assert 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize("text", ["", "多", "十多", "若干", "1.2.3", "点五"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"not|could not"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之十五", 15, "%"),
        ("千分之三", 3, "‰"),
        ("三分之一", 33.333333, "%"),
        ("四分之三", 75, "%"),
        ("百分之3.5", 3.5, "%"),
    ],
)
def test_fractions_are_per_cent(text, value, unit):
    (number,) = find(text)
    assert (number.value, number.unit) == (value, unit)
