"""Offers of one clause that differ in whom they are for: 批发企业…；零售企业…；住宿餐饮企业…."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.eligibility.language.recipient import broad
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["asked_apart"]

_HEAD: Final = re.compile(
    "^(?:[^的]*的)?(?:在库|规模以上|规上|限额以上|限上|重点|本市|我市)*(?P<head>[^，。；、的]{2,6})(?P<noun>企业|机构|单位|商户)$"
)
_TRADES: Final = re.compile(
    "(?:批发|零售|住宿|餐饮|种植|养殖|生产|加工|销售|文化|旅游|体育|教育|培训|运输|仓储|物流|制造|建筑)"
)
_ANY: Final = re.compile("用人|所有|各类|有关|相关|申[报请]|建设|实施|运营|承担|投资|服务|设站|获奖|主办|承办")
_ASKED: Final = 0.6
_KIND: Final = "申请人类型"


def asked_apart(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Ask of each of a clause's offers to kinds of trades that rule each other out that one be of its kind.

    What was sold tells a wholesaler only where no other offer of the clause is for retailers.
    """
    found = tuple(schemes)
    heads: dict[str, set[str]] = defaultdict(set)
    for scheme in found:
        if head := _head(scheme):
            heads[scheme.place.iri].add(head)
    return tuple(_with_kind(one) if _rival(_head(one), heads[one.place.iri]) else one for one in found)


def _head(scheme: Scheme) -> str:
    match = _HEAD.match(scheme.beneficiary)
    named = match and broad(f"{match['head']}{match['noun']}") and not _ANY.search(match["head"])
    return match["head"] if match and named else ""


def _rival(head: str, heads: set[str]) -> bool:
    """Tell whether a clause has offers for other trades than `head`, none of which is part of another."""
    others = heads - {head}
    return bool(head and others) and not any(head in one or one in head for one in others)


def _with_kind(scheme: Scheme) -> Scheme:
    match = _HEAD.match(scheme.beneficiary)
    assert match is not None
    who = f"{match['head']}{match['noun']}"
    asked = [one for need in scheme.requirements if not need.numeric for one in (need.key, need.value_key)]
    if coverage(key(who), asked) >= _ASKED:
        return scheme
    trades = _TRADES.findall(match["head"])
    several = len(trades) > 1 and "".join(trades) == match["head"]
    kinds = "、".join(f"{trade}{match['noun']}" for trade in trades) if several else who
    need = Requirement(
        _KIND, who, scheme.place, "in" if several else "=", kinds, key=key(_KIND), value_key=key(kinds), family="kind"
    )
    formula = ("and", (scheme.formula, len(scheme.requirements) + 1))
    return replace(scheme, requirements=(*scheme.requirements, need), formula=formula)
