"""SPARQLWrapper and rdflib against a real server: every form, every way to send it, every format they offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from graph.store import open_store

TITLE = "http://purl.org/dc/terms/title"
A, LAW = NamedNode(str(RDF.type)), NamedNode("http://data.europa.eu/eli/ontology#LegalResource")
SELECT = f"SELECT ?d ?title {{ ?d a eli:LegalResource ; <{TITLE}> ?title }} ORDER BY ?title"
ASK = f"ASK {{ ?d <{TITLE}> ?title }}"
CONSTRUCT = f"CONSTRUCT {{ ?d <{TITLE}> ?title }} {{ ?d a eli:LegalResource ; <{TITLE}> ?title }}"
WAYS = pytest.mark.parametrize("way", [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)], ids="-".join)


@pytest.fixture(scope="module")
def address(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("clients")
    with open_store(data / "store") as store:
        for number, title in enumerate(["供热办法", "节水办法"]):
            document = NamedNode(f"https://a.example/document/{number}")
            facts = [Triple(document, NamedNode(TITLE), Literal(title, language="zh")), Triple(document, A, LAW)]
            store.replace(document.value, facts)
    with serve(data) as site:
        yield f"{site}/sparql"


def asked(address: str, text: str, way: tuple[str, str], format: str) -> Any:
    wrapper = SPARQLWrapper(address)
    wrapper.setQuery(text)
    wrapper.setMethod(way[0])
    wrapper.setRequestMethod(way[1])
    wrapper.setReturnFormat(format)
    return wrapper.queryAndConvert()


@pytest.fixture(scope="module")
def titles(address: str) -> list[str]:
    rows = asked(address, SELECT, (GET, URLENCODED), JSON)["results"]["bindings"]
    assert rows
    return [row["title"]["value"] for row in rows]


@WAYS
@pytest.mark.parametrize("format", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_selects(address: str, titles: list[str], way: tuple[str, str], format: str) -> None:
    found = asked(address, SELECT, way, format)
    if format == JSON:
        found = "".join(row["title"]["value"] for row in found["results"]["bindings"])
    text = found.toxml() if format == XML else found.decode() if isinstance(found, bytes) else found
    assert all(title in text for title in titles)


@WAYS
@pytest.mark.parametrize("format", [JSON, XML])
def test_sparqlwrapper_asks(address: str, way: tuple[str, str], format: str) -> None:
    found = asked(address, ASK, way, format)
    assert found["boolean"] is True if format == JSON else "<boolean>true</boolean>" in found.toxml()


@WAYS
@pytest.mark.parametrize("format", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_constructs_and_describes(
    address: str, titles: list[str], way: tuple[str, str], format: str
) -> None:
    document = asked(address, SELECT, (GET, URLENCODED), JSON)["results"]["bindings"][0]["d"]["value"]
    for text, expected in ((CONSTRUCT, titles), (f"DESCRIBE <{document}>", titles[:1])):
        found = asked(address, text, way, format)
        graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
        assert {str(title) for title in graph.objects(None, URIRef(TITLE))} >= set(expected)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_the_store_of_rdflib_reads(address: str, titles: list[str], method: Any, format: str) -> None:
    graph = Graph(SPARQLStore(address, method=method, returnFormat=format))
    assert [str(row.title) for row in graph.query(SELECT)] == titles  # type: ignore[union-attr]
    if format in ("json", "xml"):
        assert graph.query(ASK).askAnswer is True
        assert {str(title) for title in graph.objects(None, URIRef(TITLE))} >= set(titles)
    if format != "xml":  # for the others it takes rows only, and so asks for no graph
        return
    built = graph.query(CONSTRUCT).graph
    assert built is not None and {str(title) for title in built.objects(None, URIRef(TITLE))} == set(titles)


def test_rdflib_asks_it_by_service(address: str, titles: list[str]) -> None:
    query = f"SELECT ?title {{ SERVICE <{address}> {{ ?d a {LAW} ; <{TITLE}> ?title }} }}"
    assert sorted(str(row.title) for row in Graph().query(query)) == sorted(titles)  # type: ignore[union-attr]
