"""A file that comes again leaves nothing of its old self behind."""

from pathlib import Path

import pytest

from graph import iri
from graph.intake import Intake, digest
from graph.store import open_store
from ingest.record import Clause, Document, Meta, Source


@pytest.fixture
def store():
    with open_store() as store:
        yield store


def document(title: str, sha256: str = "a" * 64) -> Document:
    source = Source("计划.txt", sha256, "text/plain", ())
    return Document(title, source, Meta(title), (Clause(title, "", f"{title}全文。", kind="head"),))


def name(title: str) -> str:
    return iri.document(Meta(title))


def documents(store) -> set[str]:
    return {graph for graph in store.graphs() if graph.startswith(f"{iri.BASE}document/")}


def test_an_unchanged_file_is_known_again_by_its_bytes(store, tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text("云泽省节水计划", "utf-8")
    Intake(store).put(file, [document("云泽省节水计划", digest(file))])
    assert Intake(store).holds(file, digest(file))
    file.write_text("云泽省节水计划（修订）", "utf-8")
    assert not Intake(store).holds(file, digest(file))


def test_what_a_changed_file_no_longer_says_is_gone(store) -> None:
    Intake(store).put(Path("a.txt"), [document("甲计划"), document("乙计划")])
    change = Intake(store).put(Path("a.txt"), [document("乙计划", "b" * 64)])
    assert (change.written, change.removed) == ((name("乙计划"),), (name("甲计划"),))
    assert documents(store) == {name("乙计划")}


def test_a_document_that_another_file_gives_too_stays(store) -> None:
    Intake(store).put(Path("a.txt"), [document("甲计划")])
    Intake(store).put(Path("a.pdf"), [document("甲计划")])
    assert Intake(store).put(Path("a.txt"), [document("丙计划")]).removed == ()
    assert documents(store) == {name("甲计划"), name("丙计划")}


def test_files_of_one_name_in_two_folders_are_two_files(store) -> None:
    Intake(store).put(Path("x/a.txt"), [document("甲计划")])
    Intake(store).put(Path("y/a.txt"), [document("乙计划")])
    assert documents(store) == {name("甲计划"), name("乙计划")}


def test_a_file_without_documents_leaves_no_trace(store) -> None:
    before = store.graphs()
    Intake(store).put(Path("a.txt"), [document("甲计划")])
    Intake(store).put(Path("a.txt"), [])
    assert store.graphs() == before


def test_a_kill_between_documents_is_mended_by_the_next_run(store) -> None:
    class KilledError(Exception):
        pass

    Intake(store).put(Path("a.txt"), [document("乙计划")])
    intake = Intake(store)
    real, calls = store.replace, []

    def replace(graph, items):
        calls.append(graph)
        if len(calls) == 3:
            raise KilledError
        return real(graph, items)

    store.replace = replace
    with pytest.raises(KilledError):
        intake.put(Path("a.txt"), [document("甲计划", "b" * 64), document("丁计划", "b" * 64)])
    store.replace = real
    assert not Intake(store).holds(Path("a.txt"), "b" * 64)
    Intake(store).put(Path("a.txt"), [document("丁计划", "c" * 64)])
    assert documents(store) == {name("丁计划")}


def test_a_file_of_which_a_part_failed_is_read_again(store, tmp_path: Path) -> None:
    file = tmp_path / "计划.zip"
    file.write_bytes(b"PK")
    Intake(store).put(file, [document("甲计划", digest(file))], whole=False)
    assert documents(store) == {name("甲计划")}
    assert not Intake(store).holds(file, digest(file))
