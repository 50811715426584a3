"""One table of indicators by regions: what each region sets, in one unit a row, held against the first that sets it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.compare import Difference, Goal, Units, aligned, depth, differences
from graph.query import table
from graph.store import Store
from graph.validity import standing
from ingest.link import Register

__all__ = ["Line", "Matrix", "matrix"]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its goals by region (an IRI), in `unit`, and what sets them apart from the first region's."""

    indicator: str
    label: str
    unit: str | None
    cells: Mapping[str, tuple[Goal, ...]]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions (IRI and name) in the order of the columns, indicators by how many regions set them, then by name."""

    regions: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def matrix(
    store: Store, regions: Sequence[str] = (), *, least: int = 2, on: date | None = None, units: Units | None = None
) -> Matrix:
    """Lay all indicators that `least` regions set over `regions` (IRIs; none: all that set one, the highest first).

    A column holds the documents of just this region, not of those in it. With `on`, only documents in force.
    """
    resolve = units or Register.load().unit
    known = None if on is None else standing(store, on)
    rows: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, tuple[int, str]] = {}
    for row in table(store, "indicator_table"):
        place = row["place"]
        if place is None or (regions and place not in regions) or (known is not None and row["document"] not in known):
            continue
        names[place] = depth(row["level"]), row["regionName"] or place
        rows[row["indicator"]][place].append(row)
    given = tuple(region for region in regions if region in names)
    columns = given or tuple(sorted(names, key=lambda place: (names[place], place)))
    lines = [
        _line(name, {place: cells[place] for place in columns if place in cells}, resolve)
        for name, cells in rows.items()
        if len(cells) >= least
    ]
    lines.sort(key=lambda line: (-len(line.cells), line.label))
    used = [place for place in columns if any(place in line.cells for line in lines)]
    return Matrix(tuple((place, names[place][1]) for place in used), tuple(lines))


def _line(indicator: str, cells: Mapping[str, Sequence[Mapping[str, Any]]], units: Units) -> Line:
    ordered = [(place, row) for place, found in cells.items() for row in found]
    goals = aligned([row for _, row in ordered], units)
    by_place: dict[str, list[Goal]] = defaultdict(list)
    for (place, _), goal in zip(ordered, goals, strict=True):
        by_place[place].append(goal)
    label = next((str(row["label"]) for _, row in ordered if row["label"]), indicator.rpartition("/")[2])
    unit = next((goal.unit for goal in goals if goal.value is not None), None)
    filled = {place: tuple(found) for place, found in by_place.items()}
    return Line(indicator, label, unit, filled, tuple(differences(goals)))
