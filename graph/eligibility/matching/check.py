"""The answer to one condition: yes, no or unknown, by which fact, and the sentence that says so."""

from __future__ import annotations

from typing import NamedTuple

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.scheme import Requirement

__all__ = ["Check", "ruled"]


class Check(NamedTuple):
    """One condition with its verdict, the fact that gave it, and the sentence that says so."""

    need: Requirement
    verdict: Truth
    fact: Fact | None = None
    why: str = ""


def ruled(need: Requirement, fact: Fact, verdict: bool) -> Check:
    """Return the verdict that a fact gives, with its sentence."""
    return Check(need, verdict, fact, f"{fact.told()}，{'符合' if verdict else '不符合'}“{need.text}”")
