"""Schemes: what is offered, to whom, on which conditions, with the clause of each."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from graph.eligibility.kleene import Formula, replaced, without
from graph.eligibility.language.thesaurus import canonical
from ingest.record import Quantity

__all__ = ["Place", "Requirement", "Rules", "Scheme", "combined", "points_elsewhere", "profile"]

_EACH_ALONE: Final = re.compile(
    r"[^，。；]{2,36}的，按?每[^，。；\d]{1,4}\d[\d.]*万?元[；。]?"
)  # 引进博士的，每人2万元
_POINTS: Final = re.compile("(?:同时)?(?:符合|满足|达到|具备)(?:本[^，。；第]{0,6})?第[^，。；]{1,6}[条项款]")
_CALLED: Final = re.compile(
    "(?:租房|购房|住房|生活|安家|建设|运营|创业|岗位|社会保险|培训|见习|交通|贷款|场地|租金|保费|设备)(?:补贴|补助)"
)
_ITEM: Final = re.compile(r"[（(][一二三四五六七八九十]+[）)]$")
_BARE: Final = 24  # letters of an item that says no more than a grade and a sum


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
    since: frozenset[str] = field(default=frozenset(), compare=False)  # events from which a span runs
    until: frozenset[str] = field(default=frozenset(), compare=False)  # events to which it runs, or that a day is of
    untold: bool | None = None  # what it counts for where nothing is told of it, where that is not left open
    whom: tuple[str, ...] = ()  # words of what is asked of those alone whom it names, where the offer is not for them
    part: str = ""  # of which part of a long deed it asks, "" where it is whole: place, employer, first, full-time
    marks: frozenset[str] | None = field(default=None, compare=False)  # by which pairs of letters an exclusion is known

    # asked for by the hundred thousand, so worked out once
    numeric: bool = field(init=False, compare=False, repr=False)
    asked: str = field(init=False, compare=False, repr=False)  # wherever it stands; text, for that keeps its hash

    def __post_init__(self) -> None:
        object.__setattr__(self, "numeric", isinstance(self.value, float))
        asked = self.attr, self.text, self.op, self.value, self.unit, self.implied, self.since, self.until, self.part
        object.__setattr__(self, "asked", repr(asked))

    def __hash__(self) -> int:
        """Return the hash of what is asked and where, for what is kept of it by the thousand."""
        return hash((self.asked, self.place.path))


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days what is paid for must have happened; of which events, of any where none is named.

    `names` are the things that alone must have happened then (技术改造项目), none for all; `within` is the clause of
    which alone it speaks, "" for all.
    """

    low: str
    high: str | None
    events: frozenset[str]
    place: Place
    names: tuple[str, ...] = ()
    deed: str = ""  # what must have happened to those named: 开工
    within: str = ""
    besides: bool = False  # whether it only lets count what came before the measure was in force
    last: bool = False  # whether it names the year before one applies, and no day
    things: tuple[str, ...] = ()  # what must have been had then: 资质, 批件


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How much one applicant may get in a year in all, in 元; `but` numbers the article that does not count, `within`
    is the clause of which alone it speaks, "" for all."""

    value: float
    but: str
    place: Place
    within: str = ""

    def spares(self, path: str) -> bool:
        """Tell whether the article at `path` does not count."""
        if self.within and path != self.within and not path.startswith(f"{self.within}/"):
            return True
        return bool(self.but) and path.rpartition("/")[2].strip("第条()（）") == self.but


@dataclass(frozen=True, slots=True)
class Exempt:
    """Who need not meet what is asked of all others; without `who`, all who ask for the offers at `path`."""

    who: str
    what: str
    place: Place
    path: str = ""
    article: str = ""  # path of the clause of which nothing is asked then

    def spares(self, path: str) -> bool:
        """Tell whether what the clause at a path asks is not asked then."""
        return bool(self.article) and f"/{self.article}/" in f"/{path}/"

    def of(self, offer: str) -> bool:
        """Tell whether it is said of the offer at a path."""
        return f"/{self.path}/" in f"/{offer}/"


@dataclass(frozen=True, slots=True)
class Intake:
    """Between which month and day of each year alone applications are taken."""

    first: tuple[int, int]
    last: tuple[int, int]
    place: Place


@dataclass(frozen=True, slots=True)
class Most:
    """For how many, or how long, at most the offers of a clause are paid: 年度补助不超过10人, 累计不超过24个月."""

    value: float
    unit: str
    place: Place

    def of(self, offer: Place) -> bool:
        """Tell whether it bounds the offer at a place: one of its own clause, or of an item of it."""
        return offer.iri == self.place.iri or offer.iri.startswith(f"{self.place.iri}/")


@dataclass(frozen=True, slots=True)
class Share:
    """The share in % of another sum that the offers of a clause may not go beyond: 补贴总额不超过购房合同总价款的10%.

    `called` is what those offers are called where only some are meant.
    """

    called: str
    name: str
    rate: float
    place: Place

    def of(self, offer: Place) -> bool:
        """Tell whether it bounds the offer at a place: one of its own clause, or of an item of it."""
        own = offer.iri == self.place.iri or offer.iri.startswith(f"{self.place.iri}/")
        others = _CALLED.findall(offer.quote) if self.called else ()
        return own and (not others or any(one in self.called or self.called in one for one in others))


@dataclass(frozen=True, slots=True)
class Limit:
    """How long after what day the benefits named may be applied for."""

    names: tuple[str, ...]
    who: str
    since: str
    value: float
    unit: str
    place: Place
    articles: tuple[str, ...] = ()  # of which alone it speaks, as their paths name them
    own: bool = False  # whether its clause offers something itself, of which alone it speaks


@dataclass(frozen=True, slots=True)
class Rules:
    """What a document says of all its schemes: whether 以上 includes the number, and what may not be had together."""

    inclusive: Place | None = None
    exclusive: Place | None = None
    differences: tuple[Place, ...] = ()  # clauses that pay only what is above what was had before
    windows: tuple[Window, ...] = ()
    ceiling: Ceiling | None = None
    exempt: tuple[Exempt, ...] = ()
    intake: Intake | None = None
    limits: tuple[Limit, ...] = ()
    most: tuple[Most, ...] = ()
    births: tuple[Most, ...] = ()  # what clauses add for each child of a birth beyond the first, in 元
    parts: tuple[Place, ...] = ()  # clauses of which the sums are paid in parts
    shares: tuple[Share, ...] = ()
    by_level: Place | None = (
        None  # the clause by which whoever had a lower level gets the difference, whatever the title
    )
    deducted: tuple[tuple[str, str, Place], ...] = ()  # aid had that is taken off another, and the clause that says so
    couples: tuple[
        tuple[float, Place], ...
    ] = ()  # the share in % that the second of a couple brings, and where it stands
    stacking: tuple[str, ...] = ()  # what it says of offers that may be had together
    areas: tuple[tuple[str, str], ...] = ()  # which places a name stands for: 中心城区, 东城区、西城区
    called: tuple[tuple[str, str], ...] = ()  # what all who may apply are called in short, and the path that says so
    uncounted: tuple[tuple[str, Place], ...] = ()  # what clauses do not count
    defined: tuple[tuple[str, str], ...] = ()  # words by their keys, and the path of the clause that defines them
    in_force: Place | None = None  # the clause by which things must have happened while the document is in force


@dataclass(frozen=True, slots=True)
class More:
    """What is added for each whole step beyond the bound on a thing: 每增加5000平方米，增加补助5万元."""

    need: Requirement
    size: float  # in the unit of the bound
    value: float


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
    under: tuple[Scheme, ...] = ()  # offers on top of which it is paid
    low: float = 0.0  # up to where it is not paid, in `low_unit`
    low_unit: str | None = None
    high: float | None = None  # beyond where it is not paid, in `high_unit`
    high_unit: str | None = None
    kind_of: str = ""  # of which kind alone it is paid, where another sum is paid for all
    names: frozenset[str] = frozenset()  # what it is called: 生活补贴
    limits: tuple[str, ...] = ()  # how long it is paid: to be told, not to be asked
    more: More | None = None  # what is added for each step beyond its bound
    classed: tuple[tuple[int, ...], ...] = ()  # the ways to be of a class, by the numbers of their conditions
    raises: str = ""  # of which group the offer of another clause is that it raises
    grades: frozenset[str] = frozenset()  # by which degrees the document knows its classes

    def __hash__(self) -> int:
        """Return the hash of what names it, for what is kept of it by the thousand."""
        return hash((self.id, self.place.path, len(self.requirements)))

    @property
    def group(self) -> str:
        """What tiers of one offer share: the clause that holds them all, or whose items do, and what is given."""
        return _group(self)

    @property
    def soft(self) -> bool:
        """Whether no sum is named."""
        return not (self.rate or self.amount or self.cap or self.floor)

    @property
    def name(self) -> str:
        """What a person would call it: the heading of its clause, or the first words of the offer."""
        return self.heading or self.place.quote[:24]


@lru_cache(maxsize=50_000)
def _group(scheme: Scheme) -> str:
    if scheme.kind_of and scheme.under:  # what some bring besides is paid with what all bring
        return scheme.under[0].group
    if scheme.raises:
        return scheme.raises
    path = scheme.place.path
    above, _, last = path.rpartition("/")
    tiered = (last.strip("()（）#").isdigit() or _bare(scheme, last) or _by_bounds(scheme, last)) and any(
        req.place.path == above for req in scheme.requirements
    )
    return f"{scheme.place.document}|{above if tiered else path}|{scheme.kind}"


def _bare(scheme: Scheme, item: str) -> bool:
    """Tell whether an item only names a grade and its sum (（三）大学本科毕业生每人每月800元)."""
    words = scheme.place.quote
    if any(need.place.path == scheme.place.path and need.text not in words for need in scheme.requirements):
        return False  # 普通床位每张8000元 is the rest of an item that says of both what is asked
    if _ITEM.match(item) and _EACH_ALONE.fullmatch(words):
        return True
    return bool(_ITEM.match(item)) and len(words) <= _BARE and not re.search("[，的]|给予|奖励|补助", words)


def _by_bounds(scheme: Scheme, item: str) -> bool:
    """Tell whether an item only bounds one measure: （一）研发费用200万元以上、不足1000万元的，按2%补助."""
    own = [need for need in scheme.requirements if need.place.path == scheme.place.path and not need.implied]
    same = len({need.key for need in own}) == 1 and all(need.numeric for need in own)
    return bool(_ITEM.match(item)) and same


def combined(
    scheme: Scheme, other: Scheme, asked: Sequence[Requirement], own: Sequence[Requirement], **sums: Any
) -> Scheme:
    """Return `scheme` with the sums given, asking for `asked` of `other` and for its `own`, all of them.

    Where either offers a choice (c1 or c2), what is asked for of the choice stays one.
    """
    needs = [*asked, *own]
    parts: list[Formula] = []
    for offer, kept, before in ((other, asked, 0), (scheme, own, len(asked))):
        gone = {order for order, need in enumerate(offer.requirements, 1) if need not in kept}
        rest = without(offer.formula, gone) if kept else None
        if rest is not None:
            parts.append(replaced(rest, {order: order + before for order in range(1, len(kept) + 1)}))
    formula: Formula = ("and", tuple(parts)) if needs else scheme.formula
    who = scheme.beneficiary or other.beneficiary
    return replace(scheme, requirements=tuple(needs), formula=formula, beneficiary=who, refers_to=None, **sums)


@lru_cache(maxsize=20_000)
def points_elsewhere(scheme: Scheme) -> bool:
    """Tell whether an offer asks what another clause asks: 符合第四条条件."""
    return any(_POINTS.match(need.text) for need in scheme.requirements)


def profile(scheme: Scheme, others: Container[str] = ()) -> Iterator[str]:
    """Yield the canonical words by which a question can be about a scheme, without those of the clauses `others`."""
    yield canonical(scheme.place.quote)
    yield canonical(scheme.heading)
    yield canonical(scheme.beneficiary)
    pointed = others if points_elsewhere(scheme) else ()
    for need in scheme.requirements:
        if need.place.iri in pointed and not scheme.place.iri.startswith(f"{need.place.iri}/"):
            continue
        yield canonical(need.text)
        if isinstance(need.value, str):
            yield canonical(need.value)
