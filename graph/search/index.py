"""The word index on tantivy: BM25 over single characters and pairs of them, per clause and per sentence window."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.search import question as asked
from graph.search import rank
from graph.search.alike import Group, grouped
from graph.search.concept import Matters
from graph.search.entry import Also, Entry, Filters, Hit, Hits
from graph.search.grams import fold, grams, pairs, tokens
from graph.search.layout import card, clause, kept, open_index, stamp, sweep
from graph.search.piece import pieces
from graph.search.pinyin import characters
from graph.search.why import why

if TYPE_CHECKING:
    import tantivy

    from graph.search.reranker import Reranker
    from graph.search.vectors import Vectors

__all__ = ["Index"]

_CANDIDATES = 100  # clauses that are put in order for one question
_ALIKE = 80  # clauses that a model finds alike, of which the first are put in order too
_MORE = 20
_LOOK = 3  # times as many clauses are looked through for those that say the same
_AGAIN = 30  # clauses that a cross-encoder reads
_MOST = 2000  # clauses that one search looks at
_HEAP = 128 << 20  # bytes of memory that the writer takes


@dataclass(frozen=True, slots=True)
class Index:
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
        """Tell how it searches: `lexical`, or `hybrid` with a model."""
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
    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are.

        The clauses that share words or matters with the question are found by BM25 and then put in order by all that
        is known of them (`graph.search.rank`). Nothing to look for finds nothing.
        """
        question = asked.read(self.understood(text))
        if limit < 1 or not tokens(question.text):
            return Hits()
        wanted = min(offset + limit, _MOST)
        found, total = self.candidates(question, filters or Filters(), wanted)
        ranked = [(score, one) for score, one, _ in rank.order(question, found, self.rarity)]
        if self.reranker:
            ranked = self._read_again(question, ranked)
        groups = grouped(_once(ranked)[: wanted * _LOOK], wanted)
        return Hits(tuple(_hit(group, question) for group in groups[offset:wanted]), total)

    def _read_again(
        self, question: asked.Question, ranked: list[tuple[float, rank.Found]]
    ) -> list[tuple[float, rank.Found]]:
        """Let the cross-encoder read the best clauses, and add its word to their scores."""
        assert self.reranker
        best, rest = ranked[:_AGAIN], ranked[_AGAIN:]
        texts = [f"{one.clause.title} {one.clause.heading}\n{one.clause.text}" for _, one in best]
        fits = self.reranker.fits(question.text, texts)
        again = [(score + rank.RERANKED * fit, one) for (score, one), fit in zip(best, fits, strict=True)]
        return sorted(again, key=lambda pair: -pair[0]) + rest

    def understood(self, text: str) -> str:
        """Return `text` in characters where it is typed in pinyin, by what the store writes; else as it is."""
        searcher = self.clauses.searcher()
        return characters(text[: asked.LONGEST], lambda gram: int(searcher.doc_freq("grams", gram)))

    def candidates(self, question: asked.Question, filters: Filters, wanted: int) -> tuple[list[rank.Found], int]:
        """Return at least `wanted` clauses that share words with the question, if there are so many; and the total."""
        searcher = self.clauses.searcher()
        query = asked.build(self.clauses.schema, question, filters, searcher.doc_freq)
        clauses = searcher.search(query, max(_CANDIDATES, wanted * 2))
        found = [_found(score, searcher.doc(address)) for score, address in clauses.hits]
        total = clauses.count or 0  # type: ignore[attr-defined]
        if total <= len(found):  # all passages are at hand: count the clauses that they are of
            total = len({one.clause.iri for one in found})
        if self.vectors is not None:
            alike = self.vectors.near(question.text, _ALIKE)
            if more := set(_top(alike, _MORE)) - {one.clause.iri for one in found}:
                query = asked.build(self.clauses.schema, question, filters, searcher.doc_freq, sorted(more))
                hits = searcher.search(query, len(more), count=False).hits
                found += [_found(score, searcher.doc(address)) for score, address in hits]
            found = [replace(one, vector=alike.get(one.clause.iri, 0.0)) for one in found]
        if question.phrases:
            phrases = [fold(phrase) for phrase in question.phrases]
            there = [
                one
                for one in found
                if all(phrase in fold(f"{one.clause.heading}\n{one.clause.text}") for phrase in phrases)
            ]
            found, total = there, total - len(found) + len(there)
        return found, total

    def rarity(self, field: str, term: str) -> float:
        """Return how much it tells that a clause holds `term`: the rarer, the more."""
        searcher = self.clauses.searcher()
        parts = [term] if field != "grams" or len(term) <= 2 else grams(term)  # a Latin run stands as its grams
        holding = min((searcher.doc_freq(field, part) for part in parts), default=0)
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


def _stands(phrases: Iterable[str], found: rank.Found) -> bool:
    whole = fold(f"{found.clause.heading}\n{found.clause.text}")
    return all(fold(phrase) in whole for phrase in phrases)


def _once(ranked: Iterable[tuple[float, rank.Found]]) -> list[tuple[float, rank.Found]]:
    """Keep the best passage of each clause."""
    best: dict[str, tuple[float, rank.Found]] = {}
    for score, found in ranked:
        best.setdefault(found.clause.iri, (score, found))
    return list(best.values())


def _top(scores: Mapping[str, float], many: int) -> list[str]:
    return sorted(scores, key=lambda iri: (-scores[iri], iri))[:many]


def _found(score: float, document: tantivy.Document) -> rank.Found:
    return rank.Found(kept(document), score)


def _hit(group: Group, question: asked.Question) -> Hit:
    one = group.first.clause
    also = tuple(
        Also(same.clause.title, same.clause.path, same.clause.iri, same.clause.document) for same in group.same
    )
    reasons, facts = why(question, group.first), tuple(one.facts)
    score = round(group.score, 4)
    return Hit(
        one.iri, one.document, one.title, one.path, one.heading, one.text, score, reasons, facts, also, one.paragraph
    )
