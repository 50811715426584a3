"""Builds a SPARQL query from a few choices: a kind of fact, an agency, a region, an indicator, a span of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.vocab import PREFIXES

__all__ = ["KINDS", "Choices", "built", "prefixes"]

KINDS: Final = ("target", "responsibility", "deadline", "incentive", "citation")

_SHOWN: Final[Mapping[str, tuple[tuple[str, str, bool], ...]]] = {
    "target": (
        ("indicatorName", "pg:indicatorName", True), ("change", "pg:change", True), ("op", "pg:operator", True),
        ("value", "qudt:numericValue", True), ("unit", "pg:unitName", False), ("base", "pg:baseYear", False),
        ("day", "pg:dueBy", False),
    ),
    "responsibility": (
        ("agencyName", "pg:agencyName", True), ("role", "pg:role", True), ("task", "pg:task", False),
        ("day", "pg:dueBy", False),
    ),
    "deadline": (("kind", "pg:kind", True), ("begins", "dcat:startDate", False), ("day", "dcat:endDate", False)),
    "incentive": (
        ("kind", "pg:kind", True), ("beneficiary", "pg:beneficiary", False),
        ("most", "pg:cap/qudt:numericValue", False), ("amount", "pg:amount/qudt:numericValue", False),
        ("rate", "pg:rate/qudt:numericValue", False), ("day", "schema:validThrough", False),
    ),
    "citation": (
        ("cited", "dcterms:title", True), ("relation", "pg:relation", True), ("number", "eli:id_local", False),
    ),
}  # fmt: skip
"""What each kind of fact shows: variable, property, and whether every fact of the kind has it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; '' and None leave it open. `agency` and `region` are IRIs, the rest words and days."""

    kind: str
    agency: str = ""
    region: str = ""
    indicator: str = ""
    since: date | None = None
    until: date | None = None


def prefixes(text: str) -> str:
    """Return `text` with a PREFIX line for each of our prefixes that it uses and does not declare.

    >>> prefixes("SELECT * { ?s pg:path ?o }")
    'PREFIX pg: <https://w3id.org/policygraph/ontology#>\\nSELECT * { ?s pg:path ?o }'
    """
    import re

    used = {name for name in re.findall(r"(?<![\w:<])([a-z]+):(?=[\w])", text) if name in PREFIXES}
    known = set(re.findall(r"(?i)\bprefix\s+([a-z]+):", text))
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in PREFIXES if name in used - known]
    return "\n".join([*lines, text.strip()])


def built(choices: Choices) -> str:
    """Return the query that the choices stand for, laid out to be read and changed by hand. KeyError: unknown kind.

    >>> "pg:Deadline" in built(Choices("deadline"))
    True
    """
    shown = _SHOWN[choices.kind]
    head = " ".join(f"?{name}" for name, _, _ in shown)
    lines = [f"SELECT {head} ?title ?path ?quote ?clause WHERE {{", f"  ?record a pg:{choices.kind.capitalize()} ."]
    lines += [
        *(f"  ?record {property_} ?{name} ." for name, property_, always in shown if always),
        "  ?record oa:hasTarget ?evidence .",
        "  ?evidence oa:hasSource ?clause ; oa:hasSelector/oa:exact ?quote .",
        "  ?clause pg:path ?path .",
        "  ?document pg:states ?record ; dcterms:title ?title .",
        # last, as the engine joins what stands behind an OPTIONAL to the rows one by one: three times the time
        *(f"  OPTIONAL {{ ?record {property_} ?{name} }}" for name, property_, always in shown if not always),
        *_narrowed(choices),
        "}",
        "LIMIT 500",
    ]
    return prefixes("\n".join(lines))


def _narrowed(choices: Choices) -> list[str]:
    lines = []
    if choices.agency:
        lines.append(f"  ?duty oa:hasTarget/oa:hasSource ?clause ; pg:agency <{_iri(choices.agency)}> .")
    if choices.region:
        lines.append(f"  ?document eli:jurisdiction/skos:broader* <{_iri(choices.region)}> .")
    if choices.indicator and choices.kind == "target":
        lines.append(f"  FILTER(CONTAINS(?indicatorName, {_literal(choices.indicator)}))")
    for sign, day in ((">=", choices.since), ("<=", choices.until)):
        if day and any(name == "day" for name, _, _ in _SHOWN[choices.kind]):
            lines.append(f'  FILTER(?day {sign} "{day.isoformat()}"^^xsd:date)')
    return lines


def _iri(text: str) -> str:
    from pyoxigraph import NamedNode

    return NamedNode(text).value  # refuses what is no IRI


def _literal(text: str) -> str:
    from pyoxigraph import Literal

    return str(Literal(text))
