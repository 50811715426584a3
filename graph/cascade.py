"""Follows a goal from the country down to the places that carry it out, with what changed on the way; finds conflicts.

A goal implements another when both are of one indicator and kind of change and its document lies below: in a region
within the other's. A citation of the upper document, or words in common, make the tie firmer; they are told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from graph.compare import Difference, Goal, Units, aligned, difference
from graph.query import table
from graph.store import Store
from ingest.link import Register

__all__ = ["Conflict", "Step", "cascade", "conflicts"]

_DEPTHS: Final = {"national": 0, "provincial": 1, "municipal": 2, "other": 3}


@dataclass(frozen=True, slots=True)
class Step:
    """One goal that carries out another: `ties` say by what (indicator, citation, wording), `drift` what changed."""

    upper: Goal
    lower: Goal
    ties: tuple[str, ...]
    drift: Difference


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two goals in force for one indicator, region, span and day that cannot both be what is asked."""

    one: Goal
    other: Goal
    indicator: str
    why: str


@dataclass(frozen=True, slots=True)
class _Place:
    region: str | None
    depth: int
    cites: frozenset[str]


def cascade(store: Store, indicator: str | None = None, units: Units | None = None) -> Iterator[Step]:
    """Yield each step from a goal to one right below it, of `indicator` (an IRI) or of all, upper goals first."""
    places = _places(store)
    within = _within(store)
    for _, goals in _by_indicator(store, indicator, units):
        for lower in goals:
            above = [
                upper for upper in goals if _below(places[lower.document], places[upper.document], within)
                and upper.change == lower.change
            ]  # fmt: skip
            if above:
                nearest = max(places[upper.document].depth for upper in above)
                upper = min(
                    (one for one in above if places[one.document].depth == nearest), key=lambda one: _days(lower, one)
                )
                yield Step(upper, lower, _ties(upper, lower, places[lower.document]), difference(lower, upper))


def conflicts(store: Store, on: date, indicator: str | None = None, units: Units | None = None) -> Iterator[Conflict]:
    """Yield pairs of goals in force on `on` that disagree on one indicator, region, scope, base and last day."""
    standing = {row["document"] for row in table(store, "in_force", on=on)}
    regions = {name: place.region for name, place in _places(store).items()}
    for name, goals in _by_indicator(store, indicator, units):
        alike: dict[tuple[object, ...], list[Goal]] = defaultdict(list)
        for goal in goals:
            if goal.document in standing and goal.value is not None and goal.by is not None:
                key = (regions[goal.document], goal.indicator_name, goal.change, goal.scope, goal.base, goal.by)
                alike[key].append(goal)
        for one, other in (pair for group in alike.values() for pair in combinations(group, 2)):
            if one.document != other.document and not _agree(one, other):
                yield Conflict(
                    one,
                    other,
                    name,
                    f"同一指标、地区和期限，一处为{one.op}{one.written}，一处为{other.op}{other.written}",
                )


def _by_indicator(store: Store, indicator: str | None, units: Units | None) -> Iterator[tuple[str, tuple[Goal, ...]]]:
    resolve = units or Register.load().unit
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in table(store, "indicator_table", indicator=indicator):
        groups[row["indicator"]].append(row)
    for name, rows in groups.items():
        yield name, aligned(rows, resolve)


def _places(store: Store) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for row in table(store, "levels"):
        cites = {row["cited"]} - {None}
        before = found.get(row["document"])
        known = before.cites if before else frozenset()
        found[row["document"]] = _Place(row["region"], _DEPTHS.get(row["level"], 3), known | cites)
    return found


def _within(store: Store) -> dict[str, set[str]]:
    """Return for each region those that it lies in."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table(store, "region_ancestors"):
        if row["region"] != row["above"]:
            found[row["region"]].add(row["above"])
    return found


def _below(lower: _Place, upper: _Place, within: Mapping[str, set[str]]) -> bool:
    if lower.depth <= upper.depth or not lower.region:
        return False
    return upper.depth == 0 or upper.region in within.get(lower.region, set())


def _ties(upper: Goal, lower: Goal, place: _Place) -> tuple[str, ...]:
    cited = ("citation",) if upper.document in place.cites else ()
    named = ("wording",) if upper.indicator_name == lower.indicator_name else ()
    return ("indicator", *cited, *named)


def _days(one: Goal, other: Goal) -> int:
    return abs((one.by - other.by).days) if one.by and other.by else 1 << 20


def _agree(one: Goal, other: Goal) -> bool:
    """Tell whether one value can meet both."""
    if "~" in (one.op, other.op):
        return True
    (low, high), (least, most) = _room(one), _room(other)
    return max(low, least) <= min(high, most)


def _room(goal: Goal) -> tuple[Decimal, Decimal]:
    assert goal.value is not None
    endless = Decimal("Infinity")
    return (-endless if "<" in goal.op else goal.value), (endless if ">" in goal.op else goal.value)
