"""A removed document leaves no word of itself in the store or in the index, on the disk too."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.settings import Settings
from graph.endpoint import Question, visitors
from graph.errors import StoreError
from graph.intake import Intake
from graph.search import Index
from graph.search.feed import feed
from graph.store import open_store
from graph.store import rewrite as rewriting
from graph.store.rewrite import rewrite
from ingest.link import Register
from ingest.pipeline import ingest

SECRET = "栀子坪水碾坊"
KEPT = "苦楝湾渡口"
TEXT = "荻浦市{name}保护方案\n\n一、目标\n到2027年，{name}修缮率达到90%。（牵头单位：市文化广电和旅游局）\n"


def run(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "api", *map(str, words)], check=True, capture_output=True)


def holding(folder: Path, words: str) -> list[str]:
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("unicode_escape")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A data folder with two documents, a snapshot left by a server that was killed, and the folder of their texts."""
    folder = tmp_path_factory.mktemp("left")
    data, texts = folder / "data", folder / "texts"
    written(texts)
    run("ingest", texts, "--data", data)
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        url = server.stderr.readline().split()[1]
        found = httpx.get(f"{url}sparql", params={"query": f"ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), '{SECRET}')) }}"})
        assert found.json()["boolean"]
        server.kill()
    assert len(holding(data, SECRET)) > len(holding(data / "store", SECRET)) > 0
    return data, texts


def written(texts: Path) -> None:
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir()
    for name in (SECRET, KEPT):
        (texts / f"{name}.txt").write_text(TEXT.format(name=name), "utf-8")


@pytest.fixture
def kept(left: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A copy of that data folder, with the texts as they were read."""
    data, texts = left
    written(texts)
    return Path(shutil.copytree(data, tmp_path / "data")), texts


@pytest.mark.parametrize("how", ["removed", "replaced", "gone from its folder"])
def test_no_word_of_what_is_gone_is_left(kept: tuple[Path, Path], how: str) -> None:
    data, texts = kept
    file = texts / f"{SECRET}.txt"
    if how == "removed":
        run("remove", file, "--data", data)
    elif how == "replaced":
        file.write_text(TEXT.format(name="另一处水闸"), "utf-8")
        file.rename(texts / "水闸.txt")
        run("ingest", texts, "--data", data)
    else:
        file.unlink()
        run("ingest", texts, "--data", data)
    with open_store(data / "store") as store:
        assert not any(SECRET in str(triple) for graph in store.graphs() for triple in store.triples(graph))
    run("compact", "--data", data)
    assert holding(data, SECRET) == []
    assert holding(data / "store", KEPT)
    index = Index.open(data / "index")
    assert index.search(KEPT, 5).hits and not any(SECRET in hit.text for hit in index.search(SECRET, 5).hits)


def test_a_server_forgets_what_is_replaced_beneath_it(tmp_path: Path) -> None:
    """What a server holds besides the store: its index, and the snapshot that visitors' queries are read from."""
    with open_store(tmp_path / "store") as store:
        register = Register.load()
        index, intake = Index.open(tmp_path / "index"), Intake(store)
        site = Settings(data=tmp_path)
        readers = visitors(store, **site.visitors)

        async def asked(word: str) -> bool:
            text = f"ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), '{word}')) }}"
            found = await readers.ask(Question(text))
            return b"true" in b"".join([piece async for piece in found.body])

        async def walk() -> None:
            for old, new in ((KEPT, SECRET), (SECRET, KEPT)):
                path = tmp_path / "方案.txt"
                path.write_text(TEXT.format(name=new), "utf-8")
                change = intake.put(path, list(ingest(path, register)))
                feed(index, store, change.written + change.removed)
                assert await asked(new) and not await asked(old)
                assert any(new in hit.text for hit in index.search(new, 5).hits)
                assert not any(old in hit.text for hit in index.search(old, 5).hits)
            await readers.close()

        asyncio.run(walk())
    assert not (tmp_path / "store.snapshots").exists()


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
    assert sorted(file.name for file in tmp_path.iterdir()) == ["store", "store.lock"]
    rewrite(path)
    with open_store(path) as store:
        assert len(store) == before


def test_nobody_writes_a_store_while_it_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each step a writer in another process is refused, and what was written before is there afterwards."""
    path, refused = tmp_path / "store", []
    with open_store(path) as store:
        before = len(store)
    other = f"from graph.store import open_store; open_store({str(path)!r})"

    def beside(name: str) -> None:
        step = getattr(rewriting, name)

        def watched(*given: Any) -> Any:
            found = step(*given)
            done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True)
            refused.append(done.returncode != 0 and "StoreInUseError" in done.stderr)
            return found

        monkeypatch.setattr(rewriting, name, watched)

    for name in ("_build", "_swap", "_extent_at"):
        beside(name)
    rewrite(path)
    assert refused == [True] * 3
    with open_store(path) as store:
        assert len(store) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["store", "store.lock"]


@pytest.mark.parametrize("step", ["new", "swapped"])
def test_a_new_store_that_lacks_something_or_does_not_open_takes_no_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "store"
    with open_store(path) as store:
        before = len(store)
    if step == "new":
        counts = iter(range(9))
        monkeypatch.setattr(rewriting, "_extent", lambda store: next(counts))
    else:
        monkeypatch.setattr(rewriting, "_extent_at", lambda path: None)
    with pytest.raises(StoreError):
        rewrite(path)
    with open_store(path) as store:
        assert len(store) == before


def test_a_refused_compact_leaves_the_snapshots_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "store.snapshots" / "1").mkdir(parents=True)
    with open_store(tmp_path / "store"), pytest.raises(StoreError):
        rewrite(tmp_path / "store")
    assert (tmp_path / "store.snapshots" / "1").exists()
