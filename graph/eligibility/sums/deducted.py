"""Aid that is taken off another that is paid later: 已领取的租房补贴从购房补贴中扣除."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Place, Scheme

__all__ = ["deducted", "taken_off", "taken_said"]

_AID: Final = "(?:补贴|补助|奖励|津贴|资助|奖补)"
_RULE: Final = re.compile(
    rf"(?:已经?|之前|前期)?(?:领取|享受|发放|获得|申领|兑现)(?:过|了)?的?(?P<had>[^，。；、的\d]{{2,6}}?{_AID})(?:资金|金额|部分)?[^，。；]{{0,10}}?(?:应当?|需|须|将|予以|可)?从(?:其)?(?P<of>[^，。；、的\d]{{2,6}}?{_AID})[^，。；]{{0,6}}?中?(?:予以)?(?:扣除|扣减|抵扣|冲抵|抵减)"
    rf"|(?P<of2>[^，。；、的\d]{{2,6}}?{_AID})[^，。；]{{0,6}}?(?:应当?|需|须|将)?(?:扣除|扣减|抵扣|冲抵|抵减)(?:其)?(?:已经?)?(?:领取|享受|发放|获得|申领)(?:过|了)?的?(?P<had2>[^，。；、的\d]{{2,6}}?{_AID})"
)
_HAD: Final = re.compile("已|领|享受|拿|获")


def deducted(place: Place) -> Iterator[tuple[str, str, Place]]:
    """Yield which aid a clause takes off which other.

    >>> [found[:2] for found in deducted(Place("d", "", "一", "", "已领取的租房补贴从购房补贴中扣除"))]
    [('租房补贴', '购房补贴')]
    """
    for match in _RULE.finditer(place.quote):
        yield match["had"] or match["had2"], match["of"] or match["of2"], place


def taken_off(scheme: Scheme, numbers: Sequence[Fact]) -> Fact | None:
    """Return the fact that tells how much was had of what the clause takes off the sum of an offer."""
    for had, of, place in scheme.rules.deducted:
        own = scheme.place.iri
        near = own == place.iri or own.startswith(f"{place.iri}/") or place.iri.startswith(f"{own}/")
        named = of in scheme.place.quote or of in scheme.names or of in scheme.heading
        if not named or (had in scheme.place.quote and not near):
            continue
        for fact in numbers:
            if dimension(fact.unit) == MONEY and had in fact.attr and _HAD.search(fact.attr):
                return fact
    return None


def taken_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield how much was had of aid that is taken off another: 租房补贴已经拿了12个月共9600元."""
    named = {had for scheme in near for had, _, _ in scheme.rules.deducted}
    for had in named:
        short = had[:2]
        for part in parts:
            if short not in part.text or part.asks or not _HAD.search(part.text):
                continue
            sums = [said for said in measures(part.text) if dimension(said.unit) == MONEY or said.bare]
            if len(sums) == 1:
                unit = f"{sums[0].unit}元" if sums[0].bare else sums[0].unit
                yield Fact.of(f"已领取{had}", sums[0].value, unit, words=part.text, start=part.start)
