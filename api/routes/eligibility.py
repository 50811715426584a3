"""`POST /api/eligibility`: facts in, verdicts and next questions out; nothing is kept between two calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends

from api.eligibility import Applied, Eligible, TotalRow, as_json
from api.errors import unprocessable
from api.lists import known_only
from api.schemas import Problem
from api.site import Here
from graph.eligibility import (
    Facts,
    Scheme,
    Verdict,
    choose,
    evaluate,
    from_mapping,
    questions,
    schemes_of,
    together,
    total,
)
from graph.eligibility import understand as understood
from graph.eligibility.answering.across import across
from graph.eligibility.answering.relevance import Profiles
from graph.eligibility.facts import FactError
from graph.eligibility.matching.match import SELF
from graph.eligibility.matching.place import bare, known_region

__all__ = ["router"]

router = APIRouter(tags=["eligibility"], responses={422: {"model": Problem}})


@router.post("/api/eligibility", response_model=Eligible, dependencies=[Depends(known_only)])
def eligibility(site: Here, case: Applied) -> Any:
    """Say for each scheme that the case is about whether it is met, what it comes to, why, and what is missing.

    What is not known stays unknown: it is never taken for no, nor for zero. Each condition carries its clause.
    """
    schemes = schemes_of(site.store)
    for name, region in (("region", case.region), *(("regions", one) for one in case.regions)):
        _known(name, region, schemes)
    facts = _facts(case, schemes)
    near = Profiles(schemes).near(case.text) if case.text.strip() else {}
    day = case.on or facts.asked or date.today()
    verdicts = evaluate(schemes, facts, case.region, day)
    meant = [verdict for verdict in verdicts if _meant(verdict, near, facts)]
    found = choose(meant, near or None) if facts.items or near else None
    amount, steps = total(meant)
    return Eligible(
        on=day,
        facts=[as_json(fact) for fact in facts.items if fact.attr != SELF],
        not_understood=list(facts.unread),
        answer=as_json(found) if found else None,
        schemes=[as_json(verdict) for verdict in _sorted(meant, found.verdicts if found else ())],
        total=TotalRow(amount=amount, steps=list(steps)),
        next=[as_json(question) for question in questions(found.verdicts if found else meant)],
        regions=[as_json(there) for there in across(schemes, facts, case.regions, day, case.text)],
    )


def _facts(case: Applied, schemes: Sequence[Scheme]) -> Facts:
    """Read the facts; a problem that names the fact where one cannot be used."""
    try:
        return together(from_mapping(case.facts, schemes), understood(case.text, schemes, case.on))
    except FactError as error:
        raise unprocessable(error.field, str(error)) from error


def _known(name: str, region: str | None, schemes: Sequence[Scheme]) -> None:
    if region is None or known_region(region):
        return
    if not any(scheme.region and bare(scheme.region) == bare(region) for scheme in schemes):
        raise unprocessable(name, f"no region is called {region!r}; give a GB/T 2260 code or a name such as 温州市")


def _meant(verdict: Verdict, near: dict[str, float], facts: Facts) -> bool:
    if not facts.items and not near:
        return True
    return verdict.told or near.get(verdict.scheme.group, 0.0) >= 0.5


def _sorted(meant: Sequence[Verdict], first: Sequence[Verdict]) -> list[Verdict]:
    """Put the offer that is meant first, then by how good the news is."""
    order = {"eligible": 0, "unknown": 1, "not_eligible": 2, "closed": 3}
    ids = {verdict.scheme.id for verdict in first}
    return sorted(meant, key=lambda verdict: (verdict.scheme.id not in ids, order[verdict.status]))
