"""The form of a scheme: its fields in the order of the clauses, and what a submitted one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graph.eligibility.answer import MOST, AnswerError, parse_answer, shown
from graph.eligibility.criterion import Criterion, Span, Variable
from graph.eligibility.measure import dimension
from graph.eligibility.parser import Proposal
from graph.eligibility.questionnaire import Question, questions
from graph.eligibility.scheme import Scheme

__all__ = ["Field", "answers", "fields", "units_like"]

_MONEY: Final = ("元", "万元", "亿元")
_LARGE: Final = 10_000
_UNLIKE: Final = ("Count", "Dimensionless", "PercentagePoint", None)
"""Dimensions without a choice of units: who is asked for 30人 is not asked for 30条."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question with its control: `value` and `unit` as filled in, `words` those of the applicant it was read from.

    `listed` is an exclusion that can stand in one list with others: a tick says that it applies.
    """

    question: Question
    criteria: tuple[Criterion, ...]
    value: str = ""
    unit: str | None = None
    words: str = ""

    @property
    def variable(self) -> Variable:
        return self.question.variable

    @property
    def units(self) -> tuple[str, ...]:
        return units_like(self.variable.unit)

    @property
    def listed(self) -> bool:
        return (
            self.question.purpose == "exclusion"
            and self.variable.type == "boolean"
            and all(one.value is False for one in self.criteria)
        )

    @property
    def large(self) -> bool:
        """Whether sums asked for here are of the size that people tell in 万元."""
        bounds = [one.value for one in self.criteria if isinstance(one.value, float)]
        return not bounds or max(bounds) >= _LARGE


@lru_cache(maxsize=512)
def units_like(unit: str | None) -> tuple[str, ...]:
    """Return the units in which a quantity can be given, its own first.

    >>> units_like("元"), units_like("人"), units_like("吨标准煤")[:2]
    (('元', '万元', '亿元'), ('人',), ('吨标准煤', '千克标准煤'))
    """
    import ontology
    from ingest.link.authority import concepts

    kind = dimension(unit)
    if unit is None or kind in _UNLIKE or kind == unit:
        return () if unit is None else (unit,)
    if kind == "Currency":
        return tuple(dict.fromkeys((unit, *_MONEY)))
    like = (one.label for one in concepts(ontology.UNITS) if one.value("dimension") == kind)
    return tuple(dict.fromkeys((unit, *like)))


def answers(params: Iterable[tuple[str, str]], scheme: Scheme) -> dict[str, Any]:
    """Return what a form says, as `POST /api/eligibility` takes it; what was left empty in a submitted form is null.

    Controls are `a.ID`, units `u.ID`; `none` says that no exclusion of the list applies, `form` that it was submitted.
    """
    pairs = list(params)[: 4 * MOST]
    given = dict(pairs)
    found: dict[str, Any] = {}
    for one in _fields(scheme):
        id = one.variable.id
        value = given.get(f"a.{id}", "").strip()
        if one.listed and not value and given.get("none"):
            found[id] = False
        elif value and one.variable.type == "choice":
            found[id] = [each for name, each in pairs if name == f"a.{id}" and each]
        elif value:
            unit = given.get(f"u.{id}", "")
            found[id] = f"{value}{unit}" if unit and _bare(value) else value
        elif "form" in given or f"a.{id}" in given:
            found[id] = None
    return found


def _bare(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def _fields(scheme: Scheme) -> Iterator[Field]:
    for one in questions([scheme]):
        yield Field(one, tuple(c for c in scheme.criteria.values() if c.variable == one.variable.id))


def fields(
    scheme: Scheme, given: Mapping[str, Any], params: Mapping[str, str], proposed: Iterable[Proposal] = ()
) -> list[Field]:
    """Return the fields filled in: with what was given, else with what was read out of the text."""
    read = {one.variable: one for one in proposed}
    return [_filled(one, given, params, read.get(one.variable.id)) for one in _fields(scheme)]


def _filled(one: Field, given: Mapping[str, Any], params: Mapping[str, str], read: Proposal | None) -> Field:
    id, unit = one.variable.id, params.get(f"u.{one.variable.id}") or _first_unit(one)
    if id in given or read is None:
        value = "\n".join(given[id]) if isinstance(given.get(id), list) else params.get(f"a.{id}", "").strip()
        same = read is not None and _same(one.variable, given.get(id), read.value)
        return Field(one.question, one.criteria, value, unit, read.words if read and same else "")
    value, unit = _written(one.variable, read.value, unit)
    return Field(one.question, one.criteria, value, unit, read.words)


def _first_unit(one: Field) -> str | None:
    return "万元" if one.variable.unit == "元" and one.large else one.variable.unit


def _same(variable: Variable, given: Any, read: Any) -> bool:
    try:
        return bool(parse_answer(variable, given) == parse_answer(variable, read))
    except AnswerError:
        return False


def _written(variable: Variable, value: Any, unit: str | None) -> tuple[str, str | None]:
    """Write a proposal as its control holds it."""
    if isinstance(value, Mapping):
        return f"{value['value']:.15g}", value.get("unit") or variable.unit
    answer = parse_answer(variable, value)
    if isinstance(answer, bool):
        return "true" if answer else "false", unit
    if isinstance(answer, Span):
        return str(value), unit
    if isinstance(answer, tuple):
        return "\n".join(answer), unit
    return (f"{answer:.15g}", variable.unit) if isinstance(answer, float) else (shown(answer, None), unit)
