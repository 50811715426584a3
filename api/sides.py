"""Things laid side by side, as rows for a list or a page: regions, documents, offices, what is above and below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from graph.align import Alignment, align
from graph.cascade import KINDS, End, Step, cascade
from graph.compare import Comparison, Difference, Goal
from graph.conflict import Conflict, conflicts
from graph.contrast import Apart
from graph.duties import Across, across
from graph.matrix import Matrix
from graph.placed import Placed
from graph.store import Store

__all__ = ["alignment_json", "cascade_rows", "comparison_rows", "conflict_rows", "matrix_json", "office_rows"]

Row = dict[str, Any]

_PROOF = (*(field.name for field in fields(Placed)), "record")


def comparison_rows(found: Comparison) -> list[Row]:
    """Return one row a goal: what it is held against, in which ways it differs and why, then where it stands."""
    apart = {one.goal: one for one in found.differences}
    rows = []
    for goal in found.goals:
        named = _goal(goal, apart) | {"value": float(goal.value) if goal.value is not None else None}
        rows.append(_proof_last(named))
    return rows


def _proof_last(row: Row) -> Row:
    """Return a row with what it says first, then where it stands."""
    return {name: value for name, value in row.items() if name not in _PROOF} | {
        name: row[name] for name in _PROOF if name in row
    }


def matrix_json(found: Matrix) -> Row:
    """Return the table of indicators by regions: the columns, and each indicator's cells, goals with clauses."""
    apart = {one.goal: one for line in found.lines for one in line.differences}
    lines = [
        {
            "indicator": line.indicator,
            "label": line.label,
            "unit": line.unit,
            "cells": {place: [_goal(goal, apart) for goal in goals] for place, goals in line.cells.items()},
        }
        for line in found.lines
    ]
    return {"regions": [{"iri": iri, "name": name} for iri, name in found.regions], "lines": lines}


def _goal(goal: Goal, apart: Mapping[str, Difference]) -> Row:
    one = apart.get(goal.record)
    against = {
        "against": one and one.reference,
        "difference": list(one.kinds) if one else [],
        "why": list(one.why) if one else [],
    }
    return asdict(goal) | against


def cascade_rows(store: Store, kind: str | None = None, **filters: Any) -> list[Row]:
    """Return one row a step down: what ties both ends, what changed, then both ends with their clauses.

    `filters` are those of `graph.cascade.cascade`: indicator, region, document (IRIs), on (a day).
    """
    kinds = KINDS if kind is None else (kind,)
    return [_step(step) for step in cascade(store, kinds=kinds, **filters)]


def _step(step: Step) -> Row:
    return {
        "kind": step.kind,
        "ties": list(step.ties),
        "likeness": step.likeness,
        "shared": list(step.shared),
        "drift": list(step.kinds),
        "why": [why for apart in step.drift for why in apart.why],
        "ordered": step.ordered,
        **_end(step.upper, "upper"),
        **_end(step.lower, "lower"),
    }


def _end(end: End, name: str) -> Row:
    return {f"{name}_{key}": value for key, value in _proof_last(asdict(end)).items()}


def conflict_rows(store: Store, on: date, **filters: Any) -> list[Row]:
    """Return one row a conflict in force on `on`, with both clauses; `filters`: indicator, region (IRIs)."""
    return [_conflict(conflict) for conflict in conflicts(store, on, **filters)]


def _conflict(conflict: Conflict) -> Row:
    ends = {
        f"{name}_{key}": getattr(goal, key)
        for name, goal in (("one", conflict.one), ("other", conflict.other))
        for key in ("op", "written", "by", "base", *_PROOF)
    }
    head = {"indicator": conflict.indicator, "name": conflict.one.indicator_name, "region": conflict.one.region}
    return head | {"certain": conflict.certain, "why": conflict.why} | ends


def office_rows(store: Store, matter: str, **filters: Any) -> tuple[Across, list[Row]]:
    """Return who sees to a matter in each region, and that as rows; `filters` are those of `graph.duties.across`."""
    found = across(store, matter, **filters)
    return found, [_proof_last(asdict(duty)) for duty in found.duties]


def alignment_json(store: Store, one: str, other: str) -> Row:
    """Return two documents (IRIs) side by side, clause by clause."""
    return _alignment(align(store, one, other))


def _alignment(found: Alignment) -> Row:
    counts: dict[str, int] = {}
    for pair in found.pairs:
        counts[pair.kind] = counts.get(pair.kind, 0) + 1
    pairs = [
        {
            "kind": pair.kind,
            "likeness": pair.likeness,
            "one": pair.one and asdict(pair.one),
            "other": pair.other and asdict(pair.other),
            "changes": [{"kind": kind, "text": text} for kind, text in pair.changes],
            "shared": list(pair.shared),
            "facts": _facts(pair.facts),
        }
        for pair in found.pairs
    ]
    heads = (
        {"document": iri, "title": title} for iri, title in zip((found.one, found.other), found.titles, strict=True)
    )
    return {"documents": list(heads), "counts": counts, "pairs": pairs}


def _facts(facts: Iterable[Apart]) -> list[Mapping[str, Any]]:
    return [asdict(apart) for apart in facts]
