"""The cases of the SPARQL 1.1 Protocol over real HTTP: what stands, what is refused, what an answer says of itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from graph.store import open_store

DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
NAMES = ("https://a.example/g1", "https://a.example/g2", "https://a.example/g3")
P = "https://a.example/p"
COUNT = f"SELECT ?o {{ ?s <{P}> ?o }} ORDER BY ?o"
IN_GRAPHS = f"SELECT ?o {{ GRAPH ?g {{ ?s <{P}> ?o }} }} ORDER BY ?o"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, with one triple in each of three graphs and 500 in a fourth; 100 rows at most."""
    data = tmp_path_factory.mktemp("protocol")
    with open_store(data / "store") as store:
        for number, name in enumerate(NAMES, 1):
            store.replace(name, [Triple(NamedNode(f"{name}#s"), NamedNode(P), Literal(str(number)))])
        many = [
            Triple(NamedNode(f"urn:x:{n}"), NamedNode("urn:x:q"), Literal(f"值\"{n},'\n\t<{n}>")) for n in range(500)
        ]
        store.replace("https://a.example/many", many)
    limits = {"POLICYGRAPH_QUERY_ROWS": "100", "POLICYGRAPH_QUERY_SECONDS": "5"}
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | limits) as server:
        assert server.stderr is not None
        yield server.stderr.readline().split()[1]
        server.terminate()


@pytest.fixture(scope="module")
def http(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=20) as client:
        yield client


def values(reply: httpx.Response) -> list[str]:
    assert reply.status_code == 200, reply.text
    return [row["o"]["value"] for row in reply.json()["results"]["bindings"]]


def ask(http: httpx.Client, how: str, query: str, *graphs: tuple[str, str], **headers: str) -> httpx.Response:
    """Send `query` in one of the three ways of the protocol, with the graphs where each way has them."""
    if how == "get":
        return http.get("/sparql", params=[("query", query), *graphs], headers=headers)
    if how == "direct":
        return http.post("/sparql", params=graphs, content=query.encode(), headers={"content-type": DIRECT, **headers})
    body = str(httpx.QueryParams([("query", query), *graphs]))
    return http.post("/sparql", content=body, headers={"content-type": FORM, **headers})


WAYS = pytest.mark.parametrize("how", ["get", "form", "direct"])


def default(*numbers: int) -> list[tuple[str, str]]:
    return [("default-graph-uri", NAMES[number - 1]) for number in numbers]


def named(*numbers: int) -> list[tuple[str, str]]:
    return [("named-graph-uri", NAMES[number - 1]) for number in numbers]


@WAYS
def test_a_query_is_answered_over_all_graphs(http, how: str) -> None:
    assert values(ask(http, how, COUNT)) == ["1", "2", "3"]


@WAYS
@pytest.mark.parametrize(
    ("graphs", "query", "expected"),
    [
        (default(1), COUNT, ["1"]),
        (default(1, 2), COUNT, ["1", "2"]),
        (default(1), IN_GRAPHS, []),
        (named(1, 3), IN_GRAPHS, ["1", "3"]),
        (named(1), COUNT, []),
        (default(2) + named(1, 3), COUNT, ["2"]),
        (default(2) + named(1, 3), IN_GRAPHS, ["1", "3"]),
        ([("default-graph-uri", "urn:x:none")], COUNT, []),
        (default(3), f"SELECT ?o FROM <{NAMES[0]}> {{ ?s <{P}> ?o }}", ["3"]),
    ],
)
def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(http, how, graphs, query, expected) -> None:
    assert values(ask(http, how, query, *graphs)) == expected


@WAYS
def test_the_dataset_of_the_query_counts_where_the_protocol_names_none(http, how: str) -> None:
    assert values(ask(http, how, f"SELECT ?o FROM <{NAMES[1]}> {{ ?s <{P}> ?o }}")) == ["2"]
    query = f"SELECT ?o FROM <{NAMES[1]}> FROM NAMED <{NAMES[0]}> {{ GRAPH ?g {{ ?s <{P}> ?o }} }}"
    assert values(ask(http, how, query)) == ["1"]


ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": None,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


@WAYS
@pytest.mark.parametrize("kind", ROWS)
def test_select_and_ask_come_in_each_format(http, how: str, kind: str) -> None:
    rows, truth = ask(http, how, COUNT, accept=kind), ask(http, how, "ASK {}", accept=kind)
    assert rows.headers["content-type"].split(";")[0] == kind == truth.headers["content-type"].split(";")[0]
    assert "true" in truth.text
    if ROWS[kind] is None:
        assert rows.text.split() == ["o", "1", "2", "3"]
    else:
        read = parse_query_results(rows.content, format=ROWS[kind])
        assert [row["o"].value for row in read] == ["1", "2", "3"]


