"""Three-valued logic after Kleene: what holds, what does not, and what nobody knows; and its formulas over conditions.

formula: term ("or" term)*      term: factor ("and" factor)*      factor: "not" factor | "(" formula ")" | "c" number
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from graph.errors import GraphError

__all__ = ["Formula", "LogicError", "Truth", "choices", "parse", "replaced", "truth", "without"]

Truth = bool | None
Formula = int | tuple[str, tuple["Formula", ...]]
"""The number of a condition, counted from 1, or `and`, `or`, `not` over formulas."""

_TOKEN: Final = re.compile(r"\s*(?:(and|or|not|[()])|c(\d+)|(\S))", re.ASCII)


class LogicError(GraphError):
    """A formula over conditions that cannot be read, or that names a condition that is not there."""


def truth(formula: Formula, values: Sequence[Truth]) -> Truth:
    """Return what the formula comes to, where `values` holds what is known of c1, c2 …

    >>> truth(parse("(c1 or c2) and c3", 3), [None, True, True]), truth(parse("c1 and not c2", 2), [True, None])
    (True, None)
    """
    if isinstance(formula, int):
        return values[formula - 1]
    sign, parts = formula
    if sign == "not":
        value = truth(parts[0], values)
        return None if value is None else not value
    decides = sign == "or"  # what settles the whole by itself
    unknown = False
    for part in parts:
        value = values[part - 1] if isinstance(part, int) else truth(part, values)
        if value is decides:
            return decides
        unknown = unknown or value is None
    return None if unknown else not decides


def without(formula: Formula, gone: Collection[int]) -> Formula | None:
    """Return the formula without the conditions `gone`, the others numbered anew; None where nothing is left.

    >>> without(parse("c1 and (c2 or c3) and c4", 4), {1, 3})
    ('and', (1, 2))
    """
    if isinstance(formula, int):
        return None if formula in gone else formula - sum(number < formula for number in gone)
    parts = tuple(part for part in (without(one, gone) for one in formula[1]) if part is not None)
    return (parts[0] if len(parts) == 1 and formula[0] != "not" else (formula[0], parts)) if parts else None


def replaced(formula: Formula, shapes: Mapping[int, Formula]) -> Formula:
    """Return the formula with a formula of its own in place of each condition that `shapes` names.

    >>> replaced(("and", (1, 2)), {2: ("or", (2, 3))})
    ('and', (1, ('or', (2, 3))))
    """
    if isinstance(formula, int):
        return shapes.get(formula, formula)
    return (formula[0], tuple(replaced(part, shapes) for part in formula[1]))


def choices(formula: Formula) -> Iterator[frozenset[int]]:
    """Yield the conditions of each choice of the formula, of which one way is enough.

    >>> [sorted(ways) for ways in choices(parse("c1 and ((c2 and c3) or c4) and c5", 5))]
    [[2, 3, 4]]
    """
    if isinstance(formula, int):
        return
    if formula[0] == "or":
        yield frozenset(_numbers(formula))
        return
    for part in formula[1]:
        yield from choices(part)


@lru_cache(maxsize=20_000)
def optional(formula: Formula) -> frozenset[int]:
    """Return the conditions of a formula that are one of several ways of which one is enough.

    >>> sorted(optional(parse("c1 and (c2 or c3)", 3)))
    [2, 3]
    """
    return frozenset[int]().union(*choices(formula))


def _numbers(formula: Formula) -> Iterator[int]:
    if isinstance(formula, int):
        yield formula
        return
    for part in formula[1]:
        yield from _numbers(part)


@lru_cache(maxsize=4096)
def parse(text: str | None, count: int) -> Formula:
    """Read a formula over `count` conditions; without one, all of them must hold. Raises LogicError.

    >>> parse("c1 and (c2 or c3)", 3)
    ('and', (1, ('or', (2, 3))))
    >>> parse(None, 2)
    ('and', (1, 2))
    """
    if not text or not text.strip():
        return ("and", tuple(range(1, count + 1)))
    tokens = [word or int(number or 0) or _wrong(text, sign) for word, number, sign in _TOKEN.findall(text)]
    formula, rest = _chain(tokens, text, count, "or")
    if rest:
        raise LogicError(f"logic {text!r}: {rest[0]!r} is one too many; close each bracket that is opened")
    return formula


def _chain(tokens: list[str | int], text: str, count: int, sign: str) -> tuple[Formula, list[str | int]]:
    parts: list[Formula] = []
    while True:
        part, tokens = _chain(tokens, text, count, "and") if sign == "or" else _factor(tokens, text, count)
        parts.append(part)
        if not tokens or tokens[0] != sign:
            return (parts[0] if len(parts) == 1 else (sign, tuple(parts))), tokens
        tokens = tokens[1:]


def _factor(tokens: list[str | int], text: str, count: int) -> tuple[Formula, list[str | int]]:
    if not tokens:
        raise LogicError(f"logic {text!r} ends where a condition should stand")
    first, *rest = tokens
    if isinstance(first, int):
        if not 1 <= first <= count:
            raise LogicError(f"logic {text!r} names c{first}, but there are {count} conditions")
        return first, rest
    if first == "not":
        part, rest = _factor(rest, text, count)
        return ("not", (part,)), rest
    if first == "(":
        part, rest = _chain(rest, text, count, "or")
        if rest[:1] != [")"]:
            raise LogicError(f"logic {text!r} has a bracket that is not closed")
        return part, rest[1:]
    raise LogicError(f"logic {text!r}: {first!r} stands where a condition should")


def _wrong(text: str, sign: str) -> int:
    raise LogicError(f"logic {text!r}: {sign!r} is neither c1, c2 … nor and, or, not and brackets")
