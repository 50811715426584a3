"""From each goal up to the nearest goal above it of one indicator, or, where an indicator has no id, of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from graph.cascade.step import End, Step
from graph.compare import Units, aligned, difference
from graph.contrast import Apart, goal_told, proof
from graph.hierarchy import Hierarchy
from graph.likeness import Wording, shared
from graph.placed import once, place
from graph.query import table
from graph.search.grams import fold
from graph.store import Store

__all__ = ["steps"]

Row = Mapping[str, Any]

_LIKE: Final = 0.55  # of the names of two indicators that the authority files do not know to be one
_NAMES: Final = 40  # names that are tried


def steps(
    store: Store,
    hierarchy: Hierarchy,
    lowers: Collection[str],
    uppers: Collection[str],
    indicator: str | None,
    units: Units,
) -> Iterator[Step]:
    """Yield a step from each goal of `lowers` to the nearest above it, in the order of the documents."""
    rows = [row for row in table(store, "targets", indicator=indicator) if row["document"] in {*lowers, *uppers}]
    above = _Goals([row for row in rows if row["document"] in uppers])
    for row in once((row for row in rows if row["document"] in lowers), "region", "by", "value"):
        found = [
            (likeness, goal)
            for likeness, goal in above.like(row)
            if hierarchy.below(row["document"], goal["document"]) and _comparable(row, goal, units)
        ]
        if found:
            likeness, goal = max(found, key=lambda one: _near(hierarchy, row, *one))
            yield _step(hierarchy, row, goal, likeness, units)


class _Goals:
    """Goals by their indicator, and by what they call it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_indicator: dict[str, list[Row]] = defaultdict(list)
        self._by_name: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row["linked"]:
                self._by_indicator[row["linked"]].append(row)
            self._by_name[_name(row)].append(row)
        self._names = list(self._by_name)
        self._wording = Wording(self._names)

    def like(self, row: Row) -> Iterator[tuple[float, Row]]:
        """Yield goals of the same indicator (likeness 1), and those whose name is like this one's."""
        if row["linked"]:
            yield from ((1.0, goal) for goal in self._by_indicator.get(row["linked"], ()))
        for number, likeness in self._wording.like(_name(row), _LIKE, _NAMES):
            for goal in self._by_name[self._names[number]]:
                if not (row["linked"] and goal["linked"]):
                    yield likeness, goal


def _name(row: Row) -> str:
    return fold(f"{row['scope'] or ''}{row['indicatorName']}")


def _comparable(row: Row, goal: Row, units: Units) -> bool:
    """Tell whether both set a level, a rise or a fall of things measured alike."""
    if row["change"] != goal["change"]:
        return False
    one, other = (units(one["unitName"] or "") for one in (row, goal))
    return one.dimension == other.dimension if one and other else row["unitName"] == goal["unitName"]


def _near(hierarchy: Hierarchy, row: Row, likeness: float, goal: Row) -> tuple[Any, ...]:
    days = abs((row["by"] - goal["by"]).days) if row["by"] and goal["by"] else 1 << 20
    return *hierarchy.nearness(row["document"], goal["document"]), row["scope"] == goal["scope"], likeness, -days


def _step(hierarchy: Hierarchy, row: Row, goal: Row, likeness: float, units: Units) -> Step:
    one, other = row["document"], goal["document"]
    same = bool(row["linked"]) and row["linked"] == goal["linked"]
    ties = [*(["indicator"] if same else []), *hierarchy.ties(one, other)]
    if _name(row) == _name(goal) or not same:
        ties.append("wording")
    upper, lower = aligned([goal, row], units)
    found = difference(lower, upper)
    drift = Apart("target", found.kinds, found.why, proof(row), proof(goal))
    words = shared(row["indicatorName"], goal["indicatorName"], 2)
    ordered = hierarchy.ordered(one, other)
    return Step("target", _end(goal), _end(row), tuple(ties), None if same else likeness, words, (drift,), ordered)


def _end(row: Row) -> End:
    return End(row["regionName"], goal_told(row), row["record"], **place(row))
