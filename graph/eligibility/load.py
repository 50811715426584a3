"""Schemes from a store: exactly what SPARQL shows is what is evaluated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from graph import iri
from graph.eligibility.answer import day
from graph.eligibility.criterion import OTHER, Citation, Criterion, Place, Variable
from graph.eligibility.imposed import imposed
from graph.eligibility.logic import conjunction, parse
from graph.eligibility.measure import convert
from graph.eligibility.reference import referred
from graph.eligibility.scheme import Benefit, Factor, Provision, Scheme, Sum, Tier
from graph.eligibility.tiers import Offer, grouped
from graph.query import table
from graph.review.judgement import judgements
from graph.store import Store, open_store
from ingest.link.authority import Concept
from ingest.link.criterion import alternatives
from ingest.link.region import Regions
from ingest.record import Document

__all__ = ["from_documents", "from_store", "schemes_of"]

Row = Mapping[str, Any]

_LONGEST_NAME: Final = 30
_PERIODS: Final = ("年", "月", "个月", "季", "季度")
_KEPT: WeakKeyDictionary[Store, tuple[object, tuple[Scheme, ...]]] = WeakKeyDictionary()


def schemes_of(store: Store) -> tuple[Scheme, ...]:
    """Return the schemes of a store, loaded again only where it was written to: by ingest, by a correction.

    What another process ingests is seen by the documents' stamps.
    """
    stamp = store.version, frozenset((row["document"], row["stamp"]) for row in table(store, "index_stamps"))
    kept = _KEPT.get(store)
    if kept is None or kept[0] != stamp:
        kept = _KEPT[store] = stamp, from_store(store)
    return kept[1]


def from_documents(documents: Iterable[Document]) -> tuple[Scheme, ...]:
    """Return the schemes of documents just read, by way of a store in memory: there is one way from text to scheme."""
    from graph.triples import triples

    with open_store() as store:
        for document in documents:
            store.replace(iri.of(document), triples(document))
        return from_store(store)


def from_store(store: Store) -> tuple[Scheme, ...]:
    """Return every scheme of a store, in the order of documents and clauses.

    What a document only reports of another's policy offers nothing itself and is left out, as is what a language model
    read and nobody has accepted.
    """
    variables: dict[str, Variable] = {}
    for row in table(store, "variables"):
        variables[row["variable"]] = _variable(row, variables.get(row["variable"]))
    criteria: dict[str, dict[str, Criterion]] = defaultdict(dict)
    for row in table(store, "criteria"):
        one = _criterion(row, variables[row["variable"]])
        criteria[row["incentive"]][one.id] = one
    factors = _factors(store, variables)
    unreviewed = _unreviewed(store)
    provisions = _provisions(store, unreviewed)
    rows = [row for row in table(store, "schemes") if row["incentive"] not in unreviewed]
    orders = {row["clause"]: number for number, row in enumerate(rows)}
    offers = [_offer(row, criteria[row["incentive"]], factors, orders[row["clause"]]) for row in rows]
    known = {one.id: one for one in variables.values()}
    schemes: dict[str, Scheme] = {}
    regions = _regions(store)
    for group in grouped(offers):
        scheme = replace(_scheme(group, known, provisions), regions=regions)
        for apart in ("|".join(sorted(scheme.criteria)), _local(scheme.tiers[0].id)):
            if scheme.id in schemes:  # two offers of the same words: 分别奖励 one title and another, or two sums
                scheme = replace(scheme, id=iri.scheme(scheme.citation.document, scheme.id, scheme.kind, apart))
        schemes[scheme.id] = scheme
    return referred(list(schemes.values()), {offer.tier.id: offer.refers_to for offer in offers if offer.refers_to})


def _regions(store: Store) -> Regions | None:
    """Return the regions of the authority file with the site's own; None where it has none of its own."""
    own = tuple(tuple(row.values()) for row in table(store, "own_regions"))
    return _with_own(own) if own else None


@lru_cache(maxsize=4)
def _with_own(own: tuple[tuple[str, ...], ...]) -> Regions:
    return Regions.load(
        Concept(
            code, region, "Region", label, names=_listed(names),
            values={"regionLevel": (level,), "broader": (parent,) if parent else ()},
        )
        for region, code, label, level, parent, names in own
    )  # fmt: skip


def _variable(row: Row, other: Variable | None) -> Variable:
    """Return a variable; one that several documents ask has the choices of all."""
    named = dict.fromkeys((*(other.choices if other else ()), *_listed(row["choices"])))
    choices = tuple(sorted(named, key=lambda one: (one == OTHER, one)))
    return Variable(_local(row["variable"]), row["label"], row["question"], row["type"], row["unitName"], choices)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _citation(row: Row) -> Citation:
    return Citation(row["document"], row["title"], row["path"], row["clause"], row["quote"], row["start"])


def _criterion(row: Row, variable: Variable) -> Criterion:
    value, unit = _expected(row["expected"], row["op"], row["unitName"], variable)
    return Criterion(
        _local(row["criterion"]), variable.id, row["role"], row["quote"], _citation(row), row["op"], value, unit
    )


