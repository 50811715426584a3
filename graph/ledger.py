"""The task ledger of an agency (任务台账): what it does in which role, by when, to reach what, with whom."""

from __future__ import annotations

import re
from typing import Any

from graph.query import table
from graph.rows import task_row
from graph.store import Store
from graph.wording import ROLES

__all__ = ["ledger"]


def ledger(store: Store, agency: str, **filters: Any) -> list[dict[str, Any]]:
    """Return every task in which `agency` takes part, in the order of the documents.

    `due` is the day that the task's own words set, None where it is not certain; `bounds` are all the days by which
    something in its clause is due, the first one first; `targets` are the goals of its clause.
    """
    return [
        task_row(row)
        | {"bounds": _in_order(row["bounds"]), "others": _in_chinese(row["others"]), "targets": row["targets"] or None}
        for row in table(store, "agency_tasks", agency=agency, **filters)
    ]


def _in_order(days: str | None) -> str | None:
    return "、".join(sorted(days.split("、"))) if days else None


def _in_chinese(others: str | None) -> str | None:
    """Say the roles of the others in Chinese: 省财政厅(support) -> 省财政厅（配合）."""
    return re.sub(r"\((lead|responsible|support)\)", lambda match: f"（{ROLES[match[1]]}）", others) if others else None
