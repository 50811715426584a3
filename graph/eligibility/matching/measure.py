"""Numbers of facts against numbers that are asked for: in one unit, and by which sign."""

from __future__ import annotations

from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import convert, dimension, shown

__all__ = ["compared", "in_unit", "measures_alike"]

_PASSES: Final = {"吨": "吨标准煤", "万吨": "万吨标准煤"}


def in_unit(fact: Fact, unit: str | None) -> tuple[float | None, str]:
    """Return the number of a fact in `unit`, and a note where that took more than a change of scale; None for what is
    no number, or of no such unit."""
    if not isinstance(fact.value, float):
        return None, ""
    value = convert(fact.value, fact.unit, unit)
    if value is not None:
        one, other = dimension(fact.unit), fact.unit or ""
        heat = one == "Energy" and ("煤" in other) != ("煤" in (unit or "煤" if "煤" in other else ""))
        return value, f"（折{shown(round(value, 3), unit)}）" if heat and other != unit else ""
    passed = _PASSES.get(fact.unit or "")
    if passed and dimension(unit) == "Energy" and (fact.family == "saving" or "节" in fact.key):
        return convert(fact.value, passed, unit), "（按标准煤计）"
    saved = fact.family == "saving" or "节" in fact.key
    if dimension(fact.unit) == "Energy" and unit in _PASSES and saved:  # tiers of coal equivalent in bare 吨
        return convert(fact.value, fact.unit, _PASSES[unit]), "（按标准煤计）"
    if {dimension(fact.unit), dimension(unit)} == {"Dimensionless", "PercentagePoint"}:
        return fact.value, "（按百分数计）"
    if {dimension(fact.unit), dimension(unit)} == {"Time", "Age"}:
        return fact.value, ""
    return None, ""


def measures_alike(fact: Fact, wanted: str) -> bool:
    """Tell whether a fact can be a number of the dimension `wanted`: its unit is of it, or none is told."""
    own = dimension(fact.unit)
    if own is None or own == wanted:
        return True
    if wanted == "Energy" and fact.unit in _PASSES:
        return fact.family == "saving"
    return {own, wanted} in ({"Dimensionless", "PercentagePoint"}, {"Time", "Age"})


def compared(value: float, op: str, bound: float, over: int = 0) -> bool:
    """Tell whether a value meets a bound; `over` says that it was told as more (1) or less (-1) than the number.

    >>> compared(50.0, ">", 50.0), compared(50.0, ">", 50.0, over=1), compared(30.0, ">=", 30.0)
    (False, True, True)
    """
    near = abs(value - bound) <= 1e-9 * max(1.0, abs(bound))
    if near and over:  # 过了50亿元 is more than 50亿元
        return op in ((">", ">=") if over > 0 else ("<", "<="))
    return {
        ">=": value > bound or near,
        "<=": value < bound or near,
        ">": value > bound and not near,
        "<": value < bound and not near,
        "=": near,
    }[op]
