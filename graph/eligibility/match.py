"""Holds one condition against what is known: yes, no or unknown, by which fact, and why.

What is unknown stays unknown: a condition holds only where a fact says so, and a near match says what it took for what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.kleene import Truth
from graph.eligibility.place import about_place, holds, inside, known_region, within
from graph.eligibility.quantity import convert, dimension, shown
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.thesaurus import coverage, excludes, family, key

__all__ = ["PLACE", "SELF", "Check", "Known"]

PLACE: Final = "所在地"
SELF: Final = "自称"  # what applicants call themselves: it only tells what they are not
_SAME: Final = 0.8  # how much of a phrase must be there for it to be said
_NEAR: Final = 0.6  # for the names of numbers, which their unit guards too
_SIGNS: Final = {"=": "等于", ">=": "不低于", "<=": "不超过", ">": "超过", "<": "低于"}
_PASSES: Final = {"吨": "吨标准煤", "万吨": "万吨标准煤"}


@dataclass(frozen=True, slots=True)
class Check:
    """One condition with its verdict, the fact that gave it, and the sentence that says so."""

    need: Requirement
    verdict: Truth
    fact: Fact | None = None
    why: str = ""


class Known:
    """Facts, ready to be asked of: every answer to one condition is worked out once."""

    def __init__(self, facts: Facts, region: str | None = None) -> None:
        self.facts = facts
        self.region = region
        places = [fact for fact in facts.items if fact.attr == PLACE]
        self._self = [fact for fact in facts.items if fact.attr == SELF]
        self._items = [fact for fact in facts.items if fact.attr not in (PLACE, SELF)]
        self._places = places or ([Fact.of(PLACE, region, words=region)] if region else [])
        self._exact = {fact.key: fact for fact in self._items}
        self.numbers = [fact for fact in self._items if fact.numeric]
        self._yes = [fact for fact in self._items if fact.value is True or isinstance(fact.value, str)]
        self._yes += [fact for fact in self.numbers if fact.value]
        self._no = [fact for fact in self._items if fact.value is False]
        self._said = [fact.key + (key(fact.value) if isinstance(fact.value, str) else "") for fact in self._yes]
        self._all = "、".join(self._said)
        self._done: dict[int, Check] = {}  # by the identity of the requirement, which its scheme keeps alive
        self._near: dict[tuple[str, str | None], Fact | None] = {}

    def check(self, need: Requirement, scheme: Scheme) -> Check:
        """Return what the facts say of one condition of `scheme`."""
        if about_place(need.text) or about_place(need.attr):
            return self._place(need, scheme)
        found = self._done.get(id(need))
        if found is None:
            found = self._done[id(need)] = self._check(need)
        return found

    def elsewhere(self, scheme: Scheme) -> str | None:
        """Return the region where the applicant is, if that shuts them out of the region that `scheme` is for."""
        if self.region and not inside(self.region, scheme):
            return self.region
        for fact in self._places:
            where = str(fact.value)
            if known_region(where) and not inside(where, scheme) and not holds(where, scheme):
                return where
        return None

    def number(self, name: str, unit: str | None) -> Fact | None:
        """Return the number that goes by `name` and is measured as `unit`; the nearest name counts."""
        place = (name, unit)
        if place not in self._near:
            self._near[place] = self._nearest(key(name), family(name), unit)
        return self._near[place]

    def day(self, *names: str) -> Fact | None:
        """Return the fact that tells on which day one of `names` was done."""
        return next(
            (fact for fact in self._items if isinstance(fact.value, date) and any(name in fact.attr for name in names)),
            None,
        )

    def _check(self, need: Requirement) -> Check:
        if need.numeric:
            return self._number(need)
        if isinstance(need.value, str):
            return self._named(need)
        return self._plain(need)

    # ------------------------------------------------------------------------------------------------ numbers
    def _number(self, need: Requirement) -> Check:
        fact = self._nearest(need.key, need.family, need.unit)
        if fact is None:
            return self._whole(need)
        value, note = in_unit(fact, need.unit)
        if value is None or not isinstance(need.value, float):
            return Check(need, None, fact, f"{fact.told()}，与“{need.text}”的单位对不上")
        verdict = _compare(value, need.op or ">=", need.value)
        sign = "符合" if verdict else "不符合"
        bound = f"{_SIGNS[need.op or '>=']}{shown(need.value, need.unit)}"
        return Check(need, verdict, fact, f"{fact.told()}{note}，{sign}“{need.text}”（{bound}）")

    def _whole(self, need: Requirement) -> Check:
        """Take a bound for met where it was said as a whole: 认养满一年, with its number."""
        words = key(need.text)
        for said in self._yes:
            if said.value is True and len(words) > 3 and words in said.key:
                return _said(need, said, True)
        return Check(need, None)

    def _nearest(self, name: str, kind: str | None, unit: str | None) -> Fact | None:
        exact = self._exact.get(name)
        if exact is not None and exact.numeric:
            return exact
        wanted, best, found = dimension(unit), 0.0, None
        for fact in self.numbers:
            if wanted and not _measures(fact, wanted):
                continue
            if kind and fact.family and kind != fact.family:
                continue
            near = max(coverage(name, (fact.key,)), coverage(fact.key, (name,)))
            if kind and kind == fact.family:
                near = max(near, _NEAR) + 0.01 * coverage(name, (fact.key,))
            elif not (kind is None and fact.family is None) and near < _SAME:
                continue
            if near > best:
                best, found = near, fact
        return found if best >= _NEAR else None

    # ------------------------------------------------------------------------------------------------- words
    def _named(self, need: Requirement) -> Check:
        options = [option for option in _options(need) if option]
        exact = self._exact.get(need.key)
        if exact is not None and isinstance(exact.value, str):
            return self._compared(need, exact, options)
        for fact in self._yes:
            if isinstance(fact.value, str) and self._names(need, fact):
                return self._compared(need, fact, options)
        for fact, said in zip(self._yes, self._said, strict=True):
            if any(coverage(option, (said,)) >= _SAME for option in options):
                return Check(need, True, fact, f"{fact.told()}，符合“{need.text}”")
        for option in options:
            for fact in self._no:
                if coverage(option, (fact.key,)) >= _SAME:
                    return Check(need, False, fact, f"{fact.told()}，不符合“{need.text}”")
        return self._ruled_out(need, options)

    def _names(self, need: Requirement, fact: Fact) -> bool:
        if need.family or fact.family:
            return need.family == fact.family
        return max(coverage(need.key, (fact.key,)), coverage(fact.key, (need.key,))) >= _SAME

    def _compared(self, need: Requirement, fact: Fact, options: list[str]) -> Check:
        said = key(str(fact.value))
        fits = any(
            option in said
            or said in option
            or (not excludes(option, said) and max(coverage(option, (said,)), coverage(said, (option,)) - 0.1) >= _SAME)
            for option in options
        )
        sign = "符合" if fits else "不符合"
        return Check(need, fits, fact, f"{fact.told()}，{sign}“{need.text}”")

    def _ruled_out(self, need: Requirement, options: Iterable[str]) -> Check:
        for option in options:
            for fact, said in zip(self._yes, self._said, strict=True):
                other = excludes(option, said)
                if other and other not in self._own(options):
                    return Check(need, False, fact, f"{fact.told()}，说的是{other}，不是“{need.text}”")
        return Check(need, None)

    @staticmethod
    def _own(options: Iterable[str]) -> str:
        return "、".join(options)

    # ------------------------------------------------------------------------------------------------ yes and no
    def _plain(self, need: Requirement) -> Check:
        wanted = need.value is not False
        exact = self._exact.get(need.key)
        if exact is not None and isinstance(exact.value, bool):
            return _said(need, exact, exact.value == wanted)
        if not wanted:
            return self._must_not(need)
        for fact in self._no:
            if coverage(need.key, (fact.key,)) >= _SAME or _part(fact.key, need.key):
                return _said(need, fact, False)
        if need.op is None and not need.implied:
            return Check(need, None, why=f"原文只说“{need.text}”，没有写明尺度")
        if other := excludes(need.key, self._all):
            fact = next(fact for fact, said in zip(self._yes, self._said, strict=True) if other in said)
            if other not in need.key:
                return Check(need, False, fact, f"{fact.told()}，说的是{other}，不是“{need.text}”")
        if coverage(need.key, self._said) >= _SAME:
            best = max(self._yes, key=lambda fact: coverage(need.key, (fact.key,)))
            return _said(need, best, True)
        return Check(need, None)

    def _must_not(self, need: Requirement) -> Check:
        for fact in (*self._no, *(fact for fact in self._yes if fact.value is True)):
            near = coverage(need.key, (fact.key,)) >= _SAME or coverage(fact.key, (need.key,)) >= _SAME
            if near:
                return _said(need, fact, fact.value is False)
        for fact in self._self:
            if other := excludes(need.key, key(str(fact.value))):
                return Check(need, True, fact, f"您说的是{fact.words}，是{other}，符合“{need.text}”")
        return Check(need, None)

    # ------------------------------------------------------------------------------------------------ places
    def _place(self, need: Requirement, scheme: Scheme) -> Check:
        exact = self._exact.get(need.key)
        if exact is not None and isinstance(exact.value, bool):
            return _said(need, exact, exact.value == (need.value is not False))
        for fact in self._places:
            verdict = within(str(fact.value), scheme, need)
            if verdict is not None:
                told = f"您说的是“{fact.words or fact.value}”"
                note = f"（{fact.assumed}）" if fact.assumed else ""
                sign = "符合" if verdict else "不符合"
                return Check(need, verdict, fact, f"{told}{note}，{sign}“{need.text}”")
        return self._plain(need)


def in_unit(fact: Fact, unit: str | None) -> tuple[float | None, str]:
    """Return the number of a fact in `unit`, and a note where that took more than a change of scale."""
    assert isinstance(fact.value, float)
    value = convert(fact.value, fact.unit, unit)
    if value is not None:
        one, other = dimension(fact.unit), fact.unit or ""
        heat = one == "Energy" and ("煤" in other) != ("煤" in (unit or "煤" if "煤" in other else ""))
        return value, f"（折{shown(round(value, 3), unit)}）" if heat and other != unit else ""
    passed = _PASSES.get(fact.unit or "")
    if passed and dimension(unit) == "Energy" and (fact.family == "saving" or "节" in fact.key):
        return convert(fact.value, passed, unit), "（按标准煤计）"
    if {dimension(fact.unit), dimension(unit)} == {"Dimensionless", "PercentagePoint"}:
        return fact.value, "（按百分数计）"
    if {dimension(fact.unit), dimension(unit)} == {"Time", "Age"}:
        return fact.value, ""
    return None, ""


def _measures(fact: Fact, wanted: str) -> bool:
    own = dimension(fact.unit)
    if own is None or own == wanted:
        return True
    if wanted == "Energy" and fact.unit in _PASSES:
        return fact.family == "saving"
    return {own, wanted} in ({"Dimensionless", "PercentagePoint"}, {"Time", "Age"})


def _compare(value: float, op: str, bound: float) -> bool:
    near = abs(value - bound) <= 1e-9 * max(1.0, abs(bound))
    return {
        ">=": value > bound or near,
        "<=": value < bound or near,
        ">": value > bound and not near,
        "<": value < bound and not near,
        "=": near,
    }[op]


def _options(need: Requirement) -> list[str]:
    import re

    if need.op == "in":
        return [key(part) for part in re.split(r"、|或者|或|，|,|和", str(need.value))]
    return [need.value_key]


def _part(small: str, large: str) -> bool:
    return len(small) >= 2 and coverage(small, (large,)) >= 1.0


def _said(need: Requirement, fact: Fact, verdict: bool) -> Check:
    return Check(need, verdict, fact, f"{fact.told()}，{'符合' if verdict else '不符合'}“{need.text}”")
