"""Documents put in, watched, judged and taken out on the page and over HTTP; what may not be is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[3]
KEY = "开门 open"
FILE = ROOT / "corpus" / "pdf" / "jizhou-traffic-plan.pdf"
HOSTILE = """云瀚省“<img src=x onerror=alert(1)>”试行方案

云瀚政发〔2024〕77号

一、目标“><script>alert(2)</script>

到2026年，建成“<svg onload=alert(3)>”站点12个。（省水利厅牵头）
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("intake")


@pytest.fixture(scope="module")
def address(folder: Path, serve: Any) -> Iterator[str]:
    """A server over an empty store, with a key."""
    with serve(folder, POLICYGRAPH_KEY=KEY, POLICYGRAPH_AUTHORITY='["corpus/regions.ttl"]') as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def _keyed() -> dict[str, bytes]:
    return {"authorization": f"Bearer {KEY}".encode()}


def _put(client: httpx.Client, name: str, data: bytes) -> dict[str, Any]:
    reply = client.post("/api/documents", files=[("files", (name, data))], headers=_keyed())
    assert reply.status_code == 202, reply.text
    return _over(client, reply.json()["jobs"][0]["id"])


def _over(client: httpx.Client, id: str) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = client.get(f"/api/jobs/{id}", headers=_keyed()).json()
        if job["over"]:
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_an_empty_store_says_how_to_start_and_where_to_put_files(client: httpx.Client) -> None:
    text = client.get("/", headers={"accept": "text/html"}).text
    assert "policygraph ingest" in text and 'href="/ingest"' in text


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/documents"), ("GET", "/api/jobs"), ("DELETE", "/api/documents/x"), ("GET", "/review/x"), ("POST", "/ingest/remove")])  # fmt: skip # noqa: E501
def test_without_the_key_nothing_is_done(client: httpx.Client, method: str, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"cookie": "access=0"}):
        files = [("files", ("a.txt", b"a"))] if path == "/api/documents" else None
        data = {"id": "x"} if path == "/ingest/remove" else None
        assert client.request(method, path, headers=headers, files=files, data=data).status_code in (401, 403)


def test_a_site_without_a_key_takes_nothing(corpus_server: str) -> None:
    reply = httpx.post(f"{corpus_server}/api/documents", files=[("files", ("a.txt", b"a"))], headers=_keyed())
    assert reply.status_code == 403 and "POLICYGRAPH_KEY" in reply.json()["detail"]
    assert "POLICYGRAPH_KEY" in httpx.get(f"{corpus_server}/ingest", headers={"accept": "text/html"}).text


def test_another_sites_page_cannot_use_the_cookie(client: httpx.Client) -> None:
    assert client.post("/ingest/key", data={"key": KEY}).status_code == 403  # no browser leaves Origin out
    ours = {"origin": str(client.base_url).rstrip("/")}
    cookie = client.post("/ingest/key", data={"key": KEY}, headers=ours).headers["set-cookie"].partition(";")[0]
    client.cookies.clear()
    headers = {"cookie": cookie, "origin": "https://evil.example"}
    assert client.get("/api/jobs", headers=headers).status_code == 403
    assert client.get("/api/jobs", headers={"cookie": cookie}).status_code == 200
    assert client.post("/ingest/leave", headers=ours | {"cookie": cookie}).status_code == 303
    assert client.get("/api/jobs", headers={"cookie": cookie}).status_code == 401  # whoever has kept it


def test_files_that_cannot_be_read_are_named_with_the_reason(client: httpx.Client) -> None:
    reply = client.post("/api/documents", files=[("files", ("a.exe", b"MZ"))], headers=_keyed())
    assert reply.status_code == 415 and "a.exe" in reply.json()["detail"]
    job = _put(client, "broken.pdf", b"%PDF-1.7 cut off")
    assert job["stage"] == "failed" and "broken.pdf" in job["error"]


