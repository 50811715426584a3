"""Short queries are answered while long ones take up all the places there are for these, on a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.store import open_store

LONG = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(STRLEN(CONCAT(STR(?o), STR(?d))) < 0) }"
MIDDLING = "SELECT (COUNT(*) AS ?n) { ?s <urn:x:p> ?o . ?a <urn:x:p> ?b FILTER(CONCAT(STR(?o), STR(?b)) = 'none') }"
SHORT = "SELECT ?o { <urn:x:7> ?p ?o }"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("newcomers")
    with open_store(data / "store") as store:
        link = NamedNode("urn:x:p")
        store.replace("urn:x:g", [Triple(NamedNode(f"urn:x:{n}"), link, Literal(f"第{n}条")) for n in range(600)])
    limits = {"POLICYGRAPH_QUERY_SECONDS": "120", "POLICYGRAPH_QUERY_PROCESSES": "1"}
    with serve(data, **limits) as url:
        yield url


def asked(url: str, query: str) -> httpx.Response:
    return httpx.get(f"{url}/sparql", params={"query": query}, timeout=120)


def test_what_gave_way_to_newcomers_is_answered_whole_when_there_is_room(url: str) -> None:
    alone = asked(url, MIDDLING)
    assert alone.status_code == 200
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(asked, [url] * 4, [MIDDLING] * 4))
    assert [reply.content for reply in replies] == [alone.content] * 4


def test_short_queries_come_back_while_more_long_ones_run_than_have_room(url: str) -> None:
    ended: list[str] = []

    def long() -> None:
        with suppress(httpx.HTTPError):  # the server ends before it does
            ended.append(asked(url, LONG).text)

    for _ in range(5):
        threading.Thread(target=long, daemon=True).start()
    time.sleep(0.3)
    for _ in range(20):
        assert asked(url, SHORT).json()["results"]["bindings"][0]["o"]["value"] == "第7条"
    assert not ended
