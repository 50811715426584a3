"""The index holds what the store holds, and is mended where the two have come apart."""

from pathlib import Path

import pytest

from graph import iri
from graph.intake import Intake
from graph.search import Filters, Index
from graph.search.feed import feed, rebuild, reconcile
from graph.store import open_store
from ingest.record import Clause, Deadline, Document, Evidence, Meta, Source


def document(title: str, text: str, sha256: str = "a" * 64) -> Document:
    clause = Clause(title, "一", text, 1, "任务")
    found = (Deadline(Evidence(clause, 0, 4, "test/by-hand"), "by"),)
    meta = Meta(title, issuers=("温州市水务局",), region="温州市", region_id="330300", kind="plan")
    return Document(title, Source(f"{title}.txt", sha256, "text/plain", ()), meta, (clause,), found)


@pytest.fixture
def store():
    with open_store() as store:
        intake = Intake(store)
        intake.put(Path("甲.txt"), [document("甲方案", "推广滴灌。")])
        intake.put(Path("乙.txt"), [document("乙方案", "改造泵站。")])
        yield store


def found(index: Index, text: str, **filters: str) -> list[str]:
    return [hit.title for hit in index.search(text, filters=Filters(**filters)).hits]  # type: ignore[arg-type]


def test_a_rebuilt_index_holds_every_clause_once_with_its_filters(store) -> None:
    index = Index.in_memory()
    assert rebuild(index, store) == 2
    assert found(index, "滴灌") == ["甲方案"]
    assert set(found(index, "滴灌 泵站", region="330000", kind="deadline")) == {"甲方案", "乙方案"}
    assert rebuild(index, store) == 2


def test_feeding_one_document_leaves_the_others_alone(store) -> None:
    index = Index.in_memory()
    rebuild(index, store)
    name = iri.of(document("甲方案", "推广滴灌。"))
    store.remove(name)
    feed(index, store, [name])
    assert (found(index, "滴灌"), found(index, "泵站")) == ([], ["乙方案"])


def test_what_has_come_apart_is_mended(store) -> None:
    index = Index.in_memory()
    assert reconcile(index, store) == 2
    assert reconcile(index, store) == 0
    Intake(store).put(Path("甲.txt"), [document("甲方案", "推广喷灌。", "b" * 64)])
    store.remove(iri.of(document("乙方案", "改造泵站。")))
    assert reconcile(index, store) == 2
    assert (found(index, "喷灌"), found(index, "“滴灌”"), found(index, "泵站")) == (["甲方案"], [], [])


def test_a_removal_that_was_killed_before_its_commit_does_not_hinder_the_next(store, tmp_path: Path) -> None:
    """The list of what is deleted lies there already, under the name that the next list is given."""
    index, path = Index.open(tmp_path), tmp_path / "clauses"
    rebuild(index, store)
    before = (path / "meta.json").read_bytes()
    gone = next(name for name in store.graphs() if iri.is_document(name))
    store.remove(gone)
    feed(index, store, [gone])
    assert list(path.glob("*.del"))
    (path / "meta.json").write_bytes(before)
    index = Index.open(tmp_path)
    assert reconcile(index, store) == 1
    assert len(index.stamps()) == 1


@pytest.mark.parametrize("suffix", ["pos", "store", "term"])
def test_an_index_that_lost_a_file_is_filled_again(store, tmp_path: Path, suffix: str) -> None:
    rebuild(Index.open(tmp_path), store)
    next((tmp_path / "clauses").glob(f"*.{suffix}")).unlink()
    index = Index.open(tmp_path)
    assert reconcile(index, store) == 2
    assert found(index, "滴灌") == ["甲方案"]
