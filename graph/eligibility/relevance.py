"""Which schemes a text is about: the character pairs and matters that they share, rare ones counting more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from graph.eligibility.measure import dimension
from graph.eligibility.scheme import Scheme
from graph.search.concept import Matters
from graph.search.grams import grams
from graph.wording import KINDS
from ingest.value.unit import measures

__all__ = ["Relevance", "relevance"]

_LENGTH: Final = 0.2  # how much a long scheme loses (BM25's b)
_SATURATION: Final = 1.2  # how soon a repeated word stops to count (BM25's k1)
_PAIR: Final = 2.0  # what a pair of characters counts beside a single one
_MATTER: Final = 3.0  # what a matter or a dimension counts, which stands for a whole word


_KEPT: list[tuple[tuple[Scheme, ...], Relevance]] = []  # the last schemes indexed: a store's stay the same


def relevance(schemes: tuple[Scheme, ...]) -> Relevance:
    """Return the index of some schemes, made again only for others than the last."""
    kept = _KEPT[0] if _KEPT else None  # read once: another thread may put another store's in its place
    if kept is None or list(map(id, kept[0])) != list(map(id, schemes)):
        kept = (schemes, Relevance(schemes))
        _KEPT[:] = [kept]
    return kept[1]


class Relevance:
    """The words of all schemes, indexed once; asking takes time in step with the text and the schemes that share it."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._schemes = tuple(schemes)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        counts = [Counter([*_terms(_words(scheme)), *_measured(scheme)]) for scheme in self._schemes]
        mean = sum(map(sum, map(Counter.values, counts))) / max(1, len(counts)) or 1.0
        for at, count in enumerate(counts):
            length = _SATURATION * (1 - _LENGTH + _LENGTH * sum(count.values()) / mean)
            for term, many in count.items():
                self._postings[term].append((at, many * (_SATURATION + 1) / (many + length)))

    def ranked(self, text: str, limit: int | None = None) -> list[tuple[Scheme, float]]:
        """Return the schemes that share words with a text, the nearest first, each with its score (BM25).

        A score is the mean over the terms of the text, so that it does not grow with the text. Figures count for
        nothing: what an applicant spent is not what a scheme is about. Source: Robertson and Zaragoza, The
        Probabilistic Relevance Framework (2009).
        """
        scores: dict[int, float] = defaultdict(float)
        terms = {*_terms(text), *(_dimension(one.unit) for one in measures(text))}
        total = sum(map(_weight, terms)) or 1.0
        for term in terms:
            found = self._postings.get(term, ())
            rarity = _weight(term) / total * math.log(1 + (len(self._schemes) + 0.5) / (len(found) + 0.5))
            for at, share in found:
                scores[at] += rarity * share
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [(self._schemes[at], score) for at, score in best]


def _weight(term: str) -> float:
    return _MATTER if "/" in term else _PAIR if len(term) > 1 else 1.0


def _terms(text: str) -> Iterator[str]:
    """Yield the characters, pairs and matters of a text; a matter holds a slash."""
    yield from (gram for gram in grams(text) if not any(map(str.isdigit, gram)))
    yield from Matters.load().terms(text)


def _measured(scheme: Scheme) -> Iterator[str]:
    """Yield what a scheme's questions measure: who speaks of kilowatt hours asks for what is paid by them."""
    return (_dimension(one.unit) for one in scheme.variables.values() if one.type == "quantity")


def _dimension(unit: str | None) -> str:
    return f"dimension/{dimension(unit)}"


def _words(scheme: Scheme) -> str:
    """Return what a scheme says of itself: its names, whom it is for, its clause, what it asks and what it gives."""
    asked = (one.text for one in scheme.criteria.values())
    given = (part.of for tier in scheme.tiers for part in (tier.benefit.rate, tier.benefit.amount) if part)
    quotes = dict.fromkeys((scheme.citation.quote, *(tier.citation.quote for tier in scheme.tiers)))
    labels = (one.label for one in scheme.variables.values())
    parts = (scheme.title, scheme.name, scheme.beneficiary, *quotes, *asked, *labels, *given, KINDS.get(scheme.kind))
    return "\n".join(dict.fromkeys(part for part in parts if part))
