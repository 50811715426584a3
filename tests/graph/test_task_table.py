"""Tasks of a table keep to their rows: who leads one row has nothing to do with the goal of the next."""

from pathlib import Path

import pytest

from graph import iri
from graph.intake import Intake
from graph.query import table
from graph.store import open_store
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def store():
    with open_store() as store:
        file = CORPUS / "documents" / "jizhou-flood-notice.txt"
        Intake(store).put(file, tuple(ingest(file, Register.load(CORPUS / "regions.ttl"))))
        yield store


def rows(store, agency):
    found = table(store, "agency_tasks", agency=iri.agency(f"x-jizhou/{agency}"))
    return {row["task"]: row for row in found if row["path"] == "附件"}


def test_a_row_has_its_own_helpers_due_day_and_goal(store):
    task = rows(store, "water")["完成小型水库安全鉴定52座"]
    assert task["role"] == "lead"
    assert task["others"] == "各县（区）人民政府(support)"
    assert str(task["ends"]) == "2024-05-15"
    assert task["targets"].split("\t")[1] == "完成小型水库安全鉴定52座" and "；" not in task["targets"]


def test_a_row_without_a_goal_takes_none_from_its_neighbours(store):
    assert not rows(store, "water")["修订城市防洪排涝应急预案"]["targets"]
