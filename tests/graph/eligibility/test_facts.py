"""Facts that cannot be used are refused with their name; what is odd but clear is read."""

from __future__ import annotations

from typing import Any

import pytest

from graph.eligibility import FactError, Scheme, from_mapping


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"设备投入": "-5万元"}, "设备投入", "below zero"),
        ({"年节能量": "5坨"}, "年节能量", "坨"),
        ({"设备投入": 320}, "设备投入", "320万元"),
        ({"年节能量": float("nan")}, "年节能量", "no number"),
        ({"年节能量": [1]}, "年节能量", "give a number"),
        ({"年节能量": {"value": 3, "unit": "吨标准煤", "x": 1}}, "年节能量", "object"),
        ({f"事项{n}": True for n in range(10_000)}, "facts", "10000 facts"),
        ({"": True}, "facts", "characters"),
        ({"独立法人资格": True, "独立法人": False}, "独立法人", "contradict"),
        ({"年节能量": 45, "年 节能量": "50吨标煤"}, "年 节能量", "contradict"),
    ],
)
def test_a_fact_that_cannot_be_used_is_named(
    schemes: tuple[Scheme, ...], facts: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(FactError, match=words) as caught:
        from_mapping(facts, schemes)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("attr", "value", "told"),
    [
        ("实际月租金", 850, "实际月租金：850元（没有写单位，按元计）"),
        ("节能服务公司投资占比", 100, "节能服务公司投资占比：100%（没有写单位，按%计）"),
        ("见习月数", 6, "见习月数：6个月（没有写单位，按个月计）"),
        ("申请人年龄", 33, "申请人年龄：33周岁（没有写单位，按周岁计）"),
    ],
)
def test_a_bare_number_whose_name_tells_its_unit_is_taken_in_it_aloud(
    schemes: tuple[Scheme, ...], attr: str, value: float, told: str
) -> None:
    (fact,) = from_mapping({attr: value}, schemes).items
    assert fact.told() == told


def test_two_ways_of_saying_the_same_agree(schemes: tuple[Scheme, ...]) -> None:
    facts = from_mapping({"设备投入": "320万元", "设备 投入": {"value": 3.2, "unit": "百万元"}}, schemes)
    assert len(facts.items) == 1


def test_a_number_that_no_scheme_asks_for_hinders_no_other_fact(schemes: tuple[Scheme, ...]) -> None:
    facts = from_mapping({"会议室": 7, "设备投入": "320万元"}, schemes)
    assert [fact.attr for fact in facts.items] == ["设备投入"]
    assert facts.unread == ("会议室：7（没有写单位）",)


def test_null_is_not_told(schemes: tuple[Scheme, ...]) -> None:
    assert from_mapping({"年节能量": None}, schemes).items == ()


def test_a_bare_number_is_in_the_unit_of_the_condition(schemes: tuple[Scheme, ...]) -> None:
    (fact,) = from_mapping({"年节能量": 45}, schemes).items
    assert fact.unit == "吨标准煤"
