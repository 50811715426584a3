"""Record JSON and the context give the triples that the standard gives."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, serialize

from graph import iri
from graph.errors import ContextError
from graph.jsonld import document_json
from graph.triples import context, quads, triples
from ingest.record import Document, Evidence, Quantity


def nquads(document: Document) -> list[str]:
    return sorted(str(quad) for quad in triples(document))


def test_rdflib_reads_the_same_graph_from_the_json(document: Document) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    text = json.dumps(context() | document_json(document), ensure_ascii=False)
    theirs = Graph().parse(data=text, format="json-ld")
    plain = serialize([quad.triple for quad in triples(document)], format=RdfFormat.N_TRIPLES)
    ours = Graph().parse(data=plain, format="nt")
    assert len(ours) == len(set(triples(document)))
    assert isomorphic(ours, theirs)


def test_reading_twice_gives_the_same_graph(document: Document) -> None:
    again = replace(document, key="another run", records=tuple(reversed(document.records)))
    assert nquads(document) == nquads(again)


def test_every_triple_lies_in_the_graph_of_its_document(document: Document) -> None:
    assert {quad.graph_name.value for quad in triples(document, "https://a.example/")} == {
        iri.document(document.meta, "https://a.example/")
    }


def test_the_graph_has_no_blank_nodes(document: Document) -> None:
    assert not any("_:" in line for line in nquads(document))


def test_two_documents_share_no_triple(document: Document, law: Document) -> None:
    """The union of all graphs, over which queries ask, would count a shared triple twice.

    A variable of the authority file or an office is the same whichever document names it: `variables.rq` asks graph by
    graph, `says_of.rq` for what is distinct, and nothing else counts what is said of them.
    """
    twin = replace(document, meta=replace(document.meta, number=None, title="荻浦市另一方案"))
    shared = iri.variable("", "authority/"), iri.agency(""), iri.function("")
    plain = [
        {quad.triple for quad in triples(one) if not quad.subject.value.startswith(shared)}
        for one in (document, law, twin)
    ]
    assert len(set.union(*plain)) == sum(map(len, plain))


def test_records_that_say_the_same_of_the_same_words_are_one(document: Document) -> None:
    assert nquads(replace(document, records=document.records + document.records[:1])) == nquads(document)


def test_two_records_of_one_quote_are_two(document: Document) -> None:
    target = document.records[0]
    other = replace(target, value=6.0)
    assert len(document_json(replace(document, records=(target, other)))["facts"]) == 2


def test_what_the_document_does_not_say_is_left_out(document: Document) -> None:
    plain = replace(document, meta=replace(document.meta, issued=None, region_id=None, issuers=()))
    node = document_json(plain)
    assert not {"issued", "region", "issuer"} & node.keys()


def test_an_incentive_without_a_sum_has_none(document: Document) -> None:
    incentive = replace(document.records[6], amount=None, cap=Quantity(0.5, None))
    (node,) = document_json(replace(document, records=(incentive,)))["facts"]
    assert "amount" not in node and node["cap"]["value"] == "0.5"


def test_the_box_of_a_quote_is_a_view_rectangle_on_its_page(document: Document) -> None:
    evidence = document_json(document)["facts"][0]["evidence"]
    assert evidence["page"] == 1
    assert evidence["selector"][1]["fragment"] == "page=1&viewrect=72.0,100.0,428.0,14.0"


def test_text_in_several_lines_has_several_boxes(document: Document) -> None:
    clause = document.clauses[2]
    first = clause.pieces[0]
    halves = (replace(first, end=10), replace(first, start=10, offset=10))
    two = replace(clause, pieces=halves)
    target = replace(document.records[0], evidence=Evidence(two, 3, 20, "x/y"))
    (node,) = document_json(replace(document, records=(target,)))["facts"]
    assert len(node["evidence"]["selector"]) == 3


def test_a_key_that_the_context_lacks_is_an_error() -> None:
    with pytest.raises(ContextError, match="no term 'colour'"):
        quads({"@id": "https://a.example/x", "colour": "red"}, "https://a.example/x")


def test_a_nested_object_without_an_iri_is_an_error() -> None:
    with pytest.raises(ContextError, match="no '@id'"):
        quads({"@id": "https://a.example/x", "evidence": {"exact": "x"}}, "https://a.example/x")
