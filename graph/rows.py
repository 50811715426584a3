"""Rows of the graph's queries as the API gives them: names that people read first, then the proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.wording import quantity

__all__ = ["citation_row", "deadline_row", "incentive_row", "target_row", "task_row"]

Row = Mapping[str, Any]


def _proof(row: Row) -> dict[str, Any]:
    names = ("document", "title", "clause", "path", "quote", "page")
    own = {"path": row.get("path") or "", "reported": bool(row.get("reported"))}
    return {name: row.get(name) for name in names} | own


def target_row(row: Row) -> dict[str, Any]:
    return {
        "indicator": row["indicatorName"],
        "op": row["op"],
        "value": row["value"],
        "unit": row["unitName"],
        "change": row["change"],
        "scope": row["scope"],
        "base": row["base"],
        "by": row["by"],
        "region": row["regionName"],
        **_proof(row),
        "record": row["record"],
    }


def task_row(row: Row) -> dict[str, Any]:
    return {
        "agency": row["agencyName"],
        "role": row["role"],
        "task": row["task"],
        "due": row["due"],
        **_proof(row),
        "record": row["record"],
    }


def deadline_row(row: Row) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "begins": row["begins"],
        "ends": row["ends"],
        "region": row["regionName"],
        **_proof(row),
        "record": row["record"],
    }


def incentive_row(row: Row) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "beneficiary": row["beneficiary"],
        "rate": quantity(row["rateOp"], row["rate"], row["rateUnit"], of=row["rateOf"]),
        "amount": quantity(row["amountOp"], row["amount"], row["amountUnit"], per=row["amountPer"]),
        "cap": quantity(None, row["cap"], row["capUnit"], per=row["capPer"]),
        "floor": quantity(None, row["floor"], row["floorUnit"]),
        "valid_from": row["validFrom"],
        "valid_to": row["validTo"],
        "region": row["regionName"],
        **_proof(row),
        "record": row["incentive"],
    }


def citation_row(row: Row) -> dict[str, Any]:
    return {
        "cited": row["citedTitle"],
        "number": row["number"],
        "relation": row["relation"],
        "cited_document": row["cited"],
        **_proof(row),
        "record": row["record"],
    }
