"""The data set describes itself, and can be fetched whole."""

from __future__ import annotations

import gzip

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.store import open_store

VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize(
    ("kind", "format"), [("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)]
)
def test_void_names_endpoint_classes_and_dumps(site, kind: str, format: RdfFormat) -> None:
    reply = site.get("/.well-known/void", headers={"accept": kind})
    told = {(triple.predicate.value, triple.object) for triple in parse(reply.content, format)}
    assert (f"{VOID}sparqlEndpoint", NamedNode("http://testserver/sparql")) in told
    assert (f"{VOID}dataDump", NamedNode("http://testserver/dump.nq.gz")) in told
    assert (f"{VOID}class", NamedNode("http://data.europa.eu/eli/ontology#LegalResource")) in told


@pytest.mark.parametrize("format", ["trig", "nq"])
def test_a_dump_holds_what_the_store_holds(site, format: str) -> None:
    import io

    body = gzip.decompress(site.get(f"/dump.{format}.gz").content)
    query = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    (row,) = site.get("/sparql", params=query).json()["results"]["bindings"]
    with open_store() as other:
        other.load(io.BytesIO(body), format)
        assert len(other) == int(row["n"]["value"])


def test_there_are_no_other_dumps(site) -> None:
    assert site.get("/dump.doc.gz").status_code == 422
    assert site.get("/void", headers={"accept": "image/png"}).status_code == 406
