"""A model that runs apart: requests out, replies in, and its records in what is read next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.files import plan_of
from api.settings import Settings
from ingest.batch.outcome import outcome_of, readers_of


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A model that is named in the settings, without an endpoint."""
    monkeypatch.setenv("POLICYGRAPH_MODEL_NAME", "m")
    readers_of.cache_clear()
    yield
    readers_of.cache_clear()


def test_replies_that_were_imported_are_read_and_checked(named: None, tmp_path: Path) -> None:
    file, data, replies = tmp_path / "方案.txt", tmp_path / "data", tmp_path / "replies.jsonl"
    file.write_text("荻浦市方案\n\n一、总则\n推进改造（责任单位：甲、乙）。\n二、措施\n落实。\n", "utf-8")
    asked = CliRunner().invoke(app, ["model", "export", str(file), "--data", str(data)])
    assert asked.exit_code == 0
    lines = [json.loads(line) for line in asked.stdout.splitlines() if line.startswith("{")]
    assert [json.loads(one["body"]["messages"][1]["content"])["unread"] for one in lines] == [["（责任单位：甲、乙）"]]
    answer = {"agency": {"quote": "丙局", "before": ""}, "role": None}
    content = json.dumps({"records": [answer]})
    body = {"choices": [{"message": {"content": content}}]}
    replies.write_text(json.dumps({"custom_id": lines[0]["custom_id"], "response": {"body": body}}), "utf-8")
    kept = CliRunner().invoke(app, ["model", "import", str(replies), "--data", str(data)])
    assert kept.exit_code == 0 and (data / "replies.db").is_file()
    plan = plan_of(Settings(data=data))
    (document,) = outcome_of(file, plan).documents
    assert not any(one.evidence.rule.startswith("model:") for one in document.records)
    ((reader,),) = [readers_of(plan)]
    assert dict(reader.tally) == {"agency: the quote does not stand in the clause": 1}


def test_no_model_reads_unless_one_is_set() -> None:
    assert readers_of(plan_of(Settings())) == ()
