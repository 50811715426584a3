"""All indicators that several regions set, in one table."""

from __future__ import annotations

from datetime import date

from graph import iri
from graph.matrix import matrix
from graph.store import Store

CITY, PROVINCE = iri.region("x-cangling"), iri.region("x-yunhan")


def test_regions_are_columns_and_each_goal_has_its_clause(charging: Store) -> None:
    found = matrix(charging)
    assert {region for region, _ in found.regions} == {CITY, PROVINCE}
    (line,) = found.lines
    assert line.indicator == iri.indicator("charging-points") and line.unit == "个"
    assert {place: [goal.written for goal in goals] for place, goals in line.cells.items()} == {
        PROVINCE: ["20000个"],
        CITY: ["1500个"],
    }
    assert all(goal.clause and goal.quote for goals in line.cells.values() for goal in goals)


def test_the_first_region_is_what_the_others_are_held_against(charging: Store) -> None:
    (line,) = matrix(charging, [PROVINCE, CITY]).lines
    (apart,) = line.differences
    assert apart.kinds == ("later", "lower")  # a number of points: a city has fewer than its province
    (line,) = matrix(charging, [CITY, PROVINCE]).lines
    assert line.differences[0].kinds == ("earlier", "higher")


def test_what_one_region_alone_sets_is_asked_for(charging: Store) -> None:
    assert matrix(charging, [CITY]).lines == ()
    assert len(matrix(charging, [CITY], least=1).lines) == 1
    assert matrix(charging, on=date(2023, 5, 1)).lines == ()
