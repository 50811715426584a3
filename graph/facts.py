"""Each kind of fact as JSON-LD, with the evidence it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from graph import iri
from graph.title import title_key
from ingest.record import (
    Box,
    Citation,
    Clause,
    Condition,
    Deadline,
    Evidence,
    Incentive,
    Quantity,
    Record,
    Responsibility,
    Target,
)

__all__ = ["fact_json", "present"]

Json = dict[str, Any]

_VIEW_RECTANGLE: Final = "http://tools.ietf.org/rfc/rfc3778"
_COUNTRY: Final = "100000"  # bodies of the centre are named one by one: what follows is no function
_QUOTE: Final = ["Quote", "Position"]


def present(node: Json) -> Json:
    """Leave out what is not known: None, empty strings and empty lists."""
    return {key: value for key, value in node.items() if value is not None and value != "" and value != []}


def fact_json(record: Record, name: str, document: str, clauses: Mapping[str, Clause] | None = None) -> Json:
    """Return one record under its IRI `name`, with evidence, rule, confidence and where it came from.

    `clauses` are those of its document by path: conditions may stand in others than their offer.
    """
    node = {
        "@id": name,
        "@type": type(record).__name__,
        **_fields(record, name, document, clauses or {}),
        "evidence": _evidence(record.evidence, name, document),
        "rule": record.evidence.rule,
        "confidence": _decimal(record.confidence),
        "reported": record.reported or None,
        "generatedBy": iri.reading(document),
    }
    return present(node)


def _fields(record: Record, name: str, document: str, clauses: Mapping[str, Clause]) -> Json:
    if isinstance(record, Responsibility):
        return _responsibility(record)
    if isinstance(record, Deadline):
        return {"kind": record.kind, "begins": _day(record.start), "ends": _day(record.end)}
    if isinstance(record, Target):
        return _target(record)
    if isinstance(record, Citation):
        return _citation(record)
    return _incentive(record, name, document, clauses)


def _target(target: Target) -> Json:
    return {
        "indicatorName": target.indicator,
        "indicator": target.indicator_id and iri.indicator(target.indicator_id),
        "value": _decimal(target.value),
        "unitName": target.unit,
        "unit": target.unit_id and iri.unit(target.unit_id),
        "op": target.op,
        "change": target.change,
        "scope": target.scope,
        "base": target.base,
        "by": _day(target.by),
        "nature": target.nature,
        "targetRegion": target.region_id and iri.region(target.region_id),
    }


def _responsibility(duty: Responsibility) -> Json:
    region, _, function = (duty.agency_id or "").partition("/")
    return {
        "agency": duty.agency_id and iri.agency(duty.agency_id),
        "agencyRegion": iri.region(region) if function else None,
        "agencyFunction": iri.function(function) if function and region != _COUNTRY else None,
        "agencyName": duty.agency_norm,
        "agencyAsWritten": duty.agency,
        "role": duty.role,
        "form": duty.form,
        "task": duty.task,
        "due": _day(duty.due),
    }


def _citation(citation: Citation) -> Json:
    return {
        "title": citation.title,
        "titleKey": title_key(citation.title),
        "number": citation.number,
        "relation": citation.relation,
    }


def _incentive(incentive: Incentive, name: str, document: str, clauses: Mapping[str, Clause]) -> Json:
    return {
        "kind": incentive.kind,
        "beneficiary": incentive.beneficiary,
        "rate": _quantity(incentive.rate, f"{name}/rate"),
        "amount": _quantity(incentive.amount, f"{name}/amount"),
        "cap": _quantity(incentive.cap, f"{name}/cap"),
        "floor": _quantity(incentive.floor, f"{name}/floor"),
        "conditions": [
            _condition(condition, f"{name}/condition/{order}", order, incentive.evidence, document, clauses)
            for order, condition in enumerate(incentive.conditions, 1)
        ],
        "logic": incentive.logic,
        "validFrom": _day(incentive.valid_from),
        "validTo": _day(incentive.valid_to),
        "refersTo": None if incentive.ref is None else iri.clause(document, incentive.ref),
    }


def _quantity(quantity: Quantity | None, name: str) -> Json | None:
    if quantity is None:
        return None
    return present({
        "@id": name,
        "@type": "Quantity",
        "value": _decimal(quantity.value),
        "unitName": quantity.unit,
        "op": quantity.op,
        "of": quantity.of,
        "per": quantity.per,
    })  # fmt: skip


def _condition(
    condition: Condition, name: str, order: int, evidence: Evidence, document: str, clauses: Mapping[str, Clause]
) -> Json:
    path = evidence.clause.path if condition.path is None else condition.path
    clause = evidence.clause if path == evidence.clause.path else clauses.get(path)
    start = condition.start
    if start is None and path == evidence.clause.path:
        found = evidence.clause.text.find(condition.text)
        start = found if found >= 0 else None
    page, boxes = None, tuple[Box, ...]()
    if clause is not None and start is not None:
        page, boxes = clause.page(start), clause.boxes(start, start + len(condition.text))
    return present({
        "@id": name,
        "@type": "Condition",
        "order": order,
        "attribute": condition.attr,
        "op": condition.op,
        "expected": _expected(condition.value),
        "unitName": condition.unit,
        "evidence": _span(name, iri.clause(document, path), condition.text, start, page, None, boxes),
    })  # fmt: skip


def _expected(value: float | bool | str | None) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    return {"@value": _decimal(value), "@type": "xsd:decimal"}


def _evidence(evidence: Evidence, name: str, document: str) -> Json:
    source = iri.clause(document, evidence.clause.path)
    return _span(name, source, evidence.quote, evidence.start, evidence.page, evidence.row, evidence.boxes)


def _span(
    name: str, source: str, quote: str, start: int | None, page: int | None, row: int | None, boxes: tuple[Box, ...]
) -> Json:
    span = present({
        "@id": f"{name}/span",
        "@type": _QUOTE if start is not None else "Quote",
        "exact": quote,
        "start": start,
        "end": None if start is None else start + len(quote),
    })  # fmt: skip
    return present({
        "@id": f"{name}/evidence",
        "@type": "Evidence",
        "source": source,
        "page": page,
        "row": row,
        "selector": [span, *(_box(box, f"{name}/box/{order}") for order, box in enumerate(boxes, 1))],
    })  # fmt: skip


def _box(box: Box, name: str) -> Json:
    corner = f"{box.x0:.1f},{box.top:.1f},{box.x1 - box.x0:.1f},{box.bottom - box.top:.1f}"
    fragment = f"page={box.page}&viewrect={corner}"
    return {"@id": name, "@type": "Fragment", "fragment": fragment, "conformsTo": _VIEW_RECTANGLE}


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _decimal(value: float) -> str:
    """Write a number as xsd:decimal has it: no exponent, no trailing zeros.

    >>> _decimal(13.5), _decimal(30000000.0), _decimal(0.00001)
    ('13.5', '30000000', '0.00001')
    """
    whole = int(value)
    if whole == value:
        return str(whole)
    text = repr(value)
    return text if "e" not in text else f"{value:.12f}".rstrip("0")