def _expected(value: Any, op: str | None, unit: str | None, variable: Variable) -> tuple[Any, str | None]:
    """Bring what is asked into the unit of its variable; a year or month into the day that counts."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        number = convert(float(value), unit, variable.unit)
        return (float(value), unit) if number is None else (number, variable.unit)
    if variable.type == "date" and isinstance(value, str):
        span = day(value)
        if span and op not in (">=", "<=", ">", "<"):
            return (span.first if span.first == span.last else span), None
        return (span and (span.last if op in ("<=", ">") else span.first)), None
    value = "、".join(alternatives(value)) if op == "in" and isinstance(value, str) else value
    return Place(value) if variable.type == "place" and isinstance(value, str) else value, unit


def _factors(store: Store, variables: Mapping[str, Variable]) -> Mapping[tuple[str, str], tuple[Factor, ...]]:
    found: dict[tuple[str, str], list[Factor]] = defaultdict(list)
    for row in table(store, "inputs"):
        one = variables[row["variable"]]
        found[row["incentive"], row["part"]].append(Factor(one.id, one.unit, one.unit in _PERIODS))
    return {key: tuple(factors) for key, factors in found.items()}


def _unreviewed(store: Store) -> frozenset[str]:
    """Return the offers and provisions of language models that no person has accepted: no verdict rests on them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table(store, "unreviewed"):
        found[row["document"]].append(row["record"])
    accepted = {
        one.record for document in found for one in judgements(store, document).values() if one.verdict == "accept"
    }
    return frozenset(record for records in found.values() for record in records if record not in accepted)


def _provisions(store: Store, unreviewed: Container[str]) -> Mapping[str, list[tuple[tuple[str, ...], Provision]]]:
    """Return the provisions of each document, each with the paths of the clauses that it governs, () for all."""
    found: dict[str, list[tuple[tuple[str, ...], Provision]]] = defaultdict(list)
    for row in table(store, "provisions"):
        if row["provision"] in unreviewed:
            continue
        value = None if row["value"] is None else float(row["value"])
        variable = row["variable"] and _local(row["variable"])
        one = Provision(
            _local(row["provision"]), row["kind"], _citation(row), value, row["unitName"], row["starts"], row["ends"],
            bool(row["yearly"]), row["subject"] or "", variable,
        )  # fmt: skip
        found[row["document"]].append((_listed(row["appliesTo"]), one))
    return found


def _offer(
    row: Row, criteria: Mapping[str, Criterion], factors: Mapping[tuple[str, str], tuple[Factor, ...]], order: int
) -> Offer:
    def part(name: str) -> Sum | None:
        if row[name] is None:
            return None
        of, per, unit = row[f"{name}Of"], row[f"{name}Per"], row[f"{name}Unit"]
        return Sum(float(row[name]), unit, row[f"{name}Op"], of, per, factors.get((row["incentive"], name), ()))

    rate, amount, beyond = _beyond(row, part("rate"), part("amount"))
    benefit = Benefit(row["kind"], rate, amount, part("cap"), part("floor"), beyond)
    logic = parse(row["logic"]) if row["logic"] else conjunction(*criteria)
    return Offer(
        Tier(row["incentive"], logic, benefit, _citation(row), bool(row["topUp"])),
        criteria, row["beneficiary"] or "", row["clauseTitle"] or "", order, row["regionName"],
        row["jurisdiction"] and _local(row["jurisdiction"]), row["validFrom"],
        _earlier(row["validTo"], row["expires"]), row["effective"], row["refersTo"],
    )  # fmt: skip


def _beyond(row: Row, rate: Sum | None, amount: Sum | None) -> tuple[Sum | None, Sum | None, float | None]:
    """Return rate, amount and the threshold beyond which alone is paid: the factor that it is a part of comes first.

    Where it is a part of none of them, the sum for all of it is an upper end.
    """
    part = rate or amount
    if row["beyond"] is None or part is None:
        return rate, amount, None
    for factor in part.factors:
        bound = None if factor.period else convert(float(row["beyond"]), row["beyondUnit"], factor.unit)
        if bound is not None:
            first = (factor, *(one for one in part.factors if one is not factor))
            part = replace(part, factors=first)
            return (part, amount, bound) if rate else (None, part, bound)
    part = replace(part, op="<=")
    return (part, amount, None) if rate else (None, part, None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((end for end in (one, other) if end), default=None)


def _scheme(
    group: tuple[Offer, ...],
    variables: Mapping[str, Variable],
    provisions: Mapping[str, list[tuple[tuple[str, ...], Provision]]],
) -> Scheme:
    first = group[0]
    place, kind = first.tier.citation, first.tier.benefit.kind
    criteria = {name: one for offer in group for name, one in offer.criteria.items()}
    governing = tuple(one for paths, one in provisions.get(place.document, ()) if _governs(paths, place.path))
    common = {one.id: one for provision in governing for one in imposed(provision)}
    criteria |= common
    tiers = tuple(replace(one.tier, logic=conjunction(one.tier.logic, *common)) for one in group)
    needed = [
        *(one.variable for one in criteria.values()),
        *(factor.variable for offer in group for factor in offer.tier.benefit.factors()),
        *(one.variable for one in governing if one.variable),
    ]
    name = first.heading or _titled(place.quote)
    return Scheme(
        iri.scheme(place.document, place.path, kind, place.quote), place.title, name, kind,
        first.beneficiary, place, tiers, criteria,
        {name: variables[name] for name in dict.fromkeys(needed)}, governing, first.region, first.region_id,
        first.valid_from, first.valid_to, first.effective, first.order,
    )  # fmt: skip


def _titled(quote: str) -> str:
    """Return the first words of an offer as its name: to the first comma, else cut.

    >>> _titled("对新认定的绿色工厂，奖励50万元"), _titled("对" + "在本市注册的企业" * 6)[-2:]
    ('对新认定的绿色工厂', '注…')
    """
    first = quote.replace("；", "，").replace("。", "，").split("，")[0]
    return first if len(first) <= _LONGEST_NAME else f"{first[: _LONGEST_NAME - 1]}…"


def _governs(paths: tuple[str, ...], path: str) -> bool:
    return not paths or any(path == one or path.startswith(f"{one}/") for one in paths)
