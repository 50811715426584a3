"""Criteria that a provision of the whole document imposes on a scheme: a window, a time limit, no second payment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.eligibility.criterion import Criterion
from graph.eligibility.scheme import Provision

__all__ = ["imposed"]

_HIGHEST = ("就高", "从高", "择高", "择优", "差额", "补差")


def imposed(provision: Provision) -> Iterator[Criterion]:
    """Yield what a provision asks of every applicant; each is presumed until it is answered, and named.

    A document whose highest sum counts (就高不重复) excludes nobody: `stacking` takes the highest.
    """
    if provision.variable is None:
        return
    if provision.kind == "window":
        for mark, op, day in (("a", ">=", provision.start), ("b", "<=", provision.end)):
            if day is not None:
                yield _criterion(provision, mark, op, day)
    elif provision.kind == "claim":
        yield _criterion(provision, "a", "=", True)
    elif provision.kind == "exclusive" and not any(word in provision.citation.quote for word in _HIGHEST):
        yield _criterion(provision, "a", "=", False)


def _criterion(provision: Provision, mark: str, op: str, value: date | bool) -> Criterion:
    place = provision.citation
    name = f"{provision.id}{mark}"
    return Criterion(name, str(provision.variable), "exclusion", place.quote, place, op, value)
