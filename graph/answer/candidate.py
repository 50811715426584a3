"""The sentences that may answer: those of the clauses found that hold a value of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.answer.reply import Asked
from graph.answer.value import holds
from graph.search import Hit
from graph.search.grams import fold
from graph.search.passage import Asked as Sought
from graph.search.passage import passages
from graph.search.rank import EDGES
from ingest.link.register import Register

__all__ = ["Candidate", "candidates", "fits_place", "sentences"]

_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?\n]?")
_BRACKET = re.compile(r"\s*[（(]|\s*[^，。]{0,4}(?:责任|牵头|主管|配合)(?:单位|部门)")
_AFTER = 100  # characters in which an exception may follow
_EDGE = 0.6  # what a sentence of a head or signature counts for
_WHOLE = re.compile(r"[。；;]\s*$")
_ABOVE = 0.3  # what words of the title and the headings count for beside those of the sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a clause; `score` is how much of the question stands there, in rarest pairs of characters."""

    hit: Hit
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        return self.hit.text[self.start : self.end].strip()

    @property
    def after(self) -> str:
        """What the clause says next."""
        return self.hit.text[self.end : self.end + _AFTER]


def candidates(asked: Asked, hits: Sequence[Hit], kind: str) -> Iterator[Candidate]:
    """Yield the sentences of `hits` that hold a value of `kind`.

    Of heads and signatures only whole sentences count: titles, numbers and days of issue are none. A bracket that names
    the agencies responsible answers as well as the best of the sentences that it closes.
    """
    sought = Sought.of(asked.question, asked.index.rarity)
    rarest = asked.index.rarity("grams", "\x00") or 1.0
    for hit in hits:
        for one in _scored(hit, kind, sought):
            yield replace(one, score=one.score / rarest)


def fits_place(asked: Asked, hit: Hit) -> bool:
    """Tell whether the document of a clause holds in a region that the question names, or in one within it.

    Where the question names none, or the document is of none, it may.
    """
    wanted, regions = asked.question.regions, Register.load().regions
    if not wanted or not hit.regions:
        return True
    return any(code in hit.regions or regions.within(code, hit.regions[-1]) for code in wanted)


def sentences(text: str) -> list[tuple[str, str]]:
    """Cut a text into sentences, each with what comes next.

    >>> sentences("一、甲。乙；丙")
    [('一、甲。', '乙；丙'), ('乙；', '丙'), ('丙', '')]
    """
    return [(text[start:end], text[end : end + _AFTER]) for start, end in _spans(text)]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _SENTENCE.finditer(text) if match[0].strip())


def _scored(hit: Hit, kind: str, sought: Sought) -> Iterator[Candidate]:
    spans = list(_spans(hit.text))
    folded = [fold(hit.text[start:end].strip()) for start, end in spans]
    *scores, above = passages(sought, [*folded, fold(f"{hit.title} {hit.heading}")]).window.tolist()
    best = 0.0  # of the sentences since the last bracket
    for (start, end), score in zip(spans, scores, strict=True):
        text = hit.text[start:end]
        if hit.path in EDGES and not _WHOLE.search(text):
            continue
        best = max(best, score)
        closing = kind == "responsibility" and _BRACKET.match(text)
        if holds(kind, text):
            edge = _EDGE if hit.path in EDGES else 1.0
            yield Candidate(hit, start, end, ((best if closing else score) + _ABOVE * above) * edge)
        if closing:
            best = 0.0
