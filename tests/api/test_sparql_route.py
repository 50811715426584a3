"""The SPARQL 1.1 Protocol at `/sparql`: ways to ask, formats, refusals."""

from __future__ import annotations

import pytest

TITLES = "SELECT ?title { ?d a eli:LegalResource ; dcterms:title ?title }"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3"
ALL = "SELECT * { ?s ?p ?o }"


def ways(site, query: str):
    yield site.get("/sparql", params={"query": query})
    yield site.post("/sparql", data={"query": query})
    yield site.post("/sparql", content=query.encode(), headers={"content-type": "application/sparql-query"})


def test_get_form_and_direct_post_give_the_same(site) -> None:
    answers = [reply.json()["results"] for reply in ways(site, TITLES)]
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]["bindings"]) == 2


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.1, application/json", "application/json"),
        ("text/html,*/*;q=0.8", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_asked_for(site, accept, kind: str) -> None:
    headers = {"accept": accept} if accept else {}
    assert site.get("/sparql", params={"query": TITLES}, headers=headers).headers["content-type"] == kind


@pytest.mark.parametrize(
    "kind",
    [
        "text/turtle",
        "application/n-triples",
        "application/ld+json",
        "application/rdf+xml",
        "application/trig",
        "application/n-quads",
    ],
)
def test_graphs_come_in_the_format_asked_for(site, kind: str) -> None:
    reply = site.get("/sparql", params={"query": GRAPH}, headers={"accept": kind})
    assert (reply.status_code, reply.headers["content-type"].split(";")[0]) == (200, kind)


def test_what_no_format_fits_is_406(site) -> None:
    assert site.get("/sparql", params={"query": TITLES}, headers={"accept": "image/png"}).status_code == 406


def test_a_cut_answer_says_so(site, settings) -> None:
    reply = site.get("/sparql", params={"query": ALL})
    assert reply.headers["x-truncated"] == f"rows={settings.query_rows}"
    assert len(reply.json()["results"]["bindings"]) == settings.query_rows


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "LOAD <file:///etc/hostname>",
        "SELECT * {",
        "",
    ],
)
def test_updates_services_and_broken_queries_are_400(site, query: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = site.get("/sparql", params={"query": count}).json()
    for reply in ways(site, query):
        assert (reply.status_code, reply.headers["content-type"]) == (400, "application/problem+json")
    assert site.get("/sparql", params={"query": count}).json() == before


def test_the_protocol_s_other_refusals(site) -> None:
    assert site.get("/sparql?query").status_code == 400
    assert site.get("/sparql", params=[("query", TITLES), ("query", TITLES)]).status_code == 400
    assert site.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert site.post("/sparql", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    assert (
        site.post("/sparql", content=b"\xff", headers={"content-type": "application/sparql-query"}).status_code == 400
    )
    assert site.post("/sparql", data={"query": "#" * 200_000}).status_code == 413
    assert site.put("/sparql").status_code == 405
