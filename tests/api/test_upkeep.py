"""Two files, one document; files that change and go; what commands say of mistakes: each over real files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.query import table
from graph.review import Judgement, judge, judgements
from graph.store import open_store
from ingest.link import Register

PLAN = "{title}\n荻政发〔2023〕8号\n\n一、总体目标\n到2027年，{what}120家。（市水务局负责）\n"
BARE = "2025年工作要点\n\n一、总体目标\n到2027年，{what}120家。\n"


@pytest.fixture
def run(monkeypatch, capfd):
    """Run a command line in this process; gives exit status, standard output and standard error."""

    def _run(*words: object) -> tuple[int, str, str]:
        from api.cli import main

        monkeypatch.setattr(sys, "argv", ["policygraph", *map(str, words)])
        capfd.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capfd.readouterr()

    return _run


def texts(data: Path) -> str:
    with open_store(data / "store", read_only=True) as store:
        names = [graph for graph in store.graphs() if "/document/" in graph]
        return "".join(str(triple.object) for name in names for triple in store.triples(name))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def written(folder: Path, name: str, what: str, title: str = "荻浦市节水行动方案", text: str = PLAN) -> Path:
    (folder / name).write_text(text.format(title=title, what=what), "utf-8")
    return folder / name


def test_two_files_of_one_heading_are_two_documents(run, folder: Path, data: Path) -> None:
    written(folder, "甲.txt", "建成节水型企业", text=BARE)
    written(folder, "乙.txt", "建成养老驿站", text=BARE)
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and "2 documents and" in err
    assert "节水型企业" in texts(data) and "养老驿站" in texts(data)


def test_two_texts_of_one_number_count_once_and_are_told(run, folder: Path, data: Path) -> None:
    written(folder, "a.txt", "建成节水型企业")
    written(folder, "b.txt", "建成养老驿站")
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and "1 documents and" in err
    assert "b.txt: a.txt has the same number" in err
    assert "养老驿站" in texts(data) and "节水型企业" not in texts(data) and "a.txt has the same number" in texts(data)
    assert "2 unchanged; 0 documents" in run("ingest", folder, "--data", data)[2]


def test_the_other_file_is_read_again_when_the_last_one_changes(run, folder: Path, data: Path) -> None:
    written(folder, "a.txt", "建成节水型企业")
    other = written(folder, "b.txt", "建成养老驿站")
    run("ingest", folder, "--data", data)
    other.write_text(BARE.format(what="建成卫生院"), "utf-8")
    assert run("ingest", folder, "--data", data)[0] == 0
    assert "节水型企业" in texts(data) and "养老驿站" not in texts(data) and "卫生院" in texts(data)
    assert "Nothing found" in run("search", "“养老驿站”", "--data", data)[1]
    assert "2 unchanged" in run("ingest", folder, "--data", data)[2]


def test_the_other_file_is_told_where_it_is_not_at_hand(run, folder: Path, data: Path) -> None:
    first, other = written(folder, "a.txt", "建成节水型企业"), written(folder, "b.txt", "建成养老驿站")
    run("ingest", folder, "--data", data)
    other.write_text(BARE.format(what="建成卫生院"), "utf-8")
    assert "a.txt: a document that it gives" in run("ingest", other, "--data", data)[2]
    assert "养老驿站" not in texts(data)
    run("ingest", first, "--data", data)
    assert "节水型企业" in texts(data)


def test_what_vanished_from_a_folder_is_taken_out(run, folder: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    written(tmp_path / "else", "c.txt", "建成水厂", text=BARE)
    (folder / "in").mkdir()
    gone = written(folder / "in", "a.txt", "建成节水型企业")
    last = written(folder, "b.txt", "建成养老驿站", text=BARE)
    run("ingest", folder, tmp_path / "else", "--data", data)
    gone.unlink()
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and "a.txt: no longer in" in err and "1 document removed" in err and ", 1 gone; " in err
    assert "节水型企业" not in texts(data)
    assert "Nothing found" in run("search", "“节水型企业”", "--data", data)[1]
    last.unlink()
    assert run("ingest", folder, "--data", data)[0] == 0
    assert "养老驿站" not in texts(data) and "水厂" in texts(data)
    assert run("ingest", folder, "--data", data)[0] == 1  # empty, and nothing was in it


def test_a_file_of_another_kind_that_was_named_outright_does_not_vanish(run, folder: Path, data: Path) -> None:
    written(folder, "a.txt", "建成节水型企业")
    odd = written(folder, ".b.txt", "建成养老驿站", text=BARE)
    run("ingest", odd, "--data", data)
    run("ingest", folder, "--data", data)
    assert "养老驿站" in texts(data)


def test_a_moved_file_is_one_document(run, folder: Path, data: Path) -> None:
    file = written(folder, "b.txt", "建成节水型企业")
    run("ingest", folder, "--data", data)
    written(folder, "a.txt", "建成养老驿站")
    file.unlink()
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and "same number" not in err
    assert "养老驿站" in texts(data) and "节水型企业" not in texts(data)


@pytest.mark.parametrize("how", ["path", "name", "folder", "iri"])
def test_a_file_or_a_document_is_removed(run, folder: Path, data: Path, how: str) -> None:
    file = written(folder, "a.txt", "建成节水型企业")
    run("ingest", folder, "--data", data)
    rows = json.loads(run("query", "documents", "--format", "json", "--data", data)[1])
    file.unlink()
    what = {"path": file, "name": "a.txt", "folder": folder, "iri": rows[0]["document"]}[how]
    code, _, err = run("remove", what, "--data", data)
    assert code == 0 and "1 document removed" in err
    assert texts(data) == "" and "Nothing found" in run("search", "“节水型企业”", "--data", data)[1]
    assert run("remove", what, "--data", data)[0] == 1


def test_what_cannot_be_removed_is_told(run, folder: Path, data: Path) -> None:
    written(folder, "a.txt", "建成节水型企业")
    assert run("remove", "a.txt", "--data", data)[0] == 1
    assert not data.exists()
    run("ingest", folder, "--data", data)
    with open_store(data / "store", read_only=True) as store:
        names = store.graphs()
    for what in ("c.txt", "https://a.example/document/x", names[-1]):
        code, _, err = run("remove", what, "--data", data)
        assert code == 1 and str(what) in err
    with open_store(data / "store", read_only=True) as store:
        assert store.graphs() == names


def test_extract_keeps_what_was_there_until_all_is_read(run, folder: Path) -> None:
    file, out = written(folder, "a.txt", "建成节水型企业"), folder / "r.jsonl"
    out.write_text("old", "utf-8")
    code, _, err = run("extract", file, "-o", folder / "none" / "r.jsonl")
    assert code == 1 and len(err.strip().splitlines()) == 1 and "Name a file that can be written" in err
    assert run("extract", folder / "a.txt", "-o", folder)[0] == 1
    assert run("extract", file, "-o", out)[0] == 0
    assert json.loads(out.read_text("utf-8"))["source"] == "a.txt"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "r.jsonl"]


def test_extract_and_export_write_to_a_device_and_leave_it_one(run, folder: Path, data: Path) -> None:
    file = written(folder, "a.txt", "建成节水型企业")
    run("ingest", file, "--data", data)
    command = [sys.executable, "-m", "api", "extract", str(file), "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["source"] == "a.txt"
    assert run("export", "-o", "/dev/null", "--data", data)[0] == 0
    assert Path("/dev/null").is_char_device()


def test_score_without_gold_or_with_an_unreadable_file_fails(run, folder: Path, tmp_path: Path) -> None:
    file, gold = written(folder, "a.txt", "建成节水型企业"), tmp_path / "gold"
    for here in (gold, folder):
        code, out, err = run("score", here, file)
        assert (code, out) == (1, "") and str(here) in err
    gold.mkdir()
    record = run("extract", file)[1]
    (gold / "a.json").write_text(json.dumps(json.loads(record) | {"doc": "a.txt"}), "utf-8")
    assert run("score", gold, file)[0] == 0
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 torn")
    code, out, err = run("score", gold, file, folder / "b.pdf")
    assert code == 1 and "b.pdf: " in err and "targets" in out
    (gold / "b.json").write_text("{", "utf-8")
    code, _, err = run("score", gold, file)
    assert code == 1 and "b.json" in err


@pytest.mark.parametrize("command", ["search", "ask"])
@pytest.mark.parametrize("text", ["", " 　"])
def test_nothing_asked_is_a_mistake(run, folder: Path, data: Path, command: str, text: str) -> None:
    written(folder, "a.txt", "建成节水型企业")
    run("ingest", folder, "--data", data)
    code, out, err = run(command, text, "--data", data)
    assert (code, out) == (1, "") and "the text is empty" in err


def _rejected(data: Path) -> tuple[str, str]:
    """Reject the one target in a store; returns its document and its IRI."""
    with open_store(data / "store") as store:
        (row,) = table(store, "targets")
        one = Judgement(row["record"], "reject", "李明", datetime(2026, 3, 1, tzinfo=UTC))
        judge(store, row["document"], one, Register.load)
        return row["document"], row["record"]


def _held(data: Path, document: str) -> tuple[list[str], int]:
    with open_store(data / "store", read_only=True) as store:
        return list(judgements(store, document)), len(table(store, "targets"))


def test_judgements_outlast_a_new_name_of_the_file(run, folder: Path, data: Path) -> None:
    file = written(folder, "甲.txt", "建成节水型企业")
    run("ingest", folder, "--data", data)
    document, record = _rejected(data)
    file.rename(folder / "乙.txt")
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and "no longer in" in err and "lost" not in err
    assert _held(data, document) == ([record], 0)


def test_judgements_go_with_their_document_and_each_is_told(run, folder: Path, data: Path) -> None:
    file = written(folder, "甲.txt", "建成节水型企业")
    written(folder, "乙.txt", "建成节水型企业", text=BARE)
    run("ingest", file, "--data", data)
    document, record = _rejected(data)
    run("ingest", folder, "--data", data)
    file.unlink()
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 cut off")
    assert run("ingest", folder, "--data", data)[0] == 1
    assert _held(data, document)[0] == [record]  # what could not be read may be the document
    (folder / "坏.pdf").unlink()
    code, _, err = run("ingest", folder, "--data", data)
    assert code == 0 and f"{record} was reviewed, and its document is gone" in err
    assert _held(data, document)[0] == []
