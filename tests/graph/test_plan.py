"""In which words counts and sums are put to the engine: of the same answer, and as written where rows are few."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.endpoint.plan import Planner
from graph.endpoint.question import Question
from graph.sparql import asked_over
from graph.vocab import PREFIXES

A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
IRIS = [f"urn:{name}" for name in "abcd"]
LITERALS = [
    '"x"',
    '"x"@zh',
    "1",
    "1.0",
    f'"01"^^<{XSD}integer>',
    f'"NaN"^^<{XSD}double>',
    f'"-0"^^<{XSD}double>',
    "'{'",
]
TERMS = [*(f"<{iri}>" for iri in IRIS), *LITERALS]
VARIABLES = ["?v", "?w", "$x", "?y"]
BLANKS = [" ", "\n", " # } {\n", "\t"]


class Always(Planner):
    """Has all joined by hash that can be."""

    def _are_many(self, *_: object) -> bool:
        return True


class Told:
    """A store that tells which queries were put to it."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store, self.texts = store, list[str]()

    def query(self, text: str, **options: Any) -> Any:
        self.texts.append(text)
        return self.store.query(text, **options)


def rows(store: pyoxigraph.Store, text: str, asked: Question) -> Counter[tuple[str, ...]]:
    found = store.query(text, prefixes=PREFIXES, **asked_over(asked.text, asked.dataset))
    return Counter(tuple(str(value) for value in row) for row in found)


quads = st.builds(
    lambda subject, verb, object, graph: f"<{subject}> <{verb}> {object} {graph} .",
    st.sampled_from(IRIS),
    st.sampled_from([A, *IRIS[:2]]),
    st.sampled_from([term.replace("'", '"') for term in TERMS if term[0].isdigit() is False]),
    st.sampled_from(["", "<urn:a>", "<urn:g>", "<urn:h>"]),
)
facts = st.tuples(
    st.sampled_from(VARIABLES[:3]),
    st.sampled_from(["a", "<urn:a>", "<urn:b>", "?y"]),
    st.sampled_from([*VARIABLES, *TERMS]),
)


@st.composite
def groups(draw: st.DrawFn) -> str:
    """Patterns that hang together by their subject or in a chain, written with and without `;` and `,`."""
    text, subject, verb = "", "", ""
    for said in draw(st.lists(facts, min_size=2, max_size=4)):
        if said[0] != subject or draw(st.booleans()):
            text += ". " * bool(text) + " ".join(said)
        elif said[1] == verb:
            text += f", {said[2]}"
        else:
            text += f"; {said[1]} {said[2]}"
        text += draw(st.sampled_from(BLANKS))
        subject, verb = said[:2]
    return text + draw(st.sampled_from(["", ".", ";", "; ."]))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(quads, max_size=40),
    groups(),
    st.sampled_from(["", "FROM <urn:g> ", "FROM <urn:g> FROM <urn:h> FROM NAMED <urn:a> "]),
    st.sampled_from([None, (), ("urn:g",), ("urn:g", "urn:h")]),
)
def test_the_rows_are_the_same_each_as_often(
    told: list[str], group: str, graphs: str, defaults: tuple[str, ...] | None
) -> None:
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.parse("\n".join(told), pyoxigraph.RdfFormat.N_QUADS))
    names = sorted(name for name in {"?v", "?w", "?x", "?y"} if name in group.replace("$", "?"))
    for asked_for in (
        f"{' '.join(names)} (COUNT(*) AS ?n)",
        f"{names[0]} (COUNT(DISTINCT *) AS ?n) (MAX({names[-1]}) AS ?m)",
    ):
        by = " ".join(name for name in names if name in asked_for.partition("(")[0])
        text = f"SELECT {asked_for} {graphs}WHERE {{ {group} }} GROUP BY {by}"
        asked = Question(text, defaults=defaults)
        planned = Always(store).text(asked)
        assert rows(store, planned, asked) == rows(store, text, asked)


def store_of(**counts: int) -> pyoxigraph.Store:
    """Things `urn:0`, `urn:1`, …: so many have each property, the last of them."""
    store, most = pyoxigraph.Store(), max(counts.values())
    for name, count in counts.items():
        subjects = (NamedNode(f"urn:{number}") for number in range(most - count, most))
        store.extend(Quad(one, NamedNode(f"urn:{name}"), Literal(name), DefaultGraph()) for one in subjects)
    return store


