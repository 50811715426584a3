"""Three-valued logic after Kleene, over the ids of criteria: what holds, what does not, and what is not known.

formula: term ("or" term)*      term: factor ("and" factor)*      factor: "not" factor | "(" formula ")" | id
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from graph.errors import GraphError

__all__ = [
    "Formula",
    "LogicError",
    "Truth",
    "conjunction",
    "decisive",
    "leaves",
    "parse",
    "truth",
    "undecided",
    "written",
]

Truth = bool | None
Formula = str | tuple[str, tuple["Formula", ...]]
"""The id of a criterion, or `and`, `or`, `not` over formulas."""

_SIGNS: Final = frozenset(("and", "or", "not", "(", ")"))


class LogicError(GraphError):
    """A formula that cannot be read."""


def truth(formula: Formula, values: Mapping[str, Truth]) -> Truth:
    """Return what the formula evaluates to, given what is known of each criterion; one without a value is unknown.

    >>> truth(parse("(a or b) and c"), {"b": True, "c": True}), truth(parse("a and not b"), {"a": True})
    (True, None)
    """
    if isinstance(formula, str):
        return values.get(formula)
    sign, parts = formula
    if sign == "not":
        value = truth(parts[0], values)
        return None if value is None else not value
    decisive = sign == "or"
    unknown = False
    for part in parts:
        value = values.get(part) if isinstance(part, str) else truth(part, values)
        if value is decisive:
            return decisive
        unknown = unknown or value is None
    return None if unknown else not decisive


def undecided(formula: Formula, values: Mapping[str, Truth]) -> Iterator[str]:
    """Yield the criteria that are open and on which the value of the formula still depends, in its order.

    >>> list(undecided(parse("(a or b) and c and d"), {"a": True, "c": None}))
    ['c', 'd']
    """
    if truth(formula, values) is not None:
        return
    if isinstance(formula, str):
        yield formula
        return
    for part in formula[1]:
        yield from undecided(part, values)


def decisive(formula: Formula, values: Mapping[str, Truth]) -> Iterator[str]:
    """Yield the criteria that make a settled formula what it is: of a conjunction that fails, those parts that fail.

    >>> list(decisive(parse("a and (b or c) and d"), {"a": True, "b": False, "c": False, "d": True}))
    ['b', 'c']
    """
    value = truth(formula, values)
    if value is None:
        return
    if isinstance(formula, str):
        yield formula
        return
    sign, parts = formula
    for part in parts:
        if sign == "not" or truth(part, values) is value:
            yield from decisive(part, values)


def leaves(formula: Formula) -> Iterator[str]:
    """Yield the criteria of a formula, in its order.

    >>> list(leaves(parse("a and (b or not c)")))
    ['a', 'b', 'c']
    """
    if isinstance(formula, str):
        yield formula
        return
    for part in formula[1]:
        yield from leaves(part)


def conjunction(*formulas: Formula) -> Formula:
    """Return the formula that holds where all of `formulas` do; without any, it always holds.

    >>> conjunction("a", ("and", ("b", "a")), ("or", ("c", "d")))
    ('and', ('a', 'b', ('or', ('c', 'd'))))
    """
    parts: dict[Formula, None] = {}
    for formula in formulas:
        flat = formula[1] if not isinstance(formula, str) and formula[0] == "and" else (formula,)
        parts |= dict.fromkeys(flat)
    found = tuple(parts)
    return found[0] if len(found) == 1 else ("and", found)


def written(formula: Formula) -> str:
    """Write a formula as `parse` reads it.

    >>> written(parse("a and (b or not c)"))
    'a and (b or not c)'
    """
    if isinstance(formula, str):
        return formula
    sign, parts = formula
    if sign == "not":
        inner = written(parts[0])
        return f"not {inner}" if isinstance(parts[0], str) else f"not ({inner})"
    return f" {sign} ".join(part if isinstance(part, str) else _nested(part) for part in parts)


def _nested(formula: Formula) -> str:
    text = written(formula)
    return text if formula[0] == "not" else f"({text})"


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Read a formula; an empty one always holds. Raises LogicError with the place of the fault.

    >>> parse("a and (b or c)")
    ('and', ('a', ('or', ('b', 'c'))))
    """
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    if not tokens:
        return ("and", ())
    formula, rest = _chain(tokens, text, "or")
    if rest:
        raise LogicError(f"logic {text!r}: {rest[0]!r} is one too many; close each bracket that is opened")
    return formula


def _chain(tokens: list[str], text: str, sign: str) -> tuple[Formula, list[str]]:
    parts: list[Formula] = []
    while True:
        part, tokens = _chain(tokens, text, "and") if sign == "or" else _factor(tokens, text)
        parts.append(part)
        if not tokens or tokens[0] != sign:
            return (parts[0] if len(parts) == 1 else (sign, tuple(parts))), tokens
        tokens = tokens[1:]


def _factor(tokens: list[str], text: str) -> tuple[Formula, list[str]]:
    if not tokens:
        raise LogicError(f"logic {text!r} ends where a criterion should stand")
    first, *rest = tokens
    if first not in _SIGNS:
        return first, rest
    if first == "not":
        part, rest = _factor(rest, text)
        return ("not", (part,)), rest
    if first == "(":
        part, rest = _chain(rest, text, "or")
        if rest[:1] != [")"]:
            raise LogicError(f"logic {text!r} has a bracket that is not closed")
        return part, rest[1:]
    raise LogicError(f"logic {text!r}: {first!r} stands where a criterion should")
