"""Puts what was read from files into the store, and takes out what a file no longer says.

Each file has a small graph of its own (`graph/source.py`) that names the documents read from it. So a file that comes
again unchanged is passed over, one that comes again changed leaves nothing of its old self behind, and one that is gone
can be taken out. Several files may give one document (`graph/copies.py`): the store keeps the text of the best copy, or
of the last one read where the texts differ; when that file changes or goes, the others are to be read again. The order
of writing (a file's graph with old and new documents, the documents, the graph again) makes all this hold when the
process is killed in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from graph import citing, iri
from graph.arrival import Arrival, Match, another_text, arrival
from graph.copies import Copy, Head, compare, head_of, stored
from graph.review.judgement import graph_of, is_review, judgements
from graph.source import UNFINISHED, Source, folders, path_hash, read, text_hash
from graph.source import triples as source_triples
from graph.triples import triples
from graph.vocab import PREFIXES
from ingest.record import Document, Notice

if TYPE_CHECKING:
    from graph.store import Store
    from ingest.fetch.location import Place

__all__ = ["Change", "Intake", "digest"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a file changed: the IRIs of the documents it gives now and of those that are gone, and what is odd in it.

    `copies` names for each document of which the copy of another file is kept, by its own IRI, the one that is kept;
    `renamed` for each IRI that is gone because a better copy goes by another, that other one.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    found = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


class Intake:
    """One run of ingestion: knows which files the store holds, in which state. One at a time for a store.

    Files that are new to the store may wait, up to `at_once` triples of them, and go there in one transaction, which is
    several times as fast as one for each: `flush` writes those that wait, and must be called before the store is read.
    With `keep_reviews` judgements on documents that go stay until `forget_reviews`: a file that was renamed goes and
    comes again within one run.
    """

    def __init__(self, store: Store, base: str = iri.BASE, *, at_once: int = 0, keep_reviews: bool = False) -> None:
        self.store, self.base, self._at_once = store, base, at_once
        self._keep_reviews = keep_reviews
        self._waiting: dict[str, list[Triple | Quad]] = {}
        self._heads = defaultdict[str, list[Head]](list)  # of the documents that wait, by title
        self._size = 0
        self._prefix = f"{base}source/"
        self._reader = f"policygraph:{version('policygraph')}"
        self._sources: dict[str, Source] = {}
        self._givers: defaultdict[str, set[str]] = defaultdict(set)  # the files that give a document, by its IRI
        self._again: set[str] = set()
        graphs = set(store.graphs())
        self._judged = {name for name in graphs if is_review(name)}
        for name in graphs:
            if name.startswith(self._prefix):
                source = read(store, name)
                if not source.documents.keys() <= graphs:  # they went with another file, or their removal was killed
                    source = replace(source, state=UNFINISHED)
                    self._again.add(name)
                self._know(name, source)

    def holds(self, path: Place, sha256: str) -> bool:
        """Tell whether the store holds what this release reads from these bytes, under this path."""
        known = self._sources.get(self._name(path))
        return known is not None and known.state == self._state(sha256) and bool(known.folders)

    def holds_mark(self, path: Place, mark: str) -> bool:
        """Tell whether the store holds what this release reads from the file that had this mark when it was fetched."""
        known = self._sources.get(self._name(path))
        if known is None or not known.folders or known.mark != mark:
            return False
        return bool(mark) and known.state.endswith(f" {self._reader}")

    def remark(self, path: Place, mark: str) -> None:
        """Note that a file which the store holds has another mark now, and the bytes that it had."""
        name = self._name(path)
        if (known := self._sources.get(name)) and known.mark != mark:
            self.flush()
            self._note(name, replace(known, mark=mark))

    def waits(self, path: Place) -> bool:
        """Tell whether the file is to be read again, as what it shared with another went with that."""
        return self._name(path) in self._again

    def waiting(self) -> tuple[str, ...]:
        """Name the files that are still to be read again, see `waits`."""
        return tuple(sorted(self._sources[source].name for source in self._again))

    def sources(self, path: Place) -> tuple[str, ...]:
        """Return the graphs of the files that the store holds from a file, a folder, or under a mere name."""
        exact = self._name(path)
        if exact in self._sources:
            return (exact,)
        inside = self._inside(path)
        return inside or tuple(sorted(name for name, source in self._sources.items() if source.name == str(path)))

    def vanished(self, folder: Place, there: Iterable[Place]) -> tuple[str, ...]:
        """Return the graphs of the files that the store holds from `folder` and that are not among those there now."""
        present = {self._name(path) for path in there}
        return tuple(source for source in self._inside(folder) if source not in present)

    def file_name(self, source: str) -> str:
        """Return the name of the file whose graph this is."""
        return self._sources[source].name

    def _inside(self, folder: Place) -> tuple[str, ...]:
        hashed = path_hash(folder)
        return tuple(sorted(name for name, source in self._sources.items() if hashed in source.folders))

    def put(self, path: Place, documents: Iterable[Document], *, whole: bool = True, mark: str = "") -> Change:
        """Write the documents of the file at `path`, each in one transaction, and remove those it held before.

        Of copies of one document the best stays. Where two other texts go by one IRI the later stays, with a notice. A
        document that another file gives too stays, if it was read from that file. No documents: all that the file gave
        is removed. `whole` is False for a file of which a part could not be read: it is read again when it comes again.
        `mark` is for `holds_mark`.
        """
        name = self._name(path)
        found = self._arrival(name, list(documents))
        texts = {graph: text_hash(document) for graph, document in found.written.items()}
        texts |= {graph: self._text(graph) for graph in found.kept}
        if not texts:
            return self.drop(name)
        source = Source(path.name, UNFINISHED, texts, folders(path), frozenset(found.kept), mark)
        first = next(iter((*found.written.values(), *found.kept.values())))
        state = self._state(first.source.sha256) if whole else UNFINISHED
        notices = tuple(found.notices)
        if self._can_wait(name, found):
            self._wait(name, replace(source, state=state), found.written)
            return Change(tuple(texts), (), notices, found.names)
        self.flush()
        before = self._sources.get(name, Source(path.name))
        if before.documents.keys() != texts.keys() or found.displaced:
            copies = source.copies | (before.copies - texts.keys())  # what goes is still what it was
            self._note(name, replace(source, documents={**before.documents, **texts}, copies=copies))
        for graph, document in found.written.items():
            citing.put(self.store, graph, triples(document, self.base))
        self._displace(name, found.displaced, texts)
        renamed = {old: new for old, new in found.displaced.items() if old != new}
        gone = self._let_go(name, before.documents.keys() - texts.keys())
        self._note(name, replace(source, state=state))
        self._again.discard(name)
        return Change(tuple(texts), (*sorted(renamed), *gone), notices, found.names, renamed)

    def drop(self, source: str) -> Change:
        """Take out a file, named by its graph, with the documents that no other file gave; nothing if it is unknown."""
        if source not in self._sources:
            return Change()
        self.flush()
        gone = self._let_go(source, self._sources[source].documents.keys())
        self.store.remove(source)
        self._know(source, Source(""))
        del self._sources[source]
        self._again.discard(source)
        return Change(removed=gone)

    def remove(self, document: str) -> bool:
        """Take out one document, whichever files gave it, until one of them changes; tell whether it was there."""
        if not iri.is_document(document):
            return False
        self.flush()
        for source in self._holding(document):
            left = {name: text for name, text in self._sources[source].documents.items() if name != document}
            held = self._sources[source]
            self._note(source, replace(held, documents=left, copies=held.copies - {document}))
        self.store.remove(graph_of(document))
        return citing.remove(self.store, document)

    def forget_reviews(self) -> tuple[str, ...]:
        """Drop the judgements on documents that are no longer there; returns the records that they were on."""
        self.flush()
        graphs, prefix, lost = set(self.store.graphs()), f"{self.base}review/", list[str]()
        for name in sorted(graphs):
            document = f"{self.base}document/{name.removeprefix(prefix)}"
            if name.startswith(prefix) and document not in graphs:
                lost += judgements(self.store, document)
                self.store.remove(name)
        return tuple(lost)

    def _can_wait(self, name: str, found: Arrival) -> bool:
        judged = any(graph_of(graph) in self._judged for graph in found.written)  # applied once it is written: at once
        known = name in self._sources or found.displaced or any(map(self._holding, found.written))
        return bool(self._at_once and not judged and not known)

    def _wait(self, name: str, source: Source, documents: Mapping[str, Document]) -> None:
        """Keep a new file back, with its documents: being written together, neither is ever there without the other."""
        graphs: dict[str, list[Triple | Quad]] = {}
        for graph, document in documents.items():
            graphs[graph] = list(triples(document, self.base))
        graphs[name] = list(source_triples(name, source))
        self._waiting |= graphs
        for head in map(head_of, documents.values()):
            self._heads[head.title].append(head)
        self._size += sum(map(len, graphs.values()))
        self._know(name, source)
        if self._size >= self._at_once:
            self.flush()

    @property
    def pending(self) -> bool:
        """Whether files wait to be written: until then no line should tell of them as taken in."""
        return bool(self._waiting)

    def flush(self) -> None:
        """Write the files that wait."""
        if self._waiting:
            citing.extend(self.store, self._waiting)
            self._waiting, self._size = {}, 0
            self._heads.clear()

    def _arrival(self, source: str, documents: Sequence[Document]) -> Arrival:
        """Match what a file gives with the store, and note where a number is that of another text."""
        found = arrival(documents, self.base, lambda one: self._match(source, one))
        for graph, document in found.written.items():
            owners = [self._sources[other] for other in self._owning(graph) if other != source]
            text = text_hash(document)
            names = [other.name for other in owners if other.documents[graph] not in ("", text)]
            if names and graph not in found.displaced:
                found.notices.append(notice := another_text(names, document))
                found.written[graph] = replace(document, notices=(*document.notices, notice))
        return found

    def _match(self, source: str, one: Copy) -> Match:
        """Find a copy of a document among those of other files, or one near to that."""
        if any(map(one.head.may_be, self._heads.get(one.head.title, ()))):
            self.flush()
        own = self._sources.get(source, Source(""))
        near: Match = None
        for other in stored(self.store, one.head):
            kind = None if own.owns(other.iri) else compare(one, other)
            if kind == "copy":
                judged = graph_of(other.iri) in self._judged  # judgements are on its records: it stays
                return kind, replace(other, rank=(True,) * 4) if judged else other
            near = near or (kind and (kind, other))
        return near

    def _displace(self, source: str, displaced: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """Let the files that gave a worse copy name the better one instead."""
        for old, new in displaced.items():
            for holder in self._holding(old) - {source}:
                held = self._sources[holder]
                documents = {name: text for name, text in held.documents.items() if name != old}
                copies = (held.copies - {old}) | {new}
                self._note(holder, replace(held, documents=documents | {new: texts[new]}, copies=copies))
            if old != new:
                citing.remove(self.store, old)

    def _text(self, document: str) -> str:
        """Return the hash of the text that the store keeps of a document."""
        return next((self._sources[owner].documents[document] for owner in self._owning(document)), "")

    def _let_go(self, source: str, documents: Iterable[str]) -> tuple[str, ...]:
        """Remove the documents that stand in the store only as `source` gave them; returns their IRIs in order."""
        gone = []
        for document in sorted(documents):
            others = self._holding(document) - {source}
            if others and not self._sources[source].owns(document):
                continue  # a copy, of which the store keeps the text of another file
            file, sha = _read_from(self.store, document) if others else ("", "")
            same = {other for other in others if self._sources[other].has_bytes(sha)}
            for other in others:
                held = self._sources[other]
                if same and not held.owns(document) and other not in same:
                    continue  # a copy still
                if other not in same or held.name != file.partition("/")[0]:
                    held = replace(held, state=UNFINISHED)
                    self._again.add(other)
                self._note(other, replace(held, copies=held.copies - {document}))
            if not same:
                citing.remove(self.store, document)
                if not self._keep_reviews:
                    self.store.remove(graph_of(document))
                gone.append(document)
        return tuple(gone)

    def _holding(self, document: str) -> set[str]:
        return set(self._givers[document])

    def _owning(self, document: str) -> list[str]:
        return [giver for giver in sorted(self._givers[document]) if self._sources[giver].owns(document)]

    def _name(self, path: Place) -> str:
        return self._prefix + path_hash(path)

    def _state(self, sha256: str) -> str:
        return f"sha256:{sha256} {self._reader}"

    def _note(self, name: str, source: Source) -> None:
        self.store.replace(name, source_triples(name, source))
        self._know(name, source)

    def _know(self, name: str, source: Source) -> None:
        for document in self._sources.get(name, source).documents:
            self._givers[document].discard(name)
        for document in source.documents:
            self._givers[document].add(name)
        self._sources[name] = source


def _read_from(store: Store, document: str) -> tuple[str, str]:
    """Return name and digest of the file that the document in the store was read from."""
    found: Mapping[str, list[str]] = {PREFIXES["schema"] + "name": [], PREFIXES["dcterms"] + "identifier": []}
    for subject, predicate, value in store.triples(document):
        if predicate.value in found and subject.value == iri.file(document):  # type: ignore[union-attr]
            found[predicate.value].append(value.value)  # type: ignore[union-attr]
    name, sha = ("".join(values) for values in found.values())
    return name, sha
