"""The documents that `bench/scale.py` makes: every quote stands, and a folder of them answers."""

from __future__ import annotations

import pickle
import sys
from itertools import islice
from pathlib import Path

import pytest

from graph.query import table
from graph.store import open_store
from ingest.record import Document, Responsibility, Target

ROOT = Path(__file__).parents[2]
SEED = 7


@pytest.fixture(scope="module")
def bench():
    """The folder of benches, to be imported from."""
    sys.path.insert(0, str(ROOT / "bench"))
    yield ROOT / "bench"
    sys.path.remove(str(ROOT / "bench"))


@pytest.fixture(scope="module")
def sources(bench) -> list[Document]:
    from varied import read

    names = ("yunhan-water-plan.txt", "cangling-water-measures.txt", "cangling-eldercare-opinion.txt")
    return read([ROOT / "corpus" / "documents" / name for name in names], 40)


@pytest.fixture(scope="module")
def made(sources) -> list[Document]:
    from varied import varied

    return list(islice(varied(sources, SEED), 200))


def test_every_quote_stands_in_its_clause(sources, made) -> None:
    for number, one in enumerate(made):
        source = sources[number % len(sources)]
        assert [clause.path for clause in one.clauses] == [clause.path for clause in source.clauses]
        for old, new in zip(source.records, one.records, strict=True):
            assert new.evidence.clause is one.clause(old.evidence.clause.path)
            assert new.evidence.quote
            if isinstance(new, Responsibility) and old.agency in old.evidence.quote:
                assert new.agency in new.evidence.quote, (one.key, new)
            if isinstance(new, Target) and f"{old.value:g}" in old.evidence.quote:
                assert f"{new.value:g}" in new.evidence.quote.replace(".0", ""), (one.key, new)


def test_documents_differ_in_numbers_offices_and_places(made) -> None:
    assert len({one.meta.number for one in made}) == len({one.meta.title for one in made}) == 200
    assert len({one.meta.region_id for one in made}) > 60
    tasks = {one.agency_id for document in made for one in document.records if isinstance(one, Responsibility)}
    goals = {(one.indicator_id, one.value) for each in made for one in each.records if isinstance(one, Target)}
    assert len(tasks) > 200
    assert len(goals) > 100


def test_the_same_number_is_the_same_document(sources, made) -> None:
    from varied import document, varied

    assert document(sources, 150, SEED) == made[150] == next(varied(sources, SEED, 150))
    assert document(sources, 150, SEED + 1) != made[150]


def test_two_hundred_documents_are_built_in_two_turns_and_answer(bench, sources, tmp_path: Path) -> None:
    from calls import questions, sample
    from grown import build, held

    from graph import iri
    from graph.search import Index

    (tmp_path / "sources.pickle").write_bytes(pickle.dumps(sources))
    assert build(tmp_path, SEED, 120, 60)["whole"]
    built = build(tmp_path, SEED, 200, 60)
    assert (built["whole"], built["new"], built["documents"], built["odd"]) == (True, 80, 200, 0)
    assert held(tmp_path)["clauses"] == built["clauses"] > 200 * 10
    documents = sample(tmp_path, SEED, 200, 10)
    index = Index.open(tmp_path / "index")
    assert all(index.search(text).hits for text in questions(documents)[:10])
    with open_store(tmp_path / "store", read_only=True) as store:
        for one in documents:
            rows = table(store, "clauses_of_document", document=iri.of(one))
            texts = {row["path"]: row["text"] for row in rows}
            assert all(record.evidence.quote in texts[record.evidence.clause.path] for record in one.records)


def test_a_law_of_growth_is_fitted_with_its_error(bench) -> None:
    from scale import growth

    def size(count: int) -> dict:
        built = {"build seconds": count / 10, "store bytes": count, "index bytes": count, "build MiB": 200}
        return {"built": built, "times": {"search ms": {"p50": 5.0}}}

    found = growth({str(count): size(count) for count in (100, 1000, 10_000)})
    assert found["search ms"]["per doubling"] == pytest.approx(1)
    assert found["build seconds"]["per doubling"] == pytest.approx(2)
    assert found["build seconds"]["extrapolated"]["1000000"]["value"] == pytest.approx(100_000)
    assert found["build seconds"]["error"] == pytest.approx(0, abs=1e-6)
    assert growth({"100": size(100), "1000": size(1000)})["search ms"]["error"] is None
