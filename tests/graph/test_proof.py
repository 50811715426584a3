"""One fact with all that proves it."""

from __future__ import annotations

import hashlib

import pytest

from graph import iri
from graph.errors import QueryError
from graph.proof import proof
from graph.query import table
from graph.store import Store
from ingest.record import Document
from ingest.rules import load, version


def test_words_place_file_and_software_are_told(filled: Store, document: Document) -> None:
    target = document.records[0]
    found = proof(filled, iri.record(iri.of(document), target))
    assert found["type"] == "Target" and found["quote"] == target.evidence.quote
    start, end = found["span"]
    assert found["clause"]["text"][start:end] == found["quote"]
    assert found["page"] == 1 and found["boxes"] == [{"page": 1, "x": 72.0, "y": 100.0, "width": 428.0, "height": 14.0}]
    assert found["file"] == {"name": "荻浦市.txt", "format": "text/plain", "digest": "sha256:" + "ab" * 32}
    assert found["software"]["name"] == "policygraph" and found["software"]["version"]
    assert found["confidence"] == 1.0


def test_a_criterion_has_the_proof_of_its_offer_and_words_of_its_own(filled: Store, document: Document) -> None:
    criteria = table(filled, "criteria")
    found = proof(filled, criteria[0]["criterion"])
    assert found["type"] in ("Constraint", "Criterion") and found["quote"] == criteria[0]["quote"]
    assert found["rule"]["id"] == "incentive/per-unit"


def test_a_fact_read_from_a_file_names_the_rule_its_version_and_reason(charging: Store) -> None:
    for row in table(charging, "deadlines", kind="by"):
        found = proof(charging, row["record"])
        rule = found["rule"]
        kind, _, name = rule["id"].partition("/")
        assert rule["version"] == version(kind) and rule["why"] == load(kind)[name].why
        assert len(found["file"]["digest"]) == len("sha256:") + hashlib.sha256().digest_size * 2


def test_what_is_not_in_the_store_has_no_proof(filled: Store) -> None:
    with pytest.raises(QueryError, match="no fact"):
        proof(filled, "https://a.example/none")