@WAYS
@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("query", [f"CONSTRUCT WHERE {{ ?s <{P}> ?o }}", f"DESCRIBE <{NAMES[0]}#s>"])
def test_construct_and_describe_come_in_each_format(http, how: str, kind: str, query: str) -> None:
    reply = ask(http, how, query, accept=kind)
    assert reply.headers["content-type"].split(";")[0] == kind
    assert len(list(parse(reply.content, GRAPHS[kind]))) in (1, 3)


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", None),
        ("application/*;q=0.5, text/*;q=0.4", "application/sparql-results+json", "application/n-triples"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/json", "text/turtle"),
        ("TEXT/TURTLE", None, "text/turtle"),
        ("application/ld+json;q=1.0,text/turtle;q=0.999", None, "application/ld+json"),
        ("image/png", None, None),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json", "text/turtle"),
    ],
)
def test_accept_is_weighed(http, accept: str, rows: str | None, graph: str | None) -> None:
    for query, kind in ((COUNT, rows), ("CONSTRUCT { ?s ?p 1 } { ?s ?p ?o } LIMIT 1", graph)):
        reply = ask(http, "get", query, accept=accept)
        assert (reply.headers["content-type"].split(";")[0] if reply.status_code == 200 else None) == kind


@pytest.mark.parametrize(
    ("method", "target", "kind", "body", "status"),
    [
        ("PUT", "/sparql?query=ASK%20%7B%7D", None, b"", 405),
        ("DELETE", "/sparql?query=ASK%20%7B%7D", None, b"", 405),
        ("PATCH", "/sparql", DIRECT, b"ASK {}", 405),
        ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, b"", 400),
        ("GET", "/sparql?qurey=ASK%20%7B%7D", None, b"", 400),
        ("GET", "/sparql?query=", None, b"", 400),
        ("GET", "/sparql?default-graph-uri=urn:x:a", None, b"", 400),
        ("POST", "/sparql", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("POST", "/sparql?query=ASK%20%7B%7D", DIRECT, b"ASK {}", 400),
        ("POST", "/sparql?query=ASK%20%7B%7D", FORM, b"query=ASK%20%7B%7D", 400),
        ("POST", "/sparql", FORM, b"", 400),
        ("POST", "/sparql", DIRECT, b"", 400),
        ("POST", "/sparql", None, b"ASK {}", 415),
        ("POST", "/sparql", "text/plain", b"query=ASK%20%7B%7D", 415),
        ("POST", "/sparql", "application/json", b'{"query": "ASK {}"}', 415),
        ("POST", "/sparql", "multipart/form-data; boundary=x", b"--x--", 415),
        ("POST", "/sparql", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("POST", "/sparql", DIRECT, "ASK {}".encode("utf-16"), 400),
        ("POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xff' }", 400),
        ("POST", "/sparql", FORM, b"query=ASK%20%7B%20%3Fs%20%3Fp%20%27%FF%27%20%7D", 400),
        ("GET", "/sparql?query=ASK%20%7B", None, b"", 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=none", None, b"", 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&named-graph-uri=urn:x:%3E", None, b"", 400),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 415),
        ("POST", "/sparql", FORM, b"update=CLEAR%20ALL", 400),
        ("POST", "/sparql", FORM, b"query=CLEAR%20ALL", 400),
        ("GET", "/sparql?update=CLEAR%20ALL", None, b"", 400),
        ("POST", "/sparql", FORM, b"query=ASK%20%7B%7D&using-graph-uri=urn:x:a", 400),
        ("POST", "/sparql", DIRECT, b"#" * 1_300_000, 413),
    ],
)
def test_what_the_protocol_refuses(http, method: str, target: str, kind, body: bytes, status: int) -> None:
    reply = http.request(method, target, content=body, headers={"content-type": kind} if kind else {})
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json"), reply.text
    assert reply.json()["detail"]
    assert values(ask(http, "get", COUNT)) == ["1", "2", "3"]


def test_a_form_may_say_its_charset(http) -> None:
    kind = f"{FORM}; charset=UTF-8"
    assert http.post("/sparql", content=b"query=ASK%20%7B%7D", headers={"content-type": kind}).json()["boolean"]


