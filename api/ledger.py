"""The task ledger of an agency (任务台账): what it does in which role, by when, to reach what, with whom."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Any

from api.rows import task_row
from api.site import Site
from graph.query import table
from graph.wording import ROLES

__all__ = ["agency_rows", "busy_on", "ledger"]


def agency_rows(site: Site, **filters: Any) -> list[dict[str, Any]]:
    """Return the agencies that have tasks, the busiest first."""
    regions = {row["agency"]: row["regionName"] for row in table(site.store, "agency_regions")}
    return [
        {
            "id": site.agency_id(row["agency"]),
            "iri": row["agency"],
            "name": row["label"] or row["agencyName"],
            "region": regions.get(row["agency"]),
            "tasks": row["tasks"],
            "leads": row["leads"],
            "documents": row["documents"],
        }
        for row in table(site.store, "agencies", **filters)
    ]


def busy_on(site: Site, rows: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Return the agencies of `rows` that have tasks of documents in force on `on`, counted over these alone."""
    tasks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in filter(site.stands(on), table(site.store, "tasks")):
        tasks[row["linked"]].append(row)
    counted = [
        row
        | {
            "tasks": len(found),
            "leads": sum(one["role"] == "lead" for one in found),
            "documents": len({one["document"] for one in found}),
        }
        for row in rows
        if (found := tasks[row["iri"]])
    ]
    return sorted(counted, key=lambda row: (-row["tasks"], row["iri"]))


def ledger(site: Site, agency: str, **filters: Any) -> list[dict[str, Any]]:
    """Return every task in which `agency` takes part, in the order of the documents.

    `due` is the day that the task's own words set, None where it is not certain; `bounds` are all the days by which
    something in its clause is due, the first one first; `targets` are the goals of its clause.
    """
    return [
        task_row(row)
        | {"bounds": _in_order(row["bounds"]), "others": _told(row["others"]), "targets": row["targets"] or None}
        for row in table(site.store, "agency_tasks", agency=agency, **filters)
    ]


def _in_order(days: str | None) -> str | None:
    return "、".join(sorted(days.split("、"))) if days else None


def _told(others: str | None) -> str | None:
    """Say the roles of the others in Chinese: 省财政厅(support) -> 省财政厅（配合）."""
    return re.sub(r"\((lead|responsible|support)\)", lambda match: f"（{ROLES[match[1]]}）", others) if others else None
