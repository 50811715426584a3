"""The vocabulary explains itself, and nothing uses a term of ours that it does not define."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph import query
from graph.vocab import PG, PREFIXES
from graph.vocabulary import vocabulary
from ontology import CONTEXT, POLICY, SHAPES

TERMS_IN_FILE = len(re.findall(r"^pg:\w+ a owl:", POLICY.read_text("utf-8"), re.M))
TERMS = re.compile(r"\bpg:([A-Za-z]+)")


@pytest.fixture(scope="module")
def policy() -> Store:
    store = Store()
    store.load(POLICY.read_bytes(), RdfFormat.TURTLE)
    return store


def defined(policy: Store) -> set[str]:
    return {quad.subject.value.removeprefix(PG) for quad in policy if quad.subject.value.startswith(PG)}


def values(policy: Store, term: str, predicate: str) -> list[Literal]:
    prefix, _, name = predicate.partition(":")
    found = policy.quads_for_pattern(NamedNode(PG + term), NamedNode(PREFIXES[prefix] + name), None)
    return [quad.object for quad in found]


def test_every_term_has_two_labels_a_definition_and_an_example(policy: Store) -> None:
    for term in defined(policy):
        assert {label.language for label in values(policy, term, "rdfs:label")} == {"zh", "en"}, term
        assert {one.language for one in values(policy, term, "skos:definition")} == {"zh", "en"}, term
        assert values(policy, term, "skos:example") and values(policy, term, "rdfs:isDefinedBy"), term


def test_the_version_is_told_once() -> None:
    found = vocabulary()
    text = POLICY.read_text("utf-8")
    assert f"owl:versionIRI <{found.iri}/{found.version}>" in text and found.modified
    assert f"{found.version}: " in text.split("skos:changeNote")[1].splitlines()[0]


def test_domains_and_ranges_are_classes_that_exist(policy: Store) -> None:
    classes = {term.name for term in vocabulary().classes}
    for term in vocabulary().properties:
        for name in (*term.domain, *term.range):
            assert not name.startswith("pg:") or name.removeprefix("pg:") in classes, term.name


def test_every_term_is_used() -> None:
    texts = (file.read_text("utf-8") for file in files("ontology").iterdir() if file.is_file())
    used = Counter(name for text in texts for name in re.findall(r"\bpg:(\w+)", text))
    for term in (*vocabulary().classes, *vocabulary().properties):
        assert used[term.name] > 1, term.name


def test_the_page_has_every_term_shape_and_question() -> None:
    found = vocabulary()
    assert len(found.classes) + len(found.properties) == TERMS_IN_FILE
    assert len(found.shapes) == len(re.findall(r"^shape:", SHAPES.read_text("utf-8"), re.M))
    assert all(shape.messages for shape in found.shapes)


def test_no_term_is_used_that_is_not_defined(policy: Store) -> None:
    used = set(TERMS.findall(CONTEXT.read_text("utf-8") + SHAPES.read_text("utf-8")))
    for name in query.names():
        used |= set(TERMS.findall(query.load(name).text))
    for file in files("ontology").iterdir():
        if file.name.endswith(".ttl"):
            used |= set(TERMS.findall(file.read_text("utf-8")))
    assert used <= defined(policy), sorted(used - defined(policy))


def test_context_and_queries_use_the_same_prefixes() -> None:
    context = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    for prefix, namespace in PREFIXES.items():
        assert prefix == "unit" or context.get(prefix, namespace) == namespace  # `unit` is a key of targets there
