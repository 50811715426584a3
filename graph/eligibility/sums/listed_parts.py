"""Sums of which a share is paid together (养老保险费、医疗保险费和失业保险费), and what is told of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, dimension, measures, shown
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import Scheme

__all__ = ["added_up", "parts_listed", "premiums_said"]

_SPLIT: Final = re.compile("、|以及|和|及|与")
_COST: Final = re.compile("费用?$|保险$|利息$|租金$|支出$|五险$")
_PREMIUM: Final = re.compile("养老|医疗|失业|工伤|生育")
_SAID: Final = re.compile(
    r"(?P<what>养老|医疗|医保|失业|工伤|生育)(?:保险)?(?:费)?(?:一共|共|合计|是|交了?|缴了?|花了?|的)*(?P<sum>\d[\d.]*(?:万)?(?:元|块)?)"
)
_IN_FULL: Final = {"医保": "医疗"}
_LIKE: Final = 0.6


@lru_cache(maxsize=4096)
def parts_listed(name: str) -> tuple[str, ...]:
    """Return the sums that a name lists, each a cost of its own; nothing where it names one.

    >>> parts_listed("基本养老保险费、基本医疗保险费和失业保险费"), parts_listed("设备、软件购置费")
    (('基本养老保险费', '基本医疗保险费', '失业保险费'), ())
    """
    parts = tuple(one.strip("（）") for one in _SPLIT.split(name) if one)
    insured = len(parts) > 1 and all(_PREMIUM.search(one) for one in parts)
    return parts if len(parts) > 1 and (insured or all(_COST.search(one) for one in parts)) else ()


def added_up(scheme: Scheme, known: Known) -> Fact | None:
    """Return what those sums come to that the share is paid of, where each is told; what else was paid is left out."""
    rate = scheme.rate
    parts = parts_listed(rate.of) if rate and rate.of else ()
    if not parts or rate is None:
        return None
    told = [_of(part, known.numbers) for part in parts]
    found = [one for one in told if one is not None]
    values = [in_unit(one, "元")[0] for one in found]
    if len(found) < len(parts) or len({id(one) for one in found}) < len(parts) or None in values:
        return None
    whole = round(sum(value or 0.0 for value in values), 2)
    note = f"（{'+'.join(shown(value or 0.0, '元') for value in values)}）"
    return replace(found[0], attr=rate.of or "", value=whole, unit="元", note=note, key=key(rate.of or ""))


def premiums_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield what was paid for each insurance, where a share is paid of several of them: 养老19200元、失业600元."""
    if not any(scheme.rate and _PREMIUM.search(scheme.rate.of or "") for scheme in near):
        return
    for part in parts:
        for match in _SAID.finditer(part.text):
            said = next(measures(match["sum"]), None)
            if said and (dimension(said.unit) == MONEY or said.bare):
                unit = f"{said.unit}元" if said.bare else said.unit
                yield Fact.of("缴纳社会保险费", True, words=part.text, start=part.start)
                name = f"{_IN_FULL.get(match['what'], match['what'])}保险费"
                yield Fact.of(name, said.value, unit, words=part.text, start=part.start)


def _of(part: str, numbers: Sequence[Fact]) -> Fact | None:
    """Return the only number that is told of one of the sums."""
    sort = _PREMIUM.search(part)
    money = [fact for fact in numbers if dimension(fact.unit) in (MONEY, None)]
    if sort:
        alike = [fact for fact in money if _PREMIUM.findall(fact.attr) == [sort[0]]]
    else:
        alike = [
            fact for fact in money if max(coverage(fact.key, (key(part),)), coverage(key(part), (fact.key,))) >= _LIKE
        ]
    return alike[0] if len(alike) == 1 else None
