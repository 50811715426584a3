"""Tells whether a clause is about what a question is about, or only shares the words in which such things are asked.

Two questions, each answered by a sum of signs with learned weights. `about`: may the clause bear on it, however it is
worded? Learned on written questions that the documents answer and others that they do not. `named`: does what is asked
about stand there, in words that mean it? Learned on half of 697 questions that people asked, over the documents that
answer them, over others that do not, and over their own without the one that does; the other half was to believe.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

from graph.search.concept import Matters
from graph.search.grams import fold, pairs
from graph.search.question import Question, asking
from ingest.link.register import Register

__all__ = ["Known", "about", "covered", "elsewhere", "named", "signs", "topic"]

_PART = re.compile(r"[^\W_]+")

_WEIGHTS: Mapping[str, float] = {
    "covered": 0.4,  # how much of the topic stands in the clause, by its words or by other names of the same matter
    "strange": -2.3,  # how much of it stands nowhere in the store …
    "odd": -1.1,  # … and whether characters of it do not: so rare a word names what the documents do not speak of
    "words": 3.1,  # the words of it that stand in the clause, rare ones more …
    "matters": 1.1,  # … and the matters that it names, by any name
    "fact": 0.9,  # the clause holds a fact of the kind asked for
    "bare": 0.6,  # the question has no topic of its own, as one about "this notice"
}
_LEAST = 0.0
_NAMED: Mapping[str, float] = {
    "share": 3.1,  # how much of the topic stands in the clause, rare words more …
    "covered": 4.9,  # … and how much of its length
    "words": 0.5,
    "strange": -1.6,
    "odd": -3.4,
}
_LEAST_NAMED = 4.0
_MOST = 3.0  # for which the words of a long question count at most
_ODD = 2  # characters that leave little doubt
_LITTLE = 0.3  # of what the store knows of a topic: a clause that has less is about another matter
_ENOUGH = 3.0  # pairs of characters that stand nowhere else: so many in a clause leave little doubt


class Known(Protocol):
    """What the index knows of words: how much it tells that a clause holds a term, and what stands nowhere."""

    def rarity(self, field: str, term: str) -> float: ...
    def strange(self, text: str) -> float: ...


def about(question: Question, text: str, facts: Sequence[str], known: Known) -> bool:
    """Tell whether a clause of this text, which holds facts of these kinds, is about what is asked."""
    return sum(_WEIGHTS[name] * value for name, value in signs(question, text, facts, known).items()) >= _LEAST


def named(question: Question, text: str, known: Known) -> bool:
    """Tell whether what is asked about stands in a text, by its words or by names that mean the same.

    岗位 may speak of more than 就业: a clause on the one does not name the other.
    """
    parts, plain, matters = topic(question), fold(text), Matters.load()
    there = {one.id for one in matters.find(plain) if one.name not in matters.kindred_of(one.id)}
    found = signs(question, text, (), known)
    found |= {"share": _share(parts, plain, there, known), "covered": _covered(parts, plain, there)}
    found["words"] = min(_MOST, found["words"])
    return sum(weight * found[name] for name, weight in _NAMED.items()) >= _LEAST_NAMED


def elsewhere(question: Question, text: str, known: Known) -> bool:
    """Tell whether most of what is asked about, places aside, stands in the store but not in this text.

    Words that stand nowhere in the store do not count: they may be other words for what the text says.
    """
    regions, plain = Register.load().regions, fold(text)
    places = [part[mark.start : mark.end] for part in topic(question) for mark in regions.find(part)]
    parts = re.split("|".join(map(re.escape, places)), " ".join(topic(question))) if places else topic(question)
    rarest = known.rarity("grams", "\x00")
    held, total = _weights(parts, plain, {one.id for one in Matters.load().find(plain)}, known, rarest)
    return total - held >= _ENOUGH * rarest and held < _LITTLE * total


def _share(parts: Sequence[str], plain: str, there: Container[str], known: Known) -> float:
    """Return how much of the topic stands in a folded text, each pair of characters counted by how rare it is; 0…1."""
    held, total = _weights(parts, plain, there, known)
    return held / total if total else 1.0


def _weights(
    parts: Iterable[str], plain: str, there: Container[str], known: Known, below: float = math.inf
) -> tuple[float, float]:
    """Return what the pairs of characters of `parts` weigh that stand in a folded text, and all; each if `below`."""
    total = held = 0.0
    for part in parts:
        names = [one.name for one in Matters.load().find(part) if one.id in there]
        for pair in pairs(part):
            weight = known.rarity("grams", pair)
            if weight < below:
                total += weight
                held += weight if pair in plain or any(pair in name for name in names) else 0.0
    return held, total


def signs(question: Question, text: str, facts: Sequence[str], known: Known) -> dict[str, float]:
    """Return what speaks for a clause being about the question, or against it, each about 0…1."""
    parts, plain = topic(question), fold(text)
    length = sum(map(len, parts))
    rarest = known.rarity("grams", "\x00")
    words = sum(known.rarity("grams", pair) for part in parts for pair in pairs(part) if pair in plain)
    there = {matter.id for matter in Matters.load().find(plain)}
    named = {matter.id for matter in question.matters} - set(asking()["general"])
    return {
        "covered": covered(question, text),
        "strange": sum(known.strange(part) * len(part) for part in parts) / length if length else 0.0,
        "odd": min(1.0, sum(_odd(part, known, rarest) for part in parts) / _ODD),
        "words": words / rarest / _ENOUGH,
        "matters": sum(known.rarity("matter", id_) for id_ in named & there) / rarest,
        "fact": float(any(fact in facts for fact in question.facts)),
        "bare": float(not parts),
    }


def _odd(part: str, known: Known, rarest: float) -> int:
    """Count the characters that stand nowhere in the store, but for those of names that it knows by another."""
    names = [one.name for one in Matters.load().find(part) if known.rarity("matter", one.id) < rarest]
    return sum(
        known.rarity("grams", char) >= rarest
        for char in part
        if not char.isascii() and not any(char in name for name in names)
    )


def topic(question: Question) -> tuple[str, ...]:
    """Return the stretches of a question that say what it is about, without the words of asking and handling.

    >>> from graph.search.question import read
    >>> topic(read("供热管网由谁牵头改造？"))
    ('供热管网', '改造')
    """
    parts = _PART.findall(_general().sub(" ", fold(question.text)))
    return tuple(part for part in map(_stripped, parts) if len(part) > 1)


def _stripped(part: str) -> str:
    """Take the characters that say nothing off both ends, but none of a name: 上 of 上海."""
    edge = asking()["empty"] + asking()["edge"]
    names = [one.name for one in Matters.load().find(part)]
    names += [part[mark.start : mark.end] for mark in Register.load().regions.find(part)]
    while part and part[0] in edge and not part.startswith(tuple(names)):
        part = part[1:]
    while part and part[-1] in edge and not part.endswith(tuple(names)):
        part = part[:-1]
    return part


def covered(question: Question, text: str) -> float:
    """Return how much of a question's topic stands in `text`, by its words or by other names of the same matter; 0…1.

    A question without a topic of its own is covered by any text.
    """
    plain = fold(text)
    return _covered(topic(question), plain, {matter.id for matter in Matters.load().find(plain)})


def _covered(parts: Sequence[str], plain: str, there: Container[str]) -> float:
    total = found = 0
    for part in parts:
        total += len(part)
        marked = [char_pair in plain for char_pair in (part[at : at + 2] for at in range(len(part) - 1))]
        hit = {at + step for at, mark in enumerate(marked) if mark for step in (0, 1)}
        for matter in Matters.load().find(part):
            if matter.id in there:
                at = part.find(matter.name)
                hit |= set(range(at, at + len(matter.name)))
        found += len(hit)
    return found / total if total else 1.0


@cache
def _general() -> re.Pattern[str]:
    """Everything that asks or handles, or calls a document what it is: names of the general matters, longest first."""
    matters = Matters.load()
    names = {fold(name) for id_ in asking()["general"] for name in matters.names_of(id_)}
    names |= {*asking()["plain"], *asking()["kinds"]}
    return re.compile(
        "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r"|[\d.%]+[年月日天万亿元个]*"
    )
