"""Which document stands above which: country over province over city over county, a government over its offices.

Where a text leaves open who issued it, nothing is guessed: of two documents of one region with unknown issuers, neither
stands above the other unless one names the other as what it carries out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.query import table
from graph.store import Store
from ingest.link import Register
from ingest.record import REPORTING

__all__ = ["Hierarchy", "Place"]

_DEPTHS: Final = {"national": 0, "provincial": 1, "municipal": 2, "other": 3}
_HEADS: Final = frozenset({"government", "government-office", "party-committee", "party-office", "peoples-congress"})
_CARRIES_OUT: Final = ("implements", "based_on")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands.

    `depth` counts from the country (0) down to counties (3); `office` tells whether only offices issued it (True), or a
    government or party committee did (False), None where no issuer is known. `cites` holds the documents of the store
    that it names, `rests_on` those among them that it says it carries out.
    """

    document: str
    title: str
    region: str | None
    depth: int
    office: bool | None
    issued: date | None
    cites: frozenset[str]
    rests_on: frozenset[str]


class Hierarchy:
    """Every policy document of a store in its place; what only reports of policies (news, interpretations) has none."""

    def __init__(self, store: Store) -> None:
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in table(store, "levels"):
            if row["kind"] not in REPORTING:
                rows[row["document"]].append(row)
        self.places: Mapping[str, Place] = {name: _place(name, found) for name, found in rows.items()}
        self._within: dict[str, set[str]] = defaultdict(set)
        for row in table(store, "region_ancestors"):
            if row["region"] != row["above"]:
                self._within[row["region"]].add(row["above"])

    def within(self, region: str | None, wider: str) -> bool:
        """Tell whether `region` is `wider`, or lies in it."""
        return region is not None and (region == wider or wider in self._within.get(region, ()))

    def below(self, lower: str, upper: str) -> bool:
        """Tell whether the document `lower` may carry out `upper`: it stands below it and is not known to be older."""
        one, other = self.places.get(lower), self.places.get(upper)
        if one is None or other is None or lower == upper:
            return False
        if upper in one.rests_on:
            return True
        if one.issued and other.issued and one.issued < other.issued and upper not in one.cites:
            return False
        if one.region == other.region:
            return one.region is not None and one.office is True and other.office is False
        deeper = one.depth > other.depth and one.region is not None
        return deeper and (other.depth == 0 or (other.region is not None and self.within(one.region, other.region)))

    def nearness(self, lower: str, upper: str) -> tuple[bool, bool, int, bool]:
        """Rank what is above `lower`: what it carries out, what it cites, then the nearest level; greater is nearer."""
        one, other = self.places[lower], self.places[upper]
        return upper in one.rests_on, upper in one.cites, other.depth, other.office is True

    def ties(self, lower: str, upper: str) -> tuple[str, ...]:
        """Return what `lower` says of `upper`: citation where it names it, basis where it carries it out."""
        one = self.places[lower]
        return ("citation",) * (upper in one.cites) + ("basis",) * (upper in one.rests_on)

    def ordered(self, lower: str, upper: str) -> bool:
        """Tell whether the days of both documents are known, so that one is known to follow the other."""
        return bool(self.places[lower].issued and self.places[upper].issued)


def _place(name: str, rows: list[dict[str, Any]]) -> Place:
    first = rows[0]
    depth = 0 if first["level"] == "national" else _DEPTHS.get(first["place"] or first["level"], 3)
    issuers = {row["issuer"] for row in rows if row["issuer"]}
    cites = frozenset(row["cited"] for row in rows if row["cited"])
    rests = frozenset(row["cited"] for row in rows if row["cited"] and row["relation"] in _CARRIES_OUT)
    region = first["region"]
    return Place(name, first["title"], region, depth, _offices(issuers, region), first["issued"], cites, rests)


def _offices(issuers: set[str], region: str | None) -> bool | None:
    """Tell whether all issuers are offices; None where none is known for what it is."""
    register = Register.load()
    code = region.rpartition("/")[2] if region else None
    known = [agency.function for name in issuers if (agency := register.agency(name, code)) and agency.function]
    return None if not known else not any(function in _HEADS for function in known)
