"""Agencies as a tree: regions with offices by function, or functions with their regions; collective bodies apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import ontology
from api.site import Site
from ingest.link.authority import concepts

__all__ = ["branches", "collective"]


@cache
def _groups() -> frozenset[str]:
    """Return the functions whose names mean many bodies: 有关部门, 主管部门, 乡镇人民政府."""
    known = (one for one in concepts(ontology.AGENCIES) if one.value("functionKind") == "group")
    return frozenset(one.id for one in known)


def collective(id: str) -> bool:
    """Return whether an agency's id stands for many bodies at once, not for one office.

    >>> [collective(id) for id in ("330000/each-any/government", "330300/departments-concerned", "330300/finance")]
    [True, True, False]
    """
    _, _, office = id.partition("/")
    return office.startswith("each-") or office.partition("/")[0] in _groups()


def branches(site: Site, rows: Iterable[Mapping[str, Any]], by: str) -> dict[str, Any]:
    """Return the offices of `rows` under their regions, or under functions where `by` says so, and the collective ones.

    The branch with most tasks comes first; within a region offices of one function stand together.
    """
    names = {row["agency"]: row["functionName"] for row in site.table("agency_functions")}
    trees: dict[str, list[dict[str, Any]]] = defaultdict(list)
    many: list[Mapping[str, Any]] = []
    for row in rows:
        office = {**row, "function": names.get(row["iri"]) or ""}
        if collective(row["id"]):
            many.append(office)
        else:
            trees[office["function" if by else "region"] or ""].append(office)
    within = "region" if by else "function"
    for found in trees.values():
        heaviest: dict[str, int] = defaultdict(int)
        for office in found:
            heaviest[office[within] or ""] += office["tasks"]
        found.sort(
            key=lambda one: (not one[within], -heaviest[one[within] or ""], one[within] or "", -one["tasks"], one["id"])
        )
    ordered = sorted(trees.items(), key=lambda item: (not item[0], -sum(one["tasks"] for one in item[1]), item[0]))
    return {"branches": ordered, "collective": many}
