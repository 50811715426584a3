"""What a file brings to the store: documents to write, and documents of which the copy of another file is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from graph import iri
from graph.copies import Copy, compare, difference, of_document
from graph.source import text_hash
from ingest.record import Document, Notice

__all__ = ["Arrival", "Match", "another_text", "arrival"]

Match = tuple[Literal["copy", "near"], Copy] | None
"""What the store holds of a document already: a copy of it or one that is near to that, best first."""


@dataclass(slots=True)
class Arrival:
    """Documents to write by IRI; documents of which the store has as good a copy, `kept`, by the IRI of that.

    `names` has that IRI for each that such a document would go by, `displaced` the new IRI for that of each copy in the
    store whose place a better one takes.
    """

    written: dict[str, Document] = field(default_factory=dict)
    kept: dict[str, Document] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    displaced: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def arrival(documents: Iterable[Document], base: str, find: Callable[[Copy], Match]) -> Arrival:
    """Match the documents of a file with what the store holds, as `find` finds it, and with each other.

    The longest come first: of what a file gives twice under one name, such as its heading before the text, the text
    stays.
    """
    found, copies = Arrival(), list[Copy]()
    for document in sorted(documents, key=lambda one: -sum(len(clause.text) for clause in one.clauses)):
        one = of_document(document, iri.of(document, base))
        if one.iri in found.written or one.iri in found.kept:
            _passed_over(found, document, (found.written | found.kept)[one.iri])
        elif not any(compare(one, copy) == "copy" for copy in copies):  # else printed twice in one file
            _matched(found, document, one, find(one))
            copies.append(one)
    return found


def _matched(found: Arrival, document: Document, one: Copy, match: Match) -> None:
    kind, held = match or (None, None)
    if held is not None and kind == "copy" and held.iri in found.written:  # whose place a text of this file takes
        found.names[one.iri] = held.iri
        _passed_over(found, document, found.written[held.iri])
        return
    if held is not None and kind == "copy" and held.rank >= one.rank and held.sha256 != one.sha256:
        found.kept[held.iri] = document
        found.names[one.iri] = held.iri
        return
    if held is not None and kind == "copy":
        found.displaced[held.iri] = one.iri
    elif held is not None and held.iri != one.iri:
        words = f"may be a copy or another version of {held.iri}: they differ in {difference(one, held)}"
        found.notices.append(notice := Notice("near-copy", words))
        document = replace(document, notices=(*document.notices, notice))
    found.written[one.iri] = document


def _passed_over(found: Arrival, document: Document, kept: Document) -> None:
    """Note that a file gives two texts under one IRI, of which the longer stays."""
    if text_hash(document) != text_hash(kept):
        found.notices.append(another_text([document.source.name], kept))


def another_text(names: Iterable[str], document: Document) -> Notice:
    """Return the notice on a document whose IRI another document with another text has too."""
    same = f"{'、'.join(sorted(set(names)))} has the same number, or title, issuers and date"
    return Notice("another-text", f"{same}, but another text; the text kept is that of {document.source.name}")
