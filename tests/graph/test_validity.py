"""Whether a document stands on a day, told with the words that say so; and the filter by day that all lists share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.intake import Intake
from graph.query import table
from graph.store import Store, open_store
from graph.validity import STATES, Standing, standing, standings
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = (
    "lanyu-amendment",
    "lanyu-road-rules",
    "lanyu-water-measures",
    "yunhan-gazette-2024-3",
    "cangling-water-measures",
)


@pytest.fixture(scope="module")
def lanyu() -> Iterator[Store]:
    register = Register.load(CORPUS / "regions.ttl")
    with open_store() as store:
        for name in FILES:
            file = CORPUS / "documents" / f"{name}.txt"
            Intake(store).put(file, tuple(ingest(file, register)))
        yield store


def states(store: Store, day: date) -> dict[str, Standing]:
    return {one.title: one for one in standings(store, day)}


def named(found: dict[str, Standing], words: str) -> Standing:
    (one,) = (one for title, one in found.items() if words in title)
    return one


@pytest.mark.parametrize(
    ("words", "day", "state"),
    [
        ("关于修改", date(2025, 5, 1), "not_issued"),
        ("关于修改", date(2025, 6, 1), "pending"),
        ("关于修改", date(2025, 7, 1), "in_force"),
        ("补助资金管理办法》的通知", date(2022, 12, 1), "pending"),
        ("补助资金管理办法》的通知", date(2025, 6, 30), "in_force"),
        ("补助资金管理办法》的通知", date(2025, 7, 1), "repealed"),
        ("工业节水改造若干措施", date(2025, 4, 30), "in_force"),
        ("工业节水改造若干措施", date(2025, 5, 1), "expired"),
        ("特种设备", date(2025, 5, 1), "unknown"),
    ],
)
def test_a_document_goes_through_its_states(lanyu: Store, words: str, day: date, state: str) -> None:
    assert named(states(lanyu, day), words).state == state


def test_each_state_is_told_with_its_words(lanyu: Store) -> None:
    found = states(lanyu, date(2025, 8, 1))
    water = named(found, "补助资金管理办法》的通知")
    assert {one.what for one in water.words} == {"begins", "ends", "repeals"}
    (repeal,) = (one for one in water.words if one.what == "repeals")
    assert repeal.path == "二" and repeal.day == date(2025, 7, 1) and "废止" in water.why
    roads = found["岚屿市农村公路养护管理办法"]
    assert roads.amended and roads.state == "in_force"
    assert not states(lanyu, date(2025, 6, 1))["岚屿市农村公路养护管理办法"].amended


@given(st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_what_stands_is_what_the_query_says(lanyu: Store, day: date) -> None:
    assert standing(lanyu, day) == {row["document"] for row in table(lanyu, "in_force", on=day)}


@given(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(0, 3000))
def test_a_document_never_goes_back(lanyu: Store, day: date, days: int) -> None:
    before, after = states(lanyu, day), states(lanyu, day + timedelta(days))
    for title, one in before.items():
        assert STATES.index(one.state) <= STATES.index(after[title].state)
