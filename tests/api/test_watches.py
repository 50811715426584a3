"""Watches: what changed is delivered to real receivers, once each, whatever fails in between."""

from __future__ import annotations

import hmac
import json
import os
import signal
import socket
import socketserver
import subprocess
import sys
import tarfile
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.changes import Changes
from api.folder.backup import backup
from api.keys import Keys
from api.roles import Role
from api.settings import Settings
from api.site import Site
from api.watches.watch import Watches, new, owner_of
from graph.intake import Intake
from graph.store import open_store
from ingest.record import Clause, Document, Meta, Source

ROOT = Path(__file__).parents[2]


class Receiver:
    """A webhook's receiver on this machine: answers `status`, and keeps what it was sent."""

    def __init__(self, port: int = 0) -> None:
        self.status, self.got, self.paths, self.first = 204, list[tuple[Any, bytes]](), set[str](), lambda: None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((self.headers, body))
                outer.paths.add(self.path)
                outer.first()
                self.send_response(outer.status)
                self.send_header("Location", outer.url + "elsewhere")
                self.end_headers()

            def log_message(self, *args: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def ids(self) -> list[str]:
        return [headers["Webhook-Id"] for headers, _ in self.got]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()
    yield one
    one.close()


class Postbox(socketserver.ThreadingTCPServer):
    """A mail server on this machine that takes everything."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        self.got = list[tuple[list[str], bytes]]()
        super().__init__(("127.0.0.1", 0), _Smtp)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        envelope = list[str]()
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word in (b"MAIL", b"RCPT"):
                envelope.append(line.decode().strip())
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.got.append((envelope, b"".join(iter(self.rfile.readline, b".\r\n"))))  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")


@dataclass(frozen=True)
class Place:
    """A running site, headers with the keys of two readers, and the site's mail server."""

    client: TestClient
    site: Site
    keys: Keys
    one: dict[str, str]
    other: dict[str, str]
    postbox: Postbox

    def put(self, name: str, text: str = "各县区负责组织实施。") -> None:
        noted(self.site.store, self.site.changes, name, text)

    def make(self, **asked: Any) -> dict[str, Any]:
        reply = self.client.post("/api/watches", json={"title": "关注", **asked}, headers=self.one)
        assert reply.status_code == 201, reply.text
        return dict(reply.json())

    def seen(self, id: str) -> dict[str, Any]:
        items = self.client.get("/api/watches", headers=self.one).json()["items"]
        return next(dict(item) for item in items if item["id"] == id)


def noted(store: Any, changes: Changes, name: str, text: str) -> None:
    """Put a document of this title in, and note it in the change log."""
    source = Source(f"{name}.txt", sha256(text.encode()).hexdigest(), "text/plain", ())
    meta = Meta(name, None, ("荻浦市人民政府",), kind="plan")
    document = Document(name, source, meta, (Clause(name, "一", text, 1, "总则"),))
    change = Intake(store).put(Path(source.name), [document])
    changes.follow(store, change.written + change.removed, change.renamed)


def until(true: Callable[[], Any], seconds: float = 8.0) -> None:
    late = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < late, "it has not come"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data, postbox = tmp_path_factory.mktemp("watches"), Postbox()
    keys = Keys(data / "keys.sqlite")
    one, other = ({"Authorization": f"Bearer {keys.add(name, Role.READER)}"} for name in ("李明", "王芳"))
    settings = Settings(
        data=data, watch_pause=0.02, watch_patience=0.5, webhook_hosts=(socket.gethostname(), "127.0.0.1", "localhost"),
        smtp=f"smtp://127.0.0.1:{postbox.server_address[1]}", mail_from="policy@policy.example",
        mail_domains=("policy.example",),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.access._PAUSE", 0)
        app = create_app(settings)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield Place(client, app.state.site, keys, one, other, postbox)
    postbox.shutdown()
    postbox.server_close()


def test_a_receiver_that_is_down_gets_everything_once_when_it_is_back(place: Place) -> None:
    down = Receiver()
    port = int(down.url.split(":")[2].rstrip("/"))
    down.close()
    watch = place.make(delivery="webhook", to=down.url, text="水闸")
    place.put("水闸巡查方案")
    place.put("绿化方案")
    until(lambda: place.seen(watch["id"])["tries"] > 1)
    assert place.seen(watch["id"])["error"].startswith("no answer")
    back = Receiver(port)
    until(lambda: place.seen(watch["id"])["state"] == "good")
    place.put("水闸修缮方案")
    until(lambda: len(back.got) == 2)
    assert len(set(back.ids())) == 2
    headers, body = back.got[0]
    signed = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    key = b64decode(watch["secret"].removeprefix("whsec_"))
    assert headers["Webhook-Signature"] == "v1," + b64encode(hmac.digest(key, signed, sha256)).decode()
    told = json.loads(body)
    assert (told["type"], told["data"]["title"]) == ("document.added", "水闸巡查方案")
    assert place.client.get(told["data"]["page"], headers={"Accept": "text/html"}).status_code == 200
    assert "secret" not in place.seen(watch["id"])
    place.client.delete(f"/api/watches/{watch['id']}", headers=place.one)
    back.close()


def test_a_receiver_that_takes_its_time_keeps_no_other_waiting(
    place: Place, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.watches.worker._TURN", 0.2)
    slow = Receiver()
    slow.first = lambda: time.sleep(0.15)
    watches = [place.make(delivery="webhook", to=f"{slow.url}{number}", text="船闸") for number in range(3)]
    other = place.client.post(
        "/api/watches",
        json={"title": "别人", "delivery": "webhook", "to": receiver.url, "text": "船闸"},
        headers=place.other,
    ).json()
    for number in range(10):
        place.put(f"船闸方案{number}")
    until(lambda: len(receiver.got) == 10)
    assert len(slow.got) < 20 and len(slow.paths) > 1
    until(lambda: len(slow.got) == 30)
    assert len(set(slow.ids())) == 30
    for watch, holder in (*((watch, place.one) for watch in watches), (other, place.other)):
        place.client.delete(f"/api/watches/{watch['id']}", headers=holder)
    slow.close()


def test_a_receiver_that_refuses_for_long_is_shown_as_failing_and_loses_nothing(
    place: Place, receiver: Receiver
) -> None:
    receiver.status = 500
    watch = place.make(delivery="webhook", to=receiver.url)
    place.put("渡口方案")
    until(lambda: place.seen(watch["id"])["state"] == "failing")
    assert place.seen(watch["id"])["error"] == "answered 500"
    page = place.client.get("/watches", headers=place.one | {"Accept": "text/html"}).text
    assert "投递失败" in page and "answered 500" in page
    receiver.status = 200
    until(lambda: place.seen(watch["id"])["state"] == "good")
    assert len(set(receiver.ids())) == 1 < len(receiver.got)
    place.client.delete(f"/api/watches/{watch['id']}", headers=place.one)


def test_a_kill_between_sending_and_acknowledging_repeats_the_id_and_nothing_more(
    tmp_path: Path, receiver: Receiver
) -> None:
    log, keys = Changes(tmp_path / "changes.sqlite"), Keys(tmp_path / "keys.sqlite")
    keys.add("李明", Role.READER)
    watch = new(owner_of(keys.all()[0]), "关注", {}, {}, "webhook", receiver.url, "http://127.0.0.1/", 0)
    assert Watches(tmp_path / "watches.sqlite").add(watch)
    with open_store(tmp_path / "store") as store:
        log.reconcile(store)
        noted(store, log, "水闸巡查方案", "各县区负责。")
    command = [sys.executable, "-m", "api", "serve", "--data", str(tmp_path), "--port", "0"]
    environment = {**os.environ, "POLICYGRAPH_WATCH_PAUSE": "0.05", "POLICYGRAPH_WEBHOOK_HOSTS": '["127.0.0.1"]'}
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=environment)
    try:
        receiver.first = lambda: server.poll() is None and server.kill()
        assert server.wait(20) == -signal.SIGKILL
    finally:
        server.kill()
        server.wait()
    assert len(receiver.got) == 1
    for count in (2, 2):  # the second server has it acknowledged, the third has nothing to send
        with TestClient(create_app(Settings(data=tmp_path, watch_pause=0.02, webhook_hosts=("127.0.0.1",)))):
            until(lambda: Watches(tmp_path / "watches.sqlite").all()[0].delivered == log.last())
            time.sleep(0.1)
        assert len(receiver.got) == count and len(set(receiver.ids())) == 1


def test_a_feed_has_one_entry_for_each_event_that_fits_and_ends_with_the_key(place: Place) -> None:
    key = place.keys.add("赵强", Role.READER)
    holder = {"Authorization": f"Bearer {key}"}
    asked = {"title": "灌区", "delivery": "atom", "text": "灌区", "kind": "plan", "events": ["added", "changed"]}
    feed = place.client.post("/api/watches", json=asked, headers=holder).json()["feed"]
    place.put("灌区改造方案")
    place.put("灌区改造方案", "各县区负责组织实施，2027年底前完成。")
    place.put("公路改造方案")
    reply = place.client.get(feed)
    read = feedparser.parse(reply.content)
    assert not read.bozo and [one.title for one in read.entries] == ["修改：灌区改造方案", "新增：灌区改造方案"]
    assert len({one.id for one in read.entries}) == 2
    assert place.client.get(feed, headers={"If-None-Match": reply.headers["etag"]}).status_code == 304
    assert place.client.get(feed.replace(".atom", "x.atom")).status_code == 404
    place.keys.revoke("赵强")
    assert place.client.get(feed).status_code == 404


def test_nothing_is_sent_any_more_for_a_key_that_was_revoked(place: Place, receiver: Receiver) -> None:
    holder = {"Authorization": f"Bearer {place.keys.add('周洁', Role.READER)}"}
    asked = {"title": "甲", "delivery": "webhook", "to": receiver.url}
    assert place.client.post("/api/watches", json=asked, headers=holder).status_code == 201
    place.keys.revoke("周洁")
    watch = place.make(delivery="webhook", to=receiver.url)
    place.put("停用方案")
    until(lambda: receiver.got)
    time.sleep(0.1)
    assert [json.loads(body)["data"]["watch"]["id"] for _, body in receiver.got] == [watch["id"]]
    place.client.delete(f"/api/watches/{watch['id']}", headers=place.one)


def test_a_watch_is_seen_and_removed_by_its_own_key_alone(place: Place) -> None:
    watch = place.make(delivery="atom")
    assert watch["id"] not in place.client.get("/api/watches", headers=place.other).text
    for headers, status in ((place.other, 404), (place.one, 204), (place.one, 404)):
        assert place.client.delete(f"/api/watches/{watch['id']}", headers=headers).status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"delivery": "webhook", "to": "http://169.254.169.254/latest/meta-data"},
        {"delivery": "webhook", "to": "http://[::ffff:169.254.169.254]/"},
        {"delivery": "webhook", "to": "http://10.0.0.1/"},
        {"delivery": "webhook", "to": "http://policy.example/"},
        {"delivery": "webhook", "to": "http://localhost@policy.example/"},
        {"delivery": "webhook", "to": "file:///etc/passwd"},
        {"delivery": "mail", "to": "li@policy.example\r\nBcc: wang@policy.example"},
        {"delivery": "mail", "to": "li@policy.example, wang@policy.example"},
        {"delivery": "mail", "to": "li@policy.example", "title": "甲\r\nBcc: wang@policy.example"},
        {"delivery": "webhook", "to": "http://localhost:0/"},
        {"delivery": "webhook", "to": "http://localhost:99999/"},
        {"delivery": "atom", "to": "http://localhost/"},
        {"delivery": "atom", "region": "无此地"},
        {"delivery": "atom", "sector": "无此业"},
        {"delivery": "atom", "regoin": "温州市"},
    ],
    ids=str,
)
def test_what_cannot_be_watched_or_must_not_be_called_is_refused(place: Place, wrong: dict[str, str]) -> None:
    reply = place.client.post("/api/watches", json={"title": "甲", **wrong}, headers=place.one)
    assert reply.status_code == 422, reply.text


