"""ELI's edges between documents: which cites, rests on, carries out, amends or repeals which, where both are stored.

An edge follows from a citation and the title of another document, so it lies in the graph of the document that cites
and is written together with either of the two: after any sequence of writes the edges are those that the documents
there give. What a document only reports of others makes none, nor does the notice that issues a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad, Triple

from graph import iri
from graph.query import table
from graph.store import Store
from graph.vocab import PG, PREFIXES

__all__ = ["EDGES", "extend", "put", "remove"]

EDGES: Final = {
    relation: NamedNode(PREFIXES["eli"] + relation)
    for relation in ("cites", "based_on", "implements", "amends", "repeals")
}
"""The properties of ELI by the relation that a citation states."""

_OWN: Final = frozenset(EDGES.values())
_TITLE, _RELATION, _REPORTED = (NamedNode(f"{PG}{name}") for name in ("titleKey", "relation", "reported"))

_Item = Triple | Quad
_Titles = Mapping[str, Iterable[str]]


def put(
    store: Store, document: str, triples: Iterable[_Item], beside: Mapping[str, Iterable[_Item]] | None = None
) -> bool:
    """Make the graph of a document hold `triples` and its edges, in one transaction with the edges that lead to it.

    Graphs named in `beside` come to hold what is given there, in the same transaction. Tells whether anything changed.
    """
    graph, title = _whole(store, document, triples, {})
    before = _title(store, document)
    others = {} if title == before else _others(store, document, before, title)
    if not others and not beside:
        return store.replace(document, graph)
    store.replace_all({document: graph, **others, **(beside or {})})
    return True


def extend(store: Store, graphs: Mapping[str, Iterable[_Item]]) -> None:
    """Add graphs that the store does not hold yet, with the edges from, to and between their documents, at once."""
    held = {name: list(items) for name, items in graphs.items()}
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for name in filter(iri.is_document, held):
        if title := _read(name, held[name])[0]:
            titles[title].append(name)
    written = {name: _whole(store, name, items, titles)[0] if iri.is_document(name) else items
               for name, items in held.items()}  # fmt: skip
    for title, documents in titles.items():
        for citing, edge in _citing(store, title):
            written.setdefault(citing, []).extend(Triple(NamedNode(citing), edge, NamedNode(one)) for one in documents)
    store.extend(written)


def remove(store: Store, document: str) -> bool:
    """Drop a document, in one transaction with the edges that lead to it; tell whether it was there."""
    others = _others(store, document, _title(store, document), None)
    if not others:
        return store.remove(document)
    store.replace_all({document: (), **others})
    return True


def _whole(store: Store, document: str, triples: Iterable[_Item], new: _Titles) -> tuple[list[_Item], str | None]:
    """Return a graph with its edges, those of before left out, and the key of its title; `new` documents count too."""
    graph = [one for one in triples if one.predicate not in _OWN]
    title, citations = _read(document, graph)
    edges = (
        Triple(NamedNode(document), EDGES[relation], NamedNode(cited))
        for relation, key in sorted(citations)
        for cited in (*new.get(key, ()), *(row["document"] for row in table(store, "titled", title=key)))
        if cited != document
    )
    return [*graph, *dict.fromkeys(edges)], title


def _read(document: str, graph: Iterable[_Item]) -> tuple[str | None, set[tuple[str, str]]]:
    """Return the key of a document's title, and what it cites: each relation that makes an edge, with a title's key."""
    found: dict[NamedNode, dict[str, str]] = {_TITLE: {}, _RELATION: {}, _REPORTED: {}}
    for one in graph:
        if (values := found.get(one.predicate)) is not None:
            values[one.subject.value] = one.object.value  # type: ignore[union-attr]
    titles, relations, reported = found.values()
    citations = {(relation, titles[record]) for record, relation in relations.items()
                 if relation in EDGES and titles.get(record) and record not in reported}  # fmt: skip
    return titles.get(document) or None, citations


def _title(store: Store, document: str) -> str | None:
    return next((row["title"] for row in table(store, "titled", document=document)), None)


def _citing(store: Store, title: str) -> Iterator[tuple[str, NamedNode]]:
    for row in table(store, "citing", title=title):
        if row["relation"] in EDGES:
            yield row["document"], EDGES[row["relation"]]


def _others(store: Store, document: str, before: str | None, after: str | None) -> dict[str, set[Triple]]:
    """Return the graphs of other documents as they are once this one goes by the title `after`, not `before`."""
    graphs: dict[str, set[Triple]] = {}
    for title, there in ((before, False), (after, True)):
        for citing, edge in _citing(store, title) if title is not None else ():
            if citing != document:
                graph = graphs.setdefault(citing, set(store.triples(citing)))
                (graph.add if there else graph.discard)(Triple(NamedNode(citing), edge, NamedNode(document)))
    return graphs
