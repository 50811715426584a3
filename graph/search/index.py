"""The word index on tantivy: BM25 over single characters and pairs of them, per clause and per sentence window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.search import question as asked
from graph.search.entry import Entry, Filters
from graph.search.layout import card, clause, kept, open_index, stamp, sweep
from graph.search.piece import pieces
from graph.search.rank import Found
from graph.search.searching import Searching

if TYPE_CHECKING:
    import tantivy

    from graph.search.reranker import Reranker
    from graph.search.vectors import Vectors

__all__ = ["Index"]

_HEAP = 128 << 20  # bytes of memory that the writer takes


@dataclass(frozen=True, slots=True)
class Index(Searching):
    """Finds clauses. One writer at a time; readers see what is committed.

    `Index.open(path)` opens or makes the index on disk, `Index.in_memory()` ends with the process. With the name of a
    model it searches by likeness too.
    """

    clauses: tantivy.Index
    vectors: Vectors | None = None
    reranker: Reranker | None = None
    path: Path | None = None

    @classmethod
    def open(cls, path: Path, model: str = "", reranker: str = "") -> Index:
        """Open the index under `path`, making it where there is none; one damaged or of another layout is thrown away.

        `model` is a model of sentence vectors (`graph.search.embedding`), `reranker` a cross-encoder that reads the
        best clauses once more, by name or folder. What was thrown away comes back with `feed.reconcile` or
        `feed.rebuild`.
        """
        vectors = None
        if model:
            from graph.search.embedding import load
            from graph.search.vectors import Vectors

            vectors = Vectors.open(path / "vectors", load(model))
        reader = None
        if reranker:
            from graph.search.reranker import Reranker

            reader = Reranker.load(reranker)
        return cls(open_index(path / "clauses"), vectors, reader, path)

    @property
    def mode(self) -> str:
        return "hybrid" if self.vectors is not None else "lexical"

    @classmethod
    def in_memory(cls) -> Index:
        return cls(open_index(None))

    # ------------------------------------------------------------------------------------------------------- writing
    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put `entries` in place of whatever the index holds of their documents and of those in `without`.

        Returns the number of clauses written; readers see all of it or nothing.
        """
        writer = self._writer()
        seen = set()
        count = 0
        without = list(without)
        if self.vectors is not None:  # they take all clauses at once
            entries = list(entries)
            self.vectors.write(entries, without)
        for document in without:
            writer.delete_documents_by_term("document", document)
        for entry in entries:
            if entry.document not in seen:
                seen.add(entry.document)
                writer.delete_documents_by_term("document", entry.document)
                writer.add_document(card(entry))
            for piece in pieces(entry):
                writer.add_document(clause(piece))
            count += 1
        self._commit(writer)
        return count

    def clear(self) -> None:
        """Empty the index."""
        writer = self._writer()
        writer.delete_all_documents()
        if self.vectors is not None:
            self.vectors.clear()
        self._commit(writer)

    def _writer(self) -> tantivy.IndexWriter:
        writer = self.clauses.writer(_HEAP, 1)
        if self.path is not None:
            sweep(self.path / "clauses")
        return writer

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self.clauses.reload()

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that the index holds."""
        import tantivy

        searcher = self.clauses.searcher()
        query = tantivy.Query.term_query(self.clauses.schema, "unit", "document")
        found = searcher.search(query, max(1, searcher.num_docs)).hits
        stamps = dict(stamp(searcher.doc(address)) for _, address in found)
        if self.vectors is None:
            return stamps
        known = self.vectors.documents()
        return {document: stamp for document, stamp in stamps.items() if document in known}

    # ----------------------------------------------------------------------------------------------------- searching
    def size(self) -> int:
        return int(self.clauses.searcher().num_docs)

    def frequency(self, field: str, term: str) -> int:
        return int(self.clauses.searcher().doc_freq(field, term))

    def matching(
        self, question: asked.Question, filters: Filters, limit: int, iris: Iterable[str] = ()
    ) -> tuple[list[Found], int]:
        searcher = self.clauses.searcher()
        query = asked.build(self.clauses.schema, question, filters, searcher.doc_freq, iris)
        clauses = searcher.search(query, limit, count=not iris)
        found = [Found(kept(searcher.doc(address)), score) for score, address in clauses.hits]
        return found, clauses.count or 0  # type: ignore[attr-defined]

    def near(self, text: str, many: int) -> Mapping[str, float]:
        return self.vectors.near(text, many) if self.vectors is not None else {}
