"""A written graph passes; a broken one is named, record by record."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from graph import iri
from graph.check import check
from graph.store import Store
from graph.triples import triples
from ingest.record import Document, Evidence


def test_what_is_written_passes(filled: Store) -> None:
    assert list(check(filled)) == []


def test_a_broken_record_is_named_in_both_languages(store: Store, document: Document) -> None:
    name = iri.document(document.meta)
    target = iri.record(name, document.records[0])
    kept = [quad.triple for quad in triples(document) if not _is_value(quad.triple, target)]
    store.replace(name, kept)
    (problem,) = check(store)
    assert (problem.record, problem.document, problem.path) == (target, name, "qudt:numericValue")
    assert "目标必须有且只有一个数值" in str(problem) and "exactly one value" in str(problem)


def _is_value(triple: Triple, subject: str) -> bool:
    return triple.subject == NamedNode(subject) and triple.predicate.value.endswith("numericValue")


def test_a_quote_that_is_not_in_its_clause_is_named(store: Store, document: Document) -> None:
    name = iri.document(document.meta)
    target = document.records[0]
    clause = replace(target.evidence.clause, text="另" + target.evidence.clause.text)
    moved = replace(target, evidence=Evidence(clause, target.evidence.start, target.evidence.end, "x/y"))
    store.replace(name, triples(replace(document, records=(moved,))))
    (problem,) = check(store, [name])
    assert problem.record == iri.record(name, moved) and "引文与条款原文不符" in problem.message
