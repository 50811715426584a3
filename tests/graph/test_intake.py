"""A file that comes again leaves nothing of its old self behind."""

from pathlib import Path

import pytest

from graph import iri
from graph.intake import Intake, digest
from graph.store import open_store
from ingest.fetch.location import Location
from ingest.record import Clause, Document, Meta, Source


@pytest.fixture
def store():
    with open_store() as store:
        yield store


def document(title: str, sha256: str = "a" * 64) -> Document:
    source = Source("计划.txt", sha256, "text/plain", ())
    return Document(title, source, Meta(title), (Clause(title, "", f"{title}全文。", kind="head"),))


def name(title: str) -> str:
    return iri.of(document(title))


def numbered(text: str, sha256: str, file: str) -> Document:
    """A document with a number, whatever its text."""
    meta = Meta("节水计划", "荻政发〔2023〕8号", kind="plan")
    clause = Clause(file, "", text, kind="head")
    return Document(file, Source(file, sha256, "text/plain", ()), meta, (clause,))


def texts(store) -> set[str]:
    return {triple.object.value for graph in documents(store) for triple in store.triples(graph)
            if triple.predicate.value == "https://schema.org/text"}  # fmt: skip


def documents(store) -> set[str]:
    return {graph for graph in store.graphs() if graph.startswith(f"{iri.BASE}document/")}


def test_an_unchanged_file_is_known_again_by_its_bytes(store, tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text("云泽省节水计划", "utf-8")
    Intake(store).put(file, [document("云泽省节水计划", digest(file))])
    assert Intake(store).holds(file, digest(file))
    file.write_text("云泽省节水计划（修订）", "utf-8")
    assert not Intake(store).holds(file, digest(file))


def test_a_file_of_another_machine_is_known_by_its_mark_until_it_is_to_be_read_again(store) -> None:
    file = Location("s3://policies/2024/计划.txt")
    Intake(store).put(file, [document("云泽省节水计划")], mark="one")
    assert Intake(store).holds_mark(file, "one")
    assert not Intake(store).holds_mark(file, "two")
    Intake(store).remark(file, "two")
    assert Intake(store).holds_mark(file, "two")
    assert Intake(store).vanished(Location("s3://policies/2024/"), []) == Intake(store).sources(file) != ()
    assert not Intake(store).vanished(Location("s3://policies/20"), [])
    Intake(store).put(file, [document("云泽省节水计划")], whole=False, mark="three")
    assert not Intake(store).holds_mark(file, "three")
    assert not Intake(store).holds_mark(file, "")


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


def test_of_two_texts_with_one_number_the_later_stays_and_says_so(store) -> None:
    intake = Intake(store)
    assert intake.put(Path("甲.txt"), [numbered("甲文。", "a" * 64, "甲.txt")]).notices == ()
    (notice,) = intake.put(Path("乙.txt"), [numbered("乙文。", "b" * 64, "乙.txt")]).notices
    assert "甲.txt" in notice.message and "another text" in notice.message
    assert texts(store) == {"乙文。"}
    (graph,) = documents(store)
    assert notice.message in {getattr(triple.object, "value", "") for triple in store.triples(graph)}


def test_two_layouts_of_one_text_are_no_matter(store) -> None:
    Intake(store).put(Path("甲.txt"), [numbered("节水， 计划", "a" * 64, "甲.txt")])
    assert Intake(store).put(Path("甲.pdf"), [numbered("节水,计划", "b" * 64, "甲.pdf")]).notices == ()


def test_two_texts_with_one_number_in_one_file_are_told(store) -> None:
    pair = [numbered("甲文。", "a" * 64, "集.zip/甲.txt"), numbered("乙文。", "a" * 64, "集.zip/乙.txt")]
    change = Intake(store).put(Path("集.zip"), pair)
    assert len(change.written) == len(change.notices) == 1 and "集.zip/甲.txt" in change.notices[0].message


@pytest.mark.parametrize("goes", [True, False])
def test_when_the_file_last_read_turns_away_the_other_is_to_be_read_again(store, goes: bool) -> None:
    first, second = Path("甲.txt"), Path("乙.txt")
    Intake(store).put(first, [numbered("甲文。", "a" * 64, "甲.txt")])
    Intake(store).put(second, [numbered("乙文。", "b" * 64, "乙.txt")])
    intake = Intake(store)
    change = intake.put(second, [] if goes else [document("丙计划", "c" * 64)])
    assert len(change.removed) == 1 and "乙文。" not in texts(store)
    assert intake.waits(first) and intake.waiting() == ("甲.txt",)
    assert not Intake(store).holds(first, "a" * 64)
    intake.put(first, [numbered("甲文。", "a" * 64, "甲.txt")])
    assert "甲文。" in texts(store) and not intake.waiting()
    assert Intake(store).holds(first, "a" * 64)


def test_when_the_file_read_before_turns_away_nothing_is_read_again(store) -> None:
    Intake(store).put(Path("甲.txt"), [numbered("甲文。", "a" * 64, "甲.txt")])
    Intake(store).put(Path("乙.txt"), [numbered("乙文。", "b" * 64, "乙.txt")])
    intake = Intake(store)
    assert intake.put(Path("甲.txt"), []).removed == ()
    assert texts(store) == {"乙文。"} and not intake.waiting()


def test_what_vanished_from_a_folder_is_known_by_the_folder(store, tmp_path: Path) -> None:
    kept, gone, other = tmp_path / "a" / "留.txt", tmp_path / "a" / "b" / "去.txt", tmp_path / "c" / "外.txt"
    for file, title in ((kept, "甲计划"), (gone, "乙计划"), (other, "丙计划")):
        Intake(store).put(file, [document(title)])
    intake = Intake(store)
    (source,) = intake.vanished(tmp_path / "a", [kept])
    assert intake.file_name(source) == "去.txt"
    assert intake.drop(source).removed == (name("乙计划"),)
    assert documents(store) == {name("甲计划"), name("丙计划")}


def test_a_document_removed_by_its_iri_stays_away_while_its_file_is_unchanged(store) -> None:
    Intake(store).put(Path("a.txt"), [document("甲计划"), document("乙计划")])
    assert Intake(store).remove(name("甲计划")) and not Intake(store).remove(name("甲计划"))
    assert documents(store) == {name("乙计划")}
    assert Intake(store).holds(Path("a.txt"), "a" * 64)


def test_a_file_whose_removal_was_killed_is_read_again(store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "计划.txt"
    path.write_text("节水计划", "utf-8")
    Intake(store).put(path, [document("节水计划", digest(path))])
    assert Intake(store).holds(path, digest(path))

    def killed(graph: str) -> bool:
        remove(graph)
        raise KeyboardInterrupt

    remove = store.remove
    monkeypatch.setattr(store, "remove", killed)
    intake = Intake(store)
    with pytest.raises(KeyboardInterrupt):
        intake.drop(intake.sources(path)[0])
    monkeypatch.undo()
    assert not Intake(store).holds(path, digest(path))
