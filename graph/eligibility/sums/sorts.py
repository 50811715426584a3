"""Sorts of one thing, of which a clause pays each its own sum: 护理型床位80张、普通床位40张 come to both together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.letter import letters
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.quantity import measures, shown
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import coverage, key, rungs_in
from graph.eligibility.language.unit_meant import counted
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.spells import spell_in

__all__ = ["of_several_degrees", "sorts_told", "together", "whole_told"]

_LONGEST: Final = 10  # letters of what names a sort
_SAME: Final = 0.8
_HALF: Final = 0.5
_DEGREE: Final = frozenset({"学历", "学历或技能等级", "技能等级", "职称"})
_DEGREES: Final = frozenset(
    {"博士", "硕士", "本科", "大专", "专科", "博士研究生", "硕士研究生", "本科生", "大专生", "本科毕业生"}
)
_PERSONS: Final = {"名": "人", "位": "人", "个人": "人"}
_LOOSELY: Final = "个"  # counts persons too
_STOP: Final = re.compile("[、，；和及与]")
_EITHER: Final = re.compile(  # 七（八）人制 is 七人制 or 八人制
    r"(?P<one>[一二三四五六七八九十\d]+)（(?P<two>[一二三四五六七八九十\d]+)）(?P<rest>[^，。；（）、]{1,4})"
)
_DIGITS: Final = str.maketrans("一二两三四五六七八九", "1223456789")


def sorts_told(parts: Sequence[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield how many of each sort there are, where an applicant tells of several: 引进了2家全国首店、3家全省首店."""
    seen: set[str] = set()
    for (_, unit), names in _sorts(tuple(near)).items():
        marks = {name: _pairs(name) - _pairs("，".join(names - {name})) for name in names}
        told: dict[str, Fact] = {}
        for part in parts:
            for name, value in _numbers(part.text, unit, marks):
                told.setdefault(name, Fact.of(name, value, unit, words=part.text, start=part.start))
        if len(told) > 1:
            yield from (fact for name, fact in told.items() if name not in seen)
            seen |= told.keys()


