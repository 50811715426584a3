"""Short queries are answered while long ones take up all the places there are for these, on a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.store import open_store

LONG = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(STRLEN(CONCAT(STR(?o), STR(?d))) < 0) }"
MIDDLING = "SELECT (COUNT(*) AS ?n) { ?s <urn:x:p> ?o . ?a <urn:x:p> ?b FILTER(CONCAT(STR(?o), STR(?b)) = 'none') }"
SHORT = "SELECT ?o { <urn:x:7> ?p ?o }"
SECONDS = 4


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("newcomers")
    with open_store(data / "store") as store:
        link = NamedNode("urn:x:p")
        store.replace("urn:x:g", [Triple(NamedNode(f"urn:x:{n}"), link, Literal(f"第{n}条")) for n in range(600)])
    limits = {"POLICYGRAPH_QUERY_SECONDS": str(SECONDS), "POLICYGRAPH_QUERY_PROCESSES": "1"}
    with serve(data, **limits) as url:
        yield url


def asked(url: str, query: str) -> httpx.Response:
    return httpx.get(f"{url}/sparql", params={"query": query}, timeout=60)


def test_short_queries_come_back_while_more_long_ones_run_than_have_room(url: str) -> None:
    with ThreadPoolExecutor(5) as pool:
        long: list[Future[httpx.Response]] = [pool.submit(asked, url, LONG) for _ in range(5)]
        time.sleep(0.3)
        for _ in range(20):
            assert asked(url, SHORT).json()["results"]["bindings"][0]["o"]["value"] == "第7条"
        assert not any(each.done() for each in long)
        assert {each.result().status_code for each in long} == {504}


def test_what_gave_way_to_newcomers_is_answered_whole_when_there_is_room(url: str) -> None:
    alone = asked(url, MIDDLING)
    assert alone.status_code == 200
    replies: list[httpx.Response] = []
    crowd = [threading.Thread(target=lambda: replies.append(asked(url, MIDDLING))) for _ in range(4)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert [reply.content for reply in replies] == [alone.content] * 4
