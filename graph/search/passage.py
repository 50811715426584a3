"""Finds where clauses answer a question: for each its best sentence and its best two, all clauses at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.search.concept import Matters
from graph.search.grams import fold, pairs, tokens
from graph.search.question import HANDLING, empty, handling

if TYPE_CHECKING:
    from graph.search.question import Question

__all__ = ["Asked", "Passages", "passages"]

_END = re.compile(r"[。；！？;!?\n]")
_MATTER = 1.6  # what a shared matter counts for beside a shared gram
_USUAL = 50  # characters of two sentences: longer ones are weighed down, as BM25 does
_K, _B = 1.2, 0.75  # of BM25


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in each clause, and how much each of it says: pairs, single tokens, matters by their names."""

    pairs: Mapping[str, float]
    tokens: Mapping[str, float]
    matters: Mapping[str, tuple[float, tuple[str, ...]]]

    @classmethod
    def of(cls, question: Question, rarity: Callable[[str, str], float]) -> Asked:
        """Weigh what `question` asks for; `rarity` tells how much a term of a field of the index says."""
        plain = fold(question.text)
        less = handling(question)
        double = {
            pair: rarity("grams", pair) * (HANDLING if pair in less else 1.0)
            for pair in dict.fromkeys(pairs(plain))
            if len(pair) > 1
        }
        single = dict.fromkeys(token for token in tokens(plain) if token not in empty() and token not in double)
        names = Matters.load().names_of
        matters = {
            matter.id: (rarity("matter", matter.id) * matter.weight, names(matter.id)) for matter in question.matters
        }
        return cls(double, {token: rarity("grams", token) for token in single}, matters)


@dataclass(frozen=True, slots=True)
class Passages:
    """For each text how much of the question stands in its best sentence (0…1), and in its best two (BM25)."""

    sentence: np.ndarray
    window: np.ndarray


def passages(asked: Asked, texts: Sequence[str]) -> Passages:
    """Look through folded `texts`; each costs some microseconds, as all are looked through together."""
    whole = "\n".join((*texts, ""))
    ends = np.array([match.end() for match in _END.finditer(whole)])
    starts = np.concatenate(([0], ends[:-1]))
    text_ends = np.cumsum([len(text) + 1 for text in texts])
    owner = np.searchsorted(text_ends, starts, side="right")  # the text that each sentence is of
    counts, weights = _counts(asked, whole, ends)
    first = np.searchsorted(owner, np.arange(len(texts)))  # the sentence that each text begins with

    words, named = slice(0, len(asked.pairs)), slice(len(weights) - len(asked.matters), len(weights))
    there = counts > 0
    near = (_share(there[:, words], weights[words]) + _share(there[:, named], weights[named])) / 2

    follows = owner[1:] == owner[:-1]
    both, length = counts.copy(), (ends - starts).astype(np.float32)
    both[:-1][follows] += counts[1:][follows]
    length[:-1][follows] += (ends - starts)[1:][follows]
    damp = _K * (1 - _B + _B * length / _USUAL)
    window = (both * (1 + _K) / (both + damp[:, None])) @ weights
    return Passages(np.maximum.reduceat(near, first), np.maximum.reduceat(window, first))


def _share(there: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return there @ weights / (weights.sum() or 1.0)


def _counts(asked: Asked, whole: str, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how often each term (pairs, tokens, matters) stands in each sentence, and what each term says."""
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    terms = [*asked.pairs.items(), *asked.tokens.items()]
    counts = np.zeros((len(ends), len(terms) + len(asked.matters)), dtype=np.float32)
    for column, (term, _) in enumerate(terms):
        at = _places(codes, term) if len(term) <= 2 else _spots(whole, term)
        counts[:, column] = np.bincount(np.searchsorted(ends, at, side="right"), minlength=len(ends))
    for column, (_, names) in enumerate(asked.matters.values(), len(terms)):
        at = [spot for name in names for spot in _spots(whole, name)]
        counts[np.searchsorted(ends, at, side="right"), column] = 1
    weights = [weight for _, weight in terms] + [weight * _MATTER for weight, _ in asked.matters.values()]
    return counts, np.array(weights, dtype=np.float32)


def _places(codes: np.ndarray, term: str) -> np.ndarray:
    if len(term) == 1:
        return np.flatnonzero(codes == ord(term))
    return np.flatnonzero((codes[:-1] == ord(term[0])) & (codes[1:] == ord(term[1])))


def _spots(whole: str, name: str) -> list[int]:
    found = []
    at = whole.find(name)
    while at >= 0:
        found.append(at)
        at = whole.find(name, at + len(name))
    return found
