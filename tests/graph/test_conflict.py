"""Goals in force that contradict each other are shown, both with their clauses."""

from __future__ import annotations

from datetime import date

import pytest

from graph import iri
from graph.conflict import conflicts
from graph.store import Store
from graph.triples import triples
from ingest.record import Clause, Document, Evidence, Meta, Source, Target

DAY = date(2025, 1, 1)


def plan(title: str, value: float, clauses: int = 1, **fields: object) -> Document:
    words = "光伏装机新增若干万千瓦"
    texts = [Clause(title, f"{number}", f"{number}、{words}。", 1) for number in range(1, clauses + 1)]
    known: dict[str, object] = {
        "change": "increase", "by": date(2027, 12, 31), "indicator_id": "capacity-solar"
    } | fields  # fmt: skip
    records = tuple(
        Target(Evidence(clause, 2, 2 + len(words), "test/by-hand"), "光伏装机", value + at, "万千瓦", **known)  # type: ignore[arg-type]
        for at, clause in enumerate(texts)
    )
    meta = Meta(title, issued=date(2024, 1, 1), region="浙江省", level="provincial", kind="plan", region_id="330000")
    return Document(title, Source(f"{title}.txt", "a" * 64, "text/plain", ()), meta, tuple(texts), records)


@pytest.fixture
def solar(store: Store) -> Store:
    return put(store, plan("省里光伏规划", 50.0))


def put(store: Store, one: Document) -> Store:
    store.replace(iri.document(one.meta), triples(one))
    return store


def test_goals_of_one_region_and_day_that_disagree_are_shown_both(solar: Store) -> None:
    assert list(conflicts(solar, DAY)) == []
    put(solar, plan("省里电力规划", 80.0))
    (found,) = conflicts(solar, DAY)
    assert {found.one.written, found.other.written} == {"50万千瓦", "80万千瓦"}
    assert found.one.clause and found.other.clause and found.certain
    assert list(conflicts(solar, date(2023, 1, 1))) == []
    assert list(conflicts(solar, DAY, region=iri.region("330000")))
    assert not list(conflicts(solar, DAY, region=iri.region("410000")))


@pytest.mark.parametrize(("op", "value", "count"), [(">=", 80.0, 1), ("<=", 80.0, 0), (">=", 40.0, 0), ("~", 54.0, 0)])
def test_a_bound_that_leaves_room_for_the_other_is_no_conflict(solar: Store, op: str, value: float, count: int) -> None:
    put(solar, plan("省里电力规划", value, op=op))
    assert len(list(conflicts(solar, DAY))) == count


def test_a_value_far_from_one_that_is_only_about_so_is_a_conflict_but_not_certain(solar: Store) -> None:
    put(solar, plan("省里电力规划", 80.0, op="~"))
    (found,) = conflicts(solar, DAY)
    assert not found.certain and "约数" in found.why


def test_two_clauses_of_one_document_may_disagree(store: Store) -> None:
    (found,) = conflicts(put(store, plan("省里光伏规划", 50.0, clauses=2)), DAY)
    assert found.one.document == found.other.document and found.one.path != found.other.path


def test_other_bases_are_no_conflict_and_an_unknown_one_leaves_it_open(solar: Store) -> None:
    put(solar, plan("省里电力规划", 80.0, base="2020"))
    (found,) = conflicts(solar, DAY)
    assert not found.certain and "基期" in found.why
    put(solar, plan("省里光伏规划", 50.0, base="2015"))
    assert list(conflicts(solar, DAY)) == []
