"""The authority files in the store: regions, agencies, indicators, units, sectors and the vocabulary itself.

Each lies in a graph of its own, named for the file, and is written again only when its bytes change.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.vocab import AUTHORITY, PREFIXES

if TYPE_CHECKING:
    from graph.store.protocol import Store

__all__ = ["PREFIX", "add", "files", "fill", "refresh"]

PREFIX: Final = AUTHORITY + "graph/"
"""How the names of the graphs begin that hold no document."""

_OWN: Final = PREFIX + "own/"  # files of a site's own: put there by `add`, kept by `refresh`
_DIGEST: Final = NamedNode(PREFIXES["dcterms"] + "identifier")
_KNOWN: Final = f"SELECT ?graph ?digest {{ GRAPH ?graph {{ ?graph {_DIGEST} ?digest }} }}"
_SHAPES: Final = "shapes.ttl"  # shapes are for checking, not for asking


def files() -> dict[str, Traversable]:
    """Return each Turtle file of `ontology` under the name of its graph.

    >>> "https://w3id.org/policygraph/graph/regions" in files()
    True
    """
    found = (file for file in resources.files("ontology").iterdir() if file.name.endswith(".ttl"))
    return {PREFIX + file.name[:-4]: file for file in found if file.name != _SHAPES}


def refresh(store: Store) -> None:
    """Bring every file whose bytes changed into the store, each in one transaction, and drop those that are gone."""
    known = {str(getattr(row["graph"], "value", "")): row["digest"] for row in store.query(_KNOWN)}
    current = files()
    for gone in known.keys() - current.keys():
        if gone.startswith(PREFIX) and not gone.startswith(_OWN):
            store.remove(gone)
    for graph, file in current.items():
        digest = _digest(file.read_bytes())
        if known.get(graph) != digest:
            store.replace(graph, [*_read(file, graph), Triple(NamedNode(graph), _DIGEST, digest)])


def fill(engine: Any) -> None:
    """Put every file into an empty engine in memory, which reads Turtle itself in a third of the time."""
    for graph, file in files().items():
        name, text = NamedNode(graph), file.read_bytes()
        engine.load(text, RdfFormat.TURTLE, base_iri=graph, to_graph=name)
        engine.add(Quad(name, _DIGEST, _digest(text), name))


def _digest(text: bytes) -> Literal:
    return Literal(f"sha256:{sha256(text).hexdigest()}")


def add(store: Store, paths: Iterable[Path]) -> None:
    """Put Turtle files of a site's own beside those of the project, each in the graph of its name."""
    for path in paths:
        graph = _OWN + quote(path.stem)
        store.replace(graph, _read(path, graph))


def _read(file: Traversable | Path, graph: str) -> list[Triple]:
    return [quad.triple for quad in parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=graph)]
