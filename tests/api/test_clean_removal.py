"""A removed document leaves no word of itself in the store or in the index, on the disk too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.intake import Intake
from graph.search import Index
from graph.search.feed import reconcile
from graph.store import open_store
from graph.store.rewrite import recover, rewrite

SECRET = "栀子坪水碾坊"
KEPT = "苦楝湾渡口"
TEXT = "荻浦市{name}保护方案\n\n一、目标\n到2027年，{name}修缮率达到90%。（牵头单位：市文化广电和旅游局）\n"


def run(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "api", *map(str, words)], check=True, capture_output=True)


def holding(folder: Path, words: str) -> list[str]:
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("unicode_escape")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]


def test_no_word_of_a_removed_document_is_left(tmp_path: Path) -> None:
    data, texts = tmp_path / "data", tmp_path / "texts"
    texts.mkdir()
    for name in (SECRET, KEPT):
        (texts / f"{name}.txt").write_text(TEXT.format(name=name), "utf-8")
    run("ingest", texts, "--data", data)
    assert holding(data / "store", SECRET)
    with open_store(data / "store") as store:
        Intake(store).put(texts / f"{SECRET}.txt", [])
        reconcile(Index.open(data / "index"), store)
        assert not any(SECRET in str(triple) for graph in store.graphs() for triple in store.triples(graph))
    run("compact", "--data", data)
    assert holding(data, SECRET) == []
    assert holding(data / "store", KEPT)
    index = Index.open(data / "index")
    assert index.search(KEPT, 5).hits and not any(SECRET in hit.text for hit in index.search(SECRET, 5).hits)


@pytest.mark.parametrize("step", ["new", "both"])
def test_a_rewriting_that_was_killed_leaves_the_old_store(tmp_path: Path, step: str) -> None:
    path = tmp_path / "store"
    with open_store(path) as store:
        before = len(store)
    path.with_name("store.new").mkdir()
    if step == "both":
        path.rename(path.with_name("store.old"))
    with open_store(path) as store:
        assert len(store) == before
    recover(path)
    assert [file.name for file in tmp_path.iterdir()] == ["store"]
    rewrite(path)
    with open_store(path) as store:
        assert len(store) == before
