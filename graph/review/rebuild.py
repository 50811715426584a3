"""Reads a document's graph back into the records it was made from, as far as the graph holds them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypedDict, Unpack

from pyoxigraph import Triple

from graph.query import plain
from graph.triples import context
from graph.vocab import AUTHORITY, PG, PREFIXES
from ingest.export import document_record
from ingest.record import (
    Citation,
    Clause,
    Condition,
    Deadline,
    Document,
    Evidence,
    Incentive,
    Meta,
    Provision,
    Quantity,
    Record,
    Responsibility,
    Source,
    Target,
)

__all__ = ["gold", "rebuilt"]

_REGION: Final = f"{AUTHORITY}region/"
_KINDS: Final = ("Target", "Responsibility", "Deadline", "Incentive", "Citation", "Provision")
Node = Mapping[str, list[Any]]
Nodes = Mapping[str, Node]


class _Own(TypedDict):
    """What every record has besides what it says."""

    confidence: float
    reported: bool


def rebuilt(triples: Iterable[Triple], document: str) -> tuple[Document, dict[str, Record]]:
    """Return the document `document` from its graph, and its records by their IRIs in the order of the text.

    Places on pages, rows of tables and ids of linked things are not put back. KeyError for the graph of no document.
    """
    nodes = _nodes(triples)
    head = nodes[document]
    clauses = {name: _clause(nodes[name], document) for name in head.get("clauses", [])}
    order = {name: one for one, name in enumerate(sorted(clauses, key=lambda name: nodes[name]["order"][0]))}
    found: dict[str, Record] = {}
    for name in head.get("facts", []):
        record = _record(nodes, name, clauses)
        if record is not None:
            found[name] = record
    place = {name: order[nodes[nodes[name]["evidence"][0]]["source"][0]] for name in found}
    ordered = dict(sorted(found.items(), key=lambda item: (place[item[0]], item[1].evidence.start, item[0])))
    return _document(nodes, document, [clauses[name] for name in order], ordered.values()), ordered


def gold(document: Document) -> dict[str, Any]:
    """Return a document in the annotation format, for scoring what reads it."""
    record = document_record(document)
    lists = ("targets", "responsibilities", "deadlines", "incentives", "citations")  # provisions are in no annotation
    left_out = ("span", "page", "rule", "confidence", "reported", "indicator_id", "agency_id")
    kept = {name: [{key: row[key] for key in row if key not in left_out} for row in record[name]] for name in lists}
    name = document.source.name
    return {"doc": document.key, "seed": name, "meta": record["meta"], "structure": record["structure"], **kept}


def _nodes(triples: Iterable[Triple]) -> dict[str, dict[str, list[Any]]]:
    """Return the objects of the graph by IRI, with the terms of the JSON-LD context as keys."""
    terms = _terms()
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        for term in terms.get(predicate.value, ()):
            nodes[subject.value][term].append(plain(value))
    return nodes


def _terms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list, {PREFIXES["rdf"] + "type": ["@type"]})
    for term, entry in context()["@context"].items():
        if isinstance(entry, dict) and "@id" in entry:
            prefix, _, local = entry["@id"].partition(":")
            if prefix in PREFIXES:
                found[PREFIXES[prefix] + local].append(term)
    return {predicate: tuple(names) for predicate, names in found.items()}


def _one(node: Node, key: str, default: Any = None) -> Any:
    values = node.get(key)
    return values[0] if values else default


def _clause(node: Node, document: str) -> Clause:
    above = _one(node, "heading", "")
    return Clause(
        document=document,
        path=_one(node, "path", ""),
        text=_one(node, "text", ""),
        level=_one(node, "depth", 0),
        title=_one(node, "title", ""),
        kind=_one(node, "kind", "item"),
        headings=tuple(above.split(" > ")) if above else (),
    )


def _document(nodes: Nodes, name: str, clauses: Iterable[Clause], records: Iterable[Record]) -> Document:
    head, reading = nodes[name], nodes[f"{name}/reading"]
    file = nodes[_one(reading, "used", f"{name}/file")]
    region = _one(head, "region")
    offices = sorted((nodes[one] for one in head.get("issuedBy", [])), key=lambda one: int(_one(one, "order")))
    meta = Meta(
        title=_one(head, "title", ""),
        number=_one(head, "number"),
        issuers=tuple(_one(one, "prefLabel") for one in offices) or tuple(head.get("issuer", [])),
        issued=_one(head, "issued"),
        effective=_one(head, "effective"),
        expires=_one(head, "expires"),
        region=_one(head, "regionName"),
        level=_one(head, "level", "other"),
        kind=_one(head, "kind", "article"),
        region_id=region.removeprefix(_REGION) if region else None,
    )
    sha = _one(file, "sha256", "").removeprefix("sha256:")
    source = Source(_one(file, "name", ""), sha, _one(file, "format", "text/plain"), ())
    key = name.rpartition("/")[2]
    return Document(
        key,
        source,
        meta,
        tuple(clauses),
        tuple(records),
        source_note=_one(head, "sourceNote"),
        reports=_one(head, "reports"),
    )


def _record(nodes: Nodes, name: str, clauses: Mapping[str, Clause]) -> Record | None:
    node = nodes[name]
    kind = next((one.removeprefix(PG) for one in node["@type"] if one.removeprefix(PG) in _KINDS), None)
    proof = nodes.get(_one(node, "evidence", ""), {})
    clause = clauses.get(_one(proof, "source", ""))
    spans = [nodes[one] for one in proof.get("selector", []) if "start" in nodes[one]]
    if kind is None or clause is None or not spans:
        return None
    start, end = int(_one(spans[0], "start")), int(_one(spans[0], "end"))
    evidence = Evidence(clause, start, end, _one(node, "rule", ""))
    own: _Own = {"confidence": float(_one(node, "confidence", 1)), "reported": _one(node, "reported", False)}
    if kind == "Target":
        return _target(node, evidence, **own)
    if kind == "Responsibility":
        written = _one(node, "agencyAsWritten", _one(node, "agencyName", ""))
        norm, role, form = _one(node, "agencyName", written), _one(node, "role", "lead"), _one(node, "form", "text")
        task, due = _one(node, "task", ""), _one(node, "due")
        return Responsibility(evidence, written, norm, role, form, task, due, **own)
    if kind == "Deadline":
        return Deadline(evidence, _one(node, "kind", "by"), _one(node, "begins"), _one(node, "ends"), **own)
    if kind == "Citation":
        relation = _one(node, "relation", "cites")
        return Citation(evidence, _one(node, "title", ""), _one(node, "number"), relation, **own)
    if kind == "Provision":
        return _provision(node, evidence, clauses, **own)
    return _incentive(nodes, node, evidence, clauses, **own)


def _target(node: Node, evidence: Evidence, **own: Unpack[_Own]) -> Target:
    return Target(
        evidence,
        _one(node, "indicatorName", ""),
        float(_one(node, "value", 0)),
        _one(node, "unitName"),
        _one(node, "op", "="),
        _one(node, "change", "reach"),
        _one(node, "scope"),
        _one(node, "base"),
        _one(node, "by"),
        _one(node, "nature"),
        **own,
    )


def _incentive(
    nodes: Nodes, node: Node, evidence: Evidence, clauses: Mapping[str, Clause], **own: Unpack[_Own]
) -> Incentive:
    sums = {key: _quantity(nodes, node, key) for key in ("rate", "amount", "cap", "floor", "beyond")}
    refers = clauses.get(_one(node, "refersTo", ""))
    conditions = dict(_conditions(nodes, node, clauses, evidence))
    return Incentive(
        evidence,
        _one(node, "kind", "subsidy"),
        _one(node, "beneficiary", ""),
        rate=sums["rate"],
        amount=sums["amount"],
        cap=sums["cap"],
        floor=sums["floor"],
        conditions=tuple(conditions.values()),
        logic=_numbered(_one(node, "logic"), list(conditions)),
        valid_from=_day(node, "validFrom"),
        valid_to=_day(node, "validTo"),
        ref=refers.path if refers else None,
        top_up=_one(node, "topUp", False),
        beyond=sums["beyond"],
        **own,
    )


def _provision(node: Node, evidence: Evidence, clauses: Mapping[str, Clause], **own: Unpack[_Own]) -> Provision:
    value = _one(node, "value")
    return Provision(
        evidence,
        _one(node, "kind", "inclusive"),
        tuple(sorted(clauses[name].path for name in node.get("appliesTo", []) if name in clauses)),
        None if value is None else float(value),
        _one(node, "unitName"),
        _day(node, "begins"),
        _day(node, "ends"),
        _one(node, "yearly", False),
        _one(node, "subject", ""),
        **own,
    )


def _day(node: Node, key: str) -> date | None:
    found: date | None = _one(node, key)
    return found


def _quantity(nodes: Nodes, node: Node, key: str) -> Quantity | None:
    found = nodes.get(_one(node, key, ""))
    if not found:
        return None
    value, unit = float(_one(found, "value", 0)), _one(found, "unitName")
    return Quantity(value, unit, _one(found, "op", "="), _one(found, "of"), _one(found, "per"))


def _numbered(logic: str | None, names: list[str]) -> str | None:
    """Return a formula over the numbers of criteria in the place of their names."""
    numbers = {name.rpartition("/")[2]: f"c{number}" for number, name in enumerate(names, 1)}
    return logic and re.sub(r"\bc[0-9a-f]{12}\b", lambda match: numbers.get(match[0], match[0]), logic)


def _conditions(
    nodes: Nodes, node: Node, clauses: Mapping[str, Clause], evidence: Evidence
) -> Iterator[tuple[str, Condition]]:
    """Yield the criteria of an offer by name, in the order of the text."""
    order = {name: number for number, name in enumerate(sorted(clauses, key=lambda name: nodes[name]["order"][0]))}
    found = []
    for name in node.get("conditions", []):
        one = nodes[name]
        proof = nodes.get(_one(one, "evidence", ""), {})
        span = next((nodes[name] for name in proof.get("selector", []) if "exact" in nodes[name]), {})
        source = _one(proof, "source", "")
        path = clauses[source].path if source in clauses else evidence.clause.path
        value = _one(one, "expected")
        value = float(value) if value is not None and not isinstance(value, bool | str) else value
        unit, start = _one(one, "unitName"), _one(span, "start")
        condition = Condition(
            _one(one, "attribute", ""),
            _one(span, "exact", ""),
            _one(one, "op"),
            value,
            unit,
            path if path != evidence.clause.path else None,
            start,
            _one(one, "role", "requirement"),
        )
        found.append((order.get(source, 0), -1 if start is None else start, name, condition))
    yield from ((name, condition) for *_, name, condition in sorted(found, key=lambda one: one[:3]))
