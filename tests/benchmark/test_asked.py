"""The questions of `asked.jsonl` are whole, their words stand in the files, and their halves share no document.

How well they are answered is measured by `asked.py`; `test_answers.py` holds floors.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from graph.answer import Answer, Cited

ASKS = {"who", "when", "how_much", "target", "whether", "compare", "which"}
KINDS = {
    "who": 30, "when": 25, "how_much": 25, "target": 15, "whether": 15, "compare": 10, "two parts": 10,
    "unanswerable": 20,
}  # fmt: skip


def _module() -> ModuleType:
    spec = spec_from_file_location("asked", Path(__file__).with_name("asked.py"))
    assert spec and spec.loader
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


asked = _module()
shared = pytest.mark.skipif(not asked.SHARED.is_dir(), reason="the shared documents are not beside this checkout")


def text(path: Path) -> str:
    """Return the words of a file without markup and spaces, by means of the standard library alone."""
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            found = archive.read("word/document.xml").decode("utf-8")
    else:
        found = path.read_text("utf-8")
    if path.suffix in (".docx", ".html"):
        found = html.unescape(re.sub(r"<[^>]*>", "", found))
    return asked.bare(found)


def test_every_question_is_whole() -> None:
    questions = asked.cases()
    assert len({case["q"] for case in questions}) == len(questions)
    for case in questions:
        assert set(case) == {"q", "asks", "answers", "half"} and case["half"] in ("a", "b"), case
        assert case["asks"] and set(case["asks"]) <= ASKS, case
        wanted = 2 if case["asks"] == ["compare"] else len(case["asks"])
        assert len(case["answers"]) in (0, wanted), case
        for answer in case["answers"]:
            assert set(answer) == {"file", "path", "words"} | ({"value"} if case["asks"] == ["whether"] else set())
            assert answer.get("value", "yes") in ("yes", "no") and 4 <= len(answer["words"]) <= 24, case


def test_no_question_repeats_the_decisive_words() -> None:
    assert not [case["q"] for case in asked.cases() for one in case["answers"] if one["words"] in case["q"]]


def test_halves_are_apart_and_alike() -> None:
    where: dict[str, set[str]] = {}
    for case in asked.cases():
        for answer in case["answers"]:
            where.setdefault(answer["file"], set()).add(case["half"])
    assert not [name for name, halves in where.items() if len(halves) > 1]
    counts = {half: Counter(map(asked.kind, asked.cases(half))) for half in "ab"}
    assert counts["a"] + counts["b"] == KINDS
    assert all(abs(counts["a"][name] - counts["b"][name]) <= 1 for name in KINDS), counts


@shared
def test_words_stand_in_the_files() -> None:
    answers = [answer for case in asked.cases() for answer in case["answers"]]
    texts = {name: text(asked.source(name)) for name in {answer["file"] for answer in answers}}
    assert not [one for one in answers if asked.bare(one["words"]) not in texts[one["file"]]]


DOCUMENT = "https://a.example/document/x"
CASE = {"asks": ["when"], "answers": [{"file": "x.txt", "path": "三", "words": "30个工作日内"}]}


def given(answer: str, quote: str = "", path: str = "三", document: str = DOCUMENT, **fields: bool) -> Answer:
    return Answer(answer, "when", (Cited("标题", path, quote, f"{document}/clause/{path}"),), **fields)


@pytest.mark.parametrize(
    ("case", "answer", "marks"),
    [
        (CASE, given("在30个工作日内办结。[1]"), {"right", "cited"}),
        (CASE, given("见该条。[1]", "在30 个工作日内办结"), {"right", "cited"}),
        (CASE, given("相关条款另见[1]", "在30个工作日内办结"), {"cited"}),
        (CASE, given("尽快办结。[1]", "尽快办结", "四"), set()),
        (CASE, given("尽快办结。[1]", "尽快办结", document="https://a.example/document/y"), {"wrong"}),
        (CASE, given("库中没有。最接近的条款是[1]", "在30个工作日内", found=False), {"refused", "cited"}),
        (CASE, given("可能相关：\n在30个工作日内。[1]", sure=False), {"right", "unsure", "cited"}),
        (CASE | {"answers": []}, given("在30个工作日内。[1]"), {"wrong"}),
        (CASE | {"answers": []}, given("可能相关。[1]", sure=False), {"unsure"}),
        (CASE | {"answers": []}, given("没有。[1]", found=False), {"right", "refused"}),
    ],
)
def test_an_answer_counts_as_what_it_is(case: dict, answer: Answer, marks: set[str]) -> None:
    assert asked.Judge({DOCUMENT: {"x.txt"}}).marks(case, answer) == marks


@pytest.mark.parametrize(
    ("answer", "mark"),
    [("可以。在30个工作日内。[1]", "right"), ("不可以。在30个工作日内。[1]", "wrong"), ("在30个工作日内。[1]", "open")],
)
def test_a_question_of_yes_or_no_is_open_until_one_is_said(answer: str, mark: str) -> None:
    case = {"asks": ["whether"], "answers": [CASE["answers"][0] | {"value": "yes"}]}
    assert asked.Judge({DOCUMENT: {"x.txt"}}).marks(case, given(answer)) == {mark, "cited"}
