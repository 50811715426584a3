"""Finds goals in force that cannot both be what is asked: one indicator, region, scope and last day, values apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from graph.compare import Goal, Units, aligned
from graph.query import table
from graph.search.grams import fold
from graph.store import Store
from ingest.link import Register

__all__ = ["Conflict", "conflicts"]

_ABOUT: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two goals for one indicator, region, span and day that cannot both be what is asked.

    `certain` is False where the text of one leaves open what it is measured against, calls the indicator otherwise, or
    says 左右: that is taken to leave a tenth either way.
    """

    one: Goal
    other: Goal
    indicator: str
    why: str
    certain: bool


def conflicts(
    store: Store, on: date, indicator: str | None = None, region: str | None = None, units: Units | None = None
) -> Iterator[Conflict]:
    """Yield pairs of goals in force on `on` that disagree, of `indicator` (an IRI) or of all, in `region` or anywhere.

    Both may stand in one document, in two of its clauses.
    """
    standing = {row["document"] for row in table(store, "in_force", on=on, region=region)}
    resolve = units or Register.load().unit
    groups: dict[tuple[object, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in table(store, "indicator_table", indicator=indicator, region=region):
        if row["document"] in standing and row["by"] is not None:
            place = row["place"] or row["regionName"] or row["document"]
            groups[row["indicator"], place, row["change"], row["scope"], row["by"]].append(row)
    for (name, *_), rows in groups.items():
        for one, other in combinations(aligned(rows, resolve), 2):
            if one.clause != other.clause and _comparable(one, other) and not _agree(one, other):
                yield Conflict(one, other, str(name), *_told(one, other))


def _comparable(one: Goal, other: Goal) -> bool:
    if one.value is None or other.value is None:
        return False
    return one.change == "reach" or not (one.base and other.base) or one.base == other.base


def _told(one: Goal, other: Goal) -> tuple[str, bool]:
    why = [f"同一指标、地区和期限，一处为{one.op}{one.written}，一处为{other.op}{other.written}"]
    if one.change != "reach" and one.base != other.base:
        why.append(f"但一处以{one.base or other.base}年为基期，另一处条文未写")
    if fold(one.indicator_name) != fold(other.indicator_name):
        why.append(f"但名称不同：{one.indicator_name}与{other.indicator_name}")
    if "~" in (one.op, other.op):
        why.append("但有约数，宽到几成条文未写")
    return "；".join(why), len(why) == 1


def _agree(one: Goal, other: Goal) -> bool:
    """Tell whether one value can meet both."""
    (low, high), (least, most) = _room(one), _room(other)
    return max(low, least) <= min(high, most)


def _room(goal: Goal) -> tuple[Decimal, Decimal]:
    assert goal.value is not None
    endless = Decimal("Infinity")
    if goal.op == "~":
        return goal.value - _ABOUT * abs(goal.value), goal.value + _ABOUT * abs(goal.value)
    return (-endless if "<" in goal.op else goal.value), (endless if ">" in goal.op else goal.value)
