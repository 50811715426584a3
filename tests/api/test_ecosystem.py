"""What other programs of the field rely on: parts that agree, contexts, ranges, headers of every read, webcal."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

PARTS = """PREFIX eli: <http://data.europa.eu/eli/ontology#>
ASK {{ {} FILTER NOT EXISTS {{ {} }} }}"""


@pytest.fixture(scope="module")
def client(corpus_server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_server, timeout=60) as client:
        yield client


def _ask(client: httpx.Client, query: str) -> bool:
    return bool(client.get("/sparql", params={"query": query}).raise_for_status().json()["boolean"])


def test_parts_are_nested_and_agree_in_both_directions(client: httpx.Client) -> None:
    has, of = "?whole eli:has_part ?part .", "?part eli:is_part_of ?whole ."
    assert not _ask(client, PARTS.format(has, of))
    assert not _ask(client, PARTS.format(of, has))
    assert not _ask(client, PARTS.format(has, "?part a eli:LegalResourceSubdivision"))
    nested = (
        "?document a eli:LegalResource ; eli:has_part ?one . ?one eli:has_part ?part . ?document eli:has_part ?part ."
    )
    assert _ask(client, f"PREFIX eli: <http://data.europa.eu/eli/ontology#> ASK {{ {nested} }}")


def test_a_document_lists_each_clause_once(client: httpx.Client) -> None:
    for one in client.get("/api/documents").json()["items"]:
        clauses = client.get(f"/api/documents/{one['id']}").json()["clauses"]
        assert len({row["path"] for row in clauses}) == len(clauses)


@pytest.mark.parametrize("path", ["/void", "/ontology", "/sparql"])
def test_json_ld_has_a_context_and_types(client: httpx.Client, path: str) -> None:
    found = client.get(path, headers={"Accept": "application/ld+json"}).json()
    assert found["@context"]["dcterms"] == "http://purl.org/dc/terms/"
    assert any("@type" in node for node in found["@graph"])
    assert not any("rdf-syntax-ns#type" in key for node in found["@graph"] for key in node)


def test_a_dump_is_given_in_parts(client: httpx.Client) -> None:
    whole = client.get("/dump.nq.gz")
    tag, size = whole.headers["etag"], len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"
    for asked, start, stop in (
        ("bytes=10-19", 10, 20),
        ("bytes=-5", size - 5, size),
        (f"bytes={size - 3}-", size - 3, size),
    ):
        reply = client.get("/dump.nq.gz", headers={"Range": asked, "If-Range": tag})
        assert (reply.status_code, reply.content) == (206, whole.content[start:stop])
        assert reply.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
    changed = client.get("/dump.nq.gz", headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (changed.status_code, len(changed.content)) == (200, size)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_behind_the_end_is_416(client: httpx.Client, asked: str) -> None:
    reply = client.get("/dump.nq.gz", headers={"Range": asked})
    assert (reply.status_code, reply.headers["content-type"]) == (416, "application/problem+json")
    assert reply.headers["content-range"].startswith("bytes */")


@pytest.mark.parametrize(
    "asked", ["bytes=5-1", "bytes=a-b", "bytes=-", "lines=1-2", "bytes=0-1,4-5", "bytes=" + "9" * 40 + "-"]
)
def test_a_range_that_says_nothing_is_ignored(client: httpx.Client, asked: str) -> None:
    assert client.head("/dump.nq.gz", headers={"Range": asked}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/robots.txt", "/sitemap.xml", "/opensearch.xml", "/llms.txt", "/.well-known/api-catalog", "/void", "/ontology"],
)
def test_what_programs_find_is_open_and_conditional(client: httpx.Client, path: str) -> None:
    reply = client.get(path)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert client.get(path, headers={"If-None-Match": reply.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/export.jsonl.zip", "/export.nothing.zip", "/dump.nothing.gz", "/tables.nothing"])
def test_downloads_are_open_to_other_origins_errors_too(client: httpx.Client, path: str) -> None:
    assert client.head(path).headers["access-control-allow-origin"] == "*"


def test_calendars_are_offered_for_subscription(client: httpx.Client, corpus_server: str) -> None:
    place = corpus_server.partition(":")[2]
    assert f'href="webcal:{place}/api/deadlines.ics' in client.get("/deadlines").text


def test_openapi_names_all_parameters_of_sparql(client: httpx.Client) -> None:
    found = client.get("/api/openapi.json").json()
    names = {one["name"] for one in found["paths"]["/sparql"]["get"]["parameters"]}
    assert {"query", "default-graph-uri", "named-graph-uri", "format", "output", "results"} <= names
    problem = client.get("/api/nothing").json()
    assert problem.keys() <= found["components"]["schemas"]["Problem"]["properties"].keys(), json.dumps(problem)
