"""Of which class somebody is, and who is let off what others must meet: E类人才 or 博士研究生 or 正高级职称.

Whoever tells another class is of none of these; who does not tell that they are let off must meet what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.kleene import Formula
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.kind import of_another
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["class_groups", "classes_shown", "of_another_class"]

_CLASS: Final = re.compile(
    "(?:第?[A-H一二三四五六七八九甲乙丙丁戊ⅠⅡⅢⅣⅤⅥ](?:类|层次|档|级)?(?:高层次)?(?:人才)?(?:、|和|或者?|及|至|到|—|－|–|-|~|～)?)+"
    "(?<=[类次档级才、])(?:别|次)?(?:及?以[上下])?(?:高层次)?(?:人才|专家|对象|人员|企业|主体|家庭|机构|农户|园区|项目|团队)?"
)
_LET_OFF: Final = re.compile("不受[^，。；]{2,24}(?:限制|约束)|不(?:作|做|设|限)[^，。；]{0,12}(?:要求|限制|条件)")
_GRADE: Final = "学历或技能等级"


def classes_shown(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the schemes with the ways to be of a class told, and with those who are let off asked to say so."""
    marked = [_marked(scheme, groups) if (groups := list(_groups(scheme.formula))) else scheme for scheme in schemes]
    grades: dict[str, set[str]] = {}
    for scheme in marked:
        needs = (scheme.requirements[order - 1] for group in scheme.classed for order in group)
        told = {str(need.value) for need in needs if need.attr == _GRADE}
        if scheme.classed:
            grades.setdefault(scheme.place.document, set()).update(told)
    return tuple(
        replace(scheme, grades=frozenset(grades[scheme.place.document])) if scheme.classed else scheme
        for scheme in marked
    )


def class_groups(scheme: Scheme) -> list[tuple[int, ...]]:
    """Return the conditions of each choice by which an offer asks for a class."""
    return [group for group in _groups(scheme.formula) if any(_is_class(scheme.requirements[at - 1]) for at in group)]


def of_another_class(scheme: Scheme, checks: tuple[Check, ...], facts: Facts) -> tuple[Check, ...]:
    """Take who tells a class, or a degree that makes them of one, for of no other by what is not told."""
    found = list(checks)
    own = _degree(facts, scheme.grades)
    for group in scheme.classed:
        told = next((checks[order - 1].fact for order in group if _denied(checks[order - 1])), None)
        told = told or (own if not any(checks[order - 1].verdict for order in group) else None)
        for order in group if told else ():
            one = found[order - 1]
            found[order - 1] = ruled(one.need, told, False) if told and one.verdict is None else one
    return tuple(found)


def _degree(facts: Facts, grades: Collection[str]) -> Fact | None:
    """Return the fact that tells a degree by which the document knows a class."""
    for fact in facts.items if grades else ():
        if fact.family == "schooling" and isinstance(fact.value, str) and not of_another(fact):
            return fact if any(grade in fact.value for grade in grades) else None
    return None


def _denied(check: Check) -> bool:
    told = check.verdict is False and check.fact is not None and check.fact.value is not False
    return told and _is_class(check.need)


def _marked(scheme: Scheme, groups: Iterable[tuple[int, ...]]) -> Scheme:
    aside: set[int] = set()
    classed: list[tuple[int, ...]] = []
    for group in groups:
        needs = {order: scheme.requirements[order - 1] for order in group}
        # whoever has a degree or a class tells it; who else is let off may have left it out
        aside |= {order for order, need in needs.items() if _LET_OFF.search(need.text) and need.family != "kind"}
        if any(map(_is_class, needs.values())) and not any(need.family == "age" for need in needs.values()):
            classed.append(group)
            measured = any(need.numeric for need in needs.values())  # the name is a word for the measure
            aside |= {order for order, need in needs.items() if measured and _is_class(need)}
    if not (aside or classed):
        return scheme
    told = (
        replace(need, untold=False) if order in aside else need for order, need in enumerate(scheme.requirements, 1)
    )
    return replace(scheme, requirements=tuple(told), classed=tuple(classed))


def _is_class(need: Requirement) -> bool:
    return need.value is True and bool(_CLASS.fullmatch(need.attr))


def _groups(formula: Formula) -> Iterator[tuple[int, ...]]:
    """Yield the conditions of each choice of one."""
    if isinstance(formula, int):
        return
    if formula[0] == "or":
        yield tuple(_orders(formula))
        return
    for part in formula[1]:
        yield from _groups(part)


def _orders(formula: Formula) -> Iterator[int]:
    if isinstance(formula, int):
        yield formula
    elif formula[0] != "not":
        for part in formula[1]:
            yield from _orders(part)
