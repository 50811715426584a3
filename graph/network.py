"""Agencies tied by the tasks they share, documents tied by what they cite: nodes, edges, centrality, communities.

Computed from rows of queries, as data; `graph/picture.py` draws it. Rank and betweenness are reckoned over arrays, so
that a hundred thousand ties take seconds; the groups are Louvain's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from graph.query import table
from graph.store import Store
from graph.title import title_key
from graph.validity import standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


def agencies(store: Store, region: str | None = None, on: date | None = None) -> Network:
    """Tie agencies that stand in one clause; the weight counts the clauses.

    `region` (an IRI, with those in it) and `on` bound the documents; with `on`, those in force that day.
    """
    names: dict[str, str] = {}
    shared: dict[str, set[str]] = {}
    known = None if on is None else standing(store, on)
    for row in table(store, "tasks", region=region):
        if row["linked"] and (known is None or row["document"] in known):
            names.setdefault(row["linked"], row["agencyName"])
            shared.setdefault(row["clause"], set()).add(row["linked"])
    ties = Counter(
        pair for group in shared.values() if len(group) <= _TOGETHER for pair in combinations(sorted(group), 2)
    )
    return measured(names, ties, directed=False)


def documents(store: Store, on: date | None = None) -> Network:
    """Tie each document to those it cites; what the store does not hold stands under the fullest of its titles."""
    names: dict[str, str] = {}
    ties: Counter[tuple[str, str]] = Counter()
    known = None if on is None else standing(store, on)
    rows = [row for row in table(store, "citations") if known is None or row["document"] in known]
    fullest: dict[str, str] = {}
    for row in rows:
        key, title = title_key(row["citedTitle"]), row["citedTitle"]
        fullest[key] = max(fullest.get(key, title), title, key=lambda one: (len(one), one))
    for row in rows:
        title = fullest[title_key(row["citedTitle"])]
        cited = row["cited"] or f"《{title}》"
        names.setdefault(row["document"], row["title"])
        names.setdefault(cited, title)
        if cited != row["document"]:
            ties[row["document"], cited] += 1
    return measured(names, ties, directed=True)


def measured(names: Mapping[str, str], ties: Mapping[tuple[str, str], int], *, directed: bool) -> Network:
    """Measure a network; the same ties give the same figures and groups, in time that grows with the ties.

    >>> found = measured({"a": "市水务局", "b": "市财政局"}, {("a", "b"): 3}, directed=False)
    >>> [(node.label, node.degree, node.community) for node in found.nodes]
    [('市水务局', 1, 0), ('市财政局', 1, 0)]
    """
    ids = sorted(names)
    if not ids:
        return Network((), (), 0)
    edges = tuple(Edge(source, target, weight) for (source, target), weight in sorted(ties.items()))
    tied = _Ties(ids, edges, directed)
    rank, between = tied.rank(), tied.between()
    group = _communities(ids, edges)
    nodes = [
        Node(id, names[id], int(tied.degree[at]), round(float(rank[at]), 6), round(float(between[at]), 6), group[id])
        for at, id in enumerate(ids)
    ]
    nodes.sort(key=lambda node: (-node.rank, node.id))
    return Network(tuple(nodes), edges, len(set(group.values())))


class _Ties:
    """The ties as arrays; an undirected one is walked both ways."""

    def __init__(self, ids: list[str], edges: tuple[Edge, ...], directed: bool) -> None:
        import numpy as np

        at = {id: number for number, id in enumerate(ids)}
        source = np.fromiter((at[edge.source] for edge in edges), dtype=np.int64, count=len(edges))
        target = np.fromiter((at[edge.target] for edge in edges), dtype=np.int64, count=len(edges))
        weight = np.fromiter((edge.weight for edge in edges), dtype=np.float64, count=len(edges))
        self.size, self._directed = len(ids), directed
        self.degree = np.bincount(source, minlength=self.size) + np.bincount(target, minlength=self.size)
        if not directed:
            source, target = np.concatenate([source, target]), np.concatenate([target, source])
            weight = np.concatenate([weight, weight])
        order = np.argsort(source, kind="stable")
        self._source, self._target, self._weight = source[order], target[order], weight[order]
        self._first = np.searchsorted(self._source, np.arange(self.size + 1))

    def rank(self, damping: float = 0.85, rounds: int = 200) -> NDArray[np.float64]:
        """Reckon PageRank by iteration."""
        import numpy as np

        out = np.bincount(self._source, weights=self._weight, minlength=self.size)
        idle = out == 0
        share = self._weight / out[self._source]
        rank = np.full(self.size, 1 / self.size)
        for _ in range(rounds):
            given = np.bincount(self._target, weights=share * rank[self._source], minlength=self.size)
            new = (1 - damping + damping * rank[idle].sum()) / self.size + damping * given
            if np.abs(new - rank).sum() < 1e-7:
                return np.asarray(new)
            rank = new
        return rank

    def between(self) -> NDArray[np.float64]:
        """Reckon each node's share of the shortest ways (Brandes), over all sources or over so many, evenly chosen."""
        import numpy as np

        exact = self.size <= _EXACT
        sources = np.arange(self.size) if exact else np.random.default_rng(1).choice(self.size, _SOURCES, replace=False)
        total = np.zeros(self.size)
        for source in sources:
            total += self._from(int(source))
        pairs = (self.size - 1) * (self.size - 2) if self.size > 2 else 1
        return np.asarray(total * (self.size / len(sources)) / pairs)

    def _from(self, source: int) -> NDArray[np.float64]:
        """Walk outwards level by level, counting shortest ways, then back, adding up what hangs on each node."""
        import numpy as np

        far = np.full(self.size, -1)
        ways = np.zeros(self.size)
        far[source], ways[source] = 0, 1.0
        level = np.array([source])
        steps: list[Any] = []
        while level.size:
            begin, end = self._first[level], self._first[level + 1]
            edges = _ranges(begin, end)
            to = self._target[edges]
            new = np.unique(to[far[to] < 0])
            far[new] = far[source] + len(steps) + 1
            edges = edges[far[to] == len(steps) + 1]
            ways += np.bincount(self._target[edges], weights=ways[self._source[edges]], minlength=self.size)
            steps.append(edges)
            level = new
        hung = np.zeros(self.size)
        for edges in reversed(steps):
            here, there = self._source[edges], self._target[edges]
            hung += np.bincount(here, weights=ways[here] / ways[there] * (1 + hung[there]), minlength=self.size)
        hung[source] = 0
        return hung


def _ranges(begin: Any, end: Any) -> Any:
    """Return the whole numbers of all ranges begin … end, one after the other."""
    import numpy as np

    sizes = end - begin
    if not sizes.sum():
        return np.array([], dtype=np.int64)
    starts = np.repeat(begin - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return starts + np.arange(sizes.sum())


def _communities(ids: Iterable[str], edges: Iterable[Edge]) -> dict[str, int]:
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(ids)
    for edge in edges:
        if graph.has_edge(edge.source, edge.target):
            graph[edge.source][edge.target]["weight"] += edge.weight
        else:
            graph.add_edge(edge.source, edge.target, weight=edge.weight)
    found: Iterable[set[str]] = nx.community.louvain_communities(graph, seed=1)
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in group}
