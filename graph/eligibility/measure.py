"""Units: converting what an applicant answers into the unit in which a document asks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ingest.link.unit import UnitRef

__all__ = ["convert", "dimension", "same", "signed"]

_COUNTED: Final = frozenset({"Count", "Persons", "Households", "PersonTimes"})
_SIGNED: Final = frozenset({"Dimensionless", "PercentagePoint", "Temperature"})


@lru_cache(maxsize=4096)
def dimension(unit: str | None) -> str | None:
    """Return what a unit measures; a unit in no authority file, such as 头次, is a dimension of its own.

    >>> dimension("万元"), dimension("人") == dimension("个"), dimension("头次"), dimension(None)
    ('Currency', True, '头次', None)
    """
    if unit is None:
        return None
    reference = _unit(unit)
    if reference is None:
        return unit
    return "Count" if reference.dimension in _COUNTED else reference.dimension


def convert(value: float, unit: str | None, to: str | None) -> float | None:
    """Return the value in the unit `to`; None where the two measure different things.

    Without a unit on one side the value is taken to be in that of the other. Energy and coal equivalent convert by heat
    (1 kg of coal equivalent = 29.3076 MJ, GB/T 2589).

    >>> convert(320, "万元", "元"), convert(30, "吨标煤", "吨标准煤"), convert(5, "亩", "元")
    (3200000.0, 30.0, None)
    """
    if unit is None or to is None or unit == to:
        return float(value)
    if dimension(unit) != dimension(to):
        return None
    one, other = _unit(unit), _unit(to)
    if one is None or other is None:
        return float(value) if unit == to else None
    if dimension(unit) == "Count":
        return float(value * one.factor / other.factor)
    return round(value * one.base_factor / other.base_factor, 9)


def same(unit: str | None, other: str | None) -> bool:
    """Tell whether two words are one unit; without one of them it is taken to be the other.

    >>> same("名", "人"), same("台", "人")
    (True, False)
    """
    if unit is None or other is None or unit == other:
        return True
    return _unit(unit) is not None and _unit(unit) == _unit(other)


def signed(unit: str | None) -> bool:
    """Tell whether a value in this unit can be below zero: a rate of change can, money and counts cannot.

    >>> signed("%"), signed("元")
    (True, False)
    """
    return unit is None or dimension(unit) in _SIGNED


@lru_cache(maxsize=4096)
def _unit(unit: str) -> UnitRef | None:
    from ingest.link import Register

    return Register.load().unit(unit)
