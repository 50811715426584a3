"""The change log and the feeds over it, as a feed reader sees them of a real server."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import feedparser
import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.calendar import calendar
from api.changes import Changes
from api.settings import Settings
from graph.errors import FolderError
from graph.intake import Intake
from graph.outline import outline, stamps
from graph.store import open_store
from ingest.record import Clause, Document, Meta, Source

Serve = Callable[..., AbstractContextManager[str]]
ROOT = Path(__file__).parents[2]
KEY = {"Authorization": "Bearer open"}
WATER = "温州市水闸巡查方案\n\n温政发〔2024〕7号\n\n一、目标\n到2027年，建成水闸12座。（市水利局牵头）\n"
HEAT = "浙江省供热改造意见\n\n浙政发〔2024〕8号\n\n一、目标\n到2027年，万元工业增加值用水量下降19%。（省财政厅牵头）\n"


def ingest(folder: Path, data: Path) -> None:
    command = [sys.executable, "-m", "api", "ingest", str(folder), "--data", str(data)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def feed(url: str, **asked: object) -> feedparser.FeedParserDict:
    reply = httpx.get(f"{url}/feeds/changes.atom", params=asked)  # type: ignore[arg-type]
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(reply.content)
    assert not read.bozo and read.version == "atom10"
    return read


def titles(read: feedparser.FeedParserDict) -> list[str]:
    return [entry.title for entry in read.entries]


def upload(url: str, name: str, text: str) -> None:
    reply = httpx.post(f"{url}/api/documents", files={"files": (name, text.encode())}, headers=KEY)
    assert reply.status_code in (200, 201, 202), reply.text
    until = time.monotonic() + 60
    while any(not job["over"] for job in httpx.get(f"{url}/api/jobs", headers=KEY).json()["items"]):
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "水闸.txt").write_text(WATER, "utf-8")
    (folder / "供热.txt").write_text(HEAT, "utf-8")
    return folder


def test_what_ingest_adds_changes_and_removes_makes_one_entry_each(texts: Path, tmp_path: Path, serve: Serve) -> None:
    data = tmp_path / "data"
    ingest(texts, data)
    ingest(texts, data)
    (texts / "水闸.txt").rename(texts / "改名.txt")
    ingest(texts, data)
    (texts / "改名.txt").write_text(WATER.replace("12座", "15座"), "utf-8")
    ingest(texts, data)
    (texts / "供热.txt").unlink()
    ingest(texts, data)
    with serve(data) as url:
        read = feed(url)
        assert titles(read)[:2] == ["移除：浙江省供热改造意见", "修改：温州市水闸巡查方案"]
        assert sorted(titles(read)[2:]) == ["新增：浙江省供热改造意见", "新增：温州市水闸巡查方案"]
        changed = read.entries[1]
        assert "目标1项" in changed.summary and "条文有改动" in changed.summary
        assert httpx.get(changed.link, headers={"Accept": "text/html"}).status_code == 200
        assert changed.link.isascii()
        assert [one.id for one in feed(url).entries] == [one.id for one in read.entries]
        assert len({one.id for one in read.entries}) == 4
    change = Changes(data / "changes.sqlite").entries(4)[1]
    kinds = [[name.split("/")[-2] for name in names] for names in (change.added, change.gone)]
    assert "target" in kinds[0] and "target" in kinds[1] and not set(change.added) & set(change.gone)
    assert change.document.endswith("/document/温政发-2024-7")


def test_uploads_to_a_running_server_make_entries_that_filters_find(tmp_path: Path, serve: Serve) -> None:
    with serve(tmp_path, POLICYGRAPH_KEY="open") as url:
        empty = feed(url)
        assert empty.entries == []
        upload(url, "水闸.txt", WATER)
        upload(url, "供热.txt", HEAT)
        upload(url, "供热.txt", HEAT)
        heat, water = "新增：浙江省供热改造意见", "新增：温州市水闸巡查方案"
        assert titles(feed(url)) == [heat, water]
        assert titles(feed(url, region="温州市")) == [water]
        assert titles(feed(url, region="浙江省")) == [heat, water]
        assert titles(feed(url, kind="opinion")) == [heat]
        assert titles(feed(url, indicator="万元工业增加值用水量")) == [heat]
        assert titles(feed(url, agency="330000/finance")) == [heat]
        assert titles(feed(url, scheme="温政发-2024-7")) == [water]
        removed = httpx.delete(f"{url}/api/documents/温政发-2024-7", headers=KEY)
        assert removed.is_success
        assert titles(feed(url, scheme="温政发-2024-7")) == ["移除：温州市水闸巡查方案", water]
        for wrong in ({"kind": "poem"}, {"scheme": "none"}, {"agency": "none"}, {"regoin": "温州市"}):
            assert httpx.get(f"{url}/feeds/changes.atom", params=wrong).status_code == 422, wrong


def test_pages_of_a_feed_hold_each_entry_once(texts: Path, tmp_path: Path, serve: Serve) -> None:
    ingest(texts, tmp_path / "data")
    with serve(tmp_path / "data") as url:
        first = feed(url, limit=1, region="浙江省")
        (further,) = [link.href for link in first.feed.links if link.rel == "next"]
        second = feedparser.parse(httpx.get(further).content)
        assert len(first.entries) == len(second.entries) == 1
        assert {*titles(first), *titles(second)} == set(titles(feed(url)))
        assert first.feed.id == second.feed.id
        assert not [link for link in second.feed.links if link.rel == "next"]


def test_a_reader_that_has_the_latest_is_answered_304(tmp_path: Path, serve: Serve) -> None:
    with serve(tmp_path, POLICYGRAPH_KEY="open") as url:
        upload(url, "水闸.txt", WATER)
        for path in ("/feeds/changes.atom", "/feeds/schemes.atom", "/api/deadlines.ics"):
            known = httpx.get(url + path)
            again = httpx.get(url + path, headers={"If-None-Match": known.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), path
        known = httpx.get(f"{url}/feeds/changes.atom")
        assert "last-modified" not in known.headers  # erasing a title, or a clock set back, would make a date wrong
        since = {"If-Modified-Since": format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)}
        assert httpx.get(f"{url}/feeds/changes.atom", headers=since).status_code == 200
        upload(url, "水闸.txt", WATER.replace("12座", "15座"))
        tagged = {"If-None-Match": known.headers["etag"], **since}
        for headers in (since, tagged):
            assert httpx.get(f"{url}/feeds/changes.atom", headers=headers).status_code == 200


@pytest.mark.parametrize("moment", ["before the log is written", "after the log is written"])
def test_a_kill_between_store_and_log_neither_loses_nor_doubles_an_entry(
    texts: Path, tmp_path: Path, serve: Serve, moment: str
) -> None:
    data = tmp_path / "data"
    ingest(texts, data)
    (texts / "供热.txt").unlink()
    (texts / "水闸.txt").write_text(WATER.replace("12座", "15座"), "utf-8")
    (texts / "新.txt").write_text(WATER.replace("7号", "9号").replace("水闸巡查", "渡口修缮"), "utf-8")
    before = "kill()" if moment.startswith("before") else "follow(*words)"
    program = (
        "import os, signal, sys\nfrom api import changes\nfollow = changes.Changes.follow\n"
        "def kill(): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"def killed(*words):\n    {before}\n    kill()\n"
        "changes.Changes.follow = killed\nfrom api.cli import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "ingest", str(texts), "--data", str(data)], cwd=ROOT, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL
    for _ in range(2):
        with serve(data) as url:
            found = titles(feed(url))
        ingest(texts, data)
    assert sorted(found) == sorted(
        [
            "新增：浙江省供热改造意见",
            "新增：温州市水闸巡查方案",
            "移除：浙江省供热改造意见",
            "修改：温州市水闸巡查方案",
            "新增：温州市渡口修缮方案",
        ]
    )


def test_what_a_store_held_before_it_had_a_log_makes_no_entry(texts: Path, tmp_path: Path, serve: Serve) -> None:
    ingest(texts, tmp_path / "data")
    (tmp_path / "data" / "changes.sqlite").unlink()
    with serve(tmp_path / "data", POLICYGRAPH_KEY="open") as url:
        assert titles(feed(url)) == []
        upload(url, "新.txt", WATER.replace("7号", "9号"))
        assert len(titles(feed(url))) == 1


def test_the_stamps_of_all_documents_are_those_of_their_outlines(corpus_data: Path) -> None:
    with open_store(corpus_data / "store", read_only=True) as store:
        found = stamps(store)
        assert len(found) > 10
        for document, stamp in found.items():
            one = outline(store, document)
            assert one and one.stamp == stamp and one.title and one.records.keys()


def test_schemes_that_open_or_close_within_thirty_days_have_one_entry_each(tmp_path: Path, serve: Serve) -> None:
    soon, late = date.today() + timedelta(days=10), date.today() + timedelta(days=45)
    day = "{0.year}年{0.month}月{0.day}日".format
    text = (
        "温州市节水补助办法\n\n温政发〔2024〕3号\n\n第一条 对购置节水器具的企业，按设备投入的20%给予补助，最高50万元。"
        "\n\n第二条 本办法自2024年1月1日起施行，有效期至{}。\n"
    )
    with serve(tmp_path, POLICYGRAPH_KEY="open") as url:
        upload(url, "早.txt", text.format(day(soon)))
        upload(url, "晚.txt", text.format(day(late)).replace("3号", "4号").replace("节水", "节能"))
        read = feedparser.parse(httpx.get(f"{url}/feeds/schemes.atom").content)
        assert not read.bozo
        assert [entry.title.split("：")[0] for entry in read.entries] == [f"{day(soon)}截止受理"]
        assert httpx.get(read.entries[0].link, follow_redirects=True).status_code == 200
        page = httpx.get(f"{url}/").text
        for path in ("/feeds/changes.atom", "/feeds/schemes.atom"):
            assert f'<link rel="alternate" type="application/atom+xml" href="{path}"' in page


def test_a_calendar_names_agencies_and_repeats_what_recurs(tmp_path: Path, serve: Serve) -> None:
    from icalendar import Calendar

    text = (
        "温州市水闸巡查方案\n\n温政发〔2024〕7号\n\n一、巡查\n每年9月30日前报送巡查总结。（市水利局牵头）\n\n"
        "二、修缮\n2027年6月底前完成修缮。（市水利局牵头，市财政局配合）\n\n温州市人民政府\n\n2024年3月1日\n"
    )
    with serve(tmp_path, POLICYGRAPH_KEY="open") as url:
        upload(url, "水闸.txt", text)
        content = httpx.get(f"{url}/api/deadlines.ics").content
        again = httpx.get(f"{url}/api/deadlines.ics")
        assert content == again.content
        held = {"If-None-Match": again.headers["etag"]}
        assert httpx.get(f"{url}/api/deadlines.ics", headers=held).status_code == 304
        events = {event["dtstart"].dt: event for event in Calendar.from_ical(content).walk("VEVENT")}
        assert sorted(events) == [date(2024, 9, 30), date(2027, 6, 30)]
        every, once = events[date(2024, 9, 30)], events[date(2027, 6, 30)]
        assert every["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=9" and "rrule" not in once
        for event in (every, once):
            assert event["transp"] == "TRANSPARENT" and str(event["url"]).isascii()
            assert event["summary"].startswith("市水利局：") or "水利局：" in event["summary"]
            assert httpx.get(str(event["url"]), follow_redirects=True).status_code == 200


def test_a_day_that_no_year_has_makes_no_event_and_spoils_no_other() -> None:
    from icalendar import Calendar

    bound = {"record": "urn:a", "kind": "every", "ends": None, "issued": date(2024, 3, 1), "expires": None, "url": "/"}
    bound |= {"title": "巡查方案", "path": "一", "agencies": ["市水利局"]}
    rows = [bound | {"quote": "每年2月30日前"}, bound | {"record": "urn:b", "quote": "每年9月30日前"}]
    (event,) = Calendar.from_ical(calendar(rows)).walk("VEVENT")
    assert event["uid"] == "urn:b"


def test_links_behind_a_proxy_that_serves_the_site_under_a_prefix(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.data, own := tmp_path / "site")
    with TestClient(
        create_app(settings.model_copy(update={"data": own})), base_url="http://localhost", root_path="/policy"
    ) as client:
        read = feedparser.parse(client.get("/policy/feeds/changes.atom?limit=1").content)
    links = {link.rel: link.href for link in read.feed.links}
    assert links["self"] == "http://localhost/policy/feeds/changes.atom?limit=1"
    assert links["alternate"] == "http://localhost/policy/documents"


def test_a_better_copy_under_another_iri_makes_one_entry_that_both_iris_find(tmp_path: Path) -> None:
    def read(file: str, number: str | None) -> Document:
        clause = Clause(file, "", "对年节水量十万吨以上的企业给予补助，单个项目不超过50万元。", kind="head")
        meta = Meta("节水计划", number, ("荻浦市人民政府",) if number else (), kind="plan")
        return Document(file, Source(file, f"{file:x<64}", "text/plain", ()), meta, (clause,))

    log = Changes(tmp_path / "changes.sqlite")
    with open_store() as store:
        log.reconcile(store)
        for file, number in (("plain.txt", None), ("numbered.txt", "荻政发〔2023〕8号")):
            change = Intake(store).put(Path(file), [read(file, number)])
            log.follow(store, change.written + change.removed, change.renamed)
        assert log.reconcile(store) == 0
    renamed, added = log.entries(9)
    assert (renamed.what, added.what) == ("renamed", "added")
    assert (renamed.former, renamed.document) == (added.document, change.written[0])
    for name in (renamed.former, renamed.document):
        assert renamed in log.entries(9, document=name) and log.knows(name)


def test_a_log_of_an_older_release_is_read_on(tmp_path: Path) -> None:
    log = Changes(tmp_path / "changes.sqlite")
    with open_store() as store:
        log.reconcile(store)
        with closing(sqlite3.connect(log.path)) as base:
            base.execute("ALTER TABLE entry DROP COLUMN former")
        log.reconcile(store)
        assert log.entries(9) == []


def test_a_damaged_log_is_named_with_the_remedy_and_a_new_one_is_begun_without_it(tmp_path: Path) -> None:
    log = Changes(tmp_path / "changes.sqlite")
    log.path.write_bytes(b"no log " * 100)
    with open_store() as store:
        with pytest.raises(FolderError, match=r"changes\.sqlite: .*Move the change log away"):
            log.reconcile(store)
        log.path.unlink()
        assert log.reconcile(store) == 0 and log.entries(1) == []
