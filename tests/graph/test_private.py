"""What reviewers said, and who they are, is in nothing that visitors can ask or fetch."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.endpoint import Question, visitors
from graph.errors import QueryError
from graph.export import dump, export
from graph.store import Store, open_store

OPEN, REVIEW = "https://a.example/document/x", "https://a.example/review/x"
WHO = NamedNode("http://purl.org/dc/terms/creator")


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") if request.param == "disk" else open_store() as store:
        store.replace(OPEN, [Triple(NamedNode(OPEN), WHO, Literal("市政府"))])
        store.replace(REVIEW, [Triple(NamedNode(f"{REVIEW}/1"), WHO, Literal("李明"))])
        yield store


def _asked(store: Store, *questions: Question) -> list[str]:
    async def ask() -> list[str]:
        answering = visitors(store, seconds=20, mebibytes=512, processes=1)
        try:
            bodies = []
            for question in questions:
                body: Any = (await answering.ask(question)).body
                bodies.append(b"".join([piece async for piece in body]).decode())
            return bodies
        finally:
            await answering.close()

    return asyncio.run(ask())


def test_queries_do_not_reach_the_judgements(store: Store) -> None:
    one, any_graph = "{ ?s dcterms:creator ?o }", "{ GRAPH ?g { ?s dcterms:creator ?o } }"
    asked = [
        Question(f"SELECT ?o {one}"),
        Question(f"SELECT ?g ?o {any_graph}"),
        Question(f"SELECT ?o FROM <{REVIEW}> FROM <{OPEN}> {one}"),
        Question(f"SELECT ?o FROM NAMED <{REVIEW}> FROM NAMED <{OPEN}> {any_graph}"),
        Question(f"SELECT ?o {one}", defaults=(REVIEW, OPEN)),
        Question(f"SELECT ?o {any_graph}", named=(REVIEW, OPEN)),
    ]
    for text in _asked(store, *asked):
        assert "市政府" in text and "李明" not in text and REVIEW not in text
    hidden = [Question(f"SELECT ?o {one}", defaults=(REVIEW,)), Question(f"SELECT ?o {{ GRAPH <{REVIEW}> {one} }}")]
    for text in _asked(
        store, *hidden, Question(f"SELECT ?o FROM <{REVIEW}> {one}"), Question(f"DESCRIBE <{REVIEW}/1>")
    ):
        assert "李明" not in text and "市政府" not in text
    assert len(list(store.triples(REVIEW))) == 1


def test_a_graph_named_with_a_prefix_is_asked_for_in_full() -> None:
    with open_store() as store:
        store.replace(REVIEW, [Triple(NamedNode(f"{REVIEW}/1"), WHO, Literal("李明"))])
        with pytest.raises(QueryError, match="whole IRI"):
            _asked(store, Question("PREFIX r: <https://a.example/review/> SELECT * FROM r:x { ?s ?p ?o }"))


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld"])
def test_dumps_and_exports_are_without_the_judgements(store: Store, format: str, tmp_path: Path) -> None:
    output = io.BytesIO()
    dump(store, output, format)
    export(store, tmp_path / "all", format)
    for body in (output.getvalue(), (tmp_path / "all").read_bytes()):
        assert "市政府" in body.decode() and "李明" not in body.decode() and b"/review/" not in body
