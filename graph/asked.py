"""What an offer asks and what one question settles, as JSON-LD: criteria, variables, quantities, logic.

A criterion is one node however many offers of its document ask it; the first that does says where its words begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph import iri
from graph.evidence import Json, decimal, present, span
from ingest.record import Box, Clause, Condition, Document, Evidence, Incentive, Meta, Quantity, Variable

__all__ = ["Frame", "asks_json", "quantity_json", "variable_json"]

_NUMBERED = re.compile(r"\bc(\d+)\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """The document that a record stands in: its IRI, clauses by path, head and issuers, and what is written so far."""

    document: str
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    meta: Meta = field(default_factory=lambda: Meta(""))
    issuers: Sequence[Json] = ()
    criteria: dict[str, Json] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def id(self, name: str) -> str:
        """Return what follows the base in an IRI of the document: it names the thing among all documents."""
        return name.removeprefix(f"{self.document.rpartition('/')[0]}/")

    def conditions(self, incentive: Incentive) -> list[Json]:
        """Return each criterion of an offer, once."""
        found = {}
        for condition in incentive.conditions:
            name = iri.criterion(self.document, condition, incentive.evidence.clause.path)
            if name not in self.criteria:
                self.criteria[name] = self._criterion(condition, name, incentive.evidence)
            found[name] = self.criteria[name]
        return list(found.values())

    def logic(self, incentive: Incentive) -> str | None:
        """Return how the criteria are joined, over their local names in the place of their numbers in the record."""
        path = incentive.evidence.clause.path
        names = [iri.criterion(self.document, one, path).rpartition("/")[2] for one in incentive.conditions]
        return incentive.logic and _NUMBERED.sub(lambda match: names[int(match[1]) - 1], incentive.logic)

    def _criterion(self, condition: Condition, name: str, evidence: Evidence) -> Json:
        path = evidence.clause.path if condition.path is None else condition.path
        clause = evidence.clause if path == evidence.clause.path else self.clauses.get(path)
        start = condition.start
        if start is None and path == evidence.clause.path:
            found = evidence.clause.text.find(condition.text)
            start = found if found >= 0 else None
        page, boxes = None, tuple[Box, ...]()
        if clause is not None and start is not None:
            page, boxes = clause.page(start), clause.boxes(start, start + len(condition.text))
        variable = condition.variable and iri.variable(self.document, condition.variable)
        return present({
            "@id": name,
            "@type": ["Constraint", "Criterion"],
            "identifier": self.id(name),
            "title": condition.attr,
            "attribute": condition.attr,
            "op": condition.op,
            "expected": _expected(condition.value),
            "unitName": condition.unit,
            "role": condition.role,
            "variable": variable,
            "constrains": variable,
            "evidence": span(name, iri.clause(self.document, path), condition.text, start, page, None, boxes),
        })  # fmt: skip


def variable_json(variable: Variable, document: str) -> Json:
    """Return one variable of a document; one of the authority file has its name whatever the document."""
    return present({
        "@id": iri.variable(document, variable.key),
        "@type": ["Concept", "Variable"],
        "label": variable.label,
        "question": variable.question,
        "valueType": variable.type,
        "unitName": variable.unit,
        "choices": list(variable.choices),
    })  # fmt: skip


def asks_json(document: Document, name: str, known: Collection[str] = ()) -> Json:
    """Return what a document asks, as a node of its own; variables whose IRIs are `known` are left as they are."""
    nodes = (variable_json(variable, name) for variable in document.variables)
    return {"@id": name, "asks": [node for node in nodes if node["@id"] not in known]}


def quantity_json(quantity: Quantity | None, name: str, document: str) -> Json | None:
    """Return a quantity with the variables that it is multiplied by; None for none."""
    if quantity is None:
        return None
    return present({
        "@id": name,
        "@type": "Quantity",
        "value": decimal(quantity.value),
        "unitName": quantity.unit,
        "op": quantity.op,
        "of": quantity.of,
        "per": quantity.per,
        "inputs": [iri.variable(document, key) for key in quantity.inputs],
    })  # fmt: skip


def _expected(value: float | bool | str | None) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    return {"@value": decimal(value), "@type": "xsd:decimal"}
