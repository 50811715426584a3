"""What usual clients and pages of other origins send to the SPARQL endpoint and the API, and what they get."""

import pytest
from fastapi.testclient import TestClient

SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1"


@pytest.mark.parametrize("name", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("value", "query", "kind"),
    [
        ("json", SELECT, "application/sparql-results+json"),
        ("xml", SELECT, "application/sparql-results+xml"),
        ("csv", SELECT, "text/csv"),
        ("text/csv", SELECT, "text/csv"),
        ("turtle", CONSTRUCT, "text/turtle"),
        ("json-ld", CONSTRUCT, "application/ld+json"),
        ("no-such", SELECT, "application/sparql-results+json"),
    ],
)
def test_a_format_may_be_named_as_a_parameter(site: TestClient, name: str, value: str, query: str, kind: str) -> None:
    reply = site.get("/sparql", params={"query": query, name: value}, headers={"Accept": "*/*"})
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] == kind


def test_accept_counts_more_than_a_parameter(site: TestClient) -> None:
    reply = site.get("/sparql", params={"query": SELECT, "format": "xml"}, headers={"Accept": "text/csv"})
    assert reply.headers["content-type"].startswith("text/csv")


def test_unknown_parameters_are_left_alone(site: TestClient) -> None:
    assert site.get("/sparql", params={"query": SELECT, "timeout": "0", "debug": "on"}).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "text/xml", "application/xml", "text/plain"])
def test_triples_come_in_the_kinds_that_clients_ask_for(site: TestClient, accept: str) -> None:
    reply = site.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert reply.status_code == 200 and reply.headers["content-type"].partition(";")[0] == accept


@pytest.mark.parametrize(
    ("path", "status"), [("/sparql?query=SELECT", 400), ("/api/documents", 200), ("/api/documents/none", 404)]
)
def test_pages_of_other_origins_may_read_answers_and_errors(site: TestClient, path: str, status: int) -> None:
    reply = site.get(path, headers={"Origin": "https://other.example", "Accept": "application/json"})
    assert (reply.status_code, reply.headers.get("access-control-allow-origin")) == (status, "*")


@pytest.mark.parametrize("path", ["/api/documents", "/api/documents/none", "/id/document/x", "/void", "/dump.nq.gz"])
def test_pages_of_other_origins_may_ask_before_they_read(site: TestClient, path: str) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    reply = site.options(path, headers=asked)
    assert (reply.status_code, reply.content) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "GET" in reply.headers["access-control-allow-methods"]
    assert "POST" not in reply.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", ["/api/jobs", "/ingest", "/admin", "/search"])
def test_they_may_not_where_a_key_is_needed_or_people_read(site: TestClient, path: str) -> None:
    reply = site.options(path, headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"})
    assert reply.status_code != 204 and "access-control-allow-origin" not in reply.headers


def test_nobody_elsewhere_may_read_what_needs_a_key(site: TestClient) -> None:
    reply = site.post("/api/documents", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in reply.headers
