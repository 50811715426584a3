"""Puts what was read from files into the store, and takes out what a file no longer says.

Each file has a small graph of its own that names the documents read from it. So a file that comes again unchanged is
passed over, and one that comes again changed leaves nothing of its old self behind. The order of writing (its
graph with old and new documents, the documents, its graph) makes this hold when the process is killed in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from graph import iri
from graph.triples import triples
from graph.vocab import PREFIXES
from ingest.record import Document

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from graph.store import Store

__all__ = ["Change", "Intake", "digest"]

_UNFINISHED = "unfinished"
_MEMBER = PREFIXES["prov"] + "hadMember"
_STATE = PREFIXES["dcterms"] + "identifier"
_NAME = PREFIXES["schema"] + "name"


@dataclass(frozen=True, slots=True)
class Change:
    """What a file changed: the IRIs of the documents it holds now and of those that are gone."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    state: str
    documents: frozenset[str]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    found = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


class Intake:
    """One run of ingestion: knows which files the store holds, in which state. One at a time for a store."""

    def __init__(self, store: Store, base: str = iri.BASE) -> None:
        self.store, self.base = store, base
        self._prefix = f"{base}source/"
        self._release = version("policygraph")
        self._files = {name: _read(store, name) for name in store.graphs() if name.startswith(self._prefix)}

    def holds(self, path: Path, sha256: str) -> bool:
        """Tell whether the store holds what this release reads from these bytes, under this path."""
        known = self._files.get(self._name(path))
        return known is not None and known.state == self._state(sha256)

    def put(self, path: Path, documents: Iterable[Document], *, whole: bool = True) -> Change:
        """Write the documents of the file at `path`, each in one transaction, and remove those it held before.

        A document that another file gives too stays. No documents: all that the file gave is removed. `whole` is False
        for a file of which a part could not be read: it is read again when it comes again.
        """
        found = {iri.document(document.meta, self.base): document for document in documents}
        source = self._name(path)
        before = self._files.get(source, _File("", frozenset()))
        gone = before.documents - found.keys() - self._held_elsewhere(source)
        if before.documents != found.keys():
            self._note(source, path.name, _File(_UNFINISHED, before.documents | found.keys()))
        for name, document in found.items():
            self.store.replace(name, triples(document, self.base))
        for name in gone:
            self.store.remove(name)
        if found:
            sha = next(iter(found.values())).source.sha256
            self._note(source, path.name, _File(self._state(sha) if whole else _UNFINISHED, frozenset(found)))
        else:
            self.store.remove(source)
            self._files.pop(source, None)
        return Change(tuple(found), tuple(sorted(gone)))

    def _held_elsewhere(self, source: str) -> set[str]:
        return {name for other, file in self._files.items() if other != source for name in file.documents}

    def _name(self, path: Path) -> str:
        """Name a file's graph by a hash of its path: a store that is passed on shows nobody's folders."""
        return self._prefix + blake2b(str(path.resolve()).encode("utf-8"), digest_size=8).hexdigest()

    def _state(self, sha256: str) -> str:
        return f"sha256:{sha256} policygraph:{self._release}"

    def _note(self, source: str, name: str, file: _File) -> None:
        self.store.replace(source, _triples(source, name, file))
        self._files[source] = file


def _triples(source: str, name: str, file: _File) -> Iterable[Triple]:
    from pyoxigraph import Literal, NamedNode, Triple

    node = NamedNode(source)
    yield Triple(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["prov"] + "Collection"))
    yield Triple(node, NamedNode(_NAME), Literal(name))
    yield Triple(node, NamedNode(_STATE), Literal(file.state))
    for document in sorted(file.documents):
        yield Triple(node, NamedNode(_MEMBER), NamedNode(document))


def _read(store: Store, source: str) -> _File:
    found: Mapping[str, list[str]] = {_STATE: [], _MEMBER: []}
    for _, predicate, value in store.triples(source):
        if predicate.value in found:
            found[predicate.value].append(value.value)  # type: ignore[union-attr]
    return _File("".join(found[_STATE]), frozenset(found[_MEMBER]))
