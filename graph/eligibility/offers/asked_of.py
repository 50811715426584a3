"""Whom a condition for all offers is asked of (旅行社应当取得许可证), held against each offer.

Of an offer to just those it is asked like any other; of an offer to others it is asked of none but those who say that
they are of them; where the offer may be meant and nobody knows, whether one is of them is asked too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from graph.eligibility.kleene import Formula, without
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.recipient import strangers
from graph.eligibility.language.sorts import of_the_sort
from graph.eligibility.language.thesaurus import key
from graph.eligibility.scheme import Place, Requirement

__all__ = ["asked_of"]

_BELONGS: Final = "属于"
_LIST: Final = re.compile("、|以及|或者?|和|及|与")
_BODY: Final = re.compile(  # who can apply, and nothing that is built or done
    "(?:企业|机构|单位|公司|合作社|农场|服务商|运营商|旅行社|组织|团体|协会|学校|院校|医院|工商户|农户|大户|家庭|个人|人员|护理员|毕业生|人才|选手"
    "|学员|职工|劳动者|博士|硕士|技师|教师|医师|者)$"
)
_ANY_KIND: Final = re.compile(  # of whom any offer may be asked for
    "(?:农民)?(?:专业)?合作社|家庭农场|个体工商户|社会组织|农户|个人|企业|事业单位|公司|居民|家庭|(?:民办)?非企业单位|社会团体|协会|商会"
)
_ANY_FIRM: Final = re.compile("企业|公司|个人|居民|家庭")  # which applicants may be without a word of it
_ANY_PERSON: Final = re.compile("(?:申请)?(?:劳动者|职工|人员|人才|员工|学员)")
_DEED: Final = re.compile("涉及|占用|使用|利用|从事|属于|位于|采[用取]|租[用赁]|聘用|招用|购[置买]|流转|为|以|由")
_THING: Final = re.compile("(?:类)?(?:项目|工程|活动|设施|设备|产品)$|类$")
_SERVED: Final = re.compile("(?:为|向|面向|服务(?!商))[^，。；、]{0,14}?(?=提供|开展|办理|累计|不少于|达到?|\\d|的)")
_MOST: Final = 0.6


def asked_of(
    needs: Sequence[Requirement], formula: Formula, own: Place, heading: str, beneficiary: str
) -> tuple[list[Requirement], Formula]:
    """Return the conditions, and the formula, with what is asked of some alone held against the offer."""
    found = list(needs)
    if not any(_names_whom(need) for need in needs):
        return found, formula
    told = [one.text for one in needs if one.place.path == own.path]
    offered = "，".join((heading, own.quote, beneficiary, *told))
    gone: set[int] = set()

    def walk(part: Formula) -> Formula:
        if isinstance(part, int):
            return part
        sign, parts = part
        first = _none_of(parts[0]) if sign == "or" else None
        if first is None or not _names_whom(found[first - 1]):
            return sign, tuple(walk(one) for one in parts)
        who = found[first - 1].attr.removeprefix(_BELONGS)
        meant = _meant(who, offered, beneficiary)
        if meant:
            gone.add(first)
            rest = tuple(walk(one) for one in parts[1:])
            return rest[0] if len(rest) == 1 else (sign, rest)
        beside = tuple(found[order - 1].text for order in _orders(parts[1:])) if meant is False else ()
        found[first - 1] = replace(found[first - 1], attr=who, value=False, key=key(who), whom=beside)
        return sign, (first, *(walk(one) for one in parts[1:]))

    formula = walk(formula)
    if not gone:
        return found, formula
    kept = [need for order, need in enumerate(found, 1) if order not in gone]
    return kept, without(formula, gone) or formula


def _names_whom(need: Requirement) -> bool:
    return need.value is True and need.attr.startswith(_BELONGS) and not need.text.startswith(_BELONGS)


def _none_of(part: Formula) -> int | None:
    """Return the number of the condition that must not hold, where that is all that a part of a formula says."""
    if isinstance(part, int) or part[0] != "not":
        return None
    return part[1][0] if isinstance(part[1][0], int) else None


def _orders(parts: Sequence[Formula]) -> Iterator[int]:
    for part in parts:
        if isinstance(part, int):
            yield part
        else:
            yield from _orders(part[1])


@lru_cache(maxsize=20_000)
def _meant(who: str, offered: str, beneficiary: str) -> bool | None:
    """Tell whether an offer is for those of whom something is asked; None where some of them may ask for it.

    >>> _meant("旅行社", "旅行社组织过夜游客的", "旅行社"), _meant("旅行社", "新评定为四星级饭店的", "")
    (True, False)
    >>> _meant("企业", "新建冷库的，每座补助5万元", ""), _meant("培训机构", "企业组织岗前培训的", "企业")
    (None, False)
    """
    found = [_one_meant(one, _SERVED.sub("，", offered), beneficiary) for one in _LIST.split(who) if one]
    return True if True in found else None if None in found or not found else False


def _one_meant(who: str, offered: str, beneficiary: str) -> bool | None:
    if _ANY_PERSON.fullmatch(who) or (len(who) > 1 and who in beneficiary):
        return True
    if _ANY_KIND.fullmatch(who):
        return None if _ANY_FIRM.fullmatch(who) and not strangers(who, beneficiary) else False
    core = who if _BODY.search(who) else _THING.sub("", who)
    if len(core) > 1 and core in offered:
        return True
    if _DEED.search(who):  # which is done besides what the offer is for
        return False
    if (sort := of_the_sort(who, offered)) is not None:
        return sort
    own = pairs(core)
    shared = own & pairs(offered)
    if own and len(shared) >= _MOST * len(own):
        return True
    named = bool(beneficiary) or bool(_BODY.search(who)) or not _THING.search(who)
    return False if not shared or named else None
