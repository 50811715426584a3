"""Sums on top of others, and sums for what goes beyond a bound."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.record import Incentive, Quantity
from ingest.rules import load
from ingest.value.unit import in_yuan

__all__ = ["topped_up"]

_PHRASE = re.compile(r"[。；;\n]")


def topped_up(incentive: Incentive) -> Incentive:
    """Return the offer with what its own words say of the other offers of its clause.

    >>> from ingest.record import Clause, Evidence
    >>> text = "给予10万元奖励；超过100万元的部分，再给予5%奖励。"
    >>> start = text.index("再给予")
    >>> evidence = Evidence(Clause("d", "一", text), start, len(text) - 1, "incentive/x")
    >>> one = topped_up(Incentive(evidence, "award"))
    >>> one.top_up, one.beyond.value, one.beyond.unit
    (True, 1000000.0, '元')
    """
    evidence, rules = incentive.evidence, load("provision")
    text = evidence.clause.text
    begin = max((match.end() for match in _PHRASE.finditer(text, 0, evidence.start)), default=0)
    near = text[max(begin, evidence.start - 24) : evidence.end]
    beyond = rules["beyond"].regex.search(near)
    if incentive.rate and (incentive.rate.of or "").endswith("部分"):  # its base is what goes beyond
        beyond = None
    return replace(
        incentive,
        top_up=bool(rules["top-up"].regex.search(near)),
        beyond=_bound(beyond, incentive) if beyond else None,
    )


def _bound(match: re.Match[str], incentive: Incentive) -> Quantity | None:
    """Return the bound that the words name, else the only lower bound that the offer asks for."""
    value, unit = match["value"] or match["value2"], match["unit"] or match["unit2"]
    if value and unit:
        money = in_yuan(float(value), unit)
        return Quantity(float(value), unit, ">") if money is None else Quantity(money, "元", ">")
    lower = [one for one in incentive.conditions if one.op in (">", ">=") and isinstance(one.value, float)]
    if len(lower) != 1 or not isinstance(lower[0].value, float):
        return None
    return Quantity(lower[0].value, lower[0].unit, ">")