def test_a_redirect_is_not_followed_and_a_name_of_a_private_address_is_not_called(
    place: Place, receiver: Receiver
) -> None:
    receiver.status = 307
    port = receiver.url.split(":")[2]
    name = socket.gethostname()  # an allowed name, which lies at an address of this network
    assert not httpx.URL(f"http://{name}/").host[0].isdigit()
    redirected = place.make(delivery="webhook", to=receiver.url)
    place.put("桥梁方案")
    until(lambda: place.seen(redirected["id"])["error"])
    assert place.seen(redirected["id"])["error"] == "answered 307; redirects are not followed"
    assert receiver.paths == {"/"}
    place.client.delete(f"/api/watches/{redirected['id']}", headers=place.one)
    named = place.make(delivery="webhook", to=f"http://{name}:{port}")
    time.sleep(0.1)
    receiver.got.clear()
    place.put("隧道方案")
    until(lambda: place.seen(named["id"])["error"])
    assert place.seen(named["id"])["error"] == f"{name}: refused, as it lies at a private address"
    assert receiver.got == []
    place.client.delete(f"/api/watches/{named['id']}", headers=place.one)


def test_a_mail_names_the_change_and_goes_to_the_one_address(place: Place) -> None:
    watch = place.make(delivery="mail", to="li@policy.example", title="管网")
    place.put("管网改造方案")
    until(lambda: place.postbox.got)
    (envelope, content) = place.postbox.got[0]
    assert [line.partition(":")[2].split()[0] for line in envelope] == [
        "<policy@policy.example>",
        "<li@policy.example>",
    ]
    mail = message_from_bytes(content, policy=default)
    assert mail["Subject"] == "新增：管网改造方案" and mail["Message-ID"].startswith("<msg_")
    assert "关注：管网" in mail.get_content() and "http://" in mail.get_content()
    place.client.delete(f"/api/watches/{watch['id']}", headers=place.one)
    assert len(place.postbox.got) == 1


