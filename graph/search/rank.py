"""Puts the clauses that share words with a question in order, by all that is known of the two.

Each clause found gets a handful of signals between 0 and 1; its score is their weighted sum. The weights were learned
on questions with known answers (softmax over the clauses found, weights shrunk), leaving out whole documents in turn
to see what they are worth on documents never seen.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.search.grams import fold
from graph.search.layout import Kept
from graph.search.passage import Asked, passages
from graph.search.question import Question

__all__ = ["EDGES", "RERANKED", "WEIGHTS", "Found", "order", "signals"]

WEIGHTS: Mapping[str, float] = {
    "words": 3.6,  # shared words, rare ones more, in the clause, its headings and title
    "window": 3.7,  # the same within two neighbouring sentences
    "said": 1.5,  # the same within the words of one fact of the kind asked for
    "near": 2.2,  # how much of the question stands in one sentence, by words or by matters that mean the same
    "fact": 0.6,  # it holds a fact of the kind asked for
    "many": 1.0,  # it holds several: the list of the main goals rather than one of them in passing
    "region": 0.8,  # its document is of the region named
    "year": 0.7,
    "digits": 1.5,  # it holds a number where one is asked for
    "document": 2.1,  # its document has other clauses that answer
    "long": 1.4,  # words scattered over a long text are weighed down too much by BM25
    "edge": -0.6,  # heads and signatures say little …
    "head": 1.7,  # … but to whom asks who issued a document, when, under which number
    "kind": 1.0,  # its document calls itself what the question calls it: a plan, measures, a notice
    "vector": 3.0,  # likeness by a model, where there is one
}
RERANKED = 4.0
"""What the word of a cross-encoder counts for, 0…1, beside the weights above."""

EDGES = ("", "落款")
"""The paths of heads and signatures."""
_LONG = 300  # characters of a clause from which it is long
_END = 12  # characters of a title in which it says what kind of document it is
_LINE = "\n"
_DIGIT = re.compile(r"\d")
_COUNTED = {"target", "incentive"}


@dataclass(frozen=True, slots=True)
class Found:
    """One clause that shares words with the question, with the score of its words and its likeness by a model."""

    clause: Kept
    words: float = 0.0
    vector: float = 0.0


Rarity = Callable[[str, str], float]
Signals = dict[str, float]


def order(question: Question, found: Sequence[Found], rarity: Rarity) -> list[tuple[float, Found, Signals]]:
    """Return the clauses with their scores and signals, the best first."""
    scored = [
        (sum(WEIGHTS[name] * value for name, value in one.items()), clause, one)
        for clause, one in zip(found, signals(question, found, rarity), strict=True)
    ]
    return sorted(scored, key=lambda one: (-one[0], one[1].clause.document, one[1].clause.order))


def signals(question: Question, found: Sequence[Found], rarity: Rarity) -> list[Signals]:
    """Return what speaks for each clause; `rarity` tells how much a term of a field of the index says."""
    if not found:
        return []
    asked = Asked.of(question, rarity)
    most = max(one.words for one in found) or 1.0
    documents = _documents(found)
    near = passages(asked, [one.clause.plain for one in found])
    said, many = _said(question, asked, found), _many(question, found)
    rows = zip(found, _share(near.window), near.sentence.tolist(), said, many, strict=True)
    return [
        _signals(question, one, documents, most) | {"window": window, "near": sentence, "said": said, "many": many}
        for one, window, sentence, said, many in rows
    ]


def _share(values: np.ndarray) -> list[float]:
    """Return the values as parts of the highest."""
    shares: list[float] = (values / (values.max() or 1.0)).tolist()
    return shares


def _said(question: Question, asked: Asked, found: Sequence[Found]) -> list[float]:
    """Return how well the best fact of a kind asked for answers, within each clause."""
    told = [
        (number, f"{one.clause.plain.partition(_LINE)[0]}\n{fold(words)}")
        for number, one in enumerate(found)
        for kind, words in one.clause.said
        if kind in question.facts
    ]
    best = np.zeros(len(found))
    if told:
        np.maximum.at(best, [number for number, _ in told], passages(asked, [text for _, text in told]).window)
    return _share(best)


def _many(question: Question, found: Sequence[Found]) -> list[float]:
    """Return how many facts of a kind asked for stand in each clause, on a scale that flattens."""
    return _share(np.log1p([sum(kind in question.facts for kind, _ in one.clause.said) for one in found]))


def _documents(found: Sequence[Found]) -> Mapping[str, float]:
    """Return how well the best three clauses of each document answer, as parts of the best document."""
    scores: dict[str, list[float]] = defaultdict(list)
    for one in found:
        scores[one.clause.document].append(one.words)
    sums = {document: sum(sorted(words)[-3:]) for document, words in scores.items()}
    top = max(sums.values(), default=0.0) or 1.0
    return {document: value / top for document, value in sums.items()}


def _signals(question: Question, found: Found, documents: Mapping[str, float], most: float) -> Signals:
    one = found.clause
    edge = one.path in EDGES
    counted = bool(_COUNTED.intersection(question.facts)) and bool(_DIGIT.search(one.text))
    return {
        "words": found.words / most,
        "fact": float(any(fact in one.facts for fact in question.facts)),
        "region": float(any(code in one.regions for code in question.regions)),
        "year": float(any(year in one.plain for year in question.years)),
        "digits": float(counted),
        "document": documents[one.document],
        "long": max(0.0, min(1.0, math.log(max(len(one.text), 1) / _LONG) / 2)),
        "edge": float(edge),
        "head": float(edge and question.intent == "issued"),
        "kind": float(any(kind in one.title[-_END:] for kind in question.kinds)),
        "vector": found.vector,
    }
