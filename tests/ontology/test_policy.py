"""The vocabulary explains itself, and nothing uses a term of ours that it does not define."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph import query
from graph.vocab import PG, PREFIXES
from ontology import CONTEXT, POLICY, SHAPES

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
        assert values(policy, term, "skos:definition") and values(policy, term, "skos:example"), term


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
