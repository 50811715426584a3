"""The patterns of conditions and offers, by the names of their rules."""

from __future__ import annotations

import re
from functools import cache

from ingest.rules import load

__all__ = ["condition_pattern", "offer_pattern"]


@cache
def condition_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of rule `name` of condition.toml.

    >>> bool(condition_pattern("idle").match("根据诊断数量"))
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
