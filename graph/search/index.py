"""The word index on tantivy: BM25 over single characters and pairs of them, per clause and per sentence window."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.search import question as asked
from graph.search.entry import Entry, Filters, Hit, Hits
from graph.search.grams import pairs, shared_words, tokens, windows

if TYPE_CHECKING:
    import tantivy

__all__ = ["Index"]

_WINDOW_WEIGHT = 0.5  # a clause whose words stand close together beats one that has them scattered
_WINDOWS_A_HIT = 4  # how many windows are looked at for each clause wanted
_HEAP = 64 << 20


@dataclass(frozen=True, slots=True)
class Index:
    """Finds clauses. One writer at a time; readers see what is committed.

    `Index.open(path)` opens or makes the index on disk, `Index.in_memory()` one for tests.
    """

    tantivy: tantivy.Index

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open the index under `path`, making it where there is none; one of another layout is thrown away.

        What was thrown away comes back with `reconcile` or `rebuild`.
        """
        import tantivy

        path.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(_schema(), str(path))
        except ValueError:
            shutil.rmtree(path)
            path.mkdir()
            index = tantivy.Index(_schema(), str(path))
        return cls(_ready(index))

    @classmethod
    def in_memory(cls) -> Index:
        import tantivy

        return cls(_ready(tantivy.Index(_schema())))

    # ------------------------------------------------------------------------------------------------------- writing
    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put `entries` in place of whatever the index holds of their documents and of those in `without`.

        Returns the number of clauses written. One commit: readers see all of it or nothing.
        """
        writer = self.tantivy.writer(_HEAP, 1)
        for document in without:
            writer.delete_documents_by_term("document", document)
        seen: set[str] = set()
        count = 0
        for entry in entries:
            if entry.document not in seen:
                seen.add(entry.document)
                writer.delete_documents_by_term("document", entry.document)
                writer.add_document(_document_card(entry))
            for unit in _documents(entry):
                writer.add_document(unit)
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        self.tantivy.reload()
        return count

    def clear(self) -> None:
        """Empty the index."""
        writer = self.tantivy.writer(_HEAP, 1)
        writer.delete_all_documents()
        writer.commit()
        self.tantivy.reload()

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that the index holds."""
        import tantivy

        searcher = self.tantivy.searcher()
        query = tantivy.Query.term_query(self.tantivy.schema, "unit", "document")
        found = searcher.search(query, max(1, searcher.num_docs)).hits
        cards = (searcher.doc(address) for _, address in found)
        return {card["document"][0]: card["stamp"][0] for card in cards}

    # ----------------------------------------------------------------------------------------------------- searching
    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are.

        A clause's score is its own plus half that of its best sentence window. Nothing to look for finds nothing.
        """
        question = asked.read(text)
        if not tokens(question.text):
            return Hits()
        filters = filters or Filters()
        searcher = self.tantivy.searcher()
        wanted = offset + limit
        clauses = searcher.search(asked.build(self.tantivy.schema, question, filters, "clause"), wanted * 2 + 50)
        close = searcher.search(
            asked.build(self.tantivy.schema, question, filters, "window"), (wanted + 25) * _WINDOWS_A_HIT, count=False
        )
        best: dict[str, float] = defaultdict(float)
        for score, address in close.hits:
            iri = searcher.doc(address)["iri"][0]
            best[iri] = max(best[iri], score)
        found = []
        for score, address in clauses.hits:
            document = searcher.doc(address)
            windowed = best.get(document["iri"][0], score if document["whole"][0] else 0.0)
            found.append((score + _WINDOW_WEIGHT * windowed, document))
        found.sort(key=lambda pair: (-pair[0], pair[1]["document"][0], pair[1]["order"][0]))
        hits = tuple(_hit(score, document, question.text) for score, document in found[offset:wanted])
        return Hits(hits, clauses.count or 0)  # type: ignore[attr-defined]


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("iri", "document", "stamp", "title", "path", "heading", "text", "fact"):
        indexed = "raw" if name in ("iri", "document") else "nothing"
        builder.add_text_field(name, stored=True, tokenizer_name=indexed, index_option="basic")
    for name in ("unit", "region", "agency", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in asked.WEIGHTS:
        order = "position" if name.endswith("singles") else "freq"
        builder.add_text_field(name, tokenizer_name="grams", index_option=order)
    builder.add_integer_field("issued", indexed=True, fast=True)
    builder.add_integer_field("order", stored=True)
    builder.add_boolean_field("whole", stored=True)
    return builder.build()


def _ready(index: tantivy.Index) -> tantivy.Index:
    import tantivy

    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("grams", whitespace)
    # stored and shown, never searched: every word is "too long"
    nothing = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.remove_long(1)).build()
    index.register_tokenizer("nothing", nothing)
    return index


def _document_card(entry: Entry) -> tantivy.Document:
    import tantivy

    return tantivy.Document(unit="document", document=entry.document, stamp=entry.stamp, title=entry.title)


def _documents(entry: Entry) -> Iterator[tantivy.Document]:
    """Yield the clause itself, then its sentence windows."""
    import tantivy

    parts = list(windows(entry.text))
    heading = " ".join(entry.headings)
    known: dict[str, Any] = {
        "iri": entry.iri,
        "document": entry.document,
        "region": list(entry.regions),
        "agency": list(entry.agencies),
        "kind": [kind for kind in (entry.kind, *entry.facts) if kind],
        "heading_pairs": " ".join(pairs(heading)),
        "heading_singles": " ".join(tokens(heading)),
        "title_pairs": " ".join(pairs(entry.title)),
    }
    if entry.issued:
        known["issued"] = int(entry.issued.strftime("%Y%m%d"))
    yield tantivy.Document(
        **known,
        **_grams(entry.text),
        unit="clause",
        title=entry.title,
        path=entry.path,
        heading=" / ".join(entry.headings),
        text=entry.text,
        fact=list(entry.facts),
        order=entry.order,
        whole=not parts,
    )
    for part in parts:
        yield tantivy.Document(**known, **_grams(part), unit="window")


def _grams(text: str) -> dict[str, str]:
    return {"pairs": " ".join(pairs(text)), "singles": " ".join(tokens(text))}


def _hit(score: float, document: tantivy.Document, question: str) -> Hit:
    one = {name: document[name][0] for name in ("iri", "document", "title", "path", "heading", "text")}
    why = shared_words(question, f"{one['heading']} {one['text']}")
    return Hit(**one, score=round(score, 4), why=why, facts=tuple(document["fact"]))
