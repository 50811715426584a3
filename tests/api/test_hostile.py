"""A hundred hostile queries: none runs past its limit, reads outside or keeps the server from others."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.store import open_store

LIMIT = 0.5
DIRECT = {"content-type": "application/sparql-query"}


def _products() -> Iterator[str]:
    for n in range(2, 15):
        triples = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(n))
        yield f"SELECT (COUNT(*) AS ?n) {{ {triples} }}"
        yield f"SELECT * {{ {triples} FILTER(?s0 != ?s1) }} ORDER BY ?o0 ?o1"
    yield "SELECT (SUM(STRLEN(STR(?o)) * STRLEN(STR(?b))) AS ?n) { ?s ?p ?o . ?a ?q ?b }"
    yield "SELECT (COUNT(DISTINCT CONCAT(STR(?s), STR(?a))) AS ?n) { ?s ?p ?o . ?a ?q ?b }"
    yield "SELECT DISTINCT ?o ?b { ?s ?p ?o . ?a ?q ?b } ORDER BY DESC(?o) ?b"
    yield "ASK { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(CONCAT(STR(?o), STR(?b)) = STR(?d) && ?d = 'none') }"
    yield "CONSTRUCT { ?s ?q ?d } { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(STRLEN(STR(?d)) > 100000) }"
    yield "SELECT * { ?s ?p ?o OPTIONAL { ?a ?q ?b FILTER(?b > ?o) } FILTER(!BOUND(?a)) }"
    yield "SELECT * { ?s ?p ?o MINUS { ?a ?p ?o . ?b ?q ?c . FILTER(?c != ?o) } } ORDER BY ?o"
    yield "SELECT (GROUP_CONCAT(?x) AS ?n) { { SELECT (CONCAT(STR(?o), STR(?b)) AS ?x) { ?s ?p ?o . ?a ?q ?b } } }"
    yield "SELECT ?s (COUNT(?x) AS ?n) { ?s ?p ?o . ?x ?y ?z } GROUP BY ?s HAVING(COUNT(?x) < 0)"
    yield "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?a ?q ?b . ?c ?r ?d FILTER(?b = ?d && ?a != ?c && ?b != ?o) } }"
    yield "SELECT * { { ?s ?p ?o } UNION { ?s ?q ?o } { ?a ?p ?b } UNION { ?a ?q ?b } FILTER(?s = ?b && ?a = ?o) }"


def _paths() -> Iterator[str]:
    for path in ("(!<urn:x:none>)*", "(!<urn:x:none>)+", "(<urn:x:next>|^<urn:x:next>)*", "(<urn:x:next>*)*"):
        yield f"SELECT (COUNT(*) AS ?n) {{ ?a {path} ?b . ?b {path} ?c }}"
        yield f"SELECT * {{ ?a {path} ?b . ?b {path} ?c . ?c {path} ?a }} ORDER BY ?c"
    yield f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join(['(!<urn:x:none>)*'] * 40)} ?b }}"
    yield f"ASK {{ <urn:x:0> {'/'.join(['<urn:x:next>?'] * 400)} <urn:x:none> }}"
    yield f"SELECT * {{ ?a {'(' * 300}<urn:x:next>{')*' * 300} ?b }}"


def _texts() -> Iterator[str]:
    for pattern in ("(a+)+$", "(a|aa)+$", "(.*)*x", "(x+x+)+y", "((a*)*)*b", "(\\\\w+\\\\s?)+!", "(?:a?){50}a{50}"):
        yield f"SELECT * {{ ?s ?p ?o . ?a ?q ?b FILTER(REGEX(CONCAT(STR(?o), STR(?b), '{'a' * 200}'), '{pattern}')) }}"
    yield "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '" + "(a{1,1000}){1,1000}" + "')) }"
    yield "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '" + "(" * 5000 + "a" + ")" * 5000 + "')) }"
    yield "SELECT (REPLACE(?x, 'a', ?x) AS ?y) { BIND('" + "a" * 40_000 + "' AS ?x) }"
    doubled = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    yield f"SELECT (STRLEN(?v40) AS ?n) {{ BIND('xxxxxxxx' AS ?v0) {doubled} }}"
    replaced = " ".join(f"BIND(REPLACE(?v{i}, 'x', 'xxxxxxxxxx') AS ?v{i + 1})" for i in range(12))
    yield f"SELECT (STRLEN(?v12) AS ?n) {{ BIND('xxxxxxxx' AS ?v0) {replaced} }}"
    yield "SELECT (SHA512(CONCAT(STR(?o), STR(?b), STR(?d))) AS ?h) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d } ORDER BY ?h"
    yield "SELECT (RAND() AS ?r) { ?s ?p ?o . ?a ?q ?b } ORDER BY ?r"
    yield "SELECT (9999999999999999999999999 * ?b * ?b * ?b AS ?c) { ?a ?q ?b . ?c1 ?r ?d } ORDER BY ?c"


def _outside(port: int) -> Iterator[str]:
    here = f"http://127.0.0.1:{port}/"
    for service in ("SERVICE", "service", "SeRvIcE SILENT", "SERVICE\t", "SERVICE#x\n"):
        yield f"SELECT * {{ {service} <{here}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ BIND(<{here}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}"
    yield f"PREFIX x: <{here}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ ?s <urn:\\u0041#> ?o SERVICE <{here}> {{ ?a ?b ?c }} }}"
    yield f"PREFIX a: <urn:a> SELECT * {{ ?s a:b\\#c ?o SERVICE <{here}> {{ ?a ?b ?c }} }}"
    yield f"SELECT * {{ ?s <urn:x　#> ?o . SERVICE <{here}> {{ ?a ?b ?c }} }}"
    yield f"SELECT * {{ S\\u0045RVICE <{here}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{here}> {{ ?s ?p ?o }} }} }} }} }}"
    yield f"ASK {{ FILTER EXISTS {{ SERVICE <{here}> {{ ?s ?p ?o }} }} }}"
    yield f"SELECT * FROM <{here}> {{ ?s ?p ?o }}"
    yield f"SELECT * FROM NAMED <{here}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    yield "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }"
    yield "SELECT * { GRAPH <file:///etc/hostname> { ?s ?p ?o } }"
    yield f"DESCRIBE <{here}>"
    yield "LOAD <file:///etc/hostname>"
    yield f"LOAD SILENT <{here}> INTO GRAPH <urn:x:g>"
    yield "SELECT * { ?s ?p ?o } ; DROP ALL"
    yield "# SELECT\nDROP ALL"
    yield "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }"
    yield "PREFIX SELECT: <urn:x> DELETE WHERE { ?s ?p ?o }"


def _odd() -> Iterator[str]:
    yield "SELECT * { " + "{ " * 20_000 + "} " * 20_000 + "}"
    yield "SELECT (" + "(" * 30_000 + "1" + ")" * 30_000 + " AS ?x) {}"
    yield "SELECT * { FILTER(" + "!" * 50_000 + "true) }"
    yield "SELECT * { ?s ?p " + "[ ?p " * 10_000 + "1" + " ]" * 10_000 + " }"
    yield "SELECT * { VALUES ?x { " + "1 " * 40_000 + "} VALUES ?y { " + "2 " * 5_000 + "} }"
    yield "SELECT * { ?s ?p ?o } #" + "x" * 90_000
    yield "SELECT * { ?s ?p '\\uD800' }"
    yield "\ufeffSELECT * { ?s ?p ?o } LIMIT 1"
    yield "SELECT * { ?s ?p \x00 }"
    yield "SELECT ?" + "v" * 90_000 + " { ?s ?p ?o } LIMIT 1"
    yield "SELECT * { " + "OPTIONAL { ?s ?p ?o " * 300 + "}" * 300 + " }"
    yield "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 2_000) + " } ORDER BY ?o"
    yield "SELECT (IF(" * 1 + "true" + ", 1, 2) AS ?x) { ?s ?p ?o . ?a ?b ?c } ORDER BY RAND()"
    yield "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . FILTER(?o IN (" + ", ".join(map(str, range(10_000))) + ")) . ?a ?b ?c }"
    yield "CONSTRUCT { " + "?s ?p ?o . " * 5_000 + "} WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class Site:
    url: str
    outside: list[str]
    port: int


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a short limit over a chain of 4000 links, and a listener nobody may come to."""
    data = tmp_path_factory.mktemp("hostile")
    with open_store(data / "store") as store:
        step = NamedNode("urn:x:next")
        chain = [Triple(NamedNode(f"urn:x:{n}"), step, NamedNode(f"urn:x:{n * 7 % 4000}")) for n in range(4000)]
        store.replace("urn:x:chain", [*chain, *(Triple(s, p, Literal(o.value)) for s, p, o in chain)])
    limits = {"POLICYGRAPH_QUERY_SECONDS": str(LIMIT), "POLICYGRAPH_QUERY_MEMORY": "256"}
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_listen, args=(listener, came), daemon=True).start()
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | limits) as server:
            assert server.stderr is not None
            url = server.stderr.readline().split()[1]
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield Site(url, came, listener.getsockname()[1])
            server.terminate()


