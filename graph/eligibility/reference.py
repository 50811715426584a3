"""Schemes that pay by the sums of another clause (参照第二条标准给予补助)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.eligibility.logic import Formula, conjunction
from graph.eligibility.scheme import Scheme, Tier

__all__ = ["referred"]


def referred(schemes: Sequence[Scheme], clauses: Mapping[str, str]) -> tuple[Scheme, ...]:
    """Return the schemes, those that name no sum and refer to a clause with the tiers of that clause.

    `clauses` holds the IRI of the clause that a tier refers to. Of the other scheme only what distinguishes its tiers
    is asked besides: who may apply is stated where the reference stands.
    """
    return tuple(_with_sums(scheme, schemes, clauses) for scheme in schemes)


def _with_sums(scheme: Scheme, schemes: Sequence[Scheme], clauses: Mapping[str, str]) -> Scheme:
    own = next((tier for tier in scheme.tiers if tier.benefit.soft and tier.id in clauses), None)
    if own is None:
        return scheme
    clause = clauses[own.id]
    other = next((one for one in schemes if one.citation.iri == clause and one is not scheme), None)
    if other is None:
        return scheme
    tiers = tuple(_tier(own, tier, _apart(other)) for tier in other.tiers if not tier.benefit.soft)
    if not tiers:
        return scheme
    tiers = (*tiers, *(tier for tier in scheme.tiers if tier is not own))
    names = {name for tier in tiers for name in tier.criteria}
    criteria = {name: one for name, one in {**other.criteria, **scheme.criteria}.items() if name in names}
    variables = {**other.variables, **scheme.variables}
    needed = {one.variable for one in criteria.values()} | {
        factor.variable for tier in tiers for factor in tier.benefit.factors()
    }
    kept = {name: one for name, one in variables.items() if name in needed or name in scheme.variables}
    return replace(scheme, tiers=tiers, criteria=criteria, variables=kept)


def _apart(scheme: Scheme) -> frozenset[str]:
    """Return the criteria that not all tiers of a scheme share."""
    sets = [frozenset(tier.criteria) for tier in scheme.tiers]
    return frozenset().union(*sets) - sets[0].intersection(*sets)


def _tier(own: Tier, other: Tier, apart: frozenset[str]) -> Tier:
    sized: list[Formula] = [name for name in other.criteria if name in apart]
    benefit = replace(other.benefit, kind=own.benefit.kind)
    return replace(own, logic=conjunction(own.logic, *sized), benefit=benefit, top_up=other.top_up)
