"""Who works with whom, what cites what; and that a large network is measured in seconds."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iri
from graph.network import agencies, documents, measured
from graph.picture import svg
from graph.store import Store
from graph.triples import triples
from ingest.record import Citation, Clause, Document, Evidence, Meta, Source


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


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda tie: tie[0] != tie[1])), st.booleans())
def test_figures_are_those_of_the_library(pairs: set[tuple[int, int]], directed: bool) -> None:
    import networkx as nx

    ties = {(f"n{a}", f"n{b}"): 1 + (a + b) % 3 for a, b in pairs if directed or a < b}
    names = {f"n{number}": "" for number in range(10)}
    theirs: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    theirs.add_nodes_from(names)
    theirs.add_weighted_edges_from((a, b, weight) for (a, b), weight in ties.items())
    between = nx.betweenness_centrality(theirs)
    rank = nx.algorithms.link_analysis.pagerank_alg._pagerank_python(theirs, tol=1e-9, max_iter=200)
    for node in measured(names, ties, directed=directed).nodes:
        assert node.between == pytest.approx(between[node.id], abs=2e-6)
        assert node.rank == pytest.approx(rank[node.id], abs=1e-4)
        assert node.degree == theirs.degree(node.id)


def test_a_picture_shows_the_central_nodes_with_their_names(filled: Store) -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(svg(agencies(filled), "机构<协作>"))
    texts = [element.text for element in root.iter() if element.text]
    assert "市财政局" in texts and any("市工业和信息化局: 联系 1" in text for text in texts)
    assert len([element for element in root.iter() if element.tag.endswith("circle")]) == 2


def test_a_picture_of_a_large_network_keeps_to_the_most_central() -> None:
    names = {f"n{number}": f"单位{number}" for number in range(300)}
    ties = {(f"n{a}", f"n{b}"): 1 for a in range(300) for b in (0, 1, (a * 7 + 3) % 300) if a != b}
    picture = svg(measured(names, ties, directed=True), "网", most=50)
    assert picture.count("<circle") == 50 and "单位0" in picture and len(picture) < 200_000
    assert picture == svg(measured(names, ties, directed=True), "网", most=50)


def test_a_hundred_thousand_ties_take_seconds() -> None:
    chance = random.Random(3)
    names = {f"n{number}": "" for number in range(5_000)}
    ties = {}
    while len(ties) < 100_000:
        ties[f"n{chance.randrange(5_000)}", f"n{int(5_000 * chance.random() ** 2)}"] = chance.randrange(1, 5)
    began = time.perf_counter()
    assert len(measured(names, ties, directed=True).edges) == 100_000
    assert time.perf_counter() - began < 40


def test_one_document_cited_by_a_short_and_a_full_title_is_one_node(store: Store) -> None:
    titles = ("云泽省人民政府关于加快发展海水淡化的意见", "关于加快发展海水淡化的意见")
    for title in titles:
        text = f"一、按照《{title}》执行。"
        clause = Clause(title, "一", text, 1)
        quote = Evidence(clause, text.index("《"), text.index("》") + 1, "citation/title")
        source = Source(f"{len(title)}.txt", "a" * 64, "text/plain", ())
        document = Document(title, source, Meta(f"{title}细则", kind="measures"), (clause,), (Citation(quote, title),))
        store.replace(iri.document(document.meta), triples(document))
    found = documents(store)
    assert [node.label for node in found.nodes if node.degree == 2] == [titles[0]]
    assert len(found.nodes) == 3
