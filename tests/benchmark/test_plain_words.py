"""Plain words end to end, by rules alone: text -> scheme -> proposals -> verdict, scored against floors.

Invented texts show that it runs and that nothing gets a wrong yes; questions of real documents, which is how well the
scheme that is meant is found.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad

from graph.eligibility.consult import consult
from graph.eligibility.load import from_documents, from_store
from graph.eligibility.relevance import Relevance
from graph.eligibility.scheme import Scheme
from graph.store import open_store
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
SHARED = HERE.parents[2] / "shared"
FLOORS = tomllib.loads((HERE / "plain_words.toml").read_text("utf-8"))
EVERY = 5  # of the many cases: enough to see a fall, few enough for a test

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def documents(case: Mapping[str, Any]) -> Sequence[str]:
    found = case["document"]
    return found if isinstance(found, list) else [found]


def kind(expected: Any, got: bool | None) -> str:
    """Name how an answer compares: right, open (nothing wrong was stated), wrong_no, wrong_yes."""
    if expected == "not yes":
        return "wrong_yes" if got is True else "right"
    if got is expected:
        return "right"
    return "open" if got is None else "wrong_yes" if got else "wrong_no"


def answered(schemes: Sequence[Scheme], text: str, on: date) -> bool | None:
    found = consult(schemes, text, on)
    eligible: bool | None = found.as_json()["eligible"] if found else None
    return eligible


def shares(found: Iterable[str]) -> Counter[str]:
    counts = Counter(found)
    total = counts.total()
    return Counter({name: count / total for name, count in counts.items()})  # type: ignore[misc]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    folder, register = tmp_path_factory.mktemp("plain"), Register.load(CORPUS / "regions.ttl")
    texts = {one["id"]: one["text"] for one in lines("plain_words_documents.jsonl")}
    cases = lines("plain_words.jsonl")[::EVERY]
    read: dict[str, list[Document]] = {}
    for name in dict.fromkeys(name for case in cases for name in documents(case)):
        file = CORPUS / "documents" / name
        if name in texts:
            (file := folder / f"{name}.txt").write_text(texts[name], "utf-8")
        read[name] = list(ingest(file, register))
    schemes = together(read)
    return shares(
        kind(
            case["eligible"],
            answered(
                [one for name in documents(case) for one in schemes[name]],
                case["question"],
                date.fromisoformat(case["on"]),
            ),
        )
        for case in cases
    )


def together(read: Mapping[str, Sequence[Document]]) -> dict[str, list[Scheme]]:
    """Load the schemes of many files by few stores: each holds files whose documents have names of their own."""
    found: dict[str, list[Scheme]] = {name: [] for name in read}
    stores: list[dict[str, tuple[str, list[Quad]]]] = []  # by IRI of the document: its file and quads
    for name, of in read.items():
        quads = [list(triples(one)) for one in of]
        own = {found[0].graph_name.value: (name, found) for found in quads if found}
        home = next((one for one in stores if not own.keys() & one.keys()), None)
        if home is None:
            stores.append(home := {})
        home |= own
    with open_store() as store:
        for held in stores:
            for graph, (_, quads) in held.items():
                store.replace(graph, quads)
            for scheme in from_store(store):
                found[held[scheme.citation.document][0]].append(scheme)
            for graph in held:
                store.remove(graph)
    return found


Asked = list[tuple[dict[str, Any], tuple[Scheme, ...]]]


@pytest.fixture(scope="module")
def asked() -> Asked:
    """Each question with facts about a real document, with the schemes of that document."""
    register, found = Register.load(), []
    for file in sorted(SHARED.glob("gold*/*.json")):
        questions = json.loads(file.read_text("utf-8")).get("questions") or ()
        questions = [one for one in questions if one.get("kind") == "eligibility" and "facts" in one]
        if questions:
            source = next(one for one in SHARED.glob(f"corpus*/{file.stem}.*") if one.suffix in (".txt", ".docx"))
            schemes = from_documents(ingest(source, register))
            found += [(one, schemes) for one in questions]
    return found


def test_no_invented_case_gets_a_wrong_yes(invented: Counter[str]) -> None:
    assert invented["wrong_yes"] == 0


def test_invented_cases_hold_their_floors(invented: Counter[str]) -> None:
    assert invented["right"] >= FLOORS["invented"]["right"]
    assert invented["wrong_no"] <= FLOORS["invented"]["wrong_no"]


@shared
def test_no_question_about_a_real_document_gets_a_wrong_yes_and_few_a_wrong_no(asked: Asked) -> None:
    found = shares(kind(one["expected"]["eligible"], _in_force(schemes, one["q"])) for one, schemes in asked)
    assert found["wrong_yes"] == 0 and found["wrong_no"] <= FLOORS["asked"]["wrong_no"]


def _in_force(schemes: Sequence[Scheme], text: str) -> bool | None:
    """Answer as of a day on which the scheme stands: the questions name none."""
    best = Relevance(schemes).ranked(text, 1)
    days = [best[0][0].valid_to, best[0][0].effective, best[0][0].valid_from] if best else []
    return answered(schemes, text, next((day for day in days if day), date(2022, 6, 1)))


@shared
@pytest.mark.parametrize("name", ["relevant", "relevant_of_all"])
def test_the_scheme_that_is_meant_comes_first(asked: Asked, name: str) -> None:
    own = {id(schemes): Relevance(schemes) for _, schemes in asked}
    everything = Relevance({one.id: one for _, schemes in asked for one in schemes}.values())
    hits = []
    for one, schemes in asked:
        if any(scheme.citation.path in one["paths"] for scheme in schemes):  # else the document offers nothing there
            ranked = (own[id(schemes)] if name == "relevant" else everything).ranked(one["q"], 1)
            best = ranked[0][0] if ranked else None
            hits.append(best is not None and best in schemes and best.citation.path in one["paths"])
    assert sum(hits) / len(hits) >= FLOORS["asked"][name]
