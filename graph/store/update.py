"""Writes the change of one graph as one SPARQL update, which a store runs as one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple

__all__ = ["change", "drop", "insert"]

_AT_ONCE: Final = 1000  # triples in one INSERT DATA: Virtuoso compiles some thousands and no more, but many in a row


def change(graph: NamedNode, old: set[Triple], new: set[Triple]) -> str:
    """Return what makes `graph`, which holds `old`, hold `new`: the difference, or all of it where little stays.

    >>> one, two = (Triple(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode(f"urn:{o}")) for o in (1, 2))
    >>> change(NamedNode("urn:g"), set(), {one})
    'INSERT DATA { GRAPH <urn:g> {\\n<urn:s> <urn:p> <urn:1> .\\n} }'
    >>> change(NamedNode("urn:g"), {one}, {two}).partition("\\n")[0]
    'DROP SILENT GRAPH <urn:g> ;'
    """
    if not old:
        return insert(graph, new)
    gone = old - new
    if len(gone) > len(old) // 2 or any(map(_blank, gone)):  # DELETE DATA takes no blank nodes
        return _joined(drop(graph), insert(graph, new))
    return _joined(*_data("DELETE", graph, gone), insert(graph, new - old))


def drop(graph: NamedNode) -> str:
    """Return what removes `graph`, be it there or not."""
    return f"DROP SILENT GRAPH {graph}"


def insert(graph: NamedNode, triples: Iterable[Triple]) -> str:
    """Return what adds `triples`; those with blank nodes together, as a label counts in one INSERT DATA only."""
    plain: list[Triple] = []
    blank: list[Triple] = []
    for triple in triples:
        (blank if _blank(triple) else plain).append(triple)
    return _joined(*([_one("INSERT", graph, blank)] if blank else []), *_data("INSERT", graph, plain))


def _blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _data(verb: str, graph: NamedNode, triples: Iterable[Triple]) -> Iterator[str]:
    waiting = list(triples)
    for start in range(0, len(waiting), _AT_ONCE):
        yield _one(verb, graph, waiting[start : start + _AT_ONCE])


def _one(verb: str, graph: NamedNode, triples: Iterable[Triple]) -> str:
    lines = "".join(f"{triple} .\n" for triple in triples)
    return f"{verb} DATA {{ GRAPH {graph} {{\n{lines}}} }}"


def _joined(*steps: str) -> str:
    return " ;\n".join(step for step in steps if step)