def test_a_file_comes_in_shows_its_stages_and_is_found(client: httpx.Client, browser: Any, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/ingest")
        page.locator("input[name=key]").fill("wrong")
        page.get_by_role("button", name="进入").click()
        assert "口令不对" in page.locator("main").inner_text()
        page.locator("input[name=key]").fill(KEY)
        page.get_by_role("button", name="进入").click()
        (cookie,) = [cookie for cookie in context.cookies() if cookie["name"] == "access"]
        assert (cookie["sameSite"], cookie["httpOnly"]) == ("Strict", True)
        assert KEY not in cookie["value"]
        page.locator("input[type=file]").set_input_files(str(FILE))
        page.get_by_role("button", name="放入").click()
        page.locator("#jobs .chip", has_text="完成").wait_for()
        assert "霁州市道路交通安全" in page.locator("#jobs").inner_text()
        page.locator("#jobs a", has_text="霁州市道路交通安全").first.click()
        assert page.locator(".text mark.fact").count() > 10
        assert page.locator(".side a.on-page").count() > 5


def test_a_record_is_corrected_on_the_page_and_stays_so_when_the_file_comes_again(
    client: httpx.Client, browser: Any, address: str
) -> None:
    job = _put(client, FILE.name, FILE.read_bytes())
    id = job["documents"][0]["id"]
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/ingest")
        page.locator("input[name=key]").fill(KEY)
        page.get_by_role("button", name="进入").click()
        page.goto(f"{address}/review/{id}?kind=target")
        record = page.locator("section.review").first
        name = record.get_attribute("id")
        record.locator("summary", has_text="更正").click()
        record.locator("input[name='field.value']").fill("98.5")
        record.get_by_role("button", name="保存更正").click()
        changed = page.locator(f"section.review[id='{name}']")
        assert "已更正" in changed.inner_text() and "setting" in changed.inner_text() and "98.5" in changed.inner_text()
        other = page.locator("section.review").nth(3)
        gone = other.get_attribute("id")
        other.get_by_role("button", name="驳回").click()
        assert page.locator(f"section.review[id='{gone}']").count() == 0
    _put(client, FILE.name, FILE.read_bytes() + b"\n")
    rows = {row["record"]: row for row in client.get("/api/targets", params={"limit": 1000}).json()["items"]}
    base = next(iter(rows)).partition("/document/")[0]
    assert rows[f"{base}/document/{id}/{name}"]["value"] == 98.5
    assert f"{base}/document/{id}/{gone}" not in rows
    exported = client.get(f"/review/{id}/gold.json", headers=_keyed()).json()
    assert 98.5 in [row["value"] for row in exported["targets"]]
    query = "SELECT ?who ?verdict { ?review oa:motivatedBy ?why ; dcterms:creator ?who ; oa:bodyValue ?verdict }"
    found = client.get("/query/result.json", params={"query": query}).json()
    assert found == []  # who judged is not for visitors


def test_what_a_document_carries_is_never_run(client: httpx.Client, browser: Any, address: str) -> None:
    job = _put(client, "<script>alert(0)</script>.txt", HOSTILE.encode())
    id = job["documents"][0]["id"]
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(f"{address}/ingest")
        page.locator("input[name=key]").fill(KEY)
        page.get_by_role("button", name="进入").click()
        for path in (
            "/", "/documents", f"/id/document/{id}", f"/review/{id}", "/ingest", "/search?q=站点", "/targets",
            "/agencies", "/deadlines?view=calendar", "/query?query=SELECT * { ?s dcterms:title ?o }",
            "/eligibility?text=<img src=x onerror=alert(9)>企业投资100万元", "/search?q=<script>alert(8)</script>",
        ):  # fmt: skip
            page.goto(f"{address}{path}")
            assert page.locator("main img[src='x'], main svg[onload], main script").count() == 0, path
    assert said == []


def test_a_newer_file_that_waits_is_not_lost_with_the_older_document(client: httpx.Client, folder: Path) -> None:
    old, new = (HOSTILE.replace("77号", number).encode() for number in ("79号", "80号"))
    id = _put(client, "换.txt", old)["documents"][0]["id"]
    long = FILE.read_bytes()
    files = [("files", (f"占位{number}.pdf", long)) for number in range(3)] + [("files", ("换.txt", new))]
    jobs = client.post("/api/documents", files=files, headers=_keyed()).json()["jobs"]
    assert client.delete(f"/api/documents/{id}", headers=_keyed()).status_code == 204
    last = _over(client, jobs[-1]["id"])
    assert last["stage"] == "done" and last["documents"][0]["id"] == "云瀚政发-2024-80"
    assert (folder / "uploads" / "换.txt").read_bytes() == new
    until = time.monotonic() + 5  # what waited goes just after the job is done
    while list((folder / "waiting").iterdir()):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_cannot_be_read_does_not_take_the_place_of_what_could(client: httpx.Client, folder: Path) -> None:
    _put(client, "好.pdf", FILE.read_bytes())
    assert _put(client, "好.pdf", b"%PDF-1.7 cut off")["stage"] == "failed"
    assert (folder / "uploads" / "好.pdf").read_bytes() == FILE.read_bytes()


def test_pictures_of_pages_come_in_a_few_widths(client: httpx.Client) -> None:
    id = _put(client, FILE.name, FILE.read_bytes())["documents"][0]["id"]
    for width, status in ((1000, 200), (500, 200), (999, 422), (100_000, 422)):
        reply = client.get(f"/id/document/{id}/page/1/picture", params={"width": width})
        assert reply.status_code == status


def test_the_page_says_how_much_may_be_sent_at_a_time(client: httpx.Client) -> None:
    text = client.get("/ingest", headers=_keyed() | {"accept": b"text/html"}).text
    assert "每次最多 100 MiB（所有文件合计）" in text


def test_a_document_that_is_taken_out_leaves_nothing_behind(client: httpx.Client, folder: Path) -> None:
    job = _put(client, "出.txt", HOSTILE.replace("77号", "78号").replace("试行", "绝无仅有试行").encode())
    id = job["documents"][0]["id"]
    assert client.get("/api/search", params={"q": "绝无仅有"}).json()["total"] >= 1
    assert (folder / "uploads" / "出.txt").exists()
    assert client.delete(f"/api/documents/{id}", headers=_keyed()).status_code == 204
    assert client.delete(f"/api/documents/{id}", headers=_keyed()).status_code == 404
    assert not (folder / "uploads" / "出.txt").exists()
    titles = [row["title"] for row in client.get("/api/documents").json()["items"]]
    assert not any("绝无仅有" in title for title in titles)
    page = client.get(f"/id/document/{id}", headers={"accept": "text/html"})
    assert page.status_code == 404 and re.search(r'href="/documents"', page.text)
