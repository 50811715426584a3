"""What may be kept, for how long, and what is sent compressed: over HTTP, from a server of its own process."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

KEY = "open"
BEARER = {"Authorization": f"Bearer {KEY}"}
PLAN = "云瀚政办发-2021-46"
TEXT = "荻浦市水闸巡查方案\n\n荻政发〔2024〕1号\n\n一、目标\n到2026年，建成水闸12座。（市水利局牵头）\n"
READS = [
    "/", "/documents", "/agencies", "/deadlines", "/targets", "/compare", "/cascade", "/search?q=节水", "/help", "/api",
    "/void", "/ontology", "/region/x-yunhan", f"/id/document/{PLAN}", f"/id/document/{PLAN}?format=ttl",
    "/api/documents", f"/api/documents/{PLAN}", "/api/targets?format=csv", "/api/validity",
    "/api/search?q=节水", "/api/ask?q=节水", "/api/schemes", "/api/openapi.json", "/api/v1/documents",
]  # fmt: skip
ROWS = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 3000"


@pytest.fixture(scope="module")
def client(corpus_server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_server, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def writable(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data: Path = tmp_path_factory.mktemp("writable")
    with serve(data, POLICYGRAPH_KEY=KEY) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize("path", READS)
def test_who_has_an_answer_already_gets_304(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert first.status_code == 200 and tag.startswith('W/"') and first.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert {"Accept"} <= set(again.headers["vary"].split(", ")) and "x-content-type-options" in again.headers
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/documents", {"Accept": "text/csv"}),
        (f"/id/document/{PLAN}", {"Accept": "text/turtle"}),
        ("/documents", {"Cookie": "lang=en"}),
        ("/api/documents?limit=1", {}),
    ],
)
def test_another_format_language_or_address_has_another_tag(client: httpx.Client, path: str, headers) -> None:
    plain = client.get(path.partition("?")[0])
    assert client.get(path, headers=headers | {"If-None-Match": plain.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("path", ["/api/documents/none", "/id/document/none", "/api/search?q=", "/no/such/page"])
def test_errors_have_no_tag(client: httpx.Client, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code >= 400 and "etag" not in reply.headers
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == reply.status_code


def test_a_page_that_sets_a_cookie_is_kept_by_nobody(client: httpx.Client) -> None:
    reply = httpx.get(str(client.base_url.join("/documents?lang=en")))
    assert "set-cookie" in reply.headers and "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


def test_a_document_that_comes_or_goes_changes_every_tag(writable: httpx.Client) -> None:
    def tags() -> list[str]:
        return [writable.get(path).headers["etag"] for path in ("/", "/api/documents", "/api/search?q=水闸")]

    before = tags()
    assert tags() == before
    reply = writable.post("/api/documents", files={"files": ("水闸.txt", TEXT.encode())}, headers=BEARER)
    assert reply.status_code == 202 and int(reply.headers["retry-after"]) > 0
    job = reply.headers["location"]
    assert job == str(writable.base_url.join(f"/api/jobs/{reply.json()['jobs'][0]['id']}"))
    until = time.monotonic() + 60
    while writable.get(job, headers=BEARER).json()["stage"] not in ("done", "failed"):
        assert time.monotonic() < until
        time.sleep(0.1)
    after = tags()
    assert not set(before) & set(after)
    hits = writable.get("/api/search?q=水闸", headers={"If-None-Match": before[2]})
    assert hits.status_code == 200 and hits.json()["total"] > 0
    (row,) = writable.get("/api/documents").json()["items"]
    assert writable.delete(f"/api/documents/{row['id']}", headers=BEARER).status_code == 204
    assert not set(after) & set(tags())


def test_several_files_are_followed_in_the_list_of_jobs(writable: httpx.Client) -> None:
    files = [("files", (name, TEXT.encode())) for name in ("一.txt", "二.txt")]
    assert writable.post("/api/documents", files=files, headers=BEARER).headers["location"].endswith("/api/jobs")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/jobs"), ("GET", "/api/v1/jobs"), ("GET", "/ingest"), ("GET", "/admin"), ("GET", "/review/none"),
        ("POST", "/api/documents"), ("DELETE", "/api/documents/none"), ("DELETE", "/api/v1/documents/none"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("headers", [{}, BEARER])
def test_what_is_private_or_writes_is_kept_by_nobody(writable: httpx.Client, method: str, path: str, headers) -> None:
    reply = writable.request(method, path, headers=headers)
    assert "etag" not in reply.headers and reply.headers["cache-control"] == "no-store"
    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize("headers", [BEARER, {"Cookie": "access=1.2.3.4"}, {"Cookie": "lang=zh; access=1"}])
@pytest.mark.parametrize("path", ["/documents", "/api/documents", "/help"])
def test_what_is_shown_to_a_key_or_session_is_for_its_holder(writable: httpx.Client, path: str, headers) -> None:
    reply = writable.get(path, headers=headers)
    assert "etag" not in reply.headers and "content-encoding" not in reply.headers
    assert reply.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/", "/api/documents", f"/id/document/{PLAN}?format=ttl", "/static/site.css"])
def test_long_answers_come_compressed_to_who_takes_it(client: httpx.Client, path: str) -> None:
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["vary"] and "Accept-Encoding" in plain.headers["vary"]
    assert (
        client.head(path, headers={"Accept-Encoding": "gzip"}).headers["content-length"]
        == (packed.headers["content-length"])
    )


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity, gzip; q=0", "br, *;q=0", "identity"])
def test_who_refuses_gzip_gets_none(client: httpx.Client, accepted: str) -> None:
    reply = client.get("/static/site.css", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in reply.headers and "Accept-Encoding" in reply.headers["vary"]


def test_the_tag_of_a_compressed_answer_is_weak_and_that_of_the_plain_one_is_strong(client: httpx.Client) -> None:
    path = "/static/site.css"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"}).headers["etag"]
    plain = client.get(path, headers={"Accept-Encoding": "identity"}).headers["etag"]
    assert packed == f"W/{plain}" and plain.startswith('"')
    for tag in (packed, plain):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_piece_of_a_file_is_never_compressed(client: httpx.Client) -> None:
    reply = client.get("/static/site.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-1999"})
    assert (reply.status_code, len(reply.content)) == (206, 2000) and "content-encoding" not in reply.headers


@pytest.mark.parametrize("path", ["/api/documents?limit=1", "/livez", "/robots.txt"])
def test_short_answers_stay_as_they_are(client: httpx.Client, path: str) -> None:
    reply = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert len(reply.content) < 1024 and "content-encoding" not in reply.headers


@pytest.mark.parametrize("path", ["/api/documents?format=xlsx", "/api/network.png", "/dump.nq.gz", "/tables.xlsx"])
def test_what_is_compressed_already_is_not_compressed_again(client: httpx.Client, path: str) -> None:
    reply = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert reply.status_code == 200 and "content-encoding" not in reply.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "accept"), [(ROWS, "text/csv"), ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")]
)
def test_a_long_result_of_sparql_comes_compressed_and_whole(
    client: httpx.Client, method: str, query: str, accept: str
) -> None:
    asked = {"params": {"query": query}} if method == "GET" else {"data": {"query": query}}
    plain, packed = (
        client.request(method, "/sparql", headers={"Accept": accept, "Accept-Encoding": encoding}, **asked)
        for encoding in ("identity", "gzip")
    )
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert set(packed.text.splitlines()) == set(plain.text.splitlines()) and len(plain.content) > 100_000


def test_a_stream_of_triples_comes_compressed_piece_by_piece(client: httpx.Client) -> None:
    headers = {"Accept": "application/n-triples", "Accept-Encoding": "gzip"}
    asked = {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}
    with client.stream("GET", "/sparql", headers=headers, params=asked) as reply:
        assert reply.headers["content-encoding"] == "gzip" and "content-length" not in reply.headers
        first = next(reply.iter_raw())
        assert zlib.decompressobj(wbits=31).decompress(first).startswith((b"<", b"_:"))


def test_pages_of_a_list_are_linked_to_each_other(client: httpx.Client) -> None:
    found, reply = [], client.get("/api/documents?limit=5")
    assert "prev" not in reply.links
    while True:
        found += [row["id"] for row in reply.json()["items"]]
        if "next" not in reply.links:
            break
        before, reply = reply, client.get(reply.links["next"]["url"])
        assert client.get(reply.links["prev"]["url"]).json()["items"] == before.json()["items"]
    assert len(found) == len(set(found)) == reply.json()["total"] > 10


@pytest.mark.parametrize(
    "path",
    ["/api/search?q=节水&limit=2", "/api/schemes?limit=2", "/api/targets?limit=2&format=csv", "/api/agencies?limit=2"],
)
def test_every_paged_list_names_its_next_page(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert "prev" not in first.links
    second = client.get(first.links["next"]["url"])
    assert second.status_code == 200 and second.content != first.content
    assert client.get(second.links["prev"]["url"]).content == first.content


@pytest.mark.parametrize("path", ["/api/search?q=节水&limit=100&offset=1000", "/api/documents?offset=9000"])
def test_behind_the_last_page_there_is_no_next(client: httpx.Client, path: str) -> None:
    assert "next" not in client.get(path).links


@pytest.mark.parametrize("path", ["documents", f"documents/{PLAN}", "targets?limit=2", "openapi.json", "search?q=节水"])
def test_the_version_in_an_address_changes_nothing(client: httpx.Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").json() == client.get(f"/api/{path}").json()


def test_only_one_set_of_addresses_is_described(client: httpx.Client) -> None:
    assert not [path for path in client.get("/api/openapi.json").json()["paths"] if "/v1" in path]


@pytest.mark.parametrize("path", ["/api/v1/v1/documents", "/api/v2/documents", "/api/v1documents", "/v1/documents"])
def test_there_is_no_other_version(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404
