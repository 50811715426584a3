"""How often a number told counts: two boilers of 10蒸吨 each come to 20蒸吨."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension
from graph.eligibility.matching.match import Known
from ingest.value.number import parse

__all__ = ["pieces"]

_UNIT: Final = "台|座|个|间|套|辆|张|件|份|条|栋"
_OF_ONE: Final = re.compile(f"^(?:单|每)一?(?P<unit>{_UNIT})")
_SEVERAL: Final = rf"(?P<many>[两二三四五六七八九十]|\d+)(?:{_UNIT})(?:单台|每台|的)?(?=\d+(?:\.\d+)?{{unit}})"
_COUNTED: Final = r"(?<![每单第])(?P<many>[两二三四五六七八九十]|[2-9]|\d{{2,4}}){unit}(?![均只])"


def pieces(fact: Fact, known: Known) -> float:
    """Return how many there are of what a number is told of one of: 单台蒸发量 beside 台数, 两台10蒸吨的; 1 for one."""
    if dimension(fact.unit) == "Count":
        return 1.0
    if several := re.search(_SEVERAL.replace("{unit}", re.escape(fact.unit or "")), fact.words):
        return parse(several["many"])
    match = _OF_ONE.match(fact.attr)
    for other in known.numbers if match else ():
        counted = match and (other.unit == match["unit"] or other.attr.endswith(f"{match['unit']}数"))
        if counted and other is not fact and isinstance(other.value, float) and other.value > 1:
            return other.value
    told = {one["many"] for one in re.finditer(_COUNTED.format(unit=match["unit"]), known.said)} if match else set()
    return parse(told.pop()) if len(told) == 1 else 1.0
