"""Tells whether a clause is about what a question is about, or only shares the words in which such things are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from graph.search.concept import Matters
from graph.search.grams import fold
from graph.search.question import Question, asking

__all__ = ["about", "covered", "topic"]

_PART = re.compile(r"[^\W_]+")


_LEAST = 0.15  # of a question's topic must stand in a clause for it to be about it
_MOST = 0.45  # … where the store has never heard of most of the topic
_STRANGE = 0.75


def about(question: Question, text: str, strange: Callable[[str], float]) -> bool:
    """Tell whether `text` is about what is asked; `strange` tells how much of a stretch stands nowhere in the store."""
    parts = topic(question)
    share = covered(question, text)
    length = sum(map(len, parts))
    unknown = sum(strange(part) * len(part) for part in parts) / length if length else 0.0
    return share >= (_MOST if unknown >= _STRANGE else _LEAST)


def topic(question: Question) -> tuple[str, ...]:
    """Return the stretches of a question that say what it is about, without the words of asking and handling.

    >>> from graph.search.question import read
    >>> topic(read("供热管网由谁牵头改造？"))
    ('供热管网', '改造')
    """
    parts = _PART.findall(_general().sub(" ", fold(question.text)))
    edge = asking()["empty"] + asking()["edge"]
    return tuple(part for part in (part.strip(edge) for part in parts) if len(part) > 1)


def covered(question: Question, text: str) -> float:
    """Return how much of a question's topic stands in `text`, by its words or by other names of the same matter; 0…1.

    A question without a topic of its own is covered by any text.
    """
    parts = topic(question)
    if not parts:
        return 1.0
    plain, matters = fold(text), Matters.load()
    there = {matter.id for matter in matters.find(plain)}
    total = found = 0
    for part in parts:
        total += len(part)
        marked = [char_pair in plain for char_pair in (part[at : at + 2] for at in range(len(part) - 1))]
        hit = {at + step for at, mark in enumerate(marked) if mark for step in (0, 1)}
        for matter in matters.find(part):
            if matter.id in there:
                at = part.find(matter.name)
                hit |= set(range(at, at + len(matter.name)))
        found += len(hit)
    return found / total


@cache
def _general() -> re.Pattern[str]:
    """Everything that asks or handles: names of the general matters, longest first."""
    matters = Matters.load()
    names = {fold(name) for id_ in asking()["general"] for name in matters.names_of(id_)} | set(asking()["plain"])
    return re.compile(
        "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r"|[\d.%]+[年月日天万亿元个]*"
    )
