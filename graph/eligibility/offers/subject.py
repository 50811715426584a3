"""What the head of a clause says of all its offers: its subject (软件企业通过…；获…), its caption (上市奖励：…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import without
from graph.eligibility.language.recipient import any_firm, special
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["with_subject"]

_BARE: Final = re.compile(  # begins with what is done, by nobody named
    "^(?:首次|新)?(?:通过|购[买置]|采购|取得|获得?|完成|实施|开展|建设|新建|参[加与]|承担|投保|租[用赁]|引进|转化|入选|列入|纳入|评为|成功|主导|牵头)[^，。；]*的$"
)
_SUBJECT: Final = re.compile(
    "^(?P<who>[^，。；对凡]{2,24}?(?:企业|单位|机构|个人|人员|院所|高校|主体|园区|平台))(?P<its>，其)?"
)
_CAPTION: Final = re.compile("(?P<what>[^，。；：的]{2,16}?)(?:补[贴助偿]|奖[励补]|资助|扶持|支持|贴息|津贴)?$")
_STEPS: Final = re.compile("分?(?:阶段|档次?|类别?|级|步)|企业|专项|一次性|风险|资金")
_IN_SHORT: Final = re.compile("补[贴助偿]|奖[励补]|资助|贴息|津贴|阶段|分[档级类步]")
_SHORT: Final = re.compile("(?:增量|增加|增长|超出|超过|新增)?部分$|(?:增量|增加额|增长额|总额|金额)$")
_REPEATED: Final = 0.6  # how much of a caption the offers below it must say


def with_subject(schemes: Sequence[Scheme]) -> list[Scheme]:
    """Return the schemes, each asking for the subject that the first of its clause names for all, and none for a
    caption that only says in short what the offers below it ask for."""
    found = []
    for scheme in schemes:
        clause = [one for one in schemes if one.place.iri == scheme.place.iri]
        scheme = _based(scheme, clause)
        found.append(
            _carried(_uncaptioned(scheme, clause), clause) if len(clause) > 1 else _uncaptioned(scheme, clause)
        )
    return found


def _carried(scheme: Scheme, clause: Sequence[Scheme]) -> Scheme:
    head, said = clause[0], re.split("[，。；]", scheme.place.quote)
    subject = _SUBJECT.match(head.place.quote)
    if head.soft or head.place.quote == scheme.place.quote or not subject or not _BARE.match(said[0]):
        return scheme
    if any(need.family == "kind" and need.place.path == scheme.place.path for need in scheme.requirements):
        return scheme
    asked = [need for need in head.requirements if need.place.path == scheme.place.path and _of_subject(need, subject)]
    asked = [need for need in asked if need not in scheme.requirements]
    if not asked:
        return scheme
    own = scheme.requirements
    formula = ("and", (scheme.formula, *range(len(own) + 1, len(own) + len(asked) + 1)))
    return replace(scheme, requirements=(*own, *asked), formula=formula)


def _based(scheme: Scheme, clause: Sequence[Scheme]) -> Scheme:
    """Name in full of what a share is paid, as the first tier does: 增量部分 of 研发费用较上年度增量部分."""
    head, own = clause[0].rate, scheme.rate
    if not head or not own or not head.of or not own.of or head.of == own.of or not head.of.endswith(own.of):
        return scheme
    return replace(scheme, rate=replace(own, of=head.of)) if _SHORT.match(own.of) else scheme


def _of_subject(need: Requirement, subject: re.Match[str]) -> bool:
    """Tell whether a condition asks for the subject: its kind, or what is told of it (注册地在本区的企业，其…)."""
    who = subject["who"]
    if need.family == "kind" and isinstance(need.value, str):
        return need.value in who and not any_firm(need.value)
    if need.value not in (True, None) or need.numeric:
        return False
    return (subject["its"] is not None and need.attr in who) or (need.attr == who and special(who))


def _uncaptioned(scheme: Scheme, clause: Sequence[Scheme]) -> Scheme:
    gone = set()
    for order, need in enumerate(scheme.requirements, 1):
        caption = _CAPTION.fullmatch(need.text) if need.value is True and need.attr in need.text else None
        if caption is None or not _IN_SHORT.search(f"{need.text}{need.attr}") or need.place.path != scheme.place.path:
            continue
        own = [one for one in scheme.requirements if one is not need and one.place.path == need.place.path]
        said = [one.key for other in clause for one in other.requirements if one.key != need.key]
        what = key(_STEPS.sub("", caption["what"]))
        if any(one.value is True for one in own) and (not what or coverage(what, said) >= _REPEATED):
            gone.add(order)
    formula = without(scheme.formula, gone) if gone else None
    if formula is None:
        return scheme
    kept = tuple(need for order, need in enumerate(scheme.requirements, 1) if order not in gone)
    return replace(scheme, requirements=kept, formula=formula)