def test_head_has_the_headers_of_get_and_no_body(http) -> None:
    get, head = (http.request(method, "/sparql", params={"query": COUNT}) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_pages_of_other_sites_may_ask(http) -> None:
    asked = {"origin": "https://b.example", "access-control-request-method": "POST"}
    reply = http.options("/sparql", headers=asked)
    assert reply.status_code == 204
    assert "POST" in reply.headers["access-control-allow-methods"] and "GET" in reply.headers["allow"]
    assert ask(http, "get", "ASK {}").headers["access-control-allow-origin"] == "*"
    assert "X-Truncated" in ask(http, "get", "ASK {}").headers["access-control-expose-headers"]


@pytest.mark.parametrize("kind", GRAPHS)
def test_without_a_query_the_service_describes_itself(http, url: str, kind: str) -> None:
    reply = http.get("/sparql", headers={"accept": kind})
    told = {(triple.predicate.value.rpartition("#")[2], triple.object) for triple in parse(reply.content, GRAPHS[kind])}
    assert ("endpoint", NamedNode(f"{url}sparql")) in told
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("supportedLanguage", NamedNode(f"{sd}SPARQL11Query")) in told
    assert ("feature", NamedNode(f"{sd}UnionDefaultGraph")) in told


def test_the_description_lists_graphs_limits_and_functions_that_run(http) -> None:
    told = list(parse(http.get("/sparql", headers={"accept": "text/turtle"}).content, RdfFormat.TURTLE))

    def of(name: str) -> list[str]:
        return [triple.object.value for triple in told if triple.predicate.value.endswith(f"#{name}")]

    assert set(of("name")) >= {*NAMES, "https://a.example/many"}
    assert not any("/review/" in name for name in of("name"))
    assert any("100 rows" in text and "5 s" in text for text in of("comment"))
    assert of("extensionFunction")
    for name in of("extensionFunction"):
        assert ask(http, "get", f"ASK {{ FILTER(!BOUND(?x) || BOUND(?x) && <{name}>(?x)) }}").json()["boolean"]


@WAYS
@pytest.mark.parametrize("query", ["SELECT (<urn:x:f>(1) AS ?x) {}", "ASK { ?s ?p ?o FILTER <urn:x:f>(?o) }"])
def test_an_unknown_function_is_named_and_costs_no_reader(http, how: str, query: str) -> None:
    reply = ask(http, how, query)
    assert (reply.status_code, reply.json()["status"]) == (400, 400)
    assert "<urn:x:f> is not supported" in reply.json()["detail"]
    assert values(ask(http, how, COUNT)) == ["1", "2", "3"]


@WAYS
def test_relative_iris_are_resolved_against_the_base_of_the_site(http, how: str) -> None:
    query = "SELECT (<a/b> AS ?o) {}"
    (relative,) = values(ask(http, how, query))
    assert relative.startswith("https://") and relative.endswith("/a/b")
    assert values(ask(http, how, f"BASE <https://b.example/> {query}")) == ["https://b.example/a/b"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/api/documents", "GET, HEAD, OPTIONS, POST"),
        ("/api/documents/x", "DELETE, GET, HEAD, OPTIONS"),
        ("/search", "GET, HEAD"),
        ("/ingest", "GET, HEAD, POST"),
        ("/static/site.css", "GET, HEAD"),
    ],
)
def test_a_refused_method_names_all_that_are_allowed(http, path: str, allowed: str) -> None:
    reply = http.patch(path)
    assert (reply.status_code, reply.headers["allow"]) == (405, allowed)


MANY = "SELECT * { ?s <urn:x:q> ?o . BIND(1 AS ?one) }"


@pytest.mark.parametrize("limit", [99, 100, 101])
@pytest.mark.parametrize("kind", ROWS)
def test_a_cut_answer_says_so_and_is_whole_in_itself(http, kind: str, limit: int) -> None:
    reply = ask(http, "get", f"{MANY} LIMIT {limit}", accept=kind)
    assert reply.headers.get("x-truncated") == ("rows=100" if limit > 100 else None)
    assert reply.headers["x-row-limit"] == "100"
    if kind.endswith("json"):
        assert json.loads(reply.content).get("truncated") == (100 if limit > 100 else None)
    if kind.endswith("xml"):
        assert ("truncated" in reply.text) == (limit > 100)
        assert len(ET.fromstring(reply.text)[1]) == min(limit, 100)
    if ROWS[kind] is None:
        import csv

        assert len(list(csv.reader(reply.text.splitlines(keepends=True)))) == 1 + min(limit, 100)
    else:
        assert len(list(parse_query_results(reply.content, format=ROWS[kind]))) == min(limit, 100)


@pytest.mark.parametrize("kind", GRAPHS)
def test_a_cut_graph_says_so(http, kind: str) -> None:
    reply = ask(http, "get", "CONSTRUCT WHERE { ?s <urn:x:q> ?o }", accept=kind)
    assert reply.headers["x-truncated"] == "rows=100"
    assert len(list(parse(reply.content, GRAPHS[kind]))) == 100


def test_a_browser_s_plus_and_percent_signs_are_read(http, url: str) -> None:
    query = "SELECT+%3Fo+%7B+%3Fs+%3Chttps%3A%2F%2Fa.example%2Fp%3E+%3Fo+%7D+ORDER+BY+%3Fo"
    assert values(httpx.get(f"{url}sparql?query={query}")) == ["1", "2", "3"]
