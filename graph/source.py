"""What a file gave: each file has a small graph of its own that names the documents read from it, and their texts.

Paths and URLs are kept as hashes: a store that is passed on shows nobody's folders.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.vocab import PREFIXES
from ingest.fetch.location import Location
from ingest.record import Document

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from graph.store import Store

__all__ = ["UNFINISHED", "Source", "folders", "path_hash", "read", "text_hash", "triples"]

UNFINISHED: Final = "unfinished"
"""The state of a file that is to be read again, changed or not."""

_MEMBER: Final = PREFIXES["prov"] + "hadMember"
_TEXT: Final = PREFIXES["prov"] + "value"
_STATE: Final = PREFIXES["dcterms"] + "identifier"
_FOLDER: Final = PREFIXES["dcterms"] + "isPartOf"
_NAME: Final = PREFIXES["schema"] + "name"
_COPY: Final = PREFIXES["dcterms"] + "isFormatOf"
_MARK: Final = PREFIXES["schema"] + "version"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the store knows it: name, state, its documents by IRI with hashes of their texts, its folders.

    `copies` are those of its documents of which the store keeps the text of another file; the hash is that text's.
    `mark` shows without fetching whether a file of another machine has changed; empty where nothing does.
    """

    name: str
    state: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    mark: str = ""

    def owns(self, document: str) -> bool:
        """Tell whether the store keeps the text that this file gives for a document."""
        return document in self.documents and document not in self.copies

    def has_bytes(self, sha256: str) -> bool:
        """Tell whether these, as `sha256:…`, are the bytes that the documents were read from."""
        return bool(sha256) and self.state.startswith(sha256)


def path_hash(path: Path | Location) -> str:
    """Return a short hash of the whole path, symbolic links followed, or of a URL."""
    return _hashed(path.key if isinstance(path, Location) else str(path.resolve()))


def folders(path: Path | Location) -> frozenset[str]:
    """Return the hashes of all folders that a file lies in, however deep."""
    above = path.folders if isinstance(path, Location) else map(str, path.resolve().parents)
    return frozenset(map(_hashed, above))


def _hashed(place: str) -> str:
    return blake2b(place.encode("utf-8"), digest_size=8).hexdigest()


def text_hash(document: Document) -> str:
    """Return a hash of the letters and digits of a document, which layout, width and punctuation leave as it is."""
    text = unicodedata.normalize("NFKC", "".join(clause.text for clause in document.clauses))
    return blake2b("".join(filter(str.isalnum, text)).encode("utf-8"), digest_size=8).hexdigest()


def triples(graph: str, source: Source) -> Iterator[Triple]:
    """Yield what `read` reads back."""
    from pyoxigraph import Literal, NamedNode, Triple

    node = NamedNode(graph)
    yield Triple(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["prov"] + "Collection"))
    yield Triple(node, NamedNode(_NAME), Literal(source.name))
    yield Triple(node, NamedNode(_STATE), Literal(source.state))
    if source.mark:
        yield Triple(node, NamedNode(_MARK), Literal(source.mark))
    for folder in sorted(source.folders):
        yield Triple(node, NamedNode(_FOLDER), Literal(folder))
    for document, text in sorted(source.documents.items()):
        yield Triple(node, NamedNode(_MEMBER), NamedNode(document))
        yield Triple(node, NamedNode(_TEXT), Literal(f"{text} {document}"))
    for document in sorted(source.copies):
        yield Triple(node, NamedNode(_COPY), NamedNode(document))


def read(store: Store, graph: str) -> Source:
    """Return the file whose graph this is."""
    found: dict[str, list[str]] = {key: [] for key in (_MEMBER, _TEXT, _STATE, _FOLDER, _NAME, _COPY, _MARK)}
    for _, predicate, value in store.triples(graph):
        if predicate.value in found:
            found[predicate.value].append(value.value)  # type: ignore[union-attr]
    documents = dict.fromkeys(found[_MEMBER], "") | _texts(found[_TEXT])
    name, state = "".join(found[_NAME]), "".join(found[_STATE])
    given, copies = frozenset(found[_FOLDER]), frozenset(found[_COPY])
    return Source(name, state, documents, given, copies, "".join(found[_MARK]))


def _texts(values: Iterable[str]) -> dict[str, str]:
    return {document: text for text, _, document in (value.partition(" ") for value in values)}
