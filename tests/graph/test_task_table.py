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
    assert str(task["due"]) == "2024-05-15" and task["bounds"] == "2024-05-15"
    assert task["targets"].split("\t")[1] == "完成小型水库安全鉴定52座" and "；" not in task["targets"]


def test_a_row_without_a_goal_takes_none_from_its_neighbours(store):
    assert not rows(store, "water")["修订城市防洪排涝应急预案"]["targets"]


SPOKEN = """云泽省托育工作方案
一、平台
由省数据局牵头，省财政厅配合，于2025年6月底前建成平台。省教育厅要编制目录。到2028年，覆盖率达到60%。本方案有效期至2030年12月31日。
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    file = tmp_path_factory.mktemp("spoken") / "方案.txt"
    file.write_text(SPOKEN, "utf-8")
    with open_store() as store:
        Intake(store).put(file, tuple(ingest(file, Register.load(CORPUS / "regions.ttl"))))
        yield {
            row["agencyName"]: row
            for agency in table(store, "agencies")
            for row in table(store, "agency_tasks", agency=agency["agency"])
        }


def test_a_task_told_in_a_sentence_is_due_on_the_day_of_that_sentence(spoken):
    assert {name: row["due"] and str(row["due"]) for name, row in spoken.items()} == {
        "省数据局": "2025-06-30", "省财政厅": "2025-06-30", "省教育厅": None,
    }  # fmt: skip


def test_the_other_days_of_the_clause_are_listed_apart_without_its_validity(spoken):
    assert all(set(row["bounds"].split("、")) == {"2025-06-30", "2028-12-31"} for row in spoken.values())


def test_who_leads_and_who_helps_in_one_sentence_know_of_each_other(spoken):
    assert spoken["省财政厅"]["others"] == "省数据局(lead)"
    assert spoken["省数据局"]["others"] == "省财政厅(support)"
    assert not spoken["省教育厅"]["others"]
