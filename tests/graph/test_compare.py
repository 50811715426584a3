"""Goals of regions side by side: one unit, and what sets them apart told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from graph import iri
from graph.compare import Goal, compare, difference
from graph.query import table
from graph.store import Store
from graph.triples import triples
from ingest.record import Clause, Document, Evidence, Meta, Source, Target

SOLAR = iri.indicator("capacity-solar")


def plan(title: str, region: str, code: str, words: str, **fields: object) -> Document:
    clause = Clause(title, "一", f"一、目标。{words}。", 1, "目标")
    start = clause.text.index(words)
    known: dict[str, object] = {
        "indicator": "光伏装机",
        "change": "increase",
        "indicator_id": "capacity-solar",
    } | fields
    target = Target(Evidence(clause, start, start + len(words), "test/by-hand"), **known)  # type: ignore[arg-type]
    meta = Meta(title, issued=date(2023, 1, 1), region=region, kind="plan", region_id=code)
    return Document(title, Source(f"{title}.txt", "a" * 64, "text/plain", ()), meta, (clause,), (target,))


@pytest.fixture
def solar(store: Store) -> Store:
    day = date(2025, 12, 31)
    plans = [
        plan("全国光伏计划", "全国", "100000", "光伏装机新增2亿千瓦", value=2.0, unit="亿千瓦", by=day),
        plan("甲地光伏计划", "浙江省", "330000", "光伏装机新增500万千瓦", value=500.0, unit="万千瓦",
             by=date(2027, 12, 31), base="2022"),
        plan("乙地光伏计划", "河南省", "410000", "光伏装机达到30万户", value=30.0, unit="万户", by=day),
    ]  # fmt: skip
    for one in plans:
        store.replace(iri.document(one.meta), triples(one))
    return store


def test_values_stand_in_one_unit_and_the_country_first(solar: Store) -> None:
    found = compare(solar, SOLAR)
    assert [(goal.region, goal.value, goal.unit, goal.written) for goal in found.goals] == [
        ("全国", Decimal(2), "亿千瓦", "2亿千瓦"),
        ("河南省", None, "万户", "30万户"),
        ("浙江省", Decimal("0.05"), "亿千瓦", "500万千瓦"),
    ]
    assert all(goal.quote and goal.clause and goal.path == "一" for goal in found.goals)


def test_each_difference_is_explained(solar: Store) -> None:
    kinds = {one.goal: one for one in compare(solar, SOLAR).differences}
    by_region = {goal.region: kinds.get(goal.record) for goal in compare(solar, SOLAR).goals}
    assert by_region["全国"] is None
    assert by_region["河南省"].kinds == ("not_comparable",) and "不能换算" in by_region["河南省"].why[0]
    assert by_region["浙江省"].kinds == ("base_unknown", "later", "lower")


def test_regions_come_in_the_order_asked_and_the_empty_ones_are_named(solar: Store) -> None:
    asked = [iri.region(code) for code in ("330000", "110000")]
    found = compare(solar, SOLAR, asked)
    assert [goal.region for goal in found.goals] == ["浙江省"]
    assert found.missing == (asked[1],)


def test_what_is_narrower_stands_beside_it_and_is_not_held_against_it(store: Store) -> None:
    day = date(2025, 12, 31)
    home: dict[str, object] = {"indicator": "屋顶光伏装机", "indicator_id": "capacity-distributed-solar"}
    plans = [
        plan("全国光伏计划", "全国", "100000", "光伏装机新增2亿千瓦", value=2.0, unit="亿千瓦", by=day),
        plan(
            "甲地光伏计划", "浙江省", "330000", "屋顶光伏装机新增500万千瓦", value=500.0, unit="万千瓦", by=day, **home
        ),
    ]
    for one in plans:
        store.replace(iri.document(one.meta), triples(one))
    found = compare(store, SOLAR)
    assert [goal.indicator_name for goal in found.goals] == ["光伏装机", "屋顶光伏装机"]
    (apart,) = found.differences
    assert apart.kinds == ("not_comparable",) and "口径不同" in apart.why[0]
    narrow = compare(store, iri.indicator("capacity-distributed-solar"))
    assert [goal.indicator_name for goal in narrow.goals] == ["屋顶光伏装机"]


def test_a_text_that_two_documents_print_counts_once(store: Store) -> None:
    first = plan("甲地光伏计划", "浙江省", "330000", "光伏装机新增500万千瓦", value=500.0, unit="万千瓦")
    again = replace(first, meta=replace(first.meta, issued=date(2023, 6, 1)))
    other = plan("乙地光伏计划", "河南省", "410000", "光伏装机新增500万千瓦", value=500.0, unit="万千瓦")
    for one in (first, again, other):
        store.replace(iri.document(one.meta), triples(one))
    assert len(table(store, "indicator_table")) == 3
    found = compare(store, SOLAR)
    assert [goal.title for goal in found.goals] == ["乙地光伏计划", "甲地光伏计划"]


HERE: Any = {"document": "", "title": "", "clause": "", "path": "", "quote": "", "page": None}
GOAL = Goal("甲", "占比", "reach", ">=", Decimal(30), "%", "30%", None, None, None, None, "a", **HERE)


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, ("same",)),
        ({"value": Decimal(35)}, ("stricter",)),
        ({"value": Decimal(25)}, ("looser",)),
        ({"change": "increase"}, ("not_comparable",)),
        ({"scope": "公共建筑"}, ("scope_unknown",)),
        ({"by": date(2025, 1, 1)}, ("date_unknown",)),
    ],
)
def test_what_more_means_follows_from_the_text(fields: dict[str, object], kinds: tuple[str, ...]) -> None:
    assert difference(replace(GOAL, record="b", **fields), GOAL).kinds == kinds  # type: ignore[arg-type]


def test_less_is_stricter_where_the_text_sets_a_ceiling_and_open_where_it_says_neither() -> None:
    ceiling = replace(GOAL, op="<=")
    assert difference(replace(ceiling, value=Decimal(25)), ceiling).kinds == ("stricter",)
    plain = replace(GOAL, op="=")
    assert difference(replace(plain, value=Decimal(25)), plain).kinds == ("lower",)


def test_other_bases_are_told_for_changes() -> None:
    cut = replace(GOAL, change="decrease", base="2020")
    assert difference(replace(cut, base="2015"), cut).kinds == ("other_base",)
    assert difference(replace(cut, base=None), cut).kinds == ("base_unknown",)
