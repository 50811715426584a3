"""Private collections: nothing of them is anywhere in the public library, and their keys open them alone."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.collections import create
from api.keys import Keys
from api.roles import Role
from api.settings import Settings
from graph.intake import Intake
from graph.search import Index
from graph.search.feed import rebuild
from graph.store import open_store
from ingest.link import Register
from ingest.pipeline import ingest

MARK = "雁栖湖试验"
TEXT = f"""云泽市{MARK}补贴办法
云政发〔2025〕77号
云泽市人民政府
一、对参加{MARK}的企业，给予最高30万元补贴。
二、到2027年，{MARK}企业达到40家。（市科技局牵头，市财政局配合）
三、依据《云泽市节水条例》制定，2026年6月底前完成。
"""
WORDS = ("给予最高30万元", "市科技局牵头", "云政发〔2025〕77号", f"云泽市{MARK}补贴办法", f"{MARK}企业")
WHERE = {"policygraph-collection": "drafts"}


@dataclass(frozen=True)
class Library:
    """A site with a collection, its client, and keys by what they are for."""

    client: TestClient
    settings: Settings
    keys: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def library(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    own = settings.model_copy(update={"data": tmp_path_factory.mktemp("collected") / "site", "mcp": "off"})
    shutil.copytree(settings.data, own.data)
    for name in ("drafts", "other"):
        place = Settings(data=create(own.data, name))
        file = own.data.parent / f"{name}.txt"
        file.write_text(TEXT if name == "drafts" else "云泽市绿化办法\n一、每年植树一万株。", "utf-8")
        with open_store(place.store_location) as store:
            Intake(store, place.base).put(file, list(ingest(file, Register.load())))
            rebuild(Index.open(place.index_path), store)
    keys = Keys(own.keys_path)
    made = {
        "reader": keys.add("读者", Role.READER, collections=("drafts",)),
        "reviewer": keys.add("校核", Role.REVIEWER, collections=("drafts",)),
        "other": keys.add("别人", Role.REVIEWER, collections=("other",)),
        "plain": keys.add("录入", Role.CONTRIBUTOR),
        "chief": keys.add("管理", Role.ADMINISTRATOR),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.access._PAUSE", 0)
        with TestClient(create_app(own), raise_server_exceptions=False, follow_redirects=False) as client:
            yield Library(client, own, {who: {"authorization": f"Bearer {key}"} for who, key in made.items()})


def _addresses(library: Library) -> list[str]:
    """Every address of the site that can be read, with the words and the id of the private document."""
    found = library.client.get("/api/search", params={"q": MARK}, headers=library.keys["reader"] | WHERE)
    hit = found.json()["hits"][0]
    id = hit["document"].rpartition("/document/")[2]
    paths = {path for path, verbs in library.client.get("/api/openapi.json").json()["paths"].items() if "get" in verbs}
    paths |= {
        "/",
        "/documents",
        "/search",
        "/deadlines",
        "/targets",
        "/agencies",
        "/compare",
        "/eligibility",
        "/dump.nq.gz",
        "/tables.csv.gz",
        "/tables.xlsx",
        "/export.jsonl.zip",
        "/export.akn.zip",
    }
    paths |= {"/feeds/changes.atom", "/sitemap.xml", "/id/document/{id}", "/tables/targets.csv", "/cascade", "/void"}
    query = f"q={MARK}&query=SELECT%20*%20WHERE%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D%20LIMIT%20500&limit=100"
    return [f"{re.sub(r'{[^}]*}', id, path)}?{query}" for path in sorted(paths)]


def test_nothing_of_a_collection_is_in_any_public_answer(library: Library) -> None:
    read = held = 0
    for address in _addresses(library):
        for shown in ({}, library.keys["plain"], library.keys["other"], {"cookie": "collection=drafts"}):
            reply = library.client.get(address, headers=shown)
            assert not any(word in _unpacked(reply.content) for word in WORDS), address
            read += reply.status_code == 200
        own = library.client.get(address, headers=library.keys["reader"] | WHERE)
        held += any(word in _unpacked(own.content) for word in WORDS)
    assert read > 50 and held > 10, "its own key finds it at the same addresses"


@pytest.mark.parametrize(
    "path", ["/api/documents", "/sparql?query=ASK%7B%7D", "/void", "/ontology?format=ttl", "/feeds/changes.atom"]
)
def test_pages_of_other_origins_may_read_the_public_library_alone(library: Library, path: str) -> None:
    opened = "access-control-allow-origin"
    assert library.client.get(path).headers[opened] == "*"
    own = library.client.get(path, headers=library.keys["reader"] | WHERE)
    assert own.status_code == 200 and opened not in own.headers


def _unpacked(content: bytes) -> str:
    """Return what an answer says, whatever it is packed in."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode("utf-8", "replace")


def test_its_key_reads_search_query_and_page_of_it(library: Library) -> None:
    shown = library.keys["reader"] | WHERE
    hits = library.client.get("/api/search", params={"q": MARK}, headers=shown)
    assert MARK in hits.json()["hits"][0]["text"] and hits.headers["cache-control"] == "no-store"
    query = f'ASK {{ GRAPH ?g {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{MARK}")) }} }}'
    asked = library.client.get("/sparql", params={"query": query}, headers=shown)
    assert asked.json()["boolean"] is True
    assert library.client.get("/sparql", params={"query": query}).json()["boolean"] is False
    titles = [row["title"] for row in library.client.get("/api/documents", headers=shown).json()["items"]]
    assert titles == [f"云泽市{MARK}补贴办法"], "a library of its own: the public documents are not in it"


