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
from dataclasses import dataclass, replace

from graph.search.concept import Matters
from graph.search.grams import cut, fold
from graph.search.question import Question

__all__ = ["WEIGHTS", "Found", "order", "signals"]

WEIGHTS: Mapping[str, float] = {
    "words": 2.8,  # shared words, rare ones more, in the clause, its headings and title
    "window": 2.7,  # the same within two neighbouring sentences
    "said": 1.4,  # the same within the words of one fact of the kind asked for
    "near": 1.6,  # how much of the question stands in one sentence, by words or by matters that mean the same
    "title": 0.2,  # how much of the question stands in the document's title
    "fact": 0.4,  # it holds a fact of the kind asked for
    "region": 0.6,  # its document is of the region named
    "year": 0.5,
    "digits": 1.4,  # it holds a number where one is asked for
    "document": 2.2,  # its document has other clauses that answer
    "parent": 0.2,  # the clause above it answers too
    "long": 1.0,  # words scattered over a long text are weighed down too much by BM25
    "edge": -0.3,  # heads and signatures say little
    "vector": 3.0,  # likeness by a model, where there is one
}
_LONG = 300  # characters of a clause from which it is long
_MANY = 60  # clauses whose sentences are looked into
_SENTENCE = re.compile(r"[。；！？;\n]")
_DIGIT = re.compile(r"\d")
_COUNTED = {"target", "incentive"}


@dataclass(frozen=True, slots=True)
class Found:
    """One clause that shares words with the question, as the index holds it, with the scores of its words."""

    iri: str
    document: str
    title: str
    path: str
    heading: str
    text: str
    plain: str  # the label and the text, folded
    order: int
    facts: tuple[str, ...] = ()
    matters: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    words: float = 0.0
    window: float = 0.0
    said: float = 0.0
    vector: float = 0.0


Rarity = Callable[[str, str], float]
Signals = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for in each clause: pairs of characters and matters with what each says, names of matters."""

    grams: Mapping[str, float]
    matters: Mapping[str, float]
    names: Sequence[tuple[float, tuple[str, ...]]]


def order(question: Question, found: Sequence[Found], rarity: Rarity) -> list[tuple[float, Found, Signals]]:
    """Return the clauses with their scores and signals, the best first."""
    scored = [
        (sum(WEIGHTS[name] * value for name, value in one.items()), clause, one)
        for clause, one in zip(found, signals(question, found, rarity), strict=True)
    ]
    return sorted(scored, key=lambda one: (-one[0], one[1].document, one[1].order))


def signals(question: Question, found: Sequence[Found], rarity: Rarity) -> list[Signals]:
    """Return what speaks for each clause; `rarity` tells how much a term of a field of the index says."""
    matters = {matter.id: rarity("matter", matter.id) for matter in question.matters}
    asked = _Asked(
        {gram: rarity("grams", gram) for gram in dict.fromkeys(cut(question.text)) if len(gram) > 1},
        matters,
        [(weight, Matters.load().names_of(id_)) for id_, weight in matters.items()],
    )
    most = {
        name: max((getattr(one, name) for one in found), default=0.0) or 1.0 for name in ("words", "window", "said")
    }
    shares = [replace(one, **{name: getattr(one, name) / top for name, top in most.items()}) for one in found]
    context = _context(shares, asked)
    near = {one.iri for one in sorted(shares, key=lambda one: -one.words - one.window - one.said)[:_MANY]}
    return [_signals(question, asked, one, context, one.iri in near) for one in shares]


@dataclass(frozen=True, slots=True)
class _Context:
    documents: Mapping[str, float]
    titles: Mapping[str, float]
    paths: Mapping[tuple[str, str], float]


def _context(found: Sequence[Found], asked: _Asked) -> _Context:
    by_document: dict[str, list[float]] = defaultdict(list)
    titles: dict[str, str] = {}
    for one in found:
        by_document[one.document].append(one.words)
        titles[one.document] = one.title
    sums = {document: sum(sorted(scores)[-3:]) for document, scores in by_document.items()}
    top = max(sums.values(), default=0.0) or 1.0
    return _Context(
        {document: value / top for document, value in sums.items()},
        {document: _cover(asked.grams, fold(title)) for document, title in titles.items()},
        {(one.document, one.path): one.words for one in found},
    )


def _signals(question: Question, asked: _Asked, one: Found, context: _Context, near: bool) -> Signals:
    counted = bool(_COUNTED.intersection(question.facts)) and bool(_DIGIT.search(one.text))
    return {
        "words": one.words,
        "window": one.window,
        "said": one.said,
        "near": _sentence(asked, one.plain) if near else 0.0,
        "title": context.titles[one.document],
        "fact": float(any(fact in one.facts for fact in question.facts)),
        "region": float(any(code in one.regions for code in question.regions)),
        "year": float(any(year in one.plain for year in question.years)),
        "digits": float(counted),
        "document": context.documents[one.document],
        "parent": context.paths.get((one.document, one.path.rpartition("/")[0]), 0.0) if "/" in one.path else 0.0,
        "long": max(0.0, min(1.0, math.log(max(len(one.text), 1) / _LONG) / 2)),
        "edge": float(one.path in ("", "落款")),
        "vector": one.vector,
    }


def _sentence(asked: _Asked, plain: str) -> float:
    """Return how much of the question the best sentence holds, by words and by matters."""
    best = 0.0
    weight = sum(asked.matters.values())
    for sentence in _SENTENCE.split(plain):
        named = sum(share for share, names in asked.names if any(name in sentence for name in names))
        best = max(best, (_cover(asked.grams, sentence) + (named / weight if weight else 0.0)) / 2)
    return best


def _cover(grams: Mapping[str, float], text: str) -> float:
    total = sum(grams.values())
    return sum(weight for gram, weight in grams.items() if gram in text) / total if total else 0.0
