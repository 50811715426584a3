"""Facts that cannot be used are refused with their name; what is odd but clear is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import FactError, Scheme, from_mapping
from tests.graph.eligibility.told import schemes_in


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


FIELDS = (
    "云汀县农业若干措施\n一、对当年种植水稻50亩以上的农场，每亩补贴100元。\n二、对种植油菜30亩以上的农场，每亩补贴50元。\n"
    "三、对开设直营店、经营面积50平方米以上的农场，补贴5万元。"
)


@pytest.mark.parametrize("told", [{"水稻种植面积": 46, "早稻种植面积": 0}, {"早稻种植面积": 0, "水稻种植面积": 46}])
def test_a_number_of_one_kind_of_a_thing_contradicts_none_of_all_of_it(told: dict[str, Any], tmp_path: Path) -> None:
    facts = from_mapping(told, schemes_in(FIELDS, tmp_path))
    assert {(one.attr, one.value) for one in facts.items} == {("水稻种植面积", 46.0), ("早稻种植面积", 0.0)}
    assert next(one for one in facts.items if one.attr == "早稻种植面积").key == "早稻种植面积"


def test_an_area_like_no_other_is_in_the_unit_of_most(tmp_path: Path) -> None:
    facts = from_mapping({"茶园管护面积": 60, "经营面积": 70}, schemes_in(FIELDS, tmp_path))
    assert [one.unit for one in facts.items] == ["亩", "平方米"]
