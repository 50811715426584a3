"""The same project in several regions: where it gets what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.eligibility.answering.choice import Outcome, choose
from graph.eligibility.answering.relevance import Profiles
from graph.eligibility.facts import Fact, Facts
from graph.eligibility.matching.match import PLACE
from graph.eligibility.matching.place import inside
from graph.eligibility.matching.verdict import evaluate
from graph.eligibility.scheme import Scheme

__all__ = ["There", "across"]


@dataclass(frozen=True, slots=True)
class There:
    """What one region offers for the project; `outcome` None where no scheme of the region is about it."""

    region: str
    outcome: Outcome | None
    schemes: int


def across(
    schemes: Iterable[Scheme], facts: Facts, regions: Sequence[str], on: date | None = None, text: str = ""
) -> list[There]:
    """Return for each region what the project would get there, as if the applicant stood in that region.

    Only schemes of the region itself and of those it lies in count; where the applicant is now is left out.
    """
    wanted = tuple(schemes)
    items = tuple(fact for fact in facts.items if fact.attr != PLACE)
    found = []
    for region in regions:
        there = tuple(scheme for scheme in wanted if scheme.region and inside(region, scheme))
        moved = Facts((*items, Fact.of(PLACE, region, words=region)), facts.rest, facts.unread, facts.asked)
        near: Mapping[str, float] | None = Profiles(there).near(text) if text else None
        found.append(There(region, choose(evaluate(there, moved, region, on), near), len(there)))
    return found
