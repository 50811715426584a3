"""The word index on tantivy: BM25 over single characters and pairs of them, per clause and per sentence window."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.search import question as asked
from graph.search import rank
from graph.search.concept import Matters
from graph.search.entry import Entry, Filters, Hit, Hits
from graph.search.grams import pairs, tokens
from graph.search.layout import card, clause, open_index, windows_of
from graph.search.why import why

if TYPE_CHECKING:
    import tantivy

    from graph.search.vectors import Vectors

__all__ = ["Index"]

_CANDIDATES = 70  # clauses that are put in order for one question
_WINDOWS = 150  # sentence windows, and facts, that are looked at
_SAID = 80
_MOST = 2000  # clauses that one search looks at
_MORE = 20  # clauses that are taken in for one sentence or fact alone
_HEAP = 64 << 20


@dataclass(frozen=True, slots=True)
class Index:
    """Finds clauses. One writer at a time; readers see what is committed.

    `Index.open(path)` opens or makes the index on disk, `Index.in_memory()` ends with the process. With the name of a
    model it searches by likeness too.
    """

    clauses: tantivy.Index
    windows: tantivy.Index
    vectors: Vectors | None = None

    @classmethod
    def open(cls, path: Path, model: str = "") -> Index:
        """Open the index under `path`, making it where there is none; one of another layout is thrown away.

        What was thrown away comes back with `feed.reconcile` or `feed.rebuild`.
        """
        vectors = None
        if model:
            from graph.search.encoder import Encoder
            from graph.search.vectors import Vectors

            vectors = Vectors.open(path / "vectors", Encoder.load(model))
        return cls(open_index(path / "clauses"), open_index(path / "windows"), vectors)

    @property
    def mode(self) -> str:
        """Tell how it searches: `lexical`, or `hybrid` with a model."""
        return "hybrid" if self.vectors else "lexical"

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

        without = list(without)
        if self.vectors:  # they take all clauses at once
            entries = list(entries)
            self.vectors.write(entries, without)
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
        if self.vectors:
            self.vectors.clear()
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
        stamps = {held["document"][0]: held["stamp"][0] for held in cards}
        if self.vectors is None:
            return stamps
        known = {document for _, document, _ in self.vectors.rows.values()}
        return {document: stamp for document, stamp in stamps.items() if document in known}

    # ----------------------------------------------------------------------------------------------------- searching
    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are.

        The clauses that share words or matters with the question are found by BM25 and then put in order by all that
        is known of them (`graph.search.rank`). Nothing to look for finds nothing.
        """
        question = asked.read(text)
        if limit < 1 or not tokens(question.text):
            return Hits()
        wanted = min(offset + limit, _MOST)
        found, total = self.candidates(question, filters or Filters(), wanted)
        ranked = rank.order(question, found, self._rarity)
        return Hits(tuple(_hit(score, one, question) for score, one, _ in ranked[offset:wanted]), total)

    def candidates(self, question: asked.Question, filters: Filters, wanted: int) -> tuple[list[rank.Found], int]:
        """Return at least `wanted` clauses that share words with the question, if there are so many; and the total."""
        searcher = self.clauses.searcher()
        many = max(_CANDIDATES, wanted * 2)
        best = self._windows(question, filters, _WINDOWS, [""])
        kinds = [f"{fact}_" for fact in question.facts]
        said = self._windows(question, filters, _SAID, kinds) if kinds else {}
        clauses = searcher.search(asked.build(self.clauses.schema, question, filters, asked.CLAUSE), many)
        alike = self.vectors.near(question.text, _SAID) if self.vectors else {}
        found = [_found(score, searcher.doc(address), best, said) for score, address in clauses.hits]
        more = set(_top(best, _MORE)) | set(_top(said, _MORE)) | set(_top(alike, _MORE))
        more -= {one.iri for one in found}
        if more and not question.phrases:
            query = asked.build(self.clauses.schema, question, filters, asked.CLAUSE, iris=sorted(more))
            hits = searcher.search(query, len(more), count=False).hits
            found += [_found(score, searcher.doc(address), best, said) for score, address in hits]
        found = [replace(one, vector=alike.get(one.iri, 0.0)) for one in found] if alike else found
        return found, clauses.count or 0  # type: ignore[attr-defined]

    def _rarity(self, field: str, term: str) -> float:
        searcher = self.clauses.searcher()
        holding = searcher.doc_freq(field, term)
        return math.log(1 + (searcher.num_docs - holding + 0.5) / (holding + 0.5))

    def strange(self, text: str) -> float:
        """Return the share of the pairs of characters of `text` that stand nowhere in the store; 0 for no pair.

        A pair within a name of a matter that the store speaks of by any name is known.
        """
        searcher = self.clauses.searcher()
        known = [one.name for one in Matters.load().find(text) if searcher.doc_freq("matter", one.id)]
        found = [
            not searcher.doc_freq("grams", pair) and not any(pair in name for name in known) for pair in pairs(text)
        ]
        return sum(found) / len(found) if found else 0.0

    def _windows(
        self, question: asked.Question, filters: Filters, limit: int, prefixes: Iterable[str]
    ) -> dict[str, float]:
        """Return the score of the best window of each clause that has one among the best `limit`."""
        searcher = self.windows.searcher()
        query = asked.build(self.windows.schema, question, filters, asked.WINDOW, prefixes)
        best: dict[str, float] = defaultdict(float)
        for score, address in searcher.search(query, limit, count=False).hits:
            iri = searcher.doc(address)["iri"][0]
            best[iri] = max(best[iri], score)
        return best


def _top(scores: Mapping[str, float], many: int) -> list[str]:
    return sorted(scores, key=lambda iri: (-scores[iri], iri))[:many]


def _found(
    score: float, document: tantivy.Document, windows: Mapping[str, float], said: Mapping[str, float]
) -> rank.Found:
    one = {
        name: document[name][0] for name in ("iri", "document", "title", "path", "heading", "text", "plain", "order")
    }
    return rank.Found(
        **one,
        facts=tuple(document["fact"]),
        matters=frozenset(document["matters"][0].split()),
        regions=frozenset(document["region"]),
        words=score,
        window=windows.get(one["iri"], 0.0),
        said=said.get(one["iri"], 0.0),
    )


def _hit(score: float, one: rank.Found, question: asked.Question) -> Hit:
    return Hit(
        one.iri,
        one.document,
        one.title,
        one.path,
        one.heading,
        one.text,
        round(score, 4),
        why(question, one),
        one.facts,
    )