COUNTED = "SELECT (COUNT(*) AS ?n) { ?s <urn:some> ?a ; <urn:other> ?b }"


@pytest.mark.parametrize(
    ("some", "other", "by_hash"),
    [(0, 0, False), (100, 2000, False), (2000, 100, False), (400, 4000, False), (1000, 1000, True), (1000, 3000, True)],
)
def test_few_rows_are_looked_up_and_many_joined(some: int, other: int, by_hash: bool) -> None:
    store, asked = store_of(some=some, other=other, more=5000), Question(COUNTED)
    planned = Planner(store).text(asked)
    assert (planned != COUNTED) == by_hash
    assert rows(store, planned, asked) == rows(store, COUNTED, asked) == Counter({(str(Literal(min(some, other))),): 1})


def test_weighing_reads_fewer_rows_than_would_be_looked_up_and_is_remembered() -> None:
    store = Told(store_of(some=2000, other=50_000))
    planner = Planner(store)
    assert planner.text(Question(COUNTED)) == COUNTED
    assert sum(int(limit) for text in store.texts for limit in re.findall(r"LIMIT (\d+)", text)) < 14 * 2000
    before = len(store.texts)
    again = "SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x <urn:other> ?z . $x <urn:some> ?y . } GROUP BY ?x # again"
    assert planner.text(Question(again)) == again
    assert len(store.texts) == before
    planner.text(Question(again, defaults=("urn:g",)))
    assert len(store.texts) > before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s nowhere:p ?o ; a ?k }",
        "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o ; a ?k }",
        "SELECT ?k (?n AS ?k) { ?s ?p ?o ; a ?k } GROUP BY ?k",
        "SELECT (COUNT(* AS ?n) { ?s ?p ?o ;\n a ?k }",
        "SELECT (COUNT(*) AS ?n)\n{ ?s ?p ?o ;\n a ?k } GROUP ?s",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o ; a ?k } LIMIT -1",
    ],
)
def test_what_is_wrong_is_told_of_the_text_as_written(text: str) -> None:
    with pytest.raises((SyntaxError, ValueError)) as expected:
        pyoxigraph.Store().query(text, prefixes=PREFIXES)
    with pytest.raises(type(expected.value)) as told:
        Always(pyoxigraph.Store()).text(Question(text))
    assert str(told.value) == str(expected.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s <urn:some> ?a }",
        "SELECT (COUNT(*) AS ?n) { ?s <urn:some> ?a . ?t <urn:other> ?b }",
        "SELECT (COUNT(*) AS ?n) { <urn:1> <urn:some> ?s . ?s <urn:other> ?b }",
        "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s <urn:some> ?a{n}" for n in range(20)) + " }",
    ],
    ids=["one", "untied", "of one thing", "many"],
)
def test_what_is_not_joined_one_by_one_is_put_as_written(text: str) -> None:
    assert Always(pyoxigraph.Store()).text(Question(text)) == text


@pytest.mark.parametrize(
    "group",
    [
        "?a <urn:p> ?b . ?b <urn:p> ?c . ?c <urn:p> ?d . ?d <urn:p> ?e . ?e <urn:p> 'x'",
        "?d <urn:p> ?e . ?b <urn:p> ?c . ?a <urn:p> ?b . ?c <urn:p> ?d",
        "?a <urn:p> ?b ; ?c ?d ; <urn:q> ?e . ?f ?c 'x'",
    ],
    ids=["chain", "chain out of order", "star that shares a property"],
)
def test_all_that_hangs_together_is_joined(group: str) -> None:
    text = f"SELECT (COUNT(*) AS ?n) {{ {group} }}"
    assert Always(pyoxigraph.Store()).text(Question(text)).count("SELECT *") == len(re.split("[.;]", group))


def test_what_is_asked_as_written_is_put_so() -> None:
    assert Always(pyoxigraph.Store()).text(Question(COUNTED)) != COUNTED
    assert Always(pyoxigraph.Store()).text(Question(COUNTED, as_written=True)) == COUNTED
