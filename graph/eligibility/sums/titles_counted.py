"""Titles of several sorts had at one go, each by its number: 2个产品获绿色食品、1张有机证书."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.quantity import dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.unit_meant import counted
from graph.eligibility.scheme import Scheme

__all__ = ["titles_counted"]

_TITLE: Final = "称号"
_STOP: Final = re.compile(r"[、，；和及与\d]")
_TIMES: Final = frozenset({"回", "次", "年", "届", "批", "级", "期"})
_DENIED: Final = re.compile("没|未|不是|没有|正在|准备|打算|计划|申请中|申报")


def titles_counted(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield which titles were had, all in one fact, and how many of each, where a clause pays several apiece."""
    for units in _titles(near).values():
        marks = {name: pairs(name) - pairs("，".join(set(units) - {name})) for name in units}
        told: dict[str, Fact] = {}
        for part in parts:
            for name, value in _numbers(part, marks):
                told.setdefault(
                    name, Fact.of(f"{name}{units[name][0]}", value, units[name][1], words=part.text, start=part.start)
                )
        if len(told) > 1:
            first = next(iter(told.values()))
            yield Fact.of(_TITLE, "、".join(told), words=first.words, start=first.start)
            yield from told.values()
            return


def _titles(near: Sequence[Scheme]) -> Mapping[str, dict[str, tuple[str, str]]]:
    """Return for each clause the titles that it pays for by their number, with what is counted of each."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for scheme in near:
        each = counted(scheme.amount.per)[:1] if scheme.amount and scheme.amount.per else ()
        title = next((str(one.value) for one in scheme.requirements if one.attr == _TITLE and one.op == "="), "")
        for name, unit in each if title else ():
            if dimension(unit) == "Count":
                found[scheme.place.iri].setdefault(title, (name, unit))
    return {place: titles for place, titles in found.items() if len(titles) > 1}


def _numbers(part: Segment, marks: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, float]]:
    if part.asks or _DENIED.search(part.text):
        return
    last = 0
    for said in measures(part.text):
        if dimension(said.unit) != "Count" or said.unit in _TIMES:
            continue
        around = (_STOP.split(part.text[said.end :])[0], _STOP.split(part.text[last : said.start])[-1])
        last = said.end
        for words in around:
            named = {name: len(mark & pairs(words)) for name, mark in marks.items()}
            best = max(named.values())
            if best and list(named.values()).count(best) == 1:
                yield max(named, key=lambda name: named[name]), said.value
                break
