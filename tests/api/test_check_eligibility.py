"""`schemes` and `check-eligibility`: questions on the terminal, clause by clause."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.eligibility import interview
from graph.eligibility.criterion import Citation, Criterion, Variable
from graph.eligibility.evaluate import evaluate
from graph.eligibility.scheme import Benefit, Factor, Scheme, Sum, Tier

PLACE = Citation("d", "节水办法", "第三条", "d/clause/第三条", "设备投入100万元以上的企业")
SPENT = Variable("v1", "设备投入", "设备投入是多少？", "quantity", "元")
HERE = Variable("v2", "在本市注册", "是否在本市注册？", "boolean")
LISTED = Variable("v3", "列入失信名单", "是否列入失信名单？", "boolean")


@pytest.fixture
def scheme() -> Scheme:
    criteria = (
        Criterion("c1", "v1", "requirement", "设备投入100万元以上", PLACE, ">=", 1e6, "元"),
        Criterion("c2", "v2", "requirement", "在本市注册", PLACE, "=", True),
        Criterion("c3", "v3", "exclusion", "未列入失信名单", PLACE, "=", False),
    )
    paid = Benefit("subsidy", rate=Sum(20.0, "%", of="设备投入", factors=(Factor("v1", "元"),)))
    tier = Tier("t", ("and", ("c1", "c2", "c3")), paid, PLACE)
    variables = {one.id: one for one in (SPENT, HERE, LISTED)}
    named = {one.id: one for one in criteria}
    return Scheme("s1", "节水办法", "节水补助", "subsidy", "企业", PLACE, (tier,), named, variables)


def talk(scheme: Scheme, *lines: str) -> tuple[str, list[str]]:
    """Return the status that comes of the lines, and what was asked."""
    asked: list[str] = []
    left = iter(lines)

    def ask(prompt: str) -> str | None:
        asked.append(prompt.partition("？")[0])
        return next(left, None)

    verdict = interview(scheme, lambda known: evaluate(scheme, known, date(2024, 6, 1)), ask)
    return verdict.status, asked


def test_it_asks_until_the_verdict_is_settled(scheme: Scheme) -> None:
    status, asked = talk(scheme, "320万元", "是", "否")
    assert status == "eligible"
    assert asked == ["设备投入是多少", "是否在本市注册", "是否列入失信名单"]


def test_a_no_ends_it(scheme: Scheme) -> None:
    assert talk(scheme, "5万元", "是", "否") == ("not_eligible", ["设备投入是多少"])


def test_an_answer_that_cannot_be_used_is_asked_for_again(scheme: Scheme, capsys: pytest.CaptureFixture[str]) -> None:
    talk(scheme, "很多", "很多", "很多")
    out = capsys.readouterr().out
    assert "第三条：“设备投入100万元以上的企业”" in out
    assert "“很多”不是数字" in out


def test_what_is_not_known_stays_open_and_is_asked_once(scheme: Scheme) -> None:
    status, asked = talk(scheme, *(["不知道"] * 9))
    assert status == "unknown" and len(asked) == 2


def test_the_end_of_the_input_ends_it(scheme: Scheme) -> None:
    assert talk(scheme)[0] == "unknown"


def test_schemes_are_listed_and_checked_from_a_file(corpus_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(corpus_data, data)
    run = CliRunner().invoke
    listed = run(app, ["schemes", "新建大棚", "--data", str(data), "--format", "json"])
    first = json.loads(listed.stdout)[0]
    assert listed.exit_code == 0 and first["quote"] and first["region"] == "鹭汀市"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"集中连片面积": "5亩", "无关的": True}), "utf-8")
    found = run(app, ["check-eligibility", first["id"], "--answers", str(answers), "--data", str(data)])
    assert found.exit_code == 0 and "不符合：集中连片面积30亩以上" in found.stdout and "无关的" in found.stderr
    answers.write_text("[]", "utf-8")
    wrong = run(app, ["check-eligibility", first["id"], "--answers", str(answers), "--data", str(data)])
    assert wrong.exit_code == 1 and "no JSON object" in wrong.stderr
    assert run(app, ["check-eligibility", "没有这项", "--data", str(data)]).exit_code == 1


def test_a_model_that_runs_apart_reads_texts_by_requests_and_replies(corpus_data: Path, tmp_path: Path) -> None:
    data, texts, replies = (tmp_path / name for name in ("data", "texts.jsonl", "replies.jsonl"))
    shutil.copytree(corpus_data, data)
    run = CliRunner().invoke
    scheme = json.loads(run(app, ["schemes", "新建大棚", "--data", str(data), "--format", "json"]).stdout)[0]["id"]
    texts.write_text('{"id": "a", "text": "我们连片建了5亩"}\n{"id": "b", "text": "你好"}\n', "utf-8")
    given = [scheme, str(texts), "--data", str(data)]
    sent = [json.loads(line) for line in run(app, ["plain-words", "export", *given]).stdout.splitlines()]
    asked = json.loads(sent[0]["body"]["messages"][1]["content"])
    assert [one["custom_id"] for one in sent] == ["a", "b"] and asked["applicant"] == "我们连片建了5亩"
    (area,) = [one["variable"] for one in asked["questions"] if one["label"] == "集中连片面积"]
    answer = {"answers": [{"variable": area, "value": {"value": 5, "unit": "亩"}, "quote": "5亩"}]}
    body = {"choices": [{"message": {"content": json.dumps(answer)}}]}
    replies.write_text(json.dumps({"custom_id": "a", "response": {"body": body}}), "utf-8")
    found = run(app, ["plain-words", "import", scheme, str(texts), str(replies), "--data", str(data)])
    first, second = map(json.loads, found.stdout.splitlines())
    assert (first["id"], first["verdict"]["status"]) == ("a", "not_eligible")
    assert second["verdict"]["status"] == "unknown" and "no reply of the model" in second["not_understood"]
    texts.write_text("[]\n", "utf-8")
    assert run(app, ["plain-words", "export", *given]).exit_code == 2
