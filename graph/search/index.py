"""The word index on tantivy: BM25 over single characters and pairs of them, per clause and per sentence window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.search import question as asked
from graph.search.entry import Entry, Filters, Hit, Hits
from graph.search.grams import shared_words, tokens
from graph.search.intent import FACT, intent
from graph.search.layout import card, clause, open_index, windows_of

if TYPE_CHECKING:
    import tantivy

__all__ = ["Index"]

# Measured on questions with known answers; all three are general, none is fitted to a document.
_WINDOW_WEIGHT = 0.5  # a clause whose words stand close together beats one that has them scattered
_RISE = 1.3  # a clause that holds a fact of the asked kind (a deadline for "when") counts more
_WINDOWS_A_HIT = 4  # how many windows are looked at for each clause wanted
_HEAP = 64 << 20


@dataclass(frozen=True, slots=True)
class Index:
    """Finds clauses. One writer at a time; readers see what is committed.

    `Index.open(path)` opens or makes the index on disk; `Index.in_memory()` ends with the process.
    """

    clauses: tantivy.Index
    windows: tantivy.Index

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open the index under `path`, making it where there is none; one of another layout is thrown away.

        What was thrown away comes back with `feed.reconcile` or `feed.rebuild`.
        """
        return cls(open_index(path / "clauses"), open_index(path / "windows"))

    @classmethod
    def in_memory(cls) -> Index:
        return cls(open_index(None), open_index(None))

    # ------------------------------------------------------------------------------------------------------- writing
    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put `entries` in place of whatever the index holds of their documents and of those in `without`.

        Returns the number of clauses written. Windows are committed first: a document counts as held (`stamps`) only
        when its clauses are there too, so that what a kill tears apart is mended by `feed.reconcile`.
        """
        writers = [index.writer(_HEAP, 1) for index in (self.windows, self.clauses)]
        seen: set[str] = set()
        count = 0

        def forget(document: str) -> None:
            for writer in writers:
                writer.delete_documents_by_term("document", document)

        for document in without:
            forget(document)
        for entry in entries:
            if entry.document not in seen:
                seen.add(entry.document)
                forget(entry.document)
                writers[1].add_document(card(entry))
            for window in windows_of(entry):
                writers[0].add_document(window)
            writers[1].add_document(clause(entry))
            count += 1
        self._commit(writers)
        return count

    def clear(self) -> None:
        """Empty the index."""
        writers = [index.writer(_HEAP, 1) for index in (self.windows, self.clauses)]
        for writer in writers:
            writer.delete_all_documents()
        self._commit(writers)

    def _commit(self, writers: Iterable[tantivy.IndexWriter]) -> None:
        for writer in writers:
            writer.commit()
            writer.wait_merging_threads()
        self.windows.reload()
        self.clauses.reload()

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that the index holds."""
        import tantivy

        searcher = self.clauses.searcher()
        query = tantivy.Query.term_query(self.clauses.schema, "unit", "document")
        found = searcher.search(query, max(1, searcher.num_docs)).hits
        cards = (searcher.doc(address) for _, address in found)
        return {held["document"][0]: held["stamp"][0] for held in cards}

    # ----------------------------------------------------------------------------------------------------- searching
    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are.

        A clause's score is its own plus half that of its best sentence window, and more if it holds a fact of the kind
        that is asked for. Nothing to look for finds nothing.
        """
        question = asked.read(text)
        if not tokens(question.text):
            return Hits()
        filters = filters or Filters()
        wanted = offset + limit
        best = self._windows(question, filters, (wanted + 25) * _WINDOWS_A_HIT)
        searcher = self.clauses.searcher()
        query = asked.build(self.clauses.schema, question, filters, asked.CLAUSE)
        clauses = searcher.search(query, wanted * 2 + 50)
        fact = FACT.get(intent(text))
        found = []
        for score, address in clauses.hits:
            document = searcher.doc(address)
            score += _WINDOW_WEIGHT * best[document["iri"][0]]
            found.append((score * (_RISE if fact in document["fact"] else 1.0), document))
        found.sort(key=lambda pair: (-pair[0], pair[1]["document"][0], pair[1]["order"][0]))
        hits = tuple(_hit(score, document, question.text) for score, document in found[offset:wanted])
        return Hits(hits, clauses.count or 0)  # type: ignore[attr-defined]

    def _windows(self, question: asked.Question, filters: Filters, limit: int) -> dict[str, float]:
        """Return the score of the best window of each clause that has one among the best `limit`."""
        searcher = self.windows.searcher()
        query = asked.build(self.windows.schema, question, filters, asked.WINDOW)
        best: dict[str, float] = defaultdict(float)
        for score, address in searcher.search(query, limit, count=False).hits:
            iri = searcher.doc(address)["iri"][0]
            best[iri] = max(best[iri], score)
        return best


def _hit(score: float, document: tantivy.Document, question: str) -> Hit:
    one = {name: document[name][0] for name in ("iri", "document", "title", "path", "heading", "text")}
    why = shared_words(question, f"{one['heading']} {one['text']}")
    return Hit(**one, score=round(score, 4), why=why, facts=tuple(document["fact"]))
