"""The word index in Qdrant: the same grams and the same BM25 as on tantivy, for several servers or many clauses.

Qdrant brings twice as many candidates as are asked for, by weights of its sparse vectors; their scores are computed
anew here from live statistics (`statistics`), by the formula that tantivy has (`bm25`). What may differ from the
embedded index: the order of equal scores; a clause that the weights put beyond twice the candidates; for a while after
a removal, tantivy's counts, in which removed clauses stay until segments are merged; and a rounding in the last digit.
Likeness is kept in 32 bits a number, in usearch in 16.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.search import question as asked
from graph.search.bm25 import idf
from graph.search.entry import Entry, Filters
from graph.search.layout import laid
from graph.search.piece import pieces
from graph.search.qdrant.points import DENSE, WORDS, among, found, point, sparse
from graph.search.qdrant.server import Server, batches
from graph.search.qdrant.statistics import FIELDS, Statistics, Tally, cut
from graph.search.rank import Found
from graph.search.searching import Searching
from graph.search.vectors import text_of

if TYPE_CHECKING:
    from graph.search.embedding import Embedder
    from graph.search.reranker import Reranker

__all__ = ["QdrantIndex"]

_SPARE = 2  # times as many candidates as are asked for
_BATCH = 256  # passages of one request
_FRESH = 1.0  # seconds for which the statistics hold before another process's writing is looked for


@dataclass(slots=True)
class QdrantIndex(Searching):
    """Finds clauses in Qdrant. One writer at a time; other processes see what it wrote within a second.

    A replaced document may show old and new passages side by side while it is written. What a kill leaves half written
    has a card without a stamp, and comes back with `feed.reconcile`.
    """

    server: Server
    encoder: Embedder | None = None
    reranker: Reranker | None = None
    statistics: Statistics = field(default_factory=Statistics)
    seen: str = ""
    until: float = 0.0
    lock: Any = field(default_factory=threading.RLock)

    @classmethod
    def open(cls, where: str, model: str = "", reranker: str = "", key: str = "") -> QdrantIndex:
        """Open the index without asking the server for anything; its collections are made when they are needed."""
        encoder, reader = None, None
        if model:
            from graph.search.embedding import load

            encoder = load(model)
        if reranker:
            from graph.search.reranker import Reranker

            reader = Reranker.load(reranker)
        name = f"{encoder.name} {encoder.size}" if encoder else ""
        return cls(Server.at(where, key, encoder.size if encoder else 0, name), encoder, reader)

    @property
    def mode(self) -> str:
        return "hybrid" if self.encoder is not None else "lexical"

    # ------------------------------------------------------------------------------------------------------- writing
    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put `entries` in place of whatever the index holds of their documents and of those in `without`.

        Returns the number of clauses written.
        """
        with self.lock:
            self._refresh()
            write, stamps, tallies = uuid.uuid4().hex, dict[str, str](), dict[str, Tally]()
            gone, count = set(without), 0
            self.server.unstamp(gone & self.statistics.cards.keys())
            for batch in batches(entries, _BATCH):
                fresh = {entry.document for entry in batch} - stamps.keys() - gone
                self.server.unstamp(fresh & self.statistics.cards.keys())
                new = (
                    fresh - self.statistics.cards.keys()
                )  # a card first: what a kill leaves half written is found by it
                self.server.put_cards(dict.fromkeys(new, ("", Tally().packed())), (), "")
                stamps |= {entry.document: entry.stamp for entry in batch}
                count += len(batch)
                self.server.put(self._points(batch, tallies, write))
            self.server.drop(gone | stamps.keys(), write)
            for document in gone - stamps.keys():
                self.statistics.drop([document])
            packed = {document: tally.packed() for document, tally in tallies.items()}
            self.server.put_cards(
                {one: (stamps[one], text) for one, text in packed.items()}, gone - stamps.keys(), write
            )
            for document, text in packed.items():
                self.statistics.put(document, write, text)
            self.seen = write
            return count

    def _points(self, batch: list[Entry], tallies: dict[str, Tally], write: str) -> Iterator[Any]:
        vectors = (
            self.encoder.texts([text_of(entry) for entry in batch]).tolist() if self.encoder else [None] * len(batch)
        )
        for entry, vector in zip(batch, vectors, strict=True):
            tally = tallies.setdefault(entry.document, Tally())
            for place, piece in enumerate(pieces(entry)):
                one = laid(piece)
                terms = cut(one)
                tally.add(terms)
                yield point(piece, one, terms, place, write, None if place else vector)

    def clear(self) -> None:
        """Empty the index."""
        with self.lock:
            self.server.clear()
            self.statistics, self.seen = Statistics(), ""

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that the index holds."""
        return {one["document"]: one["stamp"] for one in self.server.cards(["document", "stamp"])}

    # ----------------------------------------------------------------------------------------------------- searching
    def _refresh(self) -> Statistics:
        """Return the statistics, with the cards that another process wrote."""
        with self.lock:
            if time.monotonic() < self.until:
                return self.statistics
            if (latest := self.server.latest()) != self.seen:
                known, there = self.statistics.cards, {}
                for card in self.server.cards(["document", "write"]):
                    there[card["document"]] = card["write"]
                self.statistics.drop([one for one in known if one not in there])
                changed = [one for one, write in there.items() if one not in known or known[one][0] != write]
                for card in self.server.cards(["document", "write", "tally"], changed):
                    self.statistics.put(card["document"], card["write"], card["tally"])
                self.seen = latest
            self.until = time.monotonic() + _FRESH
            return self.statistics

    def size(self) -> int:
        return self._refresh().size

    def frequency(self, field: str, term: str) -> int:
        return self._refresh().holding[field][term]

    def matching(
        self, question: asked.Question, filters: Filters, limit: int, iris: Iterable[str] = ()
    ) -> tuple[list[Found], int]:
        held = self._refresh()
        terms = asked.terms(question, self.frequency)
        if not terms:
            return [], 0
        weights = [(name, term, weight * idf(held.holding[name][term], held.size)) for name, term, weight in terms]
        must = among(filters, question.phrases, iris)
        query = sparse(weights)
        payloads, total = self.server.nearest(query, WORDS, limit * _SPARE, must, ["cut", "shown"], count=not iris)
        mean = {name: held.average(name) for name in FIELDS}
        best = [found(payload, weights, mean) for payload, _ in payloads]
        return sorted(best, key=lambda one: -one.words)[:limit], total

    def near(self, text: str, many: int) -> Mapping[str, float]:
        if self.encoder is None:
            return {}
        vector = self.encoder.questions([text])[0].tolist()
        payloads, _ = self.server.nearest(vector, DENSE, many, [], ["iri"])
        return {payload["iri"]: max(0.0, score) for payload, score in payloads}
