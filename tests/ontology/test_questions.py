"""The competency questions: what officials, researchers and firms ask, answered on the documents of `corpus/`."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from graph.store import Store
from graph.vocab import PREFIXES
from graph.vocabulary import Question, questions

ANSWERS = Path(__file__).parents[2] / "corpus" / "answers"
QUESTIONS = questions()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_answer_is_what_the_documents_say(question: Question, corpus_store: Store) -> None:
    with (ANSWERS / f"{question.name}.csv").open(encoding="utf-8", newline="") as file:
        head, *expected = csv.reader(file)
    rows = corpus_store.query(question.query)
    assert list(rows.variables) == head
    found = [[row[name].value if name in row else "" for name in head] for row in rows]
    assert sorted(found) == sorted(expected)


def test_every_group_of_users_has_its_questions() -> None:
    users = Counter(question.user for question in QUESTIONS)
    assert set(users) == {"official", "researcher", "firm"} and min(users.values()) >= 12 and users.total() >= 40


def test_no_expected_answer_is_without_its_question() -> None:
    assert {file.stem for file in ANSWERS.glob("*.csv")} == {question.name for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_stands_by_itself(question: Question) -> None:
    """It names its prefixes, so that it can be put to any endpoint, and asks in Chinese and English."""
    import pyoxigraph

    pyoxigraph.Store().query(question.query)
    assert question.question.endswith("？") and question.english.endswith("?")
    for prefix, namespace in PREFIXES.items():
        assert f"PREFIX {prefix}:" not in question.query or f"PREFIX {prefix}: <{namespace}>" in question.query
