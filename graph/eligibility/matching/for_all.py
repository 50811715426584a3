"""Of which kinds a document is for, told once for all: 企事业单位、社会团体, 工业企业和服务业企业, 其他文旅经营主体.

Whoever is a body at all is of a list that has any body on it. Who is of the trade of an offer is of the trades that the
whole document is for: such a list shuts nobody out whom the offer itself names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.eligibility.language.recipient import kinds_listed
from graph.eligibility.language.trade import TRADE
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.kind import SELF
from graph.eligibility.matching.place import asked
from graph.eligibility.scheme import Requirement, Scheme

if TYPE_CHECKING:
    from graph.eligibility.matching.match import Known

__all__ = ["for_all", "of_any_trade", "of_the_list"]

_MEMBERS: Final = re.compile("、|，|以及|或者?|和(?!信息)|及(?!其)|与")
_NOTE: Final = re.compile("（[^（）]*）")
_ANY_BODY: Final = re.compile(  # a list with one of these on it is for whoever is no mere person
    "(?:各[类种]|其[他它]|有关|相关|符合条件的?|依法[^、，]{0,8}的|本[市县区]|我[市县区]|经济|社会)*"
    "(?:企业|公司|企(?:业、)?事业单位|单位|机构|组织|社会组织|经济组织|市场主体|经营主体|主体|法人|企业法人|企业单位)(?:等)?"
)
_GIVEN: Final = re.compile(  # what is given, grown or chosen, so that no deed shows it
    "高新技术|规模以[上下]|规[上下]|限额以[上下]|限[上下]|四上|小微|中小|上市|重点|龙头|骨干|认定|备案|专精特新|小巨人|困难|民营|外[资商]|国有|初创|引进|总部|入[驻库]"
    "|科技型|创新型|法人|独立|示范|级|优质|在孵|存量|成长|瞪羚|独角兽|链主|出口|试点|招商|个人|人员|人才|毕业生|军人|居民|农民(?!专业|合作)|农户|大户"
)
_TRADER: Final = re.compile(
    "[^、，。；]{2,16}?(?:企业|公司|单位|机构|主体|经营户|商户|组织|经营者|基地|园区|平台|门店|商家|合作社|家庭农场|协会|院所|联盟)"
)
_OTHERS: Final = re.compile("其[他它]")
_REGISTER: Final = "register"


def for_all(need: Requirement, scheme: Scheme) -> bool:
    """Tell whether a condition only says of which kinds the whole document is for, and no offer by itself."""
    at, offer = need.place.path, scheme.place.path
    if at == offer or offer.startswith(f"{at}/") or need.value is False or need.numeric:
        return False
    return need.attr == TRADE or bool(_listed(need))


@lru_cache(maxsize=20_000)
def _members(kinds: str) -> tuple[str, ...]:
    return tuple(filter(None, _MEMBERS.split(_NOTE.sub("", kinds))))


def _listed(need: Requirement) -> tuple[str, ...]:
    if isinstance(need.value, str):
        return _members(need.value) if need.family == "kind" else ()
    members = _members(need.attr) if need.value is True else ()
    named = "、".join(one for one in members if not _OTHERS.match(one))  # 以及其他经认定的单位
    return members if named and kinds_listed(named) else ()


def of_any_trade(need: Requirement, scheme: Scheme) -> bool:
    """Tell whether a condition for all lists trades alone, of which whoever does what an offer asks for is one."""
    if need.attr == TRADE or not for_all(need, scheme):
        return False
    members = [one for one in _listed(need) if not _OTHERS.match(one)]
    return bool(members) and all(_TRADER.fullmatch(one) and not _GIVEN.search(one) for one in members)


def of_the_list(check: Check, checks: Sequence[Check], scheme: Scheme, known: Known) -> Check:
    """Hold of which kinds a document is for against what shows that the applicant is a body, or one of them."""
    need = check.need
    if check.verdict or not for_all(need, scheme) or need.attr == TRADE:
        return check
    if check.verdict is False:
        told = check.fact
        if told is None or told.family == "kind" or told.attr in (SELF, TRADE) or not isinstance(told.value, str):
            return check
        check = Check(need, None)  # what a project is tells nothing of who asks
    if known.person or not any(_ANY_BODY.fullmatch(one) for one in _listed(need)):
        return check
    body = next((fact for fact in known.facts.items if fact.value is True and "法人" in fact.attr), None)
    body = body or next((fact for fact in known.facts.items if fact.attr == SELF), None)
    seat = next((one.fact for one in checks if _seat(one, need)), None)
    return ruled(need, body or seat, True) if body or seat else check  # type: ignore[arg-type]


def _seat(one: Check, need: Requirement) -> bool:
    """Tell whether somebody is registered as the same clause asks, as only bodies and traders are."""
    same = one.need.place.path == need.place.path and one.verdict is True and one.fact is not None
    return same and _REGISTER in asked(one.need.text) and not (one.fact and one.fact.assumed and not one.fact.words)
