"""Which agencies have tasks, and the task ledger of one (任务台账) as the spreadsheet that offices keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.sheets import spreadsheet
from api.site import Site
from graph.query import table
from graph.wording import ROLES

__all__ = ["agency_rows", "busy_on", "task_sheet"]


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


def busy_on(site: Site, rows: list[dict[str, Any]], on: date, reported: bool = False) -> list[dict[str, Any]]:
    """Return the agencies of `rows` that have tasks of documents in force on `on`, counted over these alone."""
    tasks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in filter(site.stands(on), table(site.store, "tasks", withReported=reported)):
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


def task_sheet(agency: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the ledger as the spreadsheet that offices keep (任务台账): one numbered line a task, with its clause."""
    columns = {
        "序号": 6, "工作任务": 42, "本单位角色": 10, "完成时限": 13, "条内其他期限": 16, "量化目标": 30,
        "共同承担": 30, "依据文件": 30, "条款": 12, "原文": 42, "办理情况": 16,
    }  # fmt: skip
    lines = [
        (
            number,
            row["task"] or row["quote"],
            ROLES.get(row["role"], row["role"]),
            row["due"],
            None if row["due"] else row["bounds"],
            row["targets"],
            row["others"],
            f"《{row['title']}》",
            row["path"] or "文首",
            row["quote"],
            None,
        )
        for number, row in enumerate(rows, 1)
    ]
    return spreadsheet(f"{agency}任务台账", columns, lines, "时限空白表示原文没有写明本任务的时限。")