def _listen(listener: socket.socket, came: list[str]) -> None:
    try:
        while True:
            line, address = listener.accept()
            came.append(str(address))
            line.close()
    except OSError:
        return


def test_none_outruns_its_limit_reads_outside_or_keeps_others_waiting(site: Site) -> None:
    queries = [*_products(), *_paths(), *_texts(), *_outside(site.port), *_odd()]
    assert len(queries) >= 100
    stop, waits = threading.Event(), []

    def healthy() -> None:
        with httpx.Client(base_url=site.url) as client:
            while not stop.is_set():
                began = time.perf_counter()
                assert client.get("/healthz").status_code == 200
                waits.append(time.perf_counter() - began)
                time.sleep(0.02)

    def asked(query: str) -> tuple[float, int]:
        began = time.perf_counter()
        reply = httpx.post(f"{site.url}sparql", content=query.encode(), headers=DIRECT, timeout=30)
        return time.perf_counter() - began, reply.status_code

    other = threading.Thread(target=healthy)
    with httpx.Client(base_url=site.url) as client:
        before = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
        other.start()
        try:
            with ThreadPoolExecutor(2) as pool:
                told = list(pool.map(asked, queries))
        finally:
            stop.set()
            other.join()
        for _ in range(10):  # reading processes that were ended are being started anew
            reply = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
            if reply.status_code != 504:
                break
            time.sleep(1)
        assert reply.json() == before
    late = [(took, query[:100]) for (took, _), query in zip(told, queries, strict=True) if took > LIMIT + 1]
    assert not late
    assert {status for _, status in told} <= {200, 400, 413, 503, 504}
    assert site.outside == []
    assert quantiles(waits, n=20)[-1] < 0.1, f"1 in 20 answers to others took more than {quantiles(waits, n=20)[-1]} s"


def test_a_reading_process_can_open_no_socket() -> None:
    code = (
        "import socket; from graph.endpoint.confine import confine\n"
        "print(confine())\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except PermissionError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() in (["True", "refused"], ["False"])
