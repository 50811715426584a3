"""Puts sentences together into an answer: marks of citations, further clauses, what is missing, or that nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answer.reply import Answer, Asked, Cited, Told
from graph.answer.tell import passage

__all__ = ["CITATIONS", "also_line", "marks", "nothing", "written"]

CITATIONS = 5
"""What an answer cites at most, beside its sentences' own."""


def written(asked: Asked, sentences: Sequence[Told], sure: bool, missing: Sequence[str]) -> Answer:
    """Put the sentences together, and name the other clauses found; what does not name what is asked is only likely."""
    cited = {one.iri for _, one in sentences}
    also = [passage(hit, asked)[1] for hit in asked.hits if hit.iri not in cited]
    also = also[: max(0, CITATIONS - len(cited))]
    titles = ["", *(one.title for _, one in sentences)]
    texts = [asked.says.same(text, one.title) if one.title == before else text
             for before, (text, one) in zip(titles, sentences, strict=False)]  # fmt: skip
    lines = [f"{text}[{number}]" for number, text in enumerate(texts, 1)]
    lines = [*([] if sure else [asked.says.unsure()]), *lines, *missing, *also_line(asked, len(sentences), also)]
    cited_all = (*(one for _, one in sentences), *also)
    return Answer("\n".join(lines), asked.question.intent, cited_all, queries=asked.queries(), sure=sure)


def also_line(asked: Asked, before: int, also: Sequence[Cited]) -> list[str]:
    """Return the line that lists further clauses, numbered after those `before`; none where there are none."""
    return [asked.says.also(marks(len(also), before))] if also else []


def marks(many: int, before: int = 0) -> str:
    """Return the marks of citations.

    >>> marks(2), marks(1, before=3)
    ('[1][2]', '[4]')
    """
    return "".join(f"[{before + number}]" for number in range(1, many + 1))


def nothing(asked: Asked) -> Answer:
    """Say that the documents do not answer, and cite the nearest clauses."""
    nearest = tuple(passage(hit, asked)[1] for hit in asked.hits)
    text = asked.says.nothing(marks(len(nearest)))
    return Answer(text, asked.question.intent, nearest, found=False, queries=asked.queries())
