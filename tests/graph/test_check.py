"""A written graph passes; a broken one is named, record by record."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph import iri
from graph.check import check
from graph.store import Store, open_store
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


def _typed(triple: Triple, subject: str) -> bool:
    return triple.subject == NamedNode(subject) and triple.predicate.value.endswith("#type")


@pytest.mark.parametrize("of", ["record", "document"])
def test_what_says_no_more_what_it_is_is_named(store: Store, document: Document, of: str) -> None:
    name = iri.of(document)
    broken = iri.record(name, document.records[0]) if of == "record" else name
    store.replace(name, [quad.triple for quad in triples(document) if not _typed(quad.triple, broken)])
    (problem,) = check(store)
    assert (problem.document, problem.record) == (name, broken)


def test_a_condition_whose_quote_is_not_in_its_clause_is_named(store: Store, document: Document) -> None:
    name = iri.of(document)
    items = [quad.triple for quad in triples(document)]
    words = next(item.object for item in items if getattr(item.object, "value", "") == "年节能量1000吨标准煤以上")
    changed = Literal("年节能量2000吨标准煤以上")
    exact = "http://www.w3.org/ns/oa#exact"
    store.replace(
        name,
        [
            Triple(item.subject, item.predicate, changed)
            if item.object == words and item.predicate.value == exact
            else item
            for item in items
        ],
    )
    (problem,) = check(store)
    assert problem.value == changed.value and "/criterion/" in problem.record


def test_the_command_names_the_broken_record_and_fails(tmp_path: Path, document: Document) -> None:
    name = iri.of(document)
    broken = iri.record(name, document.records[0])
    with open_store(tmp_path / "store") as store:
        store.replace(name, triples(document))
    command = [sys.executable, "-m", "api", "check", "--data", str(tmp_path)]
    assert broken not in subprocess.run(command, capture_output=True, text=True).stderr
    with open_store(tmp_path / "store") as store:
        store.replace(name, [quad.triple for quad in triples(document) if not _typed(quad.triple, broken)])
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and broken in done.stderr
