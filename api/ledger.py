"""The task ledger of an agency (任务台账): what it does in which role, by when, to reach what, with whom."""

from __future__ import annotations

from typing import Any

from api.rows import task_row
from api.site import Site
from graph.query import table

__all__ = ["agency_rows", "ledger"]


def agency_rows(site: Site, **filters: Any) -> list[dict[str, Any]]:
    """Return the agencies that have tasks, the busiest first."""
    return [
        {
            "id": site.agency_id(row["agency"]),
            "iri": row["agency"],
            "name": row["label"] or row["agencyName"],
            "tasks": row["tasks"],
            "leads": row["leads"],
            "documents": row["documents"],
        }
        for row in table(site.store, "agencies", **filters)
    ]


def ledger(site: Site, agency: str, **filters: Any) -> list[dict[str, Any]]:
    """Return every task in which `agency` takes part, in the order of the documents.

    `due` is the task's own date, else the last bound that its clause sets; `targets` are the goals of its clause.
    """
    return [
        task_row(row)
        | {"due": row["due"] or row["ends"], "others": row["others"] or None, "targets": row["targets"] or None}
        for row in table(site.store, "agency_tasks", agency=agency, **filters)
    ]
