"""Whether clauses bear on a question, name what it asks about, or rule on it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answer.candidate import sentences
from graph.answer.modality import act, of_anyone, verdict
from graph.answer.reply import Asked
from graph.answer.value import NORM, asked_for
from graph.search import Hit
from graph.search.topic import about, elsewhere, named, topic

__all__ = ["bears_on", "names_it", "of_one"]

_RULED = 0.6  # of an act that anyone may or may not do, which words must govern that alone name it


def bears_on(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Tell whether one of these clauses is about what is asked, however it is worded."""
    return any(about(asked.question, hit.words, hit.facts, asked.index) for hit in hits)


def names_it(asked: Asked, hit: Hit) -> bool:
    """Tell whether what is asked about is named in a clause, its headings or the title.

    What anyone may do in a place is named by words that rule on it, as 禁止生产烟花爆竹 for 办烟花爆竹厂.
    """
    if named(asked.question, hit.words, asked.index):
        return True
    return NORM in asked_for(asked.text) and _rules_on(asked, hit)


def _rules_on(asked: Asked, hit: Hit) -> bool:
    """Tell whether a clause rules on what anyone may do, and not on some other act."""
    wanted = act(asked.text)
    if not of_anyone(wanted) or elsewhere(asked.question, hit.words, asked.index):
        return False
    return any(verdict(wanted, *one, asked.index, _RULED) is not None for one in sentences(hit.text))


def of_one(asked: Asked) -> bool:
    """Tell whether a question names what it is about, or only one document can be meant: 本办法何时施行."""
    return bool(topic(asked.question)) or len({hit.document for hit in asked.hits}) == 1
