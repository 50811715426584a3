"""Visitors' queries: what is refused, what is cut, and the formats of the answers."""

import json
import xml.etree.ElementTree as ET
from contextlib import suppress

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.endpoint.estimate import looks_long
from graph.endpoint.tally import Tally
from graph.errors import QueryError
from graph.results import write_graph, write_rows
from graph.sparql import answer, form, has_dataset, without_dataset
from graph.store import open_store

S, P = NamedNode("https://a.example/s"), NamedNode("https://a.example/p")
ROWS = "SELECT ?o { GRAPH <https://a.example/g> { ?s ?p ?o } } ORDER BY ?o"


@pytest.fixture(scope="module")
def store():
    with open_store() as store:
        words = ['引号"与\t制表', "<标签>&amp;"]
        objects = [Literal(words[0]), Literal(words[1], language="zh"), Literal(3)]
        store.replace("https://a.example/g", [Triple(S, P, item) for item in objects])
        yield store


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "select * { service silent ?x { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX a: <urn:a#> DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "DROP ALL",
        "hello",
        "",
    ],
)
def test_updates_other_servers_and_nonsense_are_refused(store, text: str) -> None:
    with pytest.raises(QueryError):
        answer(store, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?service { ?service ?load ?drop }", "SELECT"),
        ("# INSERT\nSELECT * { ?s <urn:SERVICE> 'DELETE \\' LOAD' }", "SELECT"),
        ('PREFIX service: <urn:s> ASK { ?s service:service """DROP\nALL""" }', "ASK"),
        ("BASE <urn:a> CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "CONSTRUCT"),
        ("describe <urn:a>", "DESCRIBE"),
    ],
)
def test_words_in_strings_names_and_comments_are_no_keywords(text: str, expected: str) -> None:
    assert form(text) == expected


def test_rows_beyond_the_limit_are_cut_and_that_is_told(store) -> None:
    found = answer(store, ROWS, rows=2)
    assert (len(found.rows), found.cut) == (2, True)
    assert json.loads(write_rows(found, "json"))["truncated"] == 2
    assert not answer(store, ROWS, rows=3).cut


def test_json_keeps_language_and_datatype(store) -> None:
    bindings = json.loads(write_rows(answer(store, ROWS), "json"))["results"]["bindings"]
    assert {"type": "literal", "value": "<标签>&amp;", "xml:lang": "zh"} in [row["o"] for row in bindings]
    assert {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"} in [
        row["o"] for row in bindings
    ]


def test_xml_gives_the_text_back_as_it_was(store) -> None:
    tree = ET.fromstring(write_rows(answer(store, ROWS), "xml"))
    texts = {node.text for node in tree.iter("{http://www.w3.org/2005/sparql-results#}literal")}
    assert texts == {'引号"与\t制表', "<标签>&amp;", "3"}


@pytest.mark.parametrize("limit", [None, 1, 70_000])
@pytest.mark.parametrize("piece", [1, 3, 1 << 20])
def test_xml_of_the_engine_is_well_formed_whatever_a_literal_holds(limit: int | None, piece: int) -> None:
    sent: list[bytes] = []
    tally = Tally("xml", limit, sent.append)
    written = ("<r><result>" + "坏\x01\ufffe\uffff好" * 20_000 + "</result></r>").encode()
    for at in range(0, len(written), piece):
        tally.write(written[at : at + piece])
    tally.finish()
    assert ET.fromstring(b"".join(sent)).findtext("result") == "坏\ufffd\ufffd\ufffd好" * 20_000


def test_xml_of_other_stores_is_well_formed_whatever_a_literal_holds(store) -> None:
    found = answer(store, 'SELECT ("\\u0001\\uFFFE好" AS ?o) {}')
    assert ET.fromstring(write_rows(found, "xml")).find(".//{*}literal").text == "\ufffd\ufffd好"


def test_csv_quotes_and_tsv_escapes(store) -> None:
    assert '"引号""与\t制表"' in write_rows(answer(store, ROWS), "csv")
    lines = write_rows(answer(store, ROWS), "tsv").splitlines()
    assert len(lines) == 4
    assert all("\t" not in line for line in lines)


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf", "jsonld"])
def test_triples_are_written_as_rdf(store, format: str) -> None:
    found = answer(store, "CONSTRUCT { ?s ?p 3 } { ?s ?p 3 }")
    assert len(found.triples) == 1
    assert b"a.example" in write_graph(found, format)


@pytest.mark.parametrize(("format", "expected"), [("json", "true"), ("xml", "<boolean>true"), ("csv", "true")])
def test_truth_values_have_formats_too(store, format: str, expected: str) -> None:
    assert expected in write_rows(answer(store, "ASK { ?s ?p ?o }"), format)


UNITS = ["a", ".", '\\"""\n', '\\"', "'''", '"\n', "<a", "a:", "FROM ", "?a.", "\\", '"a', "#", "PREFIX a:"]


@pytest.mark.parametrize("unit", UNITS)
def test_telling_what_a_query_asks_takes_time_in_step_with_its_text(doubled, unit):
    def told(text: str) -> None:
        for look in (form, has_dataset, without_dataset, looks_long):
            with suppress(QueryError):
                look(f"SELECT * {{ service FROM {text}")

    assert doubled(told, unit, 50_000) <= 2.6


UNCLOSED = ['SELECT * { ?s ?p """a" SERVICE <urn:a> {} }', "ASK { ?s ?p 'a\n SERVICE <urn:a> {} ' }"]


@pytest.mark.parametrize("text", UNCLOSED)
def test_no_service_hides_behind_a_string_that_is_not_closed(text):
    with pytest.raises(QueryError):
        form(text)


def test_names_after_variables_are_no_keywords():
    assert form("SELECT * { ?x:service ?p 'a', 'SERVICE' }") == "SELECT"
