"""Criteria: what each condition counts as, and which variable settles it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from ingest.link.variable import Asked, normalized, positive
from ingest.record import Condition, Evidence, Incentive
from ingest.rules import load

__all__ = ["WHOLE", "alternatives", "asking", "criterion"]

WHOLE: Final = "条文所指的对象"
"""The attribute of the criterion of an offer of which no criterion was read: its words as they stand."""

_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_EDGE: Final = "。；;，, \n"
_GIVES = re.compile("按(?:照)?|给予|予以|最高|不超过|一次性|减半|免(?![^，。；]*的)")
_LAST = re.compile(  # the last sentence, without its number and without whose wish it is
    r"(?:^|[。；;\n])\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]+)?(?:支持|鼓励|引导|推动)?(?P<act>(?!在[^。；;\n]*基础上$|[^。；;\n]*\d\s*(?:[万亿]?元|%|％|BP))[^。；;\n]{4,})$"
)
_OR = re.compile(r"[、/或]|以及|和(?=[^、]{1,8}$)")


def asking(incentive: Incentive, asked: Asked) -> Incentive:
    """Return the offer with its criteria linked; one that asks for nothing is put to an applicant as a whole.

    Nobody meets an offer merely because what it asks for was not understood.
    """
    conditions = tuple(criterion(condition, asked) for condition in incentive.conditions)
    logic = incentive.logic
    if all(condition.role == "exclusion" for condition in conditions):
        text, start = _supported(incentive.evidence)
        variable = asked.boolean(WHOLE, text, whole=True)
        whole = Condition(WHOLE, text, start=start, variable=variable)
        conditions = (*conditions, whole)
        logic = f"({logic}) and c{len(conditions)}" if logic else None
    return replace(incentive, conditions=conditions, logic=logic)


def _supported(evidence: Evidence) -> tuple[str, int]:
    """Return what is done before an offer that only says how much is given, with its place; else the offer's words.

    >>> from ingest.record import Clause
    >>> text = "支持企业自主研发。按照规定给予1万元支持。"
    >>> _supported(Evidence(Clause("d", "一", text), text.index("按"), len(text) - 1, "x"))
    ('企业自主研发', 2)
    """
    text = evidence.clause.text
    before = text[: evidence.start].rstrip(_EDGE if _GIVES.match(evidence.quote) else "，, ")
    match = _LAST.search(before) if before != text[: evidence.start] or before[-1:] not in "。；;\n" else None
    return (match["act"], match.start("act")) if match else (evidence.quote, evidence.start)


def criterion(condition: Condition, asked: Asked) -> Condition:
    """Return the condition with its role and variable.

    A denied state that bars an applicant is asked for as the state, which must not hold. One that the offer wants
    (仍未就业) is asked for in the text's own words: a denial of what is good is a requirement like any other.

    >>> from ingest.link.register import Register
    >>> asked = Asked(Register.load())
    >>> one = criterion(Condition("未列入失信名单", "未列入失信名单", "=", True), asked)
    >>> one.role, one.value, asked.found[one.variable].question
    ('exclusion', False, '是否列入失信名单？')
    >>> two = criterion(Condition("实现稳定就业", "仍未实现稳定就业", "=", False), asked)
    >>> two.role, two.value, asked.found[two.variable].question
    ('requirement', True, '是否符合：“仍未实现稳定就业”？')
    >>> three = criterion(Condition("未办理备案手续", "未办理备案手续", "=", False), asked)
    >>> three.role, three.value, asked.found[three.variable].question
    ('exclusion', False, '是否有此情形：“未办理备案手续”？')
    """
    attr = normalized(condition.attr)
    label, denied = positive(attr)
    if denied and condition.value is False:  # 未办理手续的，不予补贴: the denied state is what bars
        return replace(condition, role="exclusion", variable=asked.boolean(attr, condition.text, barred=True))
    if denied and condition.value in (True, None):
        condition = replace(condition, op="=", value=False)
    role = _role(condition, label)
    if condition.value is False and role != "exclusion":
        condition, label = replace(condition, value=True), normalized(condition.text)
    return replace(condition, role=role, variable=_variable(condition, label, role, asked))


def _role(condition: Condition, label: str) -> Literal["requirement", "exclusion", "scope"]:
    """A state that must not hold bars an applicant where the text bars it outright, names it without denying it (an
    item of a list of those barred), or denies what is bad."""
    rules = load("variable")
    if condition.value is False and _barred(condition.text, label):
        return "exclusion"
    return "scope" if rules["scope"].regex.match(condition.attr) else "requirement"


def _barred(text: str, label: str) -> bool:
    rules = load("variable")
    if rules["barring"].regex.search(text) or rules["bad"].regex.search(label):
        return True
    return not any(word in text for word in (*rules.words["negative"], "无", "不"))


def _variable(condition: Condition, label: str, role: str, asked: Asked) -> str:
    value = condition.value
    if value is None or isinstance(value, bool):
        return asked.boolean(label, condition.text, barred=role == "exclusion")
    if isinstance(value, float | int):
        return asked.quantity(label, condition.unit)
    if _DAY.match(value):
        return asked.day(label)
    if load("variable")["place"].regex.search(label):
        return asked.place(label)
    return asked.choice(label, alternatives(value) if condition.op == "in" else (value,))


def alternatives(value: str) -> tuple[str, ...]:
    """Return the words of which one is enough, of the value of a criterion whose operator is `in`.

    >>> alternatives("创业孵化基地、示范园区或众创空间")
    ('创业孵化基地', '示范园区', '众创空间')
    """
    return tuple(part for part in _OR.split(value) if part)
