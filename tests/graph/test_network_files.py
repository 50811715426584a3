"""Networks that leave the store are read by networkx, and by the rules of Neo4j's import."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph import iri
from graph.export import export
from graph.store import Store
from graph.triples import triples
from ingest.record import Document

READERS: dict[str, Any] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.mark.parametrize("format", READERS)
def test_both_networks_are_read_again(
    filled: Store, tmp_path: Path, format: str, document: Document, law: Document
) -> None:
    export(filled, tmp_path / "out", format)
    agencies, cites = (READERS[format](tmp_path / "out" / f"{name}.{format}") for name in ("agencies", "citations"))
    finance, goals = iri.agency("990100/finance"), iri.clause(iri.document(document.meta), "一/(一)")
    assert agencies.nodes[finance]["label"] == "市财政局" and agencies.nodes[goals]["type"] == "task"
    assert agencies.edges[finance, goals]["role"] == "support" and agencies.number_of_edges() == 2
    ((source, target, about),) = cites.edges(data=True)
    assert (source, target) == (iri.document(document.meta), iri.document(law.meta))
    assert about["relation"] == "based_on" and cites.nodes[source]["issued"] == "2023-04-12"


@pytest.mark.parametrize("format", READERS)
def test_control_characters_leave_a_file_that_is_read(
    store: Store, tmp_path: Path, format: str, document: Document
) -> None:
    duty = replace(document.records[2], task="节能\x0b改造\x00")
    store.replace(iri.document(document.meta), triples(replace(document, records=(duty,))))
    export(store, tmp_path / "out", format)
    found = READERS[format](tmp_path / "out" / f"agencies.{format}")
    assert "节能改造" in {label for _, label in found.nodes(data="label")}


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_neo4j_is_given_typed_headers_and_no_loose_end(filled: Store, tmp_path: Path) -> None:
    export(filled, tmp_path / "out", "neo4j")
    files = {file.stem: _csv(file) for file in (tmp_path / "out").iterdir()}
    known = [row["iri:ID"] for name in ("documents", "agencies", "tasks") for row in files[name]]
    assert len(set(known)) == len(known)
    for name in ("cites", "has_task", "part_of"):
        assert files[name] and all({row[":START_ID"], row[":END_ID"]} <= set(known) for row in files[name])
    assert {row["role"]: row["due:date"] for row in files["has_task"]} == {"lead": "2027-12-31", "support": ""}
    assert {row["held:boolean"] for row in files["documents"]} == {"true"}


def test_a_task_that_looks_like_a_formula_stays_words(store: Store, tmp_path: Path, document: Document) -> None:
    duty = replace(document.records[2], task="=HYPERLINK(1)")
    store.replace(iri.document(document.meta), triples(replace(document, records=(duty,))))
    export(store, tmp_path / "out", "neo4j")
    assert [row["task"] for row in _csv(tmp_path / "out" / "has_task.csv")] == ["'=HYPERLINK(1)"]
