"""What is asked of an applicant: variables, the criteria over them, and how an answer compares with a criterion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import ge, gt, le, lt
from typing import Any, Final, Literal

from graph.eligibility.logic import Truth
from graph.eligibility.place import lies_in

__all__ = ["OTHER", "Citation", "Criterion", "Place", "Role", "Span", "Value", "ValueType", "Variable", "compare"]

OTHER: Final = "其他"
"""The choice of an applicant whom none of a document's own words fits."""

ValueType = Literal["boolean", "quantity", "date", "choice", "place"]
Role = Literal["requirement", "exclusion", "scope"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days that an answer such as 2024年3月 can mean, both ends included."""

    first: date
    last: date


class Place(str):
    """The place that a criterion names, which an answer must lie in."""

    __slots__ = ()


Value = bool | float | str | Span | tuple[str, ...]
"""An answer: quantities in the unit of their variable, several choices that hold together as a tuple."""

_NUMERIC: Final[Mapping[str, Callable[[Any, Any], bool]]] = {">=": ge, "<=": le, ">": gt, "<": lt}
_EQUAL: Final = 1e-9  # relative: 0.1 千瓦时 x 3 is 0.3


@dataclass(frozen=True, slots=True)
class Citation:
    """The words that prove a step, and the clause they stand in; `start` counts characters of the clause."""

    document: str  # IRI
    title: str
    path: str
    iri: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """What one question settles; `references` are the clauses that ask it. A quantity is asked in `unit`."""

    id: str
    label: str
    question: str
    type: ValueType
    unit: str | None = None
    choices: tuple[str, ...] = ()
    references: tuple[Citation, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a clause asks: `op` and `value` bound its variable; without them its words must hold as they are.

    Numbers are in the unit of the variable. `default` is what an exclusion counts for while it is not answered: not to
    hold, which each verdict that relies on it names as presumed; nothing else is presumed.
    """

    id: str
    variable: str
    role: Role
    text: str
    citation: Citation
    op: str | None = None
    value: float | bool | str | date | Span | None = None
    unit: str | None = None

    @property
    def default(self) -> Truth:
        return True if self.role == "exclusion" else None


def compare(criterion: Criterion, answer: Value) -> Truth:
    """Return whether an answer meets a criterion; None where the answer leaves it open.

    >>> place = Citation("d", "", "一", "d/clause/一", "年节能量30吨以上")
    >>> at_least = Criterion("c1", "v1", "requirement", "年节能量30吨以上", place, ">=", 30.0)
    >>> compare(at_least, 30.0), compare(at_least, 29.9)
    (True, False)
    >>> since = Criterion("c2", "v2", "requirement", "2021年7月以后", place, ">=", date(2021, 7, 1))
    >>> compare(since, Span(date(2021, 1, 1), date(2021, 12, 31)))  # 2021年
    """
    expected = criterion.value
    if isinstance(answer, bool):
        return answer is (True if expected is None else bool(expected))
    if isinstance(answer, Span):
        if isinstance(expected, Span):
            return _within(expected, answer)
        return _dated(criterion.op, expected, answer) if isinstance(expected, date) else None
    if isinstance(answer, tuple):
        return any(_named(criterion.op, expected, one) for one in answer)
    if isinstance(answer, str):
        return _named(criterion.op, expected, answer)
    if isinstance(expected, bool) or not isinstance(expected, float | int):
        return None
    return _numeric(criterion.op, float(expected), float(answer))


def _numeric(op: str | None, expected: float, answer: float) -> Truth:
    same = answer == expected or abs(answer - expected) <= _EQUAL * max(abs(answer), abs(expected))
    if op is not None and op in _NUMERIC:
        return op in (">=", "<=") if same else _NUMERIC[op](answer, expected)
    if op == "~":
        return True if same else None  # 约 says no more than that
    return same


def _dated(op: str | None, expected: date, answer: Span) -> Truth:
    if op is None or op not in _NUMERIC:
        if answer.first == answer.last == expected:
            return True
        return False if not answer.first <= expected <= answer.last else None
    at_worst, at_best = (answer.first, answer.last) if op in (">=", ">") else (answer.last, answer.first)
    if _NUMERIC[op](at_worst, expected):
        return True
    return None if _NUMERIC[op](at_best, expected) else False


def _within(expected: Span, answer: Span) -> Truth:
    """Tell whether an answer lies in a year or month."""
    if expected.first <= answer.first and answer.last <= expected.last:
        return True
    return False if answer.last < expected.first or expected.last < answer.first else None


def _named(op: str | None, expected: object, answer: str) -> Truth:
    if isinstance(expected, Place):
        found = [lies_in(answer, area) for area in (expected.split("、") if op == "in" else [str(expected)])]
        return True if True in found else None if None in found else False
    if not isinstance(expected, str):
        return None
    wanted = expected.split("、") if op == "in" else [expected]
    return answer in wanted
