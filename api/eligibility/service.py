"""From a request to verdicts: answers checked, facts resolved, text read, schemes chosen; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.eligibility.schemas import Applied
from api.errors import not_found, unprocessable
from api.settings import Settings
from graph.eligibility import parser, selection
from graph.eligibility.answer import AnswerError, Answers, parse_answers
from graph.eligibility.consult import unpresumed
from graph.eligibility.criterion import Variable
from graph.eligibility.evaluate import Verdict, evaluate_all
from graph.eligibility.load import schemes_of
from graph.eligibility.parser import READERS, Proposal, Proposals, Reader
from graph.eligibility.parser.names import Resolved, resolve
from graph.eligibility.parser.part import unread
from graph.eligibility.scheme import Scheme
from graph.store import Store

__all__ = ["Checked", "check", "checked_region", "found", "known", "readers_of", "selected", "variables_of"]

_MOST: Final = 100
"""How many schemes one answer holds."""

_FACTS: Final = 200
"""How many facts one request may give; each is compared with every name of every document."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a request comes to; of what was `read` out of the text, `proposed` counted: what nobody answered."""

    on: date
    verdicts: tuple[Verdict, ...]
    answers: Answers
    proposed: tuple[Proposal, ...]
    ambiguous: Mapping[str, Sequence[str]]
    not_understood: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    read: tuple[Proposal, ...] = ()


def found(store: Store, id: str) -> Scheme:
    """Return a scheme by its id; a problem (404) where there is none."""
    for scheme in schemes_of(store):
        if scheme.id == id:
            return scheme
    raise not_found(f"A scheme with the id {id[:80]!r}")


def known(schemes: Sequence[Scheme], ids: Iterable[str], field: str = "schemes") -> list[Scheme]:
    """Return schemes by their ids, each once; a problem that names the field where there is no such scheme."""
    by_id = {scheme.id: scheme for scheme in schemes}
    wanted = tuple(dict.fromkeys(ids))
    for id in wanted:
        if id not in by_id:
            raise unprocessable(field, f"no scheme has the id {id[:80]!r}; see /api/schemes")
    return [by_id[id] for id in wanted]


def selected(
    store: Store, document: str | None, region: str | None, text: str, kind: str | None, on: date
) -> Sequence[Scheme]:
    """Return the schemes of a document (IRI), open to a region, of a kind, about a text; all where none is given."""
    here = checked_region("region", region or None, schemes_of(store))
    return selection.selected(store, document=document, region=here, text=text, kind=kind, on=on)


def variables_of(schemes: Iterable[Scheme]) -> dict[str, Variable]:
    return {name: one for scheme in schemes for name, one in scheme.variables.items()}


def checked_region(name: str, region: str | None, schemes: Sequence[Scheme]) -> str | None:
    """Return a region as the schemes call it; a problem where no authority file and no document knows it."""
    try:
        return None if region is None else selection.region_of(region, schemes)
    except AnswerError as error:
        raise unprocessable(name, str(error), error.chinese) from error


def check(store: Store, case: Applied, readers: Sequence[Reader] = READERS) -> Checked:
    """Evaluate a case. Problems (422) name the field: a variable, a fact, a scheme, a region.

    Where the text says what no reader understood, a yes that presumes exclusions not to hold is unknown: it may be one.
    """
    schemes = schemes_of(store)
    here = checked_region("region", case.region, schemes)
    elsewhere = tuple(checked_region("regions", region, schemes) or region for region in case.regions)
    variables = variables_of(schemes)
    try:
        facts = _resolved(case, schemes)
        answers = selection.agreed(case.answers, facts.answers, variables)
    except AnswerError as error:
        raise unprocessable(error.field, str(error), error.chinese, error.code) from error
    chosen = _chosen(store, case, schemes, answers)
    read = parser.propose(case.text, variables_of(chosen), readers) if case.text.strip() else Proposals()
    answered = answers.keys() | case.answers.keys()  # null declines what the text would propose
    proposed = tuple(one for one in read.items if one.variable not in answered)
    counted = {**parse_answers({one.variable: one.value for one in proposed}, variables), **answers}
    on = case.on or date.today()
    verdicts = evaluate_all(chosen, counted, on, here)
    left = unread(case.text, [(one.start, one.end) for one in read.items]) if case.text.strip() else ()
    if left:
        verdicts = [unpresumed(one) if one.presumed else one for one in verdicts]
    ambiguous = {**facts.ambiguous, **{variables[name].label: (name,) for name in read.open if name not in answered}}
    not_understood = (*facts.unknown, *left, *read.dropped)
    return Checked(on, tuple(verdicts), counted, proposed, ambiguous, not_understood, elsewhere, read.items)


def _resolved(case: Applied, schemes: Sequence[Scheme]) -> Resolved:
    if len(case.facts) > _FACTS:
        raise unprocessable("facts", f"there are {len(case.facts)} facts; give at most {_FACTS}")
    meant = known(schemes, case.schemes) if case.schemes else schemes
    return resolve(case.facts, meant)


def _chosen(store: Store, case: Applied, schemes: Sequence[Scheme], answers: Answers) -> list[Scheme]:
    """Return the schemes named, else those the text is about, else those that ask what was answered, else all."""
    if case.schemes:
        return known(schemes, case.schemes)
    if case.text.strip() and (near := selection.ranked(store, schemes, case.text)):
        return near
    asking = [scheme for scheme in schemes if not answers.keys().isdisjoint(scheme.variables)]
    return list(asking or schemes)[:_MOST]


def readers_of(settings: Settings) -> tuple[Reader, ...]:
    """Return what reads applicants' words on a site: rules, and the model that its settings name."""
    if not settings.parser_url:
        return parser.READERS
    from graph.eligibility.parser.model import Model

    return (*parser.READERS, Model(settings.parser_url, settings.parser_model, settings.parser_key))