def whole_told(sorts: Sequence[Fact], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield what all sorts told come to, for each bound on how many there are in all: 全年累计引客1000人次以上."""
    if not sorts:
        return
    whole = sum(fact.value for fact in sorts if isinstance(fact.value, float))
    names = {fact.attr for fact in sorts}
    paid = [scheme for scheme in near if any(need.attr in names for need in scheme.requirements)]
    for need in {need.key: need for scheme in paid for need in scheme.requirements if need.numeric}.values():
        if need.op == ">=" and need.unit == sorts[0].unit and all(fact.unit == need.unit for fact in sorts):
            note = f"（{'、'.join(fact.attr for fact in sorts)}合计）"
            yield Fact.of(need.attr, whole, need.unit, words=sorts[0].words, start=sorts[0].start, note=note)


def of_several_degrees(sorts: Sequence[Fact], fact: Fact) -> bool:
    """Tell whether a fact says of all what is told of some: 学历 beside 2名博士、7名硕士."""
    degrees = [one.attr for one in sorts if one.attr in _DEGREES or rungs_in(one.attr)]
    return len(degrees) > 1 and fact.attr in _DEGREE and isinstance(fact.value, str)


def together(paid: Sequence[Verdict]) -> Verdict | None:
    """Return the first of those of one clause that are each paid for a sort of its own, with the sum of all.

    None where there are no two. What the clause pays at most holds for the whole.
    """
    clauses: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for verdict in paid:
        if (base := verdict.amount.base) and (_of_sort(verdict, base) or _told_apart(verdict, base, paid)):
            clauses[verdict.scheme.place.iri].setdefault(base.key, verdict)
    pieces = max(clauses.values(), key=len, default={})
    if len(pieces) < 2:
        return None
    first, *_ = pieces.values()
    values = [verdict.amount.value or 0.0 for verdict in pieces.values()]
    whole = round(sum(values), 2)
    steps = [step for verdict in pieces.values() for step in verdict.amount.steps]
    steps.append(f"合计{'+'.join(shown(value, '元') for value in values)}={shown(whole, '元')}")
    caps = [verdict.scheme.cap.value for verdict in pieces.values() if verdict.scheme.cap]
    if caps and whole > max(caps):
        whole = max(caps)
        steps.append(f"超过上限，按{shown(whole, '元')}")
    return replace(first, amount=replace(first.amount, value=whole, steps=tuple(steps)))


def _told_apart(verdict: Verdict, base: Fact, paid: Sequence[Verdict]) -> bool:
    """Tell whether a number counts what this offer alone asks for, and none of the others of its clause: 残疾人3名."""
    offered, place = verdict.scheme.amount, verdict.scheme.place.iri
    if offered is None or not offered.per or verdict.scheme.rate:
        return False
    beside = [one for one in paid if one is not verdict and one.scheme.place.iri == place]
    mine = _own_words(verdict, beside)
    if not mine or not all(_own_words(one, [verdict]) for one in beside):
        return False  # what asks for less than another is paid for all alike
    near = max(coverage(words, (base.key,)) for words in mine)
    rival = max((coverage(words, (base.key,)) for one in beside for words in _own_words(one, [verdict])), default=0.0)
    return near >= _HALF and near > rival


def _own_words(verdict: Verdict, beside: Sequence[Verdict]) -> set[str]:
    """Return what an offer asks for in words, and those beside it do not."""
    others = {(need.key, need.value_key) for one in beside for need in one.scheme.requirements}
    own = {need for need in verdict.scheme.requirements if (need.key, need.value_key) not in others}
    return {need.value_key or need.key for need in own if need.value is True or isinstance(need.value, str)}


def _of_sort(verdict: Verdict, base: Fact) -> bool:
    """Tell whether the number that a sum is reckoned from counts the very sort that the offer is for."""
    offered = verdict.scheme.amount
    if offered is None or not offered.per or verdict.scheme.rate:
        return False
    named = any(coverage(key(name), (base.key,)) >= _SAME for name, _ in counted(offered.per) if len(name) > 1)
    asked = any(
        check.need.value is True and _own(check.need.attr) and (check.fact is base or check.need.key in base.key)
        for check in verdict.checks
    )
    asked = asked or (
        spell_in(base.attr) is not None
        and any(check.need.unit in "晚夜天日" for check in verdict.checks if check.need.unit)
    )
    degrees = {str(check.need.value) for check in verdict.checks if check.need.family == "schooling" and check.verdict}
    asked = asked or any(len(degree) > 1 and key(degree) in base.key for degree in degrees)
    asked = asked or any(_own(check.need.value_key) and check.need.value_key in base.key for check in verdict.checks)
    classed = any(letters(base.attr) & letters(check.need.attr) for check in verdict.checks if check.verdict)
    return named or asked or classed


def _sorts(near: Sequence[Scheme]) -> Mapping[tuple[str, str], set[str]]:
    """Return the names of the sorts that each clause pays for, by clause and unit; of one sort alone there are none."""
    offers: dict[tuple[str, str], list[tuple[Scheme, str]]] = defaultdict(list)
    for scheme in near:
        if _varied(scheme, near):
            continue
        for name, unit in counted(scheme.amount.per)[:1] if scheme.amount and scheme.amount.per else ():
            offers[scheme.place.iri, unit].append((scheme, name))
    found: dict[tuple[str, str], set[str]] = {}
    for place, of in offers.items():
        names = {name for _, name in of if len(name) > 2} or set(_apart([scheme for scheme, _ in of]))
        if len(names) > 1:
            found[place] = names
    return found


def _varied(scheme: Scheme, near: Sequence[Scheme]) -> bool:
    """Tell whether an offer only raises or lowers another of its clause for some: 公建民营的按60%给予."""
    own = {need.asked for need in scheme.requirements}
    beside = (one for one in near if one is not scheme and one.place.iri == scheme.place.iri)
    return any({need.asked for need in one.requirements} < own for one in beside)


def _apart(schemes: Sequence[Scheme]) -> Iterator[str]:
    """Yield the conditions by which the offers of one clause differ."""
    for scheme in schemes:
        others = [one for one in schemes if one is not scheme]
        for need in scheme.requirements:
            shared = any(need.key == other.key for one in others for other in one.requirements)
            if need.value is True and not shared and _own(need.attr) and need.place.iri == scheme.place.iri:
                yield need.attr
            degree = str(need.value) if need.attr in _DEGREE and need.op == "=" else ""
            if len(degree) > 1 and all(
                other.value_key != need.value_key for one in others for other in one.requirements
            ):
                yield degree  # 博士研究生每人2万元、硕士研究生每人5000元


def _own(attr: str) -> bool:
    return 2 < len(attr) <= _LONGEST


def _numbers(text: str, unit: str, marks: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, float]]:
    last = 0
    for said in measures(text):
        own = _PERSONS.get(said.unit, said.unit.lstrip("万"))
        if own != unit and not (own == _LOOSELY and unit == "人"):
            continue
        before = _STOP.split(text[last : said.start])[-1]
        after = re.split(r"[、，；和及与\d]", text[said.end :])[0]
        last = said.end
        for words in (before, after):
            named = [name for name, mark in marks.items() if mark & _pairs(words)]
            if len(named) == 1:
                yield named[0], said.value * (10_000 if said.unit.startswith("万") else 1)
                break


def _pairs(text: str) -> frozenset[str]:
    plain = _EITHER.sub(r"\g<one>\g<rest>，\g<two>\g<rest>", text).translate(_DIGITS)
    return pairs(plain)
