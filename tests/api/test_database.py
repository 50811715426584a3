"""Keys, watches and change log, over SQLite files and over a PostgreSQL database: they behave as one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.app import create_app
from api.database import Database
from api.folder.backup import backup
from api.folder.restore import restore
from api.keys import KeyNameError, Keys
from api.roles import Role
from api.settings import Settings
from api.watches.watch import MOST, Watches, new
from graph.errors import DatabaseError, FolderError
from graph.intake import Intake
from graph.store import Store, open_store
from ingest.record import Clause, Document, Evidence, Meta, Responsibility, Source

AGENCY = "330300/housing-construction"


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A site without anything, on either engine."""
    if request.param == "sqlite":
        return Settings(data=tmp_path / "data")
    server = request.getfixturevalue("server")
    return Settings(data=tmp_path / "data", database=server.database(f"of_{sha256(bytes(tmp_path)).hexdigest()[:12]}"))


def _put(store: Store, site: Settings, name: str, task: str = "供热改造") -> None:
    text = f"{task}由市住房城乡建设局负责。"
    clause = Clause(name, "一", text, 1, "总则")
    quote = Evidence(clause, 0, len(text), "test/by-hand")
    task_of = Responsibility(quote, "市住房城乡建设局", "市住房城乡建设局", "lead", "bracket", task, agency_id=AGENCY)
    source = Source(f"{name}.txt", sha256(text.encode()).hexdigest(), "text/plain", ())
    document = Document(name, source, Meta(name, None, ("荻浦市人民政府",), kind="plan"), (clause,), (task_of,))
    change = Intake(store).put(Path(source.name), [document])
    site.changes.follow(store, change.written + change.removed, change.renamed)


def test_keys_are_made_found_used_and_revoked(site: Settings) -> None:
    keys = site.holders
    assert not keys and keys.all() == [] and keys.holder("none") is None
    made = keys.add("李明", Role.REVIEWER, days=1, collections=["内部", "drafts"])
    with pytest.raises(KeyNameError, match="revoke"):
        keys.add("李明", Role.READER)
    holder = site.holders.holder(made)
    assert holder and holder.collections == ("内部", "drafts") and holder.role is Role.REVIEWER and bool(keys)
    assert keys.of(holder.id) is not None and keys.all()[0].used is not None
    assert keys.holder("\0") is None and keys.of(999_999_999) is None
    keys.revoke("李明")
    assert keys.holder(made) is None and not keys
    with pytest.raises(KeyNameError):
        keys.revoke("李明")


def test_two_who_make_a_key_of_one_name_at_a_time_make_one(site: Settings) -> None:
    def add(_: int) -> bool:
        try:
            return bool(site.holders.add("李明", Role.READER))
        except KeyNameError:
            return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(add, range(6))) == 1


def test_keys_made_at_once_in_a_folder_that_has_none_wait_for_the_file(tmp_path: Path) -> None:
    for number in range(40):
        keys = Keys(tmp_path / f"{number}.sqlite")
        with ThreadPoolExecutor(6) as pool:
            made = list(pool.map(lambda name, keys=keys: keys.add(name, Role.READER), "一二三四五六"))
        assert all(map(keys.holder, made))


def test_a_key_has_no_more_watches_than_it_may_whoever_adds_them_at_a_time(site: Settings) -> None:
    watches = site.watches
    assert watches.all() == [] and not watches.remove("1:a", "none")
    some = [new("1:a", "关注\0", {"text": "水"}, {}, "atom", "", "http://127.0.0.1/", 2**40) for _ in range(MOST + 4)]
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(watches.add, some)) == MOST
    one = watches.of("1:a")[0]
    assert one.asked == {"text": "水"} and one.delivered == 2**40 and watches.fed(one.secret) == one
    now = time.time()
    watches.fail(one.id, "refused", now, now + 10, True)
    failed = watches.of("1:a")[0]
    assert (failed.state, failed.tries, failed.since, failed.due) == ("failing", 1, now, now + 10)
    watches.acknowledge(one.id, 7)
    assert watches.of("1:a")[0].state == "good" and watches.of("1:a")[0].delivered == 7
    assert watches.remove("1:a", one.id) and not watches.remove("1:a", one.id)


def test_the_log_notes_what_came_and_finds_it_by_all_that_it_can_be_asked_for(site: Settings) -> None:
    log = site.changes
    with open_store() as store:
        assert log.reconcile(store) == 0 and log.last() == 0 and log.entries(9) == []
        _put(store, site, "供热方案")
        _put(store, site, "供热方案", "老旧管网改造")
        _put(store, site, "节水方案")
        assert log.reconcile(store) == 0
        water, changed, added = log.entries(9)
        assert [one.what for one in (added, changed, water)] == ["added", "changed", "added"]
        assert log.entries(1, after=added.number) == [changed] and log.entries(1, before=changed.number) == [added]
        assert len(log.entries(9, document=added.document, kind="plan")) == 2 and log.knows(water.document)
        about = next(name for name in added.about if name.endswith(AGENCY))
        assert len(log.entries(9, agency=about)) == 3 and log.entries(9, agency=about[:-1]) == []
        assert log.entries(9, indicator="\0") == log.entries(9, regions=[]) == log.entries(9, document="\0") == []
        assert len(log.entries(9, regions=[added.region])) == 3
        Intake(store).remove(water.document)
        assert log.reconcile(store) == 1 and log.entries(1)[0].what == "removed"
        log.redact()
        titles = {one.document: (one.title, one.issuers) for one in log.entries(9)}
    assert titles[water.document] == ("", ()) and titles[added.document] == ("供热方案", ("荻浦市人民政府",))


