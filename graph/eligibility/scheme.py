"""Schemes: what is offered, to whom, on which criteria, with the clause of each; immutable values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.eligibility.criterion import Citation, Criterion, Variable
from graph.eligibility.logic import Formula, leaves
from ingest.link.region import Regions

__all__ = ["Benefit", "Factor", "Provision", "Scheme", "Sum", "Tier"]


@dataclass(frozen=True, slots=True)
class Factor:
    """A variable that a sum is multiplied by; a `period` factor (months, years) is optional: without it, per period."""

    variable: str
    unit: str | None = None
    period: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in 元, or a rate in %, with what it is multiplied by; `op` is <= where only its upper end is named."""

    value: float
    unit: str | None = None
    op: str = "="
    of: str | None = None
    per: str | None = None
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is paid: rate x base, amount x counts, the lower of both where both stand, within floor and cap.

    Of the first factor only the part beyond `beyond` counts, where it is set, in that factor's unit.
    """

    kind: str
    rate: Sum | None = None
    amount: Sum | None = None
    cap: Sum | None = None
    floor: Sum | None = None
    beyond: float | None = None

    @property
    def soft(self) -> bool:
        """Whether no sum is named."""
        return not (self.rate or self.amount or self.cap or self.floor)

    def factors(self) -> Iterator[Factor]:
        """Yield each variable that the sum depends on, once."""
        seen: dict[str, Factor] = {}
        for part in (self.rate, self.amount, self.cap, self.floor):
            for factor in part.factors if part else ():
                seen.setdefault(factor.variable, factor)
        yield from seen.values()


@dataclass(frozen=True, slots=True)
class Provision:
    """What a document says once of several schemes; the kinds are those of `ingest.record.Provision`."""

    id: str
    kind: str
    citation: Citation
    value: float | None = None
    unit: str | None = None
    start: date | None = None
    end: date | None = None
    yearly: bool = False
    subject: str = ""
    variable: str | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of a scheme: who gets it (a formula over criteria) and what; a top-up is paid besides another tier."""

    id: str  # IRI of the record
    logic: Formula
    benefit: Benefit
    citation: Citation
    top_up: bool = False

    @property
    def criteria(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(leaves(self.logic)))


@dataclass(frozen=True, slots=True)
class Scheme:
    """One offer with its tiers, the criteria and variables that they name, and the provisions that govern it."""

    id: str
    title: str  # of the document
    name: str
    kind: str
    beneficiary: str
    citation: Citation
    tiers: tuple[Tier, ...]
    criteria: Mapping[str, Criterion] = field(hash=False)
    variables: Mapping[str, Variable] = field(hash=False)
    provisions: tuple[Provision, ...] = ()
    region: str | None = None
    region_id: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    effective: date | None = None
    order: int = 0  # place of its clause in the document
    regions: Regions | None = field(default=None, repr=False, compare=False)  # None: those of the authority file alone

    def provided(self, *kinds: str) -> Iterator[Provision]:
        """Yield its provisions of some kinds."""
        return (one for one in self.provisions if one.kind in kinds)
