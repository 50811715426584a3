"""The way of a goal from the country down, what changed on it, and goals that contradict each other."""

from __future__ import annotations

from datetime import date

import pytest

from graph import iri
from graph.cascade import cascade, conflicts
from graph.store import Store
from graph.triples import triples
from ingest.record import Citation, Clause, Document, Evidence, Meta, Record, Source, Target

END = date(2027, 12, 31)


def plan(title: str, code: str, level: str, words: str, value: float, cites: str = "", **fields: object) -> Document:
    clause = Clause(title, "一", f"一、目标。依据《{cites or '甲'}》，{words}。", 1, "目标")

    def evidence(quote: str) -> Evidence:
        start = clause.text.index(quote)
        return Evidence(clause, start, start + len(quote), "test/by-hand")

    known: dict[str, object] = {"change": "increase", "by": END, "indicator_id": "capacity-solar"} | fields
    records: list[Record] = [Target(evidence(words), "光伏装机", value, "万千瓦", **known)]  # type: ignore[arg-type]
    if cites:
        records.append(Citation(evidence(f"《{cites}》"), cites))
    meta = Meta(title, issued=date(2024, 1, 1), region=title[:2], level=level, kind="plan", region_id=code)  # type: ignore[arg-type]
    return Document(title, Source(f"{title}.txt", "a" * 64, "text/plain", ()), meta, (clause,), tuple(records))


@pytest.fixture
def chain(store: Store) -> Store:
    plans = [
        plan("国家光伏发展规划", "100000", "national", "光伏装机新增500万千瓦", 500.0),
        plan("省里光伏发展规划", "330000", "provincial", "光伏装机新增50万千瓦", 50.0, "国家光伏发展规划"),
        plan("市里光伏发展规划", "330300", "municipal", "光伏装机新增5万千瓦", 5.0, by=date(2028, 12, 31)),
        plan("外省光伏发展规划", "410000", "provincial", "光伏装机新增600万千瓦", 600.0),
    ]
    for one in plans:
        store.replace(iri.document(one.meta), triples(one))
    return store


def test_each_goal_hangs_on_the_nearest_one_above_it(chain: Store) -> None:
    steps = {(step.upper.title[:2], step.lower.title[:2]): step for step in cascade(chain)}
    assert set(steps) == {("国家", "省里"), ("国家", "外省"), ("省里", "市里")}
    assert steps["国家", "省里"].ties == ("indicator", "citation", "wording")
    assert "looser" in steps["国家", "省里"].drift.kinds
    assert "stricter" in steps["国家", "外省"].drift.kinds
    assert "later" in steps["省里", "市里"].drift.kinds


def test_goals_of_one_region_and_day_that_disagree_are_shown_both(chain: Store) -> None:
    assert list(conflicts(chain, date(2025, 1, 1))) == []
    other = plan("省里电力发展规划", "330000", "provincial", "光伏装机新增80万千瓦", 80.0)
    chain.replace(iri.document(other.meta), triples(other))
    (found,) = conflicts(chain, date(2025, 1, 1))
    assert {found.one.written, found.other.written} == {"50万千瓦", "80万千瓦"}
    assert found.one.clause and found.other.clause
    assert list(conflicts(chain, date(2023, 1, 1))) == []


@pytest.mark.parametrize(("op", "value", "count"), [(">=", 80.0, 1), ("<=", 80.0, 0), (">=", 40.0, 0), ("~", 80.0, 0)])
def test_a_bound_that_leaves_room_for_the_other_is_no_conflict(chain: Store, op: str, value: float, count: int) -> None:
    other = plan("省里电力发展规划", "330000", "provincial", "光伏装机新增若干万千瓦", value, op=op)
    chain.replace(iri.document(other.meta), triples(other))
    assert len(list(conflicts(chain, date(2025, 1, 1)))) == count
