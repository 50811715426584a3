"""Answers: what an applicant gave for each variable, checked and brought into the variable's unit."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from graph.eligibility.answer_error import AnswerError
from graph.eligibility.criterion import OTHER, Span, Value, Variable
from graph.eligibility.measure import convert, dimension, signed
from ingest.value.unit import measures

__all__ = ["LARGEST", "MOST", "AnswerError", "Answers", "day", "parse_answer", "parse_answers", "shown"]

Answers = Mapping[str, Value]
"""What is known of an applicant, by the id of the variable; quantities in its unit."""

MOST: Final = 2_000
"""How many answers one request may give."""

LARGEST: Final = 1e15
"""The largest number, in the unit of its variable."""

_HUGE: Final = 1e200  # beyond it a number does not multiply
_YES: Final = frozenset({"是", "有", "yes", "true", "y"})
_NO: Final = frozenset({"否", "没有", "无", "no", "false", "n"})
_LONGEST: Final = 200
_YEARS: Final = range(1900, 2200)


def parse_answers(given: Mapping[str, Any], variables: Mapping[str, Variable]) -> dict[str, Value]:
    """Check answers by variable id: true, false, a number, text, {"value": 320, "unit": "万元"}, choices; null is none.

    Raises AnswerError for an unknown variable, a wrong type, a unit of another dimension, a value that cannot be, and
    for more than MOST answers.
    """
    if len(given) > MOST:
        raise AnswerError("answers", "many", count=len(given), most=MOST)
    found: dict[str, Value] = {}
    for name, value in given.items():
        variable = variables.get(name)
        if variable is None:
            raise AnswerError(name[:_LONGEST], "variable")
        if value is not None and not (isinstance(value, str) and not value.strip()):
            found[name] = parse_answer(variable, value)
    return found


def parse_answer(variable: Variable, value: Any) -> Value:
    """Return one answer in the unit of its variable. Raises AnswerError.

    >>> parse_answer(Variable("v", "投资额", "", "quantity", "元"), {"value": 320, "unit": "万元"})
    3200000.0
    >>> parse_answer(Variable("v", "投产时间", "", "date"), "2024年2月")
    Span(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """
    if isinstance(value, str):
        value = value.strip()
        if len(value) > _LONGEST:
            raise AnswerError(variable.id, "long", length=len(value), most=_LONGEST)
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise AnswerError(variable.id, "text")
    return _PARSERS[variable.type](variable, value)


def _boolean(variable: Variable, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise AnswerError(variable.id, "boolean", value=value)


def _quantity(variable: Variable, value: Any) -> float:
    unit = variable.unit
    if isinstance(value, Mapping):
        given = value.get("unit")
        if value.keys() - {"value", "unit"} or "value" not in value or not isinstance(given, str | None):
            raise AnswerError(variable.id, "shape")
        value, unit = value["value"], given or unit
    elif isinstance(value, str):
        value, unit = _written(variable, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _HUGE:
        raise AnswerError(variable.id, "number", value=value, example=f"320{variable.unit or ''}")
    number = convert(value, unit, variable.unit)
    if number is None:
        raise AnswerError(variable.id, "unit", unit=unit, dimension=dimension(unit), wanted=variable.unit)
    if abs(number) > LARGEST:
        raise AnswerError(variable.id, "large", value=value, unit=unit or "", most=LARGEST)
    if number < 0 and not signed(variable.unit):
        raise AnswerError(variable.id, "negative", value=value, label=variable.label)
    return number


def _written(variable: Variable, text: str) -> tuple[float, str | None]:
    """Read 320万元, or a bare number."""
    try:
        return float(text.replace(",", "")), variable.unit
    except ValueError:
        found = list(measures(text))
    if len(found) != 1 or found[0].number > 0 or found[0].unit_end < len(text):
        raise AnswerError(variable.id, "number", value=text, example=f"320{variable.unit or ''}")
    return found[0].value, found[0].unit


def _date(variable: Variable, value: Any) -> Span:
    year = isinstance(value, int) and value in _YEARS
    span = day(str(value)) if year or isinstance(value, str) else None
    if span is None:
        raise AnswerError(variable.id, "date", value=value)
    return span


def day(text: str) -> Span | None:
    """Return the days that a day, month or year can mean; None for anything else.

    >>> day("2024-3"), day("2024-02-30")
    (Span(first=datetime.date(2024, 3, 1), last=datetime.date(2024, 3, 31)), None)
    """
    for sign in "年月/.":
        text = text.replace(sign, "-")
    parts = text.rstrip("日号-").split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, *rest = map(int, parts)
    if year not in _YEARS:
        return None
    try:
        if len(rest) == 2:
            return Span(date(year, *rest), date(year, *rest))
        first, last = (rest[0], rest[0]) if rest else (1, 12)
        return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    except (ValueError, IndexError):
        return None


def _choice(variable: Variable, value: Any) -> str | tuple[str, ...]:
    """Return one choice, or all that hold together: of titles and grades an applicant may have several."""
    known = {*variable.choices, OTHER}
    if isinstance(value, str) and value not in known:
        value = value.split("、")
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(one, str) and one in known for one in value):
        found = tuple(dict.fromkeys(value))
        return found if len(found) > 1 else found[0]
    raise AnswerError(variable.id, "choice", value=value, choices="、".join(variable.choices), other=OTHER)


def _place(variable: Variable, value: Any) -> str:
    if isinstance(value, str) and value:
        return value
    raise AnswerError(variable.id, "place", value=value)


_PARSERS: Final[Mapping[str, Callable[[Variable, Any], Value]]] = {
    "boolean": _boolean,
    "quantity": _quantity,
    "date": _date,
    "choice": _choice,
    "place": _place,
}


def shown(value: Value, unit: str | None) -> str:
    """Write an answer as people do.

    >>> shown(True, None), shown(3200000.0, "元"), shown(day("2024-03"), None)
    ('是', '320万元', '2024-03-01至2024-03-31')
    """
    from graph.wording import money

    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Span):
        first, last = value.first.isoformat(), value.last.isoformat()
        return first if first == last else f"{first}至{last}"
    if isinstance(value, tuple):
        return "、".join(value)
    return value if isinstance(value, str) else money(value, unit)
