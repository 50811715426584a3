"""What to ask an applicant: one question a variable, in the order of the clauses, and which answer settles most."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from graph.eligibility.answer import LARGEST
from graph.eligibility.criterion import OTHER, Citation, Variable
from graph.eligibility.evaluate import Verdict
from graph.eligibility.measure import signed
from graph.eligibility.scheme import Scheme

__all__ = ["Question", "json_schema", "next_question", "questions"]

Purpose = Literal["criterion", "exclusion", "amount"]

_DAY: Final = "^(19|2[01])[0-9]{2}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?$"
_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its variable with the clauses that ask it, and whether it decides, excludes, or only sizes the sum.

    `optional` questions multiply a sum by how long it is paid; without an answer the sum is that of one period.
    """

    variable: Variable
    purpose: Purpose
    schemes: tuple[str, ...]
    optional: bool = False


def questions(schemes: Iterable[Scheme]) -> list[Question]:
    """Return what the schemes ask, each variable once: criteria in the order of the clauses, sums, then exclusions."""
    purposes: dict[str, Purpose] = {}
    asking: dict[str, dict[str, None]] = defaultdict(dict)
    places: dict[str, dict[Citation, None]] = defaultdict(dict)
    variables: dict[str, Variable] = {}
    periods: set[str] = set()
    for scheme in schemes:
        for name, purpose, citation in _asked(scheme):
            if name in scheme.variables:
                variables.setdefault(name, scheme.variables[name])
                known = purposes.get(name)
                purposes[name] = purpose if known in (None, "amount") or purpose == "criterion" else known
                asking[name][scheme.id] = None
                places[name][citation] = None
        periods |= {one.variable for tier in scheme.tiers for one in tier.benefit.factors() if one.period}
    order = {"criterion": 0, "amount": 1, "exclusion": 2}
    found = [
        Question(
            replace(variable, references=tuple(places[name])), purposes[name], tuple(asking[name]), name in periods
        )
        for name, variable in variables.items()
    ]
    return sorted(found, key=lambda question: order[question.purpose])


def _asked(scheme: Scheme) -> Iterable[tuple[str, Purpose, Citation]]:
    for criterion in scheme.criteria.values():
        yield criterion.variable, "exclusion" if criterion.role == "exclusion" else "criterion", criterion.citation
    for tier in scheme.tiers:
        for factor in tier.benefit.factors():
            yield factor.variable, "amount", tier.citation
    for provision in scheme.provided("share", "difference"):
        if provision.variable:
            yield provision.variable, "amount", provision.citation


def json_schema(asked: Sequence[Question]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the answers: it drives forms, clients' validation and a model's output.

    Every property may be null, which is not known; no other property is allowed.
    """
    return {
        "$schema": _SCHEMA,
        "type": "object",
        "properties": {one.variable.id: _property(one.variable) for one in asked},
        "additionalProperties": False,
    }


def _property(variable: Variable) -> dict[str, Any]:
    head = {"title": variable.label, "description": variable.question}
    if variable.type == "boolean":
        return head | {"type": ["boolean", "null"]}
    if variable.type == "quantity":
        number = {"type": "number", "maximum": LARGEST} | ({} if signed(variable.unit) else {"minimum": 0})
        pair = {
            "type": "object",
            "properties": {"value": number, "unit": {"type": "string"}},
            "required": ["value"],
            "additionalProperties": False,
        }
        return head | {"anyOf": [number, pair, {"type": "null"}], "x-unit": variable.unit}
    if variable.type == "choice":
        one = {"enum": [*dict.fromkeys((*variable.choices, OTHER))]}
        return head | {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}, {"type": "null"}]}
    if variable.type == "date":
        return head | {"type": ["string", "null"], "pattern": _DAY}
    return head | {"type": ["string", "null"], "maxLength": 200}


def next_question(verdicts: Iterable[Verdict]) -> Variable | None:
    """Return the open variable whose answer brings most verdicts nearer to settled, either way; None without any.

    A verdict counts for each variable that it waits for the less the more it waits for, and by the order of magnitude
    of the money at stake.
    """
    scores: dict[str, float] = defaultdict(float)
    variables: dict[str, Variable] = {}
    for verdict in verdicts:
        missing = [name for name in verdict.missing if name in verdict.scheme.variables]
        stake = 1.0 + math.log10(1.0 + (verdict.amount_if.high or 0.0))
        decisive = {one.variable for one in verdict.open}
        for name in missing:
            scores[name] += stake / len(missing) * (1.0 if name in decisive else 0.5)
            variables.setdefault(name, verdict.scheme.variables[name])
    best = max(scores, key=lambda name: scores[name], default=None)
    return variables[best] if best else None
