"""Schemes: what is offered, to whom, on which conditions, with the clause of each; from documents or from the store."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from graph import iri
from graph.eligibility.kleene import Formula, LogicError, parse
from graph.eligibility.recipient import named, special
from graph.eligibility.thesaurus import canonical, family, key
from ingest.record import Condition, Document, Incentive, Quantity
from ingest.value.number import parse as parse_number
from ingest.value.unit import in_yuan, measures

__all__ = ["Place", "Requirement", "Rules", "Scheme", "from_documents", "from_store", "profile"]

_INCLUSIVE: Final = re.compile(r"[“\"]?以上[”\"]?[^。；]{0,12}?(?:均)?(?:包含|包括|含)本(?:数|级)|以上均?含本数")
_EXCLUSIVE: Final = re.compile(
    r"[^。；\n]*(?:不(?:得|可|予|能)?(?:重复|叠加|同时享受)|就高不(?:就低|重复)|从高不重复|择(?:高|优)(?:不重复|享受)|按就高)[^。；\n]*"
)
_WITHIN: Final = re.compile(
    r"^(?P<name>(?!近)[\u4e00-\u9fff]{2,8}?)(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>年|个月)(?:以)?内$"
)
_URGE: Final = re.compile(
    r"^(?:积极|大力|进一步|加快|加大)*(?:鼓励|支持|推动|推进|推广|促进|实施|强化|加强|优化|深化|落实|引导|开展|培育|完善)"
)
_SUMS: Final = ("rate", "amount", "cap", "floor")


@dataclass(frozen=True, slots=True)
class Place:
    """The words that prove a step, and where they stand."""

    document: str  # IRI
    title: str
    path: str
    iri: str
    quote: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition with its clause. `implied` where the clause names no condition: then it is whom it speaks of."""

    attr: str
    text: str
    place: Place
    op: str | None = None
    value: float | bool | str | None = None
    unit: str | None = None
    implied: bool = False
    key: str = field(default="", compare=False)
    value_key: str = field(default="", compare=False)
    family: str | None = field(default=None, compare=False)

    @property
    def numeric(self) -> bool:
        return isinstance(self.value, float)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a document says of all its schemes: whether 以上 includes the number, and what may not be had together."""

    inclusive: Place | None = None
    exclusive: Place | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """One offer of one tier. Sums in 元; `formula` is over `requirements`; `group` is shared by tiers of one offer."""

    id: str  # IRI of the record
    kind: str
    beneficiary: str
    place: Place
    heading: str
    region: str | None  # name
    region_id: str | None
    requirements: tuple[Requirement, ...]
    formula: Formula
    rate: Quantity | None = None
    amount: Quantity | None = None
    cap: Quantity | None = None
    floor: Quantity | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    effective: date | None = None
    refers_to: str | None = None  # IRI of a clause
    rules: Rules = Rules()

    @property
    def group(self) -> str:
        """What tiers of one offer share: the clause that holds them all, or whose items do, and what is given."""
        path = self.place.path
        above, _, last = path.rpartition("/")
        tiered = last.strip("()（）#").isdigit() and any(req.place.path == above for req in self.requirements)
        return f"{self.place.document}|{above if tiered else path}|{self.kind}"

    @property
    def soft(self) -> bool:
        """Whether no sum is named."""
        return not (self.rate or self.amount or self.cap or self.floor)

    @property
    def name(self) -> str:
        """What a person would call it: the heading of its clause, or the first words of the offer."""
        return self.heading or self.place.quote[:24]


def from_documents(documents: Iterable[Document], base: str = iri.BASE) -> tuple[Scheme, ...]:
    """Return the schemes of documents just read, in the order of their text."""
    found: dict[str, Scheme] = {}
    places: dict[str, tuple[int, int, int, str]] = {}
    for number, document in enumerate(documents):
        order = {clause.path: at for at, clause in enumerate(document.clauses)}
        name, title = iri.of(document, base), document.meta.title
        texts = [(clause.path, clause.text) for clause in document.clauses]
        rules = _rules((Place(name, title, path, iri.clause(name, path), text) for path, text in texts))
        for record in document.records:
            if isinstance(record, Incentive):
                scheme = _of_record(record, document, name, rules)
                found.setdefault(scheme.id, scheme)
                evidence = record.evidence
                places[scheme.id] = number, order.get(evidence.clause.path, 0), evidence.start, scheme.id
    return tuple(sorted(found.values(), key=lambda scheme: places[scheme.id]))


def from_store(store: Any, document: str | None = None) -> tuple[Scheme, ...]:
    """Return the schemes that the store holds, of one document where it is named."""
    from graph.query import table

    conditions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in table(store, "conditions", document=document):
        conditions[row["incentive"]].append(row)
    texts: dict[str, list[Place]] = defaultdict(list)
    for row in table(store, "scheme_rules", document=document):
        texts[row["document"]].append(_row_place(row))
    rules = {name: _rules(places) for name, places in texts.items()}
    rows = table(store, "schemes", document=document)
    return tuple(_of_row(row, conditions[row["incentive"]], rules.get(row["document"], Rules())) for row in rows)


def _of_record(record: Incentive, document: Document, name: str, rules: Rules) -> Scheme:
    evidence, meta = record.evidence, document.meta
    path = evidence.clause.path

    def place(path: str, quote: str) -> Place:
        return Place(name, meta.title, path, iri.clause(name, path), quote)

    own = place(path, evidence.quote)
    needs = [
        _requirement(item, place(path if item.path is None else item.path, item.text)) for item in record.conditions
    ]
    return _scheme(
        needs,
        record.logic,
        id=iri.record(name, record),
        kind=record.kind,
        beneficiary=record.beneficiary,
        place=own,
        heading=evidence.clause.title,
        region=meta.region,
        region_id=meta.region_id,
        **{name: getattr(record, name) for name in _SUMS},
        valid_from=record.valid_from,
        valid_to=record.valid_to or meta.expires,
        effective=meta.effective,
        refers_to=None if record.ref is None else iri.clause(name, record.ref),
        rules=rules,
    )


def _of_row(row: Mapping[str, Any], conditions: Iterable[Mapping[str, Any]], rules: Rules) -> Scheme:
    needs = []
    for item in conditions:
        expected = item["expected"]
        value = expected if expected is None or isinstance(expected, bool | str) else float(expected)
        found = Condition(item["attribute"], item["quote"], item["op"], value, item["unitName"])
        needs.append(_requirement(found, _row_place(item)))
    jurisdiction = row["jurisdiction"]
    return _scheme(
        needs,
        row["logic"],
        id=row["incentive"],
        kind=row["kind"],
        beneficiary=row["beneficiary"] or "",
        place=_row_place(row),
        heading=row["clauseTitle"] or "",
        region=row["regionName"],
        region_id=jurisdiction.rpartition("/")[2] if jurisdiction else None,
        **{name: _row_sum(row, name) for name in _SUMS},
        valid_from=row["validFrom"],
        valid_to=row["validTo"] or row["expires"],
        effective=row["effective"],
        refers_to=row["refersTo"],
        rules=rules,
    )


def _row_sum(row: Mapping[str, Any], name: str) -> Quantity | None:
    if row[name] is None:
        return None
    unit, op, of, per = (row[f"{name}{part}"] for part in ("Unit", "Op", "Of", "Per"))
    return Quantity(float(row[name]), unit, op, of, per)


def _row_place(row: Mapping[str, Any]) -> Place:
    return Place(row["document"], row["title"], row["path"] or "", row["clause"], row["quote"])


@lru_cache(maxsize=100_000)  # conditions for all offers of a document are one object in each: they are weighed once
def _requirement(item: Condition, place: Place) -> Requirement:
    if item.value is True and (bound := _bound(item)):
        item = bound
    value = item.value
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    return Requirement(
        item.attr,
        item.text,
        place,
        item.op,
        value,
        item.unit or None,
        key=key(item.attr),
        value_key=key(value) if isinstance(value, str) else "",
        family=family(item.attr),
    )


def _bound(item: Condition) -> Condition | None:
    """Read a bound that a condition still holds in its words: 裁员率低于5.5%; None where there is none at its end."""
    within = _WITHIN.match(item.attr)
    if within:
        return replace(item, attr=within["name"], op="<=", value=parse_number(within["number"]), unit=within["unit"])
    found = list(measures(item.attr))
    last = found[-1] if found else None
    if last is None or last.op not in ("<", "<=", ">", ">=") or last.end < len(item.attr) or last.upper is not None:
        return None
    money = in_yuan(last.value, last.unit)
    value, unit = (money, "元") if money is not None else (last.value, last.unit)
    name = item.attr[: last.start].removesuffix("达到").removesuffix("达")
    return replace(item, attr=name, op=last.op, value=float(value), unit=unit) if name else None


def _scheme(needs: list[Requirement], logic: str | None, **fields: Any) -> Scheme:
    if not needs:
        who = fields["beneficiary"] or fields["place"].quote
        needs = [Requirement(who, who, fields["place"], implied=True, key=key(who), family=None)]
        logic = None
    elif not any(_own(need.place.path, fields["place"].path) for need in needs) and fields["heading"]:
        # all that is asked holds for every offer of the document: then one must be whom and what this one is for
        what = _URGE.sub("", fields["heading"])
        needs = [*needs, Requirement(what, fields["heading"], fields["place"], implied=True, key=key(what))]
        logic = logic and f"({logic}) and c{len(needs)}"
    who = fields["beneficiary"]
    if special(who) and not any(named(who, (need.key, key(need.text), need.value_key)) for need in needs):
        needs = [*needs, Requirement(who, who, fields["place"], implied=True, key=key(who))]
        logic = logic and f"({logic}) and c{len(needs)}"
    try:
        formula = parse(logic, len(needs))
    except LogicError:  # a formula that cannot be read asks for everything: strict, and never a wrong yes
        formula = parse(None, len(needs))
    return Scheme(requirements=tuple(needs), formula=formula, **fields)


def _own(path: str, offer: str) -> bool:
    return path == offer or offer.startswith(f"{path}/")


def _rules(places: Iterable[Place]) -> Rules:
    inclusive = exclusive = None
    for place in places:
        if inclusive is None and (match := _INCLUSIVE.search(place.quote)):
            inclusive = Place(place.document, place.title, place.path, place.iri, match[0])
        if exclusive is None and (match := _EXCLUSIVE.search(place.quote)):
            exclusive = Place(place.document, place.title, place.path, place.iri, match[0].strip())
    return Rules(inclusive, exclusive)


def profile(scheme: Scheme) -> Iterator[str]:
    """Yield the canonical words by which a question can be about a scheme."""
    yield canonical(scheme.place.quote)
    yield canonical(scheme.heading)
    yield canonical(scheme.beneficiary)
    for need in scheme.requirements:
        yield canonical(need.text)
        if isinstance(need.value, str):
            yield canonical(need.value)
