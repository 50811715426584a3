"""One document as plain data: the record format that scoring scripts, spreadsheets and other programs read.

The keys are those of the annotation format (meta, structure, targets, responsibilities, deadlines, incentives,
citations), plus `provisions`, the `role` of each condition, `source`, `reports` (title of the document that this one
reports of), `clauses` with all of the text in order, and on each record `span`, `page`, `confidence` and `reported`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ingest.link.criterion import WHOLE
from ingest.record import (
    Citation,
    Condition,
    Deadline,
    Document,
    Evidence,
    Incentive,
    Meta,
    NumberAccount,
    Provision,
    Quantity,
    Record,
    Responsibility,
    Target,
)

__all__ = ["audit", "document_record"]


def document_record(document: Document) -> dict[str, Any]:
    """Return `document` as JSON-ready data: dates as ISO days, all records in the order of the text.

    `span` counts characters in the text of the record's clause, `page` counts from 1 and is None for formats without
    pages. The head (`""`) and the signature are no part of `structure`.

    >>> from ingest.record import Clause, Source
    >>> clause = Clause("d", "一", "到2025年，建成站点10个。", 1, "目标")
    >>> target = Target(Evidence(clause, 8, 15, "target/example"), "站点", 10.0, "个", by=date(2025, 12, 31))
    >>> source = Source("例.txt", "", "text/plain", ())
    >>> record = document_record(Document("d", source, Meta("例"), (clause,), (target,)))
    >>> record["targets"][0]["path"], record["targets"][0]["by"], record["structure"]
    ('一', '2025-12-31', [{'path': '一', 'level': 1, 'title': '目标'}])
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name, _ in WRITERS.values()}
    for record in document.records:
        name, write = WRITERS[type(record)]
        found[name].append(_evidence(record.evidence) | _fact(record) | write(record))
    return {
        "source": document.source.name,
        "meta": _meta(document.meta),
        "reports": document.reports,
        "structure": [
            {"path": clause.path, "level": clause.level, "title": clause.title}
            for clause in document.clauses
            if clause.kind not in ("head", "tail")
        ],
        **found,
        "clauses": [{"path": clause.path, "text": clause.text} for clause in document.clauses],
        "notices": [
            {"code": notice.code, "message": notice.message, "path": notice.path} for notice in document.notices
        ],
    }


def audit(document: Document) -> dict[str, Any]:
    """Account for every number of `document`: how many are in a record, how many in none and why, which lack a reason.

    `unexplained` lists path, span and the words around each number that no record and no reason explains.
    """
    reasons = Counter(_reason(account) for account in document.numbers)
    return {
        "source": document.source.name,
        "title": document.meta.title,
        "numbers": len(document.numbers),
        "counts": dict(reasons.most_common()),
        "unexplained": [_around(account) for account in document.numbers if account.reason is None],
    }


def _reason(account: NumberAccount) -> str:
    if account.reason is None:
        return "unexplained"
    return f"{account.reason} {account.by['kind']}" if "kind" in account.by else account.reason


def _around(account: NumberAccount, reach: int = 20) -> dict[str, Any]:
    text, start, end = account.clause.text, account.start, account.end
    words = f"{text[max(0, start - reach) : start]}[{text[start:end]}]{text[end : end + reach]}"
    return {"path": account.clause.path, "span": [start, end], "text": words.replace("\n", " ").replace("\t", " ")}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "path": evidence.clause.path,
        "quote": evidence.quote,
        "span": [evidence.start, evidence.end],
        "page": evidence.page,
        "rule": evidence.rule,
    }


def _fact(record: Record) -> dict[str, Any]:
    return {"confidence": record.confidence, "reported": record.reported}


def _meta(meta: Meta) -> dict[str, Any]:
    return {
        "title": meta.title,
        "number": meta.number,
        "issuers": list(meta.issuers),
        "issued": _day(meta.issued),
        "effective": _day(meta.effective),
        "expires": _day(meta.expires),
        "region": meta.region,
        "level": meta.level,
        "kind": meta.kind,
    }


def _target(record: Target) -> dict[str, Any]:
    return {
        "indicator": record.indicator,
        "scope": record.scope,
        "change": record.change,
        "op": record.op,
        "value": record.value,
        "unit": record.unit,
        "base": record.base,
        "by": _day(record.by),
        "nature": record.nature,
        "indicator_id": record.indicator_id,
    }


def _responsibility(record: Responsibility) -> dict[str, Any]:
    return {
        "agency": record.agency,
        "agency_norm": record.agency_norm,
        "role": record.role,
        "form": record.form,
        "task": record.task,
        "due": _day(record.due),
        "agency_id": record.agency_id,
    }


def _deadline(record: Deadline) -> dict[str, Any]:
    return {"kind": record.kind, "start": _day(record.start), "end": _day(record.end)}


def _incentive(record: Incentive) -> dict[str, Any]:
    conditions = [one for one in record.conditions if one.attr != WHOLE]  # an offer's own words: no criterion was read
    return {
        "kind": record.kind,
        "beneficiary": record.beneficiary,
        "rate": _quantity(record.rate, "of"),
        "amount": _quantity(record.amount, "per"),
        "cap": _quantity(record.cap, "per"),
        "floor": _quantity(record.floor, "per"),
        "conditions": [_condition(condition) for condition in conditions],
        "logic": record.logic if len(conditions) == len(record.conditions) else None,
        "valid_from": _day(record.valid_from),
        "valid_to": _day(record.valid_to),
        "soft": record.soft,
        "ref": record.ref,
    }


def _citation(record: Citation) -> dict[str, Any]:
    return {"title": record.title, "number": record.number, "relation": record.relation}


def _provision(record: Provision) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "paths": list(record.paths),
        "value": record.value,
        "unit": record.unit,
        "start": _day(record.start),
        "end": _day(record.end),
        "yearly": record.yearly,
        "subject": record.subject,
    }


def _quantity(quantity: Quantity | None, other: str) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {"op": quantity.op, "value": quantity.value, "unit": quantity.unit, other: getattr(quantity, other)}


def _condition(condition: Condition) -> dict[str, Any]:
    keys = ("attr", "op", "value", "unit", "text", "path", "role")
    return {key: getattr(condition, key) for key in keys}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


WRITERS: Mapping[type, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    Target: ("targets", _target),
    Responsibility: ("responsibilities", _responsibility),
    Deadline: ("deadlines", _deadline),
    Incentive: ("incentives", _incentive),
    Citation: ("citations", _citation),
    Provision: ("provisions", _provision),
}
