"""Criteria: what each condition counts as, and which variable settles it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from ingest.link.variable import Asked, normalized, positive
from ingest.record import Condition
from ingest.rules import load

__all__ = ["criterion"]

_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_OR = re.compile(r"[、/或]|以及|和(?=[^、]{1,8}$)")


def criterion(condition: Condition, asked: Asked) -> Condition:
    """Return the condition with its role and variable; a denied state is asked for as the state, which must not hold.

    >>> from ingest.link.register import Register
    >>> asked = Asked(Register.load())
    >>> one = criterion(Condition("未列入失信名单", "未列入失信名单", "=", True), asked)
    >>> one.role, one.value, asked.found[one.variable].question
    ('exclusion', False, '是否列入失信名单？')
    """
    label, denied = positive(normalized(condition.attr))
    if denied and condition.value in (True, None):
        condition = replace(condition, op="=", value=False)
    role = _role(condition)
    return replace(condition, role=role, variable=_variable(condition, label, role, asked))


def _role(condition: Condition) -> Literal["requirement", "exclusion", "scope"]:
    rules = load("variable")
    if condition.value is False or (condition.op is None and rules["barred"].regex.search(condition.text)):
        return "exclusion"
    return "scope" if rules["scope"].regex.match(condition.attr) else "requirement"


def _variable(condition: Condition, label: str, role: str, asked: Asked) -> str:
    value = condition.value
    if value is None or isinstance(value, bool):
        return asked.boolean(label, condition.text, barred=role == "exclusion")
    if isinstance(value, float | int):
        return asked.quantity(label, condition.unit)
    if _DAY.match(value):
        return asked.day(label)
    if load("variable")["place"].regex.search(label):
        return asked.place(label)
    return asked.choice(label, tuple(part for part in _OR.split(value) if part) if condition.op == "in" else (value,))
