"""Which schemes are meant: by document, region, kind, text or name; and one of them judged by answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from graph.eligibility.answer import AnswerError, parse_answers
from graph.eligibility.applicability import applicability, known_region
from graph.eligibility.criterion import Value, Variable
from graph.eligibility.evaluate import Verdict, evaluate
from graph.eligibility.explain import benefit
from graph.eligibility.load import schemes_of
from graph.eligibility.parser.names import resolve
from graph.eligibility.relevance import relevance
from graph.eligibility.scheme import Scheme
from graph.store import Store

__all__ = ["agreed", "judged", "named", "ranked", "region_of", "row", "selected"]

_FEW: Final = 20
"""How many schemes a text is about, at most."""

_NEAR: Final = 0.4
"""Schemes whose score is this share of the best one's are still what a text is about."""


def ranked(store: Store, schemes: Sequence[Scheme], text: str) -> list[Scheme]:
    """Return the schemes that a text is about, the nearest first."""
    wanted = {scheme.id for scheme in schemes}
    scores = [
        (scheme, score)
        for scheme, score in relevance(schemes_of(store)).ranked(text)
        if scheme.id in wanted and score > 0
    ]
    return [scheme for scheme, score in scores if score >= _NEAR * scores[0][1]][:_FEW]


def selected(
    store: Store, *, document: str | None = None, region: str | None = None, text: str = "", kind: str | None = None,
    on: date,
) -> Sequence[Scheme]:  # fmt: skip
    """Return the schemes of a document (IRI), open to a region, of a kind, about a text; all where none is given.

    Raises AnswerError for a region that nothing knows.
    """
    chosen: Sequence[Scheme] = schemes_of(store)
    here = region_of(region, chosen) if region else None
    if document:
        chosen = [one for one in chosen if one.citation.document == document]
    if kind:
        chosen = [one for one in chosen if one.kind == kind]
    if here:
        chosen = [one for one in chosen if applicability(one, here, on).here is not False]
    return ranked(store, chosen, text) if text.strip() else chosen


def region_of(region: str, schemes: Sequence[Scheme]) -> str | None:
    """Return a region as the schemes call it. Raises AnswerError where no authority file and no document knows it."""
    for scheme in schemes:
        if region in (scheme.region, scheme.region_id):
            return scheme.region
    if known_region(region, schemes):
        return region
    raise AnswerError("region", "region", value=region)


def named(schemes: Sequence[Scheme], name: str) -> list[Scheme]:
    """Return the scheme of this id, else those that have these words in their name."""
    return [one for one in schemes if one.id == name] or [one for one in schemes if name in (one.name or one.title)]


def row(scheme: Scheme, on: date) -> dict[str, Any]:
    """Return a scheme as one flat row, with its clause, and whether it is open on a day."""
    return {
        "id": scheme.id,
        "name": scheme.name or scheme.title,
        "benefit": benefit(scheme),
        "region": scheme.region,
        "state": "open" if applicability(scheme, None, on).in_force else "closed",
        "title": scheme.title,
        "path": scheme.citation.path,
        "quote": scheme.citation.quote,
    }


def agreed(answers: Mapping[str, Any], facts: Mapping[str, Any], variables: Mapping[str, Variable]) -> dict[str, Value]:
    """Check answers and facts by variable id. Raises AnswerError, also where both speak of one and do not agree."""
    checked, stated = parse_answers(answers, variables), parse_answers(facts, variables)
    for name, value in stated.items():
        if name in checked and checked[name] != value:
            raise AnswerError(name, "contradiction", label=variables[name].label)
    return {**stated, **checked}


def judged(scheme: Scheme, given: Mapping[str, Any], on: date, region: str | None = None) -> Verdict:
    """Evaluate one scheme by answers under the ids of its variables or under names that mean one of them.

    Raises AnswerError for a name that none of its questions clearly goes by, and for values that cannot be.
    """
    facts = resolve({name: value for name, value in given.items() if name not in scheme.variables}, [scheme])
    for name in (*facts.unknown, *facts.ambiguous):
        raise AnswerError(name, "name", value=name, labels="、".join(one.label for one in scheme.variables.values()))
    answers = {name: value for name, value in given.items() if name in scheme.variables}
    return evaluate(scheme, agreed(answers, facts.answers, scheme.variables), on, region)