def test_an_entry_and_its_outline_are_written_together_or_not_at_all(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = site.changes
    with open_store() as store:
        log.reconcile(store)
        with monkeypatch.context() as patch, pytest.raises(MemoryError):
            patch.setattr("api.changes._entry", lambda *_: (_ for _ in ()).throw(MemoryError()))
            _put(store, site, "供热方案")
        assert log.last() == 0
        assert log.reconcile(store) == 1 and log.reconcile(store) == 0


def test_numbers_come_in_the_order_in_which_entries_can_be_read(site: Settings) -> None:
    with open_store() as store:
        site.changes.reconcile(store)
        seen, done = list[int](), threading.Event()

        def watch() -> None:
            while not done.is_set():
                seen.extend(one.number for one in site.changes.entries(99, after=seen[-1] if seen else 0))

        reader = threading.Thread(target=watch)
        reader.start()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: _put(store, site, f"方案{number}"), range(12)))
        time.sleep(0.05)
        done.set()
        reader.join()
    assert len(seen) == 12 and seen == sorted(seen)


def test_collections_share_the_keys_and_nothing_else(server: Any, tmp_path: Path) -> None:
    from api.collections import within

    site = Settings(data=tmp_path, database=server.database("collected"))
    drafts, other = within(site, "内部" * 20), within(site, "内部" * 19 + "部内")
    assert drafts.watches.add(new("1:a", "关注", {}, {}, "atom", "", "http://127.0.0.1/", 0))
    site.holders.add("李明", Role.READER)
    assert len(drafts.watches.all()) == 1 and site.watches.all() == other.watches.all() == []
    assert [key.name for key in drafts.holders.all()] == ["李明"]


def test_one_server_of_a_database_delivers_at_a_time(server: Any, tmp_path: Path) -> None:
    watches = Watches(tmp_path / "none", Database(server.database("led")))
    first = watches.lead()
    assert first is not None and watches.lead() is None
    first.close()
    second = watches.lead()
    assert second is not None
    second.close()


def test_a_backup_is_refused_where_a_database_keeps_half_of_it(tmp_path: Path) -> None:
    site = Settings(data=tmp_path, database="postgresql+psycopg://nobody@127.0.0.1:9/none")
    with pytest.raises(FolderError, match="pg_dump"):
        backup(site, tmp_path / "one.tar.gz")
    with pytest.raises(FolderError, match="pg_restore"):
        restore(site, tmp_path / "one.tar.gz")


def test_a_database_that_is_away_is_named_without_its_password() -> None:
    site = Settings(database="postgresql+psycopg://one:secret-word@127.0.0.1:9/none")
    with pytest.raises(DatabaseError, match="POLICYGRAPH_DATABASE=postgresql") as error:
        site.holders.all()
    assert "secret-word" not in str(error.value)


def _leaders(url: str) -> int:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as base:
        asked = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database "
        return base.exec_driver_sql(f"{asked} WHERE datname = current_database())").scalar_one()


def test_a_server_ends_though_the_database_is_away(server: Any, tmp_path: Path) -> None:
    url = server.database("ended")
    with TestClient(create_app(Settings(data=tmp_path, database=url, watch_pause=0.02))):
        while not _leaders(url):
            time.sleep(0.02)
        server.stop()
        time.sleep(0.1)
    server.start()


def test_servers_with_folders_of_their_own_share_keys_and_go_on_reading_without_the_database(
    server: Any,
    tmp_path: Path,
    serve: Callable[..., AbstractContextManager[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = server.database("shared")
    here, there = (Settings(data=tmp_path / name, database=url) for name in ("one", "two"))
    app = create_app(here)
    with (
        serve(there.data, POLICYGRAPH_DATABASE=url) as address,
        TestClient(app, raise_server_exceptions=False) as client,
    ):
        holder = {"Authorization": f"Bearer {here.holders.add('李明', Role.REVIEWER)}"}
        page = {"Accept": "text/html"}
        asked = {"title": "水", "delivery": "atom"}
        assert client.post("/api/watches", json=asked, headers=holder).status_code == 201
        seen = httpx.get(f"{address}/api/watches", headers=holder).json()["items"]
        assert [one["title"] for one in seen] == ["水"]
        monkeypatch.setattr("api.database._SECONDS", 0.3)
        monkeypatch.setattr("api.access._PAUSE", 0)
        server.stop()
        try:
            for reply in (
                client.get("/api/jobs", headers=holder),
                client.get("/api/search?q=水", headers=holder),
                client.get("/api/jobs", headers=holder | {"Policygraph-Collection": "none"}),
                httpx.get(f"{address}/api/watches", headers=holder),
                client.get("/feeds/changes.atom"),
            ):
                assert reply.status_code == 503 and "Keys, watches" in reply.text, reply.text
            assert client.get("/api/jobs").status_code == 401
            assert client.get("/ingest", headers=holder | page).status_code == 503
            for path in ("/", "/documents", "/ingest", "/livez", "/readyz", "/metrics"):
                assert client.get(path, headers=page).status_code == 200, path
        finally:
            server.start()
        time.sleep(0.3)  # as long as a server that did not answer is left alone
        assert client.get("/api/jobs", headers=holder).status_code == 200
        while _leaders(url) != 1:  # one of the two delivers again
            time.sleep(0.05)
