"""What the audit missed, as a record: drafted from its words for a person to set right, and kept as that person says.

Only the places of `KINDS` can become records. What a draft holds is what the readers of values and names find in the
words; no rule read the fact, so the rest is left to the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from graph import iri
from graph.asked import Frame, asks_json
from graph.facts import fact_json
from graph.review.fields import FieldError, changed
from graph.triples import quads
from graph.vocab import PG
from ingest.audit import Place
from ingest.extract.agency_list import split
from ingest.extract.assignment import assignments, parts
from ingest.extract.money import sums
from ingest.link import Register, link
from ingest.record import REPORTING, Document, Evidence, Incentive, Quantity, Record, Responsibility, Target
from ingest.rules import load
from ingest.value.date import periods
from ingest.value.unit import measures

__all__ = ["KINDS", "drafted", "filled", "stated"]

_RULE = "review/added"
_ORDER = ("interest", "loan", "tax", "price", "award", "subsidy")  # of words for a kind: the narrower ones first
_OPENS = re.compile(r"[，,、；;。：:\n]")
_EDGES = "，,、：: "


def drafted(document: Document, measure: str, place: Place) -> Record:
    """Return the record that a missed place of one of `KINDS` seems to be.

    >>> from ingest.record import Clause, Meta, Source
    >>> clause = Clause("d", "一", "对示范企业，给予一次性奖励50万元。")
    >>> document = Document("d", Source("d.txt", "", "", ()), Meta("某市措施"), (clause,))
    >>> draft = drafted(document, "sums", Place("一", 13, 17, "50万元", False))
    >>> draft.kind, draft.amount.value, draft.evidence.quote
    ('award', 500000.0, '给予一次性奖励50万元')
    """
    clause = document.clause(place.path)
    start = place.start
    if measure == "sums":
        start = max((match.end() for match in _OPENS.finditer(clause.text, 0, start)), default=0)
    evidence = Evidence(clause, start, place.end, _RULE)
    return replace(KINDS[measure](evidence), reported=document.meta.kind in REPORTING)


def _responsibility(evidence: Evidence) -> Responsibility:
    found = [part for one in assignments(evidence.quote) for part in one.parts] or list(
        parts(evidence.quote.strip("（()）"))
    )
    names = "、".join(part.name.text for part in found)
    return Responsibility(evidence, names, names, found[0].role if found else "responsible", "bracket")


def _incentive(evidence: Evidence) -> Incentive:
    rules, quote = load("incentive"), evidence.quote
    named = (rules[f"kind-{name}"] for name in _ORDER)
    kind: Any = next((rule.emit["kind"] for rule in named if rule.regex.search(quote)), "subsidy")
    found = list(sums(quote))[-1:]
    given: dict[str, Any] = {
        "rate" if one.rate else "cap" if one.op == "<=" else "amount": Quantity(one.values[-1], one.unit, one.op)
        for one in found
    }
    return Incentive(evidence, kind, **given)


def _target(evidence: Evidence) -> Target:
    goal, found = load("audit")["goal"].regex.search(evidence.quote), list(measures(evidence.quote))
    last = found[-1] if found else None
    by = next((period.last for period in periods(evidence.quote)), None)
    indicator = goal["indicator"].strip(_EDGES) if goal else ""
    if last is None:
        return Target(evidence, indicator, 0.0, None, by=by)
    return Target(evidence, indicator, last.value, last.unit, last.op, by=by)


KINDS: Final[Mapping[str, Callable[[Evidence], Record]]] = {
    "agencies": _responsibility,
    "sums": _incentive,
    "goals": _target,
}
"""The measures whose misses can become records, and what drafts them."""


def filled(draft: Record, place: Place, quote: str, fields: Mapping[str, str]) -> Iterator[Record]:
    """Yield the records that a person makes of a draft: one, or one for each office of a list.

    FieldError for a quote that is not in the clause around the missed words, and as `graph.review.changed`.
    """
    clause, quote = draft.evidence.clause, quote.replace("\r\n", "\n").strip()
    start = clause.text.find(quote, max(0, place.end - len(quote)))
    if not quote or not 0 <= start <= place.start:
        raise FieldError("quote", "words of the clause that hold the missed words", "须为该条原文，并包含漏读的字句")
    whole = changed(draft, fields)
    whole = replace(whole, evidence=Evidence(clause, start, start + len(quote), _RULE))
    if not isinstance(whole, Responsibility):
        yield whole
        return
    for name in split(whole.agency_norm):
        yield replace(whole, agency=name.text, agency_norm=name.text)


def stated(document: str, whole: Document, record: Record, register: Register) -> tuple[str, str]:
    """Return the IRI of a record of the document, and as N-Triples what the document's graph says of it."""
    linked = link(replace(whole, records=(record,)), register)
    name = iri.record(document, linked.records[0])
    frame = Frame(document, {clause.path: clause for clause in whole.clauses})
    nodes = (fact_json(linked.records[0], name, frame), asks_json(linked, document))
    triples = {quad.triple for node in nodes for quad in quads(node, document)}
    triples.add(Triple(NamedNode(document), NamedNode(f"{PG}states"), NamedNode(name)))
    return name, (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")
