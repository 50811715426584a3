"""From a question to its hits: what every index shares, whatever keeps its words.

An index finds the clauses that share words with a question by BM25 and tells how many clauses hold a term; all that
orders, groups and explains them is here.
"""

from __future__ import annotations

import logging
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import SearchModelError
from graph.search import question as asked
from graph.search import rank
from graph.search.alike import Group, grouped
from graph.search.concept import Matters
from graph.search.entry import Also, Filters, Hit, Hits
from graph.search.grams import fold, grams, pairs, tokens
from graph.search.joined import joined
from graph.search.pinyin import characters
from graph.search.place import in_full
from graph.search.why import why
from graph.span import span

if TYPE_CHECKING:
    from graph.search.reranker import Reranker

__all__ = ["DEGRADED", "Searching"]

DEGRADED = "The model that finds likeness does not answer: searched by words alone."
_LOG = logging.getLogger("policygraph")
_CANDIDATES = 100  # clauses that are put in order for one question
_ALIKE = 80  # clauses that a model finds alike, of which the first are put in order too
_MORE = 20
_LOOK = 3  # times as many clauses are looked through for those that say the same
_AGAIN = 30  # clauses that a cross-encoder reads
_MOST = 2000  # clauses that one search looks at


class Searching(ABC):
    """Searches by what an index answers: how many clauses hold a term, which match, which are alike."""

    __slots__ = ()
    reranker: Reranker | None

    @abstractmethod
    def size(self) -> int:
        """Return how many passages and documents the index holds."""

    @abstractmethod
    def frequency(self, field: str, term: str) -> int:
        """Return how many passages hold a term of `grams`, `title_grams` or `matter`."""

    @abstractmethod
    def matching(
        self, question: asked.Question, filters: Filters, limit: int, iris: Iterable[str] = ()
    ) -> tuple[list[rank.Found], int]:
        """Return the `limit` passages that match best by BM25, the best first, and how many match at all.

        With `iris` only passages of these clauses are looked at, and the number may be missing.
        """

    @abstractmethod
    def near(self, text: str, many: int) -> Mapping[str, float]:
        """Return the clauses most like a text with their likeness, 0…1; none without a model.

        Raises SearchModelError where the model does not answer.
        """

    def search(self, text: str, limit: int = 10, filters: Filters | None = None, offset: int = 0) -> Hits:
        """Return the clauses that answer `text` best; words in quotation marks must stand there as they are.

        The clauses that share words or matters with the question are found by BM25 and then put in order by all that
        is known of them (`graph.search.rank`). Nothing to look for finds nothing.
        """
        with span("search"):
            return self._found(text, limit, filters, offset)

    def _found(self, text: str, limit: int, filters: Filters | None, offset: int) -> Hits:
        question = asked.read(self.understood(text))
        if limit < 1 or not tokens(question.text):
            return Hits()
        wanted = min(offset + limit, _MOST)
        alike, degraded = self._alike(question.text)
        found, total = self._candidates(question, filters or Filters(), wanted, alike)
        ranked = [(score, one) for score, one, _ in rank.order(question, found, self.rarity)]
        if self.reranker:
            ranked = self._read_again(question, ranked)
        groups = grouped(joined(ranked)[: wanted * _LOOK], wanted)
        return Hits(tuple(_hit(group, question) for group in groups[offset:wanted]), total, degraded)

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
        """Return `text` in characters where it is typed in pinyin, and places in full, by what the store writes."""
        text = characters(text[: asked.LONGEST], lambda gram: self.frequency("grams", gram))
        return in_full(text, lambda pair: self.frequency("title_grams", pair) > 0)

    def _candidates(
        self, question: asked.Question, filters: Filters, wanted: int, alike: Mapping[str, float]
    ) -> tuple[list[rank.Found], int]:
        """Return at least `wanted` clauses that share words with the question, if there are so many; and the total."""
        found, total = self.matching(question, filters, max(_CANDIDATES, wanted * 2))
        if total <= len(found):  # all passages are at hand: count the clauses that they are of
            total = len({one.clause.iri for one in found})
        if alike:
            if more := set(_top(alike, _MORE)) - {one.clause.iri for one in found}:
                found = found + self.matching(question, filters, len(more), sorted(more))[0]
            found = [replace(one, vector=alike.get(one.clause.iri, 0.0)) for one in found]
        if question.phrases:
            there = [one for one in found if _stands(question.phrases, one)]
            found, total = there, total - len(found) + len(there)
        return found, total

    def _alike(self, text: str) -> tuple[Mapping[str, float], str]:
        """Return the clauses that the model finds like a text; where it does not answer none, and a note on that."""
        try:
            return self.near(text, _ALIKE), ""
        except SearchModelError as error:
            _LOG.warning("searching by words alone: %s", error)
            return {}, DEGRADED

    def rarity(self, field: str, term: str) -> float:
        """Return how much it tells that a clause holds `term`: the rarer, the more."""
        parts = [term] if field != "grams" or len(term) <= 2 else grams(term)  # a Latin run stands as its grams
        holding = min((self.frequency(field, part) for part in parts), default=0)
        return math.log(1 + (self.size() - holding + 0.5) / (holding + 0.5))

    def strange(self, text: str) -> float:
        """Return the share of the pairs of characters of `text` that stand nowhere in the store; 0 for no pair.

        A pair within a name of a matter that the store speaks of by any name is known.
        """
        known = [one.name for one in Matters.load().find(text) if self.frequency("matter", one.id)]
        found = [not self.frequency("grams", pair) and not any(pair in name for name in known) for pair in pairs(text)]
        return sum(found) / len(found) if found else 0.0


def _stands(phrases: Iterable[str], found: rank.Found) -> bool:
    whole = fold(f"{found.clause.heading}\n{found.clause.text}")
    return all(fold(phrase) in whole for phrase in phrases)


def _top(scores: Mapping[str, float], many: int) -> list[str]:
    return sorted(scores, key=lambda iri: (-scores[iri], iri))[:many]


def _hit(group: Group, question: asked.Question) -> Hit:
    one = group.first.clause
    also = tuple(
        Also(same.clause.title, same.clause.path, same.clause.iri, same.clause.document) for same in group.same
    )
    reasons, facts = why(question, group.first), tuple(one.facts)
    score = round(group.score, 4)
    return Hit(
        one.iri,
        one.document,
        one.title,
        one.path,
        one.heading,
        one.text,
        score,
        reasons,
        facts,
        also,
        one.paragraph,
        tuple(one.regions),
    )
