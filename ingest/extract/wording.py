"""The patterns of conditions and offers, by the names of their rules."""

from __future__ import annotations

import re
from functools import cache

from ingest.rules import load

__all__ = ["condition_pattern", "enjoyed", "offer_pattern", "soft_in"]

_ENJOYED = load("criterion")["enjoyed"].regex


@cache
def condition_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of rule `name` of condition.toml.

    >>> bool(condition_pattern("deny").search("不予支持"))
    True
    """
    return load("condition")[name].regex


@cache
def offer_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of rule `name` of incentive.toml.

    >>> bool(offer_pattern("cue").search("给予补助"))
    True
    """
    return load("incentive")[name].regex


def soft_in(said: str) -> re.Match[str] | None:
    """Return where a phrase gives a service, a tax break or a better price without a sum.

    >>> soft_in("对小微企业免征房产税").start()
    5
    """
    if said.endswith("的") or enjoyed(said):
        return None
    found = (offer_pattern(name).search(said) for name in ("soft-tax", "soft-price", "soft-rent", "soft-free"))
    return next((match for match in found if match), None)


def enjoyed(said: str) -> bool:
    """Tell whether a phrase names those who had a benefit: it gives none.

    >>> enjoyed("且当年申报享受研发费用加计扣除的企业"), enjoyed("企业享受研发费用加计扣除政策")
    (True, False)
    """
    return bool(_ENJOYED.match(said))
