"""Who is told outright, as a fact, to bear a word that the document defines: 新引进企业: 是, of 所称新引进企业是指….

Whoever fills in the fact has the definition before them; so it settles what the definition asks, where nothing else
does. In running words the same word may be meant as anybody means it, so there it settles nothing.
"""

from __future__ import annotations

from graph.eligibility.facts import Fact
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.told import Told
from graph.eligibility.scheme import Scheme

__all__ = ["by_the_word_defined"]


def by_the_word_defined(scheme: Scheme, checks: tuple[Check, ...], known: Told) -> tuple[Check, ...]:
    """Settle what definitions ask by the facts that name the words defined."""
    told = {path: fact for word, path in scheme.rules.defined if (fact := known.outright.get(word))}
    if not told:
        return checks
    return tuple([_settled(check, told.get(check.need.place.path)) for check in checks])


def _settled(check: Check, fact: Fact | None) -> Check:
    if fact is None or check.verdict is not None or not isinstance(fact.value, bool):
        return check
    wanted = check.need.value is not False
    return ruled(check.need, fact, fact.value) if wanted or fact.value else check