def test_the_page_makes_a_watch_shows_its_secret_once_and_is_linked_for_who_has_a_session(place: Place) -> None:
    client = TestClient(place.client.app, headers={"Accept": "text/html", "Origin": "http://testserver"})
    assert 'href="/watches"' not in client.get("/help").text
    client.post("/ingest/key", data={"key": place.other["Authorization"].removeprefix("Bearer ")})
    assert 'href="/watches"' in client.get("/help").text
    asked = {"title": "<b>河道", "delivery": "webhook", "to": "http://localhost:9/", "kind": "plan", "events": "added"}
    reply = client.post("/watches", data=asked)
    assert reply.status_code == 201 and "whsec_" in reply.text and "&lt;b&gt;河道" in reply.text
    page = client.get("/watches").text
    assert "whsec_" not in page and "http://localhost:9/" in page
    wrong = client.post("/watches", data=asked | {"to": "ftp://localhost/"})
    assert wrong.status_code == 422 and "ftp://localhost/" in wrong.text
    assert client.get("/watches?lang=en").status_code == 200
    (made,) = place.client.get("/api/watches", headers=place.other).json()["items"]
    assert client.post("/watches/remove", data={"id": made["id"]}).status_code == 200
    assert client.post("/watches", data=asked, headers={"Origin": "https://other.example"}).status_code in (401, 403)
    assert not place.client.get("/api/watches", headers=place.other).json()["items"]


def test_watches_are_in_a_backup_for_their_owner_alone_and_counted_for_administrators(
    place: Place, tmp_path: Path
) -> None:
    watch = place.make(delivery="atom", title="备份")
    backup(place.site.settings, tmp_path / "one.tar.gz")
    with tarfile.open(tmp_path / "one.tar.gz") as archive:
        archive.extract("watches.sqlite", tmp_path, filter="data")
    assert watch["id"] in [one.id for one in Watches(tmp_path / "watches.sqlite").all()]
    assert (tmp_path / "watches.sqlite").stat().st_mode & 0o077 == 0
    key = place.keys.add("管理", Role.ADMINISTRATOR)
    page = place.client.get("/admin", headers={"Authorization": f"Bearer {key}", "Accept": "text/html"}).text
    assert f'关注 <span class="count">{len(place.site.watches.all())}</span>' in page
