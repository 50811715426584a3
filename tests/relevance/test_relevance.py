"""Searches and questions over the corpus of the repository, as data: each case says what must come of it."""

import json
import tomllib
from pathlib import Path

import pytest

from graph.answer import ask
from graph.intake import Intake
from graph.search import Filters, Index
from graph.search.feed import rebuild
from graph.store import open_store
from ingest.link.register import Register
from ingest.pipeline import ingest

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus" / "documents"
GOLD = HERE.parents[1] / "corpus" / "gold"


def cases(name: str) -> list[dict]:
    return tomllib.loads((HERE / name).read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def corpus():
    """A store of the whole corpus and its index."""
    index = Index.in_memory()
    with open_store() as store:
        intake = Intake(store)
        for path in sorted(CORPUS.iterdir()):
            intake.put(path, list(ingest(path, Register.load())))
        rebuild(index, store)
        yield store, index


@pytest.mark.parametrize("case", cases("words.toml"), ids=lambda case: case["what"])
def test_search_finds_what_is_meant(corpus, case: dict) -> None:
    _, index = corpus
    hits = index.search(case["q"], filters=Filters(region=case.get("region"), kind=case.get("kind"))).hits
    if case.get("none"):
        assert not hits
    if wanted := case.get("within"):
        assert any(wanted["title"] in hit.title for hit in hits[: wanted["at"]]), [hit.title for hit in hits]
    if wanted := case.get("only"):
        assert hits and all(wanted["title"] in hit.title for hit in hits[: wanted["at"]]), [hit.title for hit in hits]
    if fact := case.get("facts"):
        assert hits and all(fact in hit.facts for hit in hits)


@pytest.mark.parametrize("case", cases("asked.toml"), ids=lambda case: case["q"])
def test_questions_are_answered(corpus, case: dict) -> None:
    store, index = corpus
    answer = ask(store, index, case["q"])
    assert (answer.intent, answer.found) == (case["intent"], True)
    assert case["says"] in answer.answer


@pytest.mark.parametrize(("kind", "share"), [("questions", 0.95), ("near", 0.6)])
def test_what_stands_nowhere_is_told_so(corpus, kind: str, share: float) -> None:
    store, index = corpus
    questions = tomllib.loads((HERE / "absent.toml").read_text("utf-8"))[kind]
    told = [question for question in questions if not ask(store, index, question).found]
    assert len(told) >= share * len(questions), sorted(set(questions) - set(told))


def test_what_the_documents_say_is_not_told_to_be_missing(corpus) -> None:
    store, index = corpus
    gold = [json.loads(file.read_text("utf-8")) for file in sorted(GOLD.glob("*.json"))]
    questions = [question["q"] for one in gold for question in one.get("questions", ())]
    missed = [question for question in questions if not ask(store, index, question).found]
    assert len(missed) <= 0.07 * len(questions), missed


@pytest.mark.parametrize(
    "text",
    [
        "", "，。！？", "😀😀", "' OR 1=1; DROP TABLE clauses; --", "SELECT * WHERE { ?s ?p ?o }", "“没有收尾的引号",
        "\"'“”「", "\x00\x01", "节水" * 50_000, "a" * 100_000, "AND OR NOT ((", "节水~2^3 +field:x",
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_odd_input_gives_an_answer_and_no_error(corpus, text: str) -> None:
    store, index = corpus
    assert len(index.search(text).hits) <= 10
    assert isinstance(ask(store, index, text).answer, str)


@pytest.mark.parametrize("limit", [0, -1, 10**9])
def test_odd_limits_give_what_there_is(corpus, limit: int) -> None:
    _, index = corpus
    assert len(index.search("节水", limit).hits) <= max(0, limit)
