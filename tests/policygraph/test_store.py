"""The store in Python: what it answers is what the command line and the server answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import policygraph
from api.cli import app
from graph.eligibility.answer import AnswerError
from graph.errors import FolderError, QueryError, StoreInUseError
from ingest.errors import IngestError

EXAMPLE = policygraph.example()
FARM = EXAMPLE / "documents" / "luting-farm-measures.md"
SHED = "老旧棚室改造补助"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds one document, filled by the interface."""
    folder = tmp_path_factory.mktemp("python") / "data"
    with policygraph.Store(folder, authority=[EXAMPLE / "regions.ttl"]) as store:
        done = store.ingest([FARM, folder / "missing.txt"])
        assert (done.files, done.read, len(done.documents), done.whole) == (2, 2, 1, False)
        assert done.facts > 30 and any("missing.txt" in line for line in done.messages)
        assert store.search("农机购置补贴", limit=1)[0].path == "三/(五)"  # found by the store that is open
        again = store.ingest(str(FARM))
        assert (again.files, again.read, again.documents, again.whole) == (1, 0, (), True)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[policygraph.Store]:
    with policygraph.Store(folder, read_only=True) as store:
        yield store


def test_a_private_collection_keeps_to_its_folder_whatever_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", str(tmp_path / "public"))
    place = tmp_path / "data" / "collections" / "drafts"
    with policygraph.Store(place) as store:
        assert store.ingest(FARM, workers=0).documents
    assert (place / "store").is_dir() and not (tmp_path / "public").exists()


def printed(folder: Path, *words: str) -> object:
    """Return what a command prints as JSON."""
    return json.loads(CliRunner().invoke(app, [*words, "--data", str(folder)]).stdout)


def test_a_search_is_that_of_the_command_line(store: policygraph.Store, folder: Path) -> None:
    found = printed(folder, "search", "棚室改造", "--json", "-n", "5")
    assert isinstance(found, dict)
    assert [hit.as_json() for hit in store.search("棚室改造", limit=5)] == found["hits"] != []


def test_a_search_is_narrowed(store: policygraph.Store) -> None:
    assert store.search("棚室改造", region="鹭汀市", kind="incentive", on=date(2024, 1, 1))
    assert not store.search("棚室改造", on=date(2030, 1, 1))
    assert not store.search("棚室改造", region="温州市")


def test_tasks_go_by_the_name_of_an_agency(store: policygraph.Store) -> None:
    tasks = store.tasks("市农业农村局")
    assert len(tasks) == 4 and all(row["quote"] for row in tasks)
    assert len(store.tasks("市农业农村局", document="设施农业", on=date(2024, 1, 1))) == 4
    assert not store.tasks("市农业农村局", on=date(2030, 1, 1))
    with pytest.raises(QueryError, match="不存在局"):
        store.tasks("不存在局")


def test_schemes_are_those_of_the_command_line(store: policygraph.Store, folder: Path) -> None:
    assert list(store.schemes(on=date(2024, 1, 1))) == printed(
        folder, "schemes", "--on", "2024-01-01", "--format", "json"
    )
    assert store.schemes("改造老旧大棚")[0]["name"] == SHED
    with pytest.raises(AnswerError, match="乌有市"):
        store.schemes(region="乌有市")


def test_a_scheme_is_judged_by_answers_under_names_and_ids(store: policygraph.Store) -> None:
    day = date(2024, 1, 1)
    unknown = store.evaluate(SHED, {}, on=day)
    assert unknown.status == "unknown" and unknown.missing
    ids = {name: one for name, one in unknown.scheme.variables.items() if one.label == "改造投资额"}
    (id,) = ids
    paid = [store.evaluate(SHED, {name: "40万元"}, on=day).amount_if.value for name in (id, "改造投资额")]
    assert paid == [100_000.0, 100_000.0]
    assert store.evaluate(SHED, {}, on=date(2030, 1, 1)).status == "closed"
    with pytest.raises(AnswerError, match="血型"):
        store.evaluate(SHED, {"血型": "A"}, on=day)
    with pytest.raises(QueryError, match="means 0 schemes"):
        store.evaluate("没有的补助", {})


def test_sparql_gives_python_values(store: policygraph.Store) -> None:
    rows = store.sparql(
        "SELECT ?title ?issued { ?d a eli:LegalResource ; dcterms:title ?title ; eli:date_document ?issued }"
    )
    assert isinstance(rows, policygraph.Table)
    assert [row["issued"] for row in rows] == [date(2023, 9, 6)]
    assert store.sparql("ASK { ?d a eli:LegalResource }") is True
    triples = store.sparql("CONSTRUCT { ?d a eli:LegalResource } WHERE { ?d a eli:LegalResource }")
    assert isinstance(triples, policygraph.Table) and list(triples[0]) == ["subject", "predicate", "object"]
    with pytest.raises(QueryError, match="only reads"):
        store.sparql("CLEAR ALL")


def test_documents_are_narrowed(store: policygraph.Store) -> None:
    assert [row["number"] for row in store.documents(title="设施农业", region="鹭汀市", kind="measures")] == [
        "鹭农规〔2023〕3号"
    ]
    assert not store.documents(since=date(2024, 1, 1))


def test_a_folder_is_written_by_one_and_is_no_store_until_it_is_filled(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="ingest into it"):
        policygraph.Store(tmp_path / "none", read_only=True)
    with policygraph.Store(tmp_path / "one"), pytest.raises(StoreInUseError):
        policygraph.Store(tmp_path / "one")
    policygraph.Store(tmp_path / "one").close()


def test_reading_gives_what_extract_writes(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert CliRunner().invoke(app, ["extract", str(FARM), "-o", str(out)]).exit_code == 0
    (document,) = policygraph.read(FARM)
    assert document.content == json.loads(out.read_text("utf-8"))
    assert document.title == document.meta["title"] and document.clauses[0]["path"] == ""
    with pytest.raises(IngestError, match="missing"):
        policygraph.read(tmp_path / "missing.txt")
    with pytest.raises(ValueError, match="known are targets"):
        document.records("goals")  # type: ignore[arg-type]
