"""Agencies tied by the tasks they share, documents tied by what they cite: nodes, edges, centrality, communities.

Computed from rows of queries, as data; drawing is left to the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from graph.query import table
from graph.store import Store

if TYPE_CHECKING:
    import networkx

__all__ = ["Edge", "Network", "Node", "agencies", "documents", "measured"]

_EXACT: Final = 400  # nodes up to which betweenness is reckoned over all pairs; above, over so many sources
_SOURCES: Final = 24
_TOGETHER: Final = 40  # a clause that names more agencies than this says "all offices": it ties none of them


@dataclass(frozen=True, slots=True)
class Node:
    """One agency or document: `degree` counts ties, `rank` is PageRank, `between` its share of shortest ways."""

    id: str
    label: str
    degree: int
    rank: float
    between: float
    community: int


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, the most central first, and edges; `communities` counts the groups, the largest is 0."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    communities: int


def agencies(store: Store) -> Network:
    """Tie agencies that stand in one clause; the weight counts the clauses."""
    names: dict[str, str] = {}
    shared: dict[str, set[str]] = {}
    for row in table(store, "tasks"):
        if row["linked"]:
            names.setdefault(row["linked"], row["agencyName"])
            shared.setdefault(row["clause"], set()).add(row["linked"])
    ties = Counter(
        pair for group in shared.values() if len(group) <= _TOGETHER for pair in combinations(sorted(group), 2)
    )
    return measured(names, ties, directed=False)


def documents(store: Store) -> Network:
    """Tie each document to those it cites; what the store does not hold stands under its title."""
    names: dict[str, str] = {}
    ties: Counter[tuple[str, str]] = Counter()
    for row in table(store, "citations"):
        cited = row["cited"] or f"《{row['citedTitle']}》"
        names.setdefault(row["document"], row["title"])
        names.setdefault(cited, row["citedTitle"])
        if cited != row["document"]:
            ties[row["document"], cited] += 1
    return measured(names, ties, directed=True)


def measured(names: Mapping[str, str], ties: Mapping[tuple[str, str], int], *, directed: bool) -> Network:
    """Measure a network; the same ties give the same figures and groups, in time that grows with the ties.

    >>> found = measured({"a": "市水务局", "b": "市财政局"}, {("a", "b"): 3}, directed=False)
    >>> [(node.label, node.degree, node.community) for node in found.nodes]
    [('市水务局', 1, 0), ('市财政局', 1, 0)]
    """
    import networkx as nx

    graph: networkx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(sorted(names))
    graph.add_weighted_edges_from((source, target, weight) for (source, target), weight in sorted(ties.items()))
    rank = _rank(graph)
    sources = None if len(graph) <= _EXACT else _SOURCES
    between = nx.betweenness_centrality(graph, k=sources, seed=1) if len(graph) else {}
    group = _communities(graph)
    nodes = [
        Node(id, names[id], int(graph.degree(id)), round(rank[id], 6), round(between[id], 6), group[id]) for id in graph
    ]
    nodes.sort(key=lambda node: (-node.rank, node.id))
    edges = tuple(Edge(source, target, weight) for (source, target), weight in sorted(ties.items()))
    return Network(tuple(nodes), edges, len(set(group.values())))


def _rank(graph: Any, damping: float = 0.85, rounds: int = 40) -> dict[str, float]:
    """Reckon PageRank by plain iteration: the library's own wants SciPy."""
    if not len(graph):
        return {}
    out = {node: sum(weight for _, _, weight in graph.edges(node, data="weight")) for node in graph}
    rank = dict.fromkeys(graph, 1 / len(graph))
    for _ in range(rounds):
        idle = sum(rank[node] for node in graph if not out[node])
        new = dict.fromkeys(graph, (1 - damping + damping * idle) / len(graph))
        for node in graph:
            for _, target, weight in graph.edges(node, data="weight"):
                new[target] += damping * rank[node] * weight / out[node]
        if sum(abs(new[node] - rank[node]) for node in graph) < 1e-7:
            return new
        rank = new
    return rank


def _communities(graph: Any) -> dict[str, int]:
    import networkx as nx

    found: Iterable[set[str]] = nx.community.louvain_communities(graph.to_undirected(), seed=1) if len(graph) else ()
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in group}
