"""Schemes and verdicts as the rows of the answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any

from api.eligibility import schemas as to
from graph.eligibility.amount import Amount
from graph.eligibility.answer import shown
from graph.eligibility.applicability import applicability
from graph.eligibility.criterion import Citation, Criterion, Span, Variable
from graph.eligibility.evaluate import Verdict
from graph.eligibility.explain import benefit, money_in_words, named, summary
from graph.eligibility.logic import Formula, written
from graph.eligibility.questionnaire import Question, json_schema, questions
from graph.eligibility.scheme import Benefit, Provision, Scheme, Tier
from graph.eligibility.stacking import Total

__all__ = ["clause", "detail", "listed", "question", "total", "variable", "verdict"]


def clause(place: Citation) -> to.ClauseRow:
    return to.ClauseRow(document=place.document, title=place.title, path=place.path, iri=place.iri, quote=place.quote)


def variable(one: Question) -> to.VariableRow:
    references = [clause(place) for place in one.variable.references]
    fields = _described(one.variable)
    return to.VariableRow(
        id=one.variable.id, **fields, purpose=one.purpose, optional=one.optional, references=references
    )


def question(asked: Variable) -> to.QuestionRow:
    return to.QuestionRow(variable=asked.id, **_described(asked))


def _described(asked: Variable) -> dict[str, Any]:
    return {
        "label": asked.label,
        "question": asked.question,
        "type": asked.type,
        "unit": asked.unit,
        "choices": list(asked.choices),
    }


def listed(scheme: Scheme, on: date) -> to.SchemeRow:
    return to.SchemeRow(
        id=scheme.id,
        title=scheme.title,
        name=scheme.name,
        kind=scheme.kind,
        region=scheme.region,
        document=scheme.citation.document,
        clause=clause(scheme.citation),
        benefit=benefit(scheme),
        state="open" if applicability(scheme, None, on).in_force else "closed",
    )


def detail(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme with its questionnaire, as `GET /api/schemes/{id}` gives it."""
    asked = questions([scheme])
    return {
        "id": scheme.id,
        "title": scheme.title,
        "name": scheme.name,
        "kind": scheme.kind,
        "beneficiary": scheme.beneficiary,
        "region": scheme.region,
        "document": scheme.citation.document,
        "clause": clause(scheme.citation),
        "validity": {"from": scheme.effective or scheme.valid_from, "to": scheme.valid_to},
        "variables": [variable(one) for one in asked],
        "criteria": [_asked(one) for one in scheme.criteria.values()],
        "logic": _logic(scheme),
        "tiers": [_tier(tier) for tier in scheme.tiers],
        "benefit": {"kind": scheme.kind, "words": benefit(scheme), **_only(scheme)},
        "provisions": [_provision(one) for one in scheme.provisions],
        "json_schema": json_schema(asked),
    }


def _asked(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id,
        "variable": one.variable,
        "op": one.op,
        "value": _plain(one.value),
        "unit": one.unit,
        "role": one.role,
        "text": one.text,
        "clause": clause(one.citation),
    }


def _plain(value: Any) -> Any:
    """Write a year or month as an interval of days (ISO 8601)."""
    return f"{value.first}/{value.last}" if isinstance(value, Span) else value


def _logic(scheme: Scheme) -> str:
    """Write when a scheme is met: where one of its tiers is, top-ups aside."""
    parts: dict[Formula, None] = dict.fromkeys(tier.logic for tier in scheme.tiers if not tier.top_up)
    formulas = tuple(parts)
    return written(formulas[0] if len(formulas) == 1 else ("or", formulas))


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "id": tier.id,
        "logic": written(tier.logic),
        "benefit": _benefit(tier.benefit),
        "top_up": tier.top_up,
        "clause": clause(tier.citation),
    }


def _benefit(paid: Benefit) -> dict[str, Any]:
    return {name: value for name, value in asdict(paid).items() if value is not None}


def _only(scheme: Scheme) -> dict[str, Any]:
    return _benefit(scheme.tiers[0].benefit) if len(scheme.tiers) == 1 else {}


def _provision(one: Provision) -> dict[str, Any]:
    found = {name: value for name, value in asdict(one).items() if name != "citation" and value not in (None, "")}
    return found | {"clause": clause(one.citation)}


def verdict(one: Verdict, proposed: Collection[str]) -> to.VerdictRow:
    """Return one verdict; `proposed` are the variables whose answers were read out of the text."""
    scheme, paid = one.scheme, one.amount if one.status == "eligible" else one.amount_if
    return to.VerdictRow(
        id=scheme.id,
        title=scheme.title,
        name=scheme.name,
        kind=scheme.kind,
        region=scheme.region,
        benefit=benefit(scheme),
        status=one.status,
        summary=summary(one),
        amount=one.amount.value,
        amount_range=_amount(one.amount),
        amount_if=_amount(one.amount_if),
        criteria=[_criterion(one, criterion, proposed) for criterion in one.criteria],
        open=[criterion.id for criterion in one.open],
        failed=[criterion.id for criterion in one.failed],
        presumed=[criterion.id for criterion in one.presumed if one.values[criterion.id]],
        missing=list(one.missing),
        steps=[*paid.steps, *paid.reservations],
        notes=[*one.applicability.reasons, *one.applicability.notes],
        clause=clause(scheme.citation),
    )


def _amount(sums: Amount) -> to.AmountRow:
    words = money_in_words(sums)
    return to.AmountRow(low=sums.low, high=sums.high, value=sums.value, op=sums.op, period=sums.period, words=words)


def _criterion(one: Verdict, criterion: Criterion, proposed: Collection[str]) -> to.CriterionRow:
    answer = one.answers.get(criterion.variable)
    source: to.Source = "none" if one.values[criterion.id] is None else "presumed"
    if answer is not None:
        source = "proposed" if criterion.variable in proposed else "answer"
    return to.CriterionRow(
        id=criterion.id,
        text=criterion.text,
        role=criterion.role,
        op=criterion.op,
        value=_plain(criterion.value),
        unit=criterion.unit,
        variable=criterion.variable,
        label=named(one.scheme, criterion),
        answer=None if answer is None else shown(answer, one.scheme.variables[criterion.variable].unit),
        verdict=one.values[criterion.id],
        source=source,
        clause=clause(criterion.citation),
    )


def total(found: Total) -> to.TotalRow:
    return to.TotalRow(
        amount=found.value,
        steps=list(found.steps),
        clauses=[clause(place) for place in found.citations],
        open=found.open,
    )
