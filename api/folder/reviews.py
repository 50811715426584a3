"""The judgements of reviewers beside the store, a file a document: no file that comes again would bring them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from graph.review.judgement import graph_of, is_review
from graph.store.disk import write_atomically

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["bring_back", "lay_down", "record_all", "sweep"]


def lay_down(folder: Path, store: Store, documents: Iterable[str]) -> None:
    """Have the files of some documents hold what the store holds; where that is nothing, they go."""
    _write(folder, store, map(graph_of, documents))


def record_all(folder: Path, store: Store) -> None:
    """Have the files of all judged documents hold what the store holds; others stay, as the store may be a new one."""
    _write(folder, store, filter(is_review, store.graphs()))


def sweep(folder: Path, store: Store) -> None:
    """Have the files of all documents hold what the store holds, and leave none of others."""
    graphs = list(filter(is_review, store.graphs()))
    _write(folder, store, graphs)
    wanted = {_place(folder, graph) for graph in graphs}
    for file in folder.glob("*") if folder.is_dir() else ():
        if file not in wanted:
            file.unlink()


def bring_back(folder: Path, store: Store) -> Iterator[str]:
    """Put judgements into the store on documents that it holds and that have none; yields the documents."""
    there = set(store.graphs())
    of = {graph_of(name): name for name in there}
    for file in sorted(folder.glob("*.nq")):
        quads = list(pyoxigraph.parse(file.read_bytes(), RdfFormat.N_QUADS))
        graph = str(getattr(quads[0].graph_name, "value", "")) if quads else ""
        if graph in of and graph not in there:
            store.replace(graph, quads)
            yield of[graph]


def _write(folder: Path, store: Store, graphs: Iterable[str]) -> None:
    for graph in graphs:
        quads = [Quad(one.subject, one.predicate, one.object, NamedNode(graph)) for one in store.triples(graph)]
        place = _place(folder, graph)
        if not quads:
            place.unlink(missing_ok=True)
            continue
        text = b"".join(sorted(f"{quad} .\n".encode() for quad in quads))
        if place.exists() and place.read_bytes() == text:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(place, text)


def _place(folder: Path, graph: str) -> Path:
    return folder / f"{blake2b(graph.encode(), digest_size=16).hexdigest()}.nq"
