"""JSON-LD that others can use: the same triples as in the store, and framing by type finds every record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from graph.compact import compact
from graph.errors import QueryError
from graph.export import dump
from graph.iri import of
from graph.store import Store, open_store
from graph.triples import triples
from graph.vocab import PG, PREFIXES, XSD
from ingest.link import Register
from ingest.pipeline import ingest

KINDS = ("Target", "Responsibility", "Deadline", "Incentive", "Citation", "Provision", "Criterion", "Variable")


@pytest.fixture(scope="module")
def corpus_store() -> Iterator[Store]:
    """Two example documents, which have records of every kind between them."""
    folder = Path(__file__).parents[2] / "corpus" / "documents"
    with open_store() as store:
        for name in ("cangling-water-measures.txt", "lanyu-amendment.txt"):
            for document in ingest(folder / name, Register.load()):
                store.replace(of(document), triples(document))
        yield store


@pytest.fixture(scope="module")
def written(corpus_store: Store) -> Iterator[bytes]:
    output = io.BytesIO()
    dump(corpus_store, output, "jsonld")
    yield output.getvalue()


def test_the_dump_says_what_the_store_holds(corpus_store: Store, written: bytes) -> None:
    back = {(quad.graph_name.value, quad.triple) for quad in pyoxigraph.parse(written, RdfFormat.JSON_LD)}
    assert back == {(name, triple) for name in corpus_store.graphs() for triple in corpus_store.triples(name)}


@pytest.mark.parametrize("kind", KINDS)
def test_framing_by_type_finds_every_record(corpus_store: Store, written: bytes, kind: str) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    whole = json.loads(written)
    bare = {"@embed": "@never", "@explicit": True}
    framed = jsonld.frame(whole, {"@context": whole["@context"], "@type": f"pg:{kind}", **bare})
    found = framed.get("@graph", [framed] if "@id" in framed else [])
    named = {
        triple.subject.value
        for graph in corpus_store.graphs()
        for triple in corpus_store.triples(graph)
        if triple.predicate.value == PREFIXES["rdf"] + "type" and triple.object == NamedNode(PG + kind)
    }
    assert {node["@id"] for node in found} == named and named


def test_what_json_ld_tells_apart_stays_apart() -> None:
    one, other = NamedNode("https://a.example/甲"), BlankNode("b")
    terms = [Literal("1"), Literal("1", datatype=NamedNode(XSD + "decimal")), Literal("一", language="zh"), one, other]
    triples = {Triple(one, NamedNode("https://a.example/p"), term) for term in terms}
    assert len({quad.triple for quad in pyoxigraph.parse(compact(triples), RdfFormat.JSON_LD)}) == len(terms)


def test_a_triple_of_a_triple_is_refused_with_what_to_ask_for() -> None:
    one = NamedNode("https://a.example/x")
    with pytest.raises(QueryError, match="Turtle"):
        compact([Triple(one, one, Triple(one, one, one))])
