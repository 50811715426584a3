"""Visitors get the same over a store in memory, which is asked itself, and over a folder, which has readers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph.endpoint import Question, visitors
from graph.errors import QueryError
from graph.store import Store, open_store

S, P = NamedNode("https://a.example/s"), NamedNode("https://a.example/p")
BASE = "https://b.example/path/"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") if request.param == "disk" else open_store() as store:
        store.replace("https://a.example/g", [Triple(S, P, Literal("一")), Triple(S, P, NamedNode(f"{BASE}two"))])
        yield store


def answered(store: Store, question: Question) -> bytes:
    async def ask() -> bytes:
        answering = visitors(store, seconds=20, mebibytes=512, processes=1)
        try:
            return b"".join([piece async for piece in (await answering.ask(question)).body])
        finally:
            await answering.close()

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (<urn:x:f>(?o) AS ?x) { ?s ?p ?o }",
        "ASK { ?s ?p ?o FILTER EXISTS { ?s ?p ?o FILTER(<urn:x:f>(?o)) } }",
        "CONSTRUCT { ?s ?p ?x } { ?s ?p ?o BIND(<urn:x:f>(?o) AS ?x) }",
        "SELECT * { ?s ?p ?o } ORDER BY <urn:x:f>(?o)",
    ],
)
def test_an_unknown_function_is_an_error_of_the_query(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="<urn:x:f> is not supported"):
        answered(store, Question(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?p { ?s ?p <two> }", P.value),
        ("SELECT ?p FROM <//a.example/g> { ?s ?p <two> }", P.value),
        ("BASE <https://a.example/> SELECT ?o { <s> <p> ?o FILTER ISLITERAL(?o) }", "一"),
        ("PREFIX : <> SELECT ?p { ?s ?p :two }", P.value),
    ],
)
def test_relative_iris_are_resolved_against_the_base(store: Store, text: str, found: str) -> None:
    assert found in answered(store, Question(text, "csv", base=BASE)).decode()


@pytest.mark.parametrize(("name", "format"), [("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS)])
@pytest.mark.parametrize("text", [f"CONSTRUCT WHERE {{ ?s {P} ?o }}", f"DESCRIBE {S}"])
def test_triples_come_in_the_formats_of_data_sets(store: Store, name: str, format: RdfFormat, text: str) -> None:
    body = answered(store, Question(text, graph_as=name))
    assert {quad.object.value for quad in parse(body, format)} == {"一", f"{BASE}two"}
