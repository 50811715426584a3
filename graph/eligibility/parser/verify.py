"""What is kept of the answers of a language model: the applicant's words letter for letter, and numbers that stand in
them. A model proposes; it never adds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.eligibility.answer import AnswerError, parse_answer
from graph.eligibility.criterion import Variable
from graph.eligibility.parser.proposal import Proposal, Proposals
from ingest.value.number import find

__all__ = ["verified"]

_LONGEST: Final = 200  # characters of a quote: what proves one answer is no whole letter
_MOST: Final = 500  # answers of one reply
_SCALES: Final = (1.0, 10.0, 1e2, 1e3, 1e4, 1e8)  # 320万元 may be given as 3200000 元


def verified(replies: Iterable[Any], text: str, variables: Mapping[str, Variable]) -> Proposals:
    """Return the answers of a model that the applicant's text proves, and why each of the others was dropped.

    >>> spent = Variable("v1", "设备投资额", "", "quantity", "元")
    >>> answer = {"variable": "v1", "value": {"value": 320, "unit": "万元"}, "quote": "花了320万"}
    >>> [one.words for one in verified([answer], "花了320万", {"v1": spent}).items]
    ['花了320万']
    >>> verified([answer | {"value": 500}], "花了320万", {"v1": spent}).dropped
    ('v1: 500 does not stand in the quote',)
    """
    kept: dict[str, Proposal] = {}
    left: dict[str, None] = {}
    dropped: list[str] = []
    for number, one in enumerate(replies):
        if number >= _MOST:
            dropped.append(f"more than {_MOST} answers")
            break
        found = _checked(one, text, variables)
        if isinstance(found, str):
            dropped.append(found)
        elif found is not None and kept.setdefault(found.variable, found).value != found.value:
            left[found.variable] = None
    items = (one for name, one in kept.items() if name not in left)
    return Proposals(tuple(sorted(items, key=lambda one: one.start)), tuple(left), tuple(dropped))


def _checked(one: Any, text: str, variables: Mapping[str, Variable]) -> Proposal | str | None:
    """Return a proposal, or why there is none; None for an answer that is null."""
    if not isinstance(one, Mapping):
        return "an answer is no object"
    name, value, quote = one.get("variable"), one.get("value"), one.get("quote")
    if value is None:
        return None
    variable = variables.get(name) if isinstance(name, str) else None
    if variable is None:
        return f"{str(name)[:40]}: no such question"
    if not isinstance(quote, str) or not quote.strip() or len(quote) > _LONGEST:
        return f"{name}: no quote of at most {_LONGEST} characters"
    start = text.find(quote)
    if start < 0:
        return f"{name}: the quote does not stand in the text"
    try:
        parse_answer(variable, value)
    except AnswerError as error:
        return f"{name}: {error}"
    unproven = next((number for number in _numbers(variable, value) if not _stands(number, quote)), None)
    if unproven is not None:
        return f"{name}: {unproven:g} does not stand in the quote"
    return Proposal(variable.id, value, quote, start, start + len(quote), "model")


def _numbers(variable: Variable, value: Any) -> Iterable[float]:
    """Yield the numbers that an answer states: those of a quantity, a date, and of whatever text holds any."""
    if isinstance(value, Mapping):
        value = value["value"]
    if isinstance(value, bool):
        return ()
    if isinstance(value, int | float):
        return (float(value),)
    return [one.value for one in find(str(value))] if variable.type in ("quantity", "date") else ()


def _stands(number: float, quote: str) -> bool:
    """Tell whether a number stands in a quote, in digits or Chinese numerals, with 万 and the like multiplied out."""
    return any(math.isclose(number, one.value * scale, rel_tol=1e-9) for one in find(quote) for scale in _SCALES)