@pytest.mark.parametrize(
    ("who", "status"), [("", 401), ("plain", 404), ("other", 404), ("reader", 200), ("chief", 200)]
)
def test_a_collection_opens_to_its_keys_and_to_administrators(library: Library, who: str, status: int) -> None:
    reply = library.client.get("/api/documents", headers=library.keys.get(who, {}) | WHERE)
    assert reply.status_code == status
    unknown = library.client.get("/api/documents", headers=library.keys.get(who, {}) | {"policygraph-collection": "no"})
    assert unknown.status_code == (401 if not who else 404), "whether a collection exists is not said"


@pytest.mark.parametrize(
    ("who", "where", "status"),
    [
        ("reader", WHERE, 403),
        ("reviewer", WHERE, 422),
        ("reviewer", {}, 403),
        ("plain", {}, 422),
        ("plain", WHERE, 404),
    ],
)
def test_a_key_made_for_a_collection_writes_there_alone(
    library: Library, who: str, where: dict[str, str], status: int
) -> None:
    form = {"files": ("空.txt", b"", "text/plain")} if status == 403 else {"files": ("", b"")}
    reply = library.client.post("/api/documents", headers=library.keys[who] | where, files=form)
    assert reply.status_code == status, reply.text


def test_the_pages_switch_to_a_collection_and_back(library: Library) -> None:
    client, ours = library.client, {"origin": "http://testserver"}
    key = library.keys["reader"]["authorization"].removeprefix("Bearer ")
    entered = client.post("/ingest/key", data={"key": key}, headers=ours)
    assert entered.headers["location"] == "/"
    assert "<option>drafts</option>" in client.get("/documents").text.replace(" ", "").replace("\n", "")
    assert client.post("/ingest/collection", data={"name": "other"}, headers=ours).status_code == 404
    assert client.post("/ingest/collection", data={"name": "drafts"}, headers=ours).status_code == 303
    page = client.get("/documents").text
    assert f"云泽市{MARK}补贴办法" in page and "专库“drafts”" in page and "供热" not in page
    client.post("/ingest/collection", data={"name": ""}, headers=ours)
    assert MARK not in client.get("/documents").text
    client.post("/ingest/collection", data={"name": "drafts"}, headers=ours)
    client.post("/ingest/leave", headers=ours)
    assert MARK not in client.get("/documents").text
    client.cookies.clear()


def test_a_collection_that_is_made_meanwhile_opens_when_it_is_asked_for(tmp_path: Path) -> None:
    own = Settings(data=tmp_path / "site")
    keys = Keys(own.keys_path)
    chief = {"authorization": f"Bearer {keys.add('管理', Role.ADMINISTRATOR)}"}
    where = {"policygraph-collection": "late"}
    with TestClient(create_app(own), raise_server_exceptions=False, follow_redirects=False) as client:
        (tmp_path / "a.txt").write_text(TEXT, "utf-8")
        place = Settings(data=create(own.data, "late"))
        with open_store(place.store_location) as store:
            Intake(store, place.base).put(tmp_path / "a.txt", list(ingest(tmp_path / "a.txt", Register.load())))
        reader = {"authorization": f"Bearer {keys.add('读者', Role.READER, collections=('late',))}"}
        other = {"authorization": f"Bearer {keys.add('别人', Role.READER, collections=('other',))}"}
        assert client.get("/api/documents", headers=other | where).status_code == 404
        assert client.get("/api/documents", headers=where).status_code == 401
        for shown in (reader, chief):
            titles = [row["title"] for row in client.get("/api/documents", headers=shown | where).json()["items"]]
            assert titles == [f"云泽市{MARK}补贴办法"]
        create(own.data, "later")
        (own.data / "collections" / "later" / "store").write_text("no folder", "utf-8")
        broken = chief | {"policygraph-collection": "later"}
        assert {client.get("/api/documents", headers=broken).status_code for _ in range(2)} == {404}
        assert client.get("/api/documents", headers=chief | where).status_code == 200
    with open_store(place.store_location):
        """It was closed with the server, and let go of its lock."""


def test_a_file_of_keys_from_before_collections_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "keys.sqlite"
    with closing(sqlite3.connect(path)) as base, base:
        columns = "id INTEGER PRIMARY KEY, hash, name, role, created, expires, revoked, used"
        base.execute(f"CREATE TABLE key ({columns})")
    keys = Keys(path)
    assert keys.holder(keys.add("读者", Role.READER)).collections == ()  # type: ignore[union-attr]


def test_the_command_line_makes_a_collection_and_fills_it_alone(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "public"

    def run(*words: str, where: Path = data) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "api", *words, "--data", str(where)]
        environment = os.environ | {"POLICYGRAPH_STORE": str(elsewhere), "POLICYGRAPH_SEARCH": f"qdrant:{tmp_path}/q"}
        return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)

    refused = run("key", "add", "李明", "--role", "reader", "--collection", "内部")
    assert refused.returncode == 1 and "policygraph collection add 内部" in refused.stderr
    assert run("collection", "add", "内部").stdout.strip() == str(data / "collections" / "内部")
    assert run("collection", "add", "a/b").returncode == 1
    assert run("key", "add", "李明", "--role", "reader", "--collection", "内部").returncode == 0
    (tmp_path / "办法.txt").write_text(TEXT, "utf-8")
    place = data / "collections" / "内部"
    assert "1 document" in run("ingest", str(tmp_path / "办法.txt"), where=place).stderr
    assert (place / "store").is_dir() and (place / "index").is_dir() and not elsewhere.exists()
    assert "内部" in run("key", "list").stdout and "内部" in run("collection", "list").stdout
