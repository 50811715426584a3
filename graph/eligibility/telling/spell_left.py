"""The one spell that is told and that no name claims, for the one spell that is asked for and that nothing tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.nearest import nearest
from graph.eligibility.scheme import Scheme

__all__ = ["spell_left"]

_NAMED: Final = (
    "合同|协议|签|租|毕业|退[役伍]|离校|社保|保险|缴|交了|注册|登记|成立|设立|年龄|岁|工龄|贷|借|有效|到期|质保"
)
_OF_ITS_OWN: Final = re.compile(f"{_NAMED}|至申请|之日起|车龄|期限|工期")  # such spells are told by their names alone
_OTHER: Final = re.compile(
    f"{_NAMED}|[年月天]前|以前|之前|快|近|不到|差[点不]|还差|左右|大概|约|预计|打算|准备|计划|要[干做开]|将|每|手续|实习|断"
)


def spell_left(parts: Sequence[Segment], told: Iterable[Fact], offer: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield, aloud, the one spell without a name (稳稳干了四个月) for the one that the offer asks for (稳定就业3个月).

    Spells of contracts, insurance, leases, loans and ages go by their names: they are never guessed at.
    """
    known = list(told)
    numbers = [fact for fact in known if fact.numeric]
    asked = {
        need.key: need
        for scheme in offer
        for need in scheme.requirements
        if need.numeric and dimension(need.unit) == "Time" and need.place.path == scheme.place.path
    }
    open_ = [
        need
        for need in asked.values()
        if not _OF_ITS_OWN.search(need.attr) and nearest(numbers, need.key, need.family, need.unit) is None
    ]
    if len(open_) != 1:
        return
    counted = {fact.start for fact in numbers}
    spells = [
        (part, said[0])
        for part in parts
        if not part.asks and part.start not in counted and not _OTHER.search(part.text)
        if len(said := [one for one in measures(part.text) if one.unit and dimension(one.unit) == "Time"]) == 1
    ]
    if len(spells) == 1:
        (part, one), need = spells[0], open_[0]
        assumed = f"按“{part.text}”理解，若不是请更正"
        yield Fact.of(need.attr, one.value, one.unit, words=part.text, start=part.start, assumed=assumed)
