"""Who works with whom, what cites what; and that a large network is measured in seconds."""

from __future__ import annotations

import random
import time

from graph.network import agencies, documents, measured
from graph.store import Store


def test_agencies_of_one_clause_are_tied(filled: Store) -> None:
    found = agencies(filled)
    assert [(edge.weight, found.communities) for edge in found.edges] == [(1, 1)]
    assert {node.label for node in found.nodes} == {"市工业和信息化局", "市财政局"}


def test_documents_are_tied_to_what_they_cite(filled: Store) -> None:
    found = documents(filled)
    (edge,) = found.edges
    labels = {node.id: node.label for node in found.nodes}
    assert "节能条例" in labels[edge.target]
    assert found.nodes[0].id == edge.target  # what is cited is the more central


def test_an_empty_network_is_empty(store: Store) -> None:
    assert agencies(store).nodes == () and documents(store).communities == 0


def test_two_groups_with_a_bridge_are_told_apart() -> None:
    names = {f"n{number}": f"单位{number}" for number in range(12)}
    ties = {(f"n{a}", f"n{b}"): 5 for half in (range(6), range(6, 12)) for a in half for b in half if a < b}
    found = measured(names, ties | {("n5", "n6"): 1}, directed=False)
    groups = {node.id: node.community for node in found.nodes}
    assert found.communities == 2 and len({groups[f"n{number}"] for number in range(6)}) == 1
    assert {node.id for node in sorted(found.nodes, key=lambda node: -node.between)[:2]} == {"n5", "n6"}
    assert measured(names, ties, directed=False) == measured(names, ties, directed=False)


def test_a_hundred_thousand_ties_take_seconds() -> None:
    chance = random.Random(3)
    names = {f"n{number}": "" for number in range(5_000)}
    ties = {}
    while len(ties) < 100_000:
        ties[f"n{chance.randrange(5_000)}", f"n{int(5_000 * chance.random() ** 2)}"] = chance.randrange(1, 5)
    began = time.perf_counter()
    assert len(measured(names, ties, directed=True).edges) == 100_000
    assert time.perf_counter() - began < 60
