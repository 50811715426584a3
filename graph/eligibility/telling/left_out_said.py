"""What a clause does not count (自有田的面积不计入), taken off the whole told: 850亩，其中200亩是自己的田."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import measures, shown
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Place, Scheme

__all__ = ["less_left_out"]

_SOME: Final = re.compile("^(?:其中|里面|里头|当中|包括|含)(?:有|了)?")
_AMONG: Final = re.compile("(?:也|都|均)?(?:算|包括|包含|计算|统计)?(?:在里面|在里头|在内|进去了?|在其中)(?:了|的)?$")
_DENIED: Final = re.compile("没|不是|未|除|不(?:算|包括|含|在)")
_OWN: Final = re.compile("自有|自己|自家|自身|本人|自营|自种")
_NO_NAME: Final = frozenset({"面积", "作业", "业面", "人数", "数量", "部分", "金额", "费用", "的作"})


def less_left_out(facts: Mapping[str, Fact], parts: Sequence[Segment], near: Sequence[Scheme]) -> dict[str, Fact]:
    """Return the facts with the whole told less what of it is not counted, where a part says how much that is."""
    rules = {what for scheme in near for what, place in scheme.rules.uncounted if _of(place, scheme)}
    found = dict(facts)
    for part in parts if rules else ():
        said = list(measures(part.text))
        if part.asks or len(said) != 1 or not _some(part.text) or _DENIED.search(part.text):
            continue
        if not any(_names(part.text, what) for what in rules):
            continue
        value, unit = said[0].value, said[0].unit
        wholes = [one for one in _before(found.values(), part) if one.unit == unit and float(one.value) > value]  # type: ignore[arg-type]
        if len({one.value for one in wholes}) != 1:
            continue
        found = {name: one for name, one in found.items() if one.words != part.text or not one.numeric}
        note = f"（{shown(wholes[0].value, unit)}-{shown(value, unit)}，{part.text}，不计入）"  # type: ignore[arg-type]
        for one in wholes:
            found[one.key] = replace(one, value=round(float(one.value) - value, 6), note=note)  # type: ignore[arg-type]
        left = Fact.of("不计入的部分", value, None, words=part.text, start=part.start, note=note)
        found[left.key] = left
    return found


def _some(said: str) -> bool:
    """Tell whether a part says how much of the whole something is: 其中200亩是自己的田, 自己的200亩也在里面."""
    return bool(_SOME.match(said) or _AMONG.search(said))


def _before(facts: Iterable[Fact], part: Segment) -> list[Fact]:
    return [one for one in facts if one.numeric and one.start is not None and one.start < part.start]


def _of(place: Place, scheme: Scheme) -> bool:
    return scheme.place.iri == place.iri or scheme.place.iri.startswith(f"{place.iri}/")


def _names(said: str, what: str) -> bool:
    own = frozenset(what[at : at + 2] for at in range(len(what) - 1)) - _NO_NAME
    if _OWN.search(what):
        return bool(_OWN.search(said))
    return any(pair in said for pair in own)
