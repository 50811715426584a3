"""Which queries are taken apart into triple patterns: those that gather all rows, and are nothing else for sure."""

from __future__ import annotations

import pytest

from graph.endpoint.apart import apart

TWO = "?r a pg:Responsibility ; pg:agencyName ?a"
GATHERED = [
    f"SELECT ?a (COUNT(?r) AS ?n) {{ {TWO} }} GROUP BY ?a",
    f"select ?a (count(distinct ?r) as ?n) where {{ {TWO} . }} group by ?a having (avg(?r) > 3) order by ?n limit 5",
    f"SELECT (SUM(?a) AS ?n) (MIN(?r) AS ?m) FROM <urn:g> FROM NAMED pg:g {{ {TWO} }} # }} {{ ?x ?y ?z",
    f"BASE <urn:x#>\nPREFIX pg: <y#>\nSELECT ?a WHERE {{ # }} FILTER\n{TWO} ;; .\n}} GROUP BY ?a",
    "SELECT (COUNT(*)AS ?n){?r a pg:Responsibility.$r pg:agencyName ?a.}",
    f"SELECT ?a {{ {TWO} }} GROUP BY ?a ORDER BY (IF(?a < '}} {{ FROM', 1, -2.5e3))",
]
LEFT = {
    "gathers nothing": f"SELECT ?a {{ {TWO} }}",
    "cut": f"SELECT ?a {{ {TWO} }} LIMIT 3",
    "order counts": f"SELECT (GROUP_CONCAT(?a) AS ?n) {{ {TWO} }}",
    "order counts too": f"SELECT (SAMPLE(?a) AS ?n) (COUNT(*) AS ?m) {{ {TWO} }}",
    "filter": f"SELECT (COUNT(*) AS ?n) {{ {TWO} FILTER(?a > 3) }}",
    "group in group": f"SELECT (COUNT(*) AS ?n) {{ {{ {TWO} }} }}",
    "optional": f"SELECT (COUNT(*) AS ?n) {{ {TWO} OPTIONAL {{ ?r ?p ?o }} }}",
    "sub-select": f"SELECT (COUNT(*) AS ?n) {{ SELECT ?r {{ {TWO} }} LIMIT 3 }}",
    "graph": f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {TWO} }} }}",
    "values": f"SELECT (COUNT(*) AS ?n) {{ {TWO} }} VALUES ?a {{ 'x' }}",
    "bind": f"SELECT (COUNT(*) AS ?n) {{ {TWO} BIND(1 AS ?x) }}",
    "exists": f"SELECT ?a {{ {TWO} }} GROUP BY ?a HAVING (EXISTS {{ ?a ?b ?c }})",
    "blank node": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x [] }",
    "label of a blank node": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x _:x }",
    "list": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x (1 2) }",
    "path": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x/pg:y ?o }",
    "path without end": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x+ ?o }",
    "path or number": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x +5 }",
    "path or variable": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x?true }",
    "path back": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; ^pg:x ?o }",
    "quoted triple": "SELECT (COUNT(*) AS ?n) { <<?r a pg:Target>> pg:x ?o }",
    "escape": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x '\\'' }",
    "escape that is a brace": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target . ?r ?p ?o \\u007D",
    "string of lines": 'SELECT (COUNT(*) AS ?n) { ?r a pg:Target ; pg:x """}""" }',
    "IRI or less": f"SELECT ?r {{ {TWO} }} GROUP BY ?r ?a HAVING(?a<?b&&?r>?c)",
    "letter in a comment's place": f"SELECT (COUNT(*) AS ?n) {{ {TWO} # }} \n² }}",
    "no keyword": "ASK { ?count ?group 'COUNT(' . ?s pg:GROUP ?sum }",
    "construct": "CONSTRUCT { ?r a ?a } { ?r a ?a . ?r ?p 'COUNT(' }",
    "ask": "ASK { ?r a ?a . ?r ?p 'COUNT(' }",
    "describe": "DESCRIBE ?r { ?r a ?a . ?r ?p 'COUNT(' }",
    "subject that is none": "SELECT (COUNT(*) AS ?n) { 'x' a ?a ; ?p ?o }",
    "no end": f"SELECT (COUNT(*) AS ?n) {{ {TWO}",
    "no stop": "SELECT (COUNT(*) AS ?n) { ?r a pg:Target ?r ?p ?o }",
    "long": f"SELECT (COUNT(*) AS ?n) {{ {TWO} }} # {'x' * 10_000}",
}


@pytest.mark.parametrize("text", GATHERED)
def test_what_gathers_two_patterns_is_taken_apart(text: str) -> None:
    found = apart(text)
    assert found is not None
    assert found.patterns == (("?r", "a", "pg:Responsibility"), ("?r", "pg:agencyName", "?a"))
    assert text.startswith(found.before) and found.before.endswith("{")
    assert text.endswith(found.after) and found.after.startswith("}")


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_another_or_may_be_is_left(text: str) -> None:
    assert apart(text) is None


def test_terms_of_all_kinds_are_kept_as_they_are_written() -> None:
    terms = "<urn:a#b>", "pg:a.b-c", "pg:百%20", ":", "'a}b'@zh-Hant", '"5"^^xsd:int', "'x'^^<urn:t>", "-1.5e3", "true"
    found = apart(f"SELECT (COUNT(*) AS ?n) {{ $主 <urn:p> {' , '.join(terms)} .}}")
    assert found is not None
    assert found.patterns == tuple(("?主", "<urn:p>", term) for term in terms)


def test_prologue_and_graphs_are_told_in_one_wording() -> None:
    found = apart(
        f"prefix pg: <urn:p#> #x\nBase <urn:b>SELECT (COUNT(*) AS ?n)from<g> FROM\nnamed pg:g where {{ {TWO} }}"
    )
    assert found is not None
    assert (found.prologue.lower(), found.graphs.lower()) == (
        "prefix pg: <urn:p#> base <urn:b>",
        "from <g> from named pg:g",
    )
