"""What is wrong with a data folder is named with its remedy, and `repair` builds anew what it can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, Triple

from api.app import create_app
from api.folder.repair import repair
from api.folder.reviews import record_all
from api.folder.state import faults
from api.settings import Settings
from graph.query import table
from graph.review import Judgement, judge, judgements
from graph.store import open_store
from ingest.link import Register

ROOT = Path(__file__).parents[3]
TEXT = "荻浦市水闸巡查方案\n\n荻政发〔2024〕1号\n\n一、目标\n到2026年，建成水闸12座。（市水利局牵头）\n"
PDF = ROOT / "tests" / "data" / "same_notice.pdf"


def run(*words: str | Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "api", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == code, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an upload and a PDF that was ingested, whose one judged record is rejected."""
    folder = tmp_path_factory.mktemp("made")
    uploads = folder / "data" / "uploads"
    uploads.mkdir(parents=True)
    (uploads / "闸.txt").write_text(TEXT, "utf-8")
    run("ingest", uploads / "闸.txt", PDF, "--data", folder / "data")
    with open_store(folder / "data" / "store") as store:
        row = next(row for row in table(store, "targets") if row["title"] == "荻浦市水闸巡查方案")
        one = Judgement(row["record"], "reject", "李明", datetime(2026, 3, 1, tzinfo=UTC))
        judge(store, row["document"], one, Register.load)
        record_all(folder / "data" / "reviews", store)
    run("reindex", "--data", folder / "data")
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


def no_original(data: Path) -> str:
    next((data / "originals").iterdir()).unlink()
    return "same_notice.pdf is kept no more. Ingest it again"


def strange_original(data: Path) -> str:
    (data / "originals" / f"{'0' * 64}.pdf").write_bytes(b"%PDF")
    return "no document was read from it"


def no_index(data: Path) -> str:
    shutil.rmtree(data / "index")
    return "there is no index. Build it anew: policygraph reindex"


def stale_index(data: Path) -> str:
    from graph.search import Index

    Index.open(data / "index").clear()
    return "the index is not of the store in 2 documents. Build it anew: policygraph reindex"


def lost_job(data: Path) -> str:
    place = data / "waiting" / "a1"
    place.mkdir(parents=True)
    os.utime(place, (0, 0))
    return "a1: a file was taken in here and is gone. Put it in again"


def broken_removal(data: Path) -> str:
    with open_store(data / "store") as store:
        store.remove(next(name for name in store.graphs() if "/document/" in name))
    return "its writing or removal was broken off"


def broken_removal_by_iri(data: Path) -> str:
    with open_store(data / "store") as store:
        store.remove(next(name for name in store.graphs() if "/source/" in name))
    return "its removal was broken off. Finish it: policygraph remove https://"


FAULTS = (no_original, strange_original, no_index, stale_index, lost_job, broken_removal, broken_removal_by_iri)


def test_a_folder_without_fault_is_whole(data: Path) -> None:
    assert "the data folder is whole" in run("check", "--data", data)


@pytest.mark.parametrize("fault", FAULTS)
def test_check_names_a_fault_and_repair_ends_it(data: Path, fault: Callable[[Path], str]) -> None:
    site, told = Settings(data=data), fault(data)
    with open_store(data / "store") as store:
        assert any(told in line for line in faults(site, store))
    lines = list(repair(site))
    with open_store(data / "store") as store:  # what is kept nowhere comes from outside
        assert (
            any(told in line for line in faults(site, store))
            == any(told in line for line in lines)
            == (fault is no_original)
        )


def cut(data: Path) -> None:
    for file in (data / "store").glob("MANIFEST-*"):
        file.write_bytes(file.read_bytes()[:20])


def without_current(data: Path) -> None:
    (data / "store" / "CURRENT").unlink()


def garbled(data: Path) -> None:
    for file in (data / "store").glob("*.sst"):
        file.write_bytes(os.urandom(file.stat().st_size))


@pytest.mark.parametrize("damage", [cut, without_current, garbled])
def test_a_damaged_store_says_so_and_is_built_anew(data: Path, damage: Callable[[Path], None]) -> None:
    damage(data)
    told = run("check", "--data", data, code=1)
    assert str(data / "store") in told and "The store is damaged" in told and "policygraph repair" in told
    told = "\n".join(repair(Settings(data=data)))
    assert "put aside as" in told and "its judgements are back" in told and "ingest PATH" in told
    with open_store(data / "store", read_only=True) as store:
        documents = {row["title"]: row["document"] for row in table(store, "documents")}
        assert len(documents) == 2 and len(judgements(store, documents["荻浦市水闸巡查方案"])) == 1
        assert not [row for row in table(store, "targets") if row["title"] == "荻浦市水闸巡查方案"]


def test_a_store_that_is_gone_is_built_anew(data: Path) -> None:
    shutil.rmtree(data / "store")
    assert "1 document read again" in "\n".join(repair(Settings(data=data)))
    run("check", "--data", data)


def test_what_does_not_fit_its_shapes_is_read_again(data: Path) -> None:
    with open_store(data / "store") as store:
        row = next(row for row in table(store, "documents") if row["title"] == "荻浦市水闸巡查方案")
        name = NamedNode(row["document"])
        wrong = Triple(name, NamedNode("http://data.europa.eu/eli/ontology#date_document"), NamedNode("urn:x"))
        store.replace(name.value, [*store.triples(name.value), wrong])
    run("check", "--data", data, code=1)
    assert "read again" in run("repair", "--data", data)
    run("check", "--data", data)


def test_repair_leaves_a_folder_that_a_server_has(data: Path) -> None:
    with TestClient(create_app(Settings(data=data))):
        assert "another process has this store open" in run("repair", "--data", data, code=1)
        assert (data / "index" / "clauses" / "meta.json").exists()
