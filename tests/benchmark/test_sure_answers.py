"""Whether an answer is sure: questions that people asked, over the documents that answer them and over others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.answer import ask
from graph.intake import Intake
from graph.search import Index
from graph.search.feed import rebuild
from graph.store import Store, open_store
from ingest.link import Register
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
ASKED = ROOT.parent / "shared" / "questions"
EVERY = 16  # of the documents that are asked about: enough to see a fall, few enough for a test

pytestmark = pytest.mark.skipif(not ASKED.is_dir(), reason="the shared questions are not beside this checkout")


def filled(files: list[Path], folder: Path) -> tuple[Store, Index]:
    store, register = open_store(), Register.load(ROOT / "corpus" / "regions.ttl")
    for file in files:
        Intake(store).put(file, list(ingest(file, register)))
    index = Index.open(folder)
    rebuild(index, store)
    return store, index


def sure(questions: list[str], store: Store, index: Index) -> float:
    answers = [ask(store, index, question) for question in questions]
    return sum(answer.found and answer.sure for answer in answers) / len(answers)


@pytest.fixture(scope="module")
def documents() -> list[Path]:
    return sorted((ASKED / "documents").iterdir())[1::EVERY]


@pytest.fixture(scope="module")
def questions(documents: list[Path]) -> list[str]:
    names = {file.name for file in documents}
    rows = [json.loads(line) for line in (ASKED / "questions.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return [row["q"] for row in rows if Path(row["doc"]).name in names]


def test_the_documents_that_answer_name_what_is_asked(documents, questions, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert sure(questions, *filled(documents, tmp_path)) >= 0.9


def test_other_documents_are_no_sure_answer(questions, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    others = sorted(path for path in (ROOT / "corpus" / "documents").iterdir() if path.is_file())
    assert sure(questions, *filled(others, tmp_path)) <= 0.1
