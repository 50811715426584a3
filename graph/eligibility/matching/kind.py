"""Of which kind applicants are, by what they call themselves and trade in: 公司 of 企业, 五金厂 of 制造业."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.recipient import any_firm, kinds_listed, strangers
from graph.eligibility.language.thesaurus import key
from graph.eligibility.language.trade import TRADE, listed_trades, names, trades, wider
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.scheme import Requirement

__all__ = ["PERSON", "SELF", "STATUS", "by_kind", "is_kind", "of_another", "tells_kind"]

PERSON: Final = "个人"
SELF: Final = "自称"  # what applicants call themselves
STATUS: Final = re.compile(  # what is given to some of a kind, and lost
    "普惠|示范|重点|龙头|骨干|标杆|规模以上|规上|限额以上|限上|认定|备案|高新|专精特新|小巨人|链主|星级|[A-E1-5]级|定点|达标|优质"
)
_OTHERS: Final = re.compile("^(?:原(?=[^产料始有值材油装创])|此前|以前|曾|配偶|爱人|父母|父亲|母亲|子女|对方)")


_WE: Final = ("我们", "本公司", "公司", "企业", "本厂")  # 我那家公司 is told by a person
_ENGAGED: Final = re.compile("^(?:主要|专门)?从事(?P<trades>.+?)(?:活动|业务|工作)?$")
_PERSONAL: Final = re.compile("毕业生|人员|人才|军人|职工|劳动者")  # a firm may be of someone who is one
_BODY: Final = re.compile("(?:机构|设施|组织|医院|学校)$")


def by_kind(need: Requirement, told: Sequence[Fact]) -> Check | None:
    """Hold a condition on the kind or trade of the applicant against what they call themselves; None for any other."""
    asked = str(need.value) if isinstance(need.value, str) else need.attr
    if need.value is True and (engaged := _ENGAGED.match(asked)):
        return _by_trade(need, listed_trades(engaged["trades"]), told)
    kinds = (asked,) if need.attr == TRADE else kinds_listed(asked)
    if not kinds or (isinstance(need.value, str) and need.family != "kind" and need.attr != TRADE):
        return None
    for fact in told:
        wanted = frozenset(trade for kind in kinds for trade in listed_trades(kind))
        if found := wanted & trades(f"{fact.value}{fact.words if fact.attr == SELF else ''}"):
            said = f"您说的是“{fact.words or fact.value}”，归为{names(found)}"
            return Check(need, True, fact, f"{said}，符合“{need.text}”，若不是请更正")
        if fact.value == PERSON and PERSON in kinds:
            return Check(need, True, fact, f"您说的是“{fact.words or fact.value}”，符合“{need.text}”")
        if fact.value != PERSON and any(is_kind(str(fact.value), kind) for kind in kinds):
            return Check(need, True, fact, f"您说的是“{fact.words or fact.value}”，符合“{need.text}”")
        known = wanted and all(map(listed_trades, kinds))  # who is of none of the trades may be what else is listed
        if known and fact.attr == TRADE and (other := trades(str(fact.value))) and not other & wider(wanted):
            return Check(
                need, False, fact, f"您说的是“{fact.words or fact.value}”，归为{names(other)}，不是“{need.text}”"
            )
    named = [fact for fact in told if fact.attr != TRADE and (fact.attr != SELF or fact.words.startswith(_WE))]
    if named and need.value in (True, None) and all(_other(str(named[0].value), kind) for kind in kinds):
        return ruled(need, named[0], False)
    return None


def _by_trade(need: Requirement, wanted: frozenset[str], told: Sequence[Fact]) -> Check | None:
    """Hold what one must be engaged in (从事农业生产) against the trade told; who is of another may do that too."""
    for fact in told:
        if fact.attr == TRADE and (found := wanted & trades(str(fact.value))):
            said = f"您说的是“{fact.words or fact.value}”，归为{names(found)}"
            return Check(need, True, fact, f"{said}，符合“{need.text}”，若不是请更正")
    return None


def _other(said: str, asked: str) -> bool:
    """Tell whether who is of the kind told is none of those asked for: 合作社 and 种粮大户, 托育机构 and 养老机构."""
    alike = asked[-2:] == said[-2:] and bool(_BODY.search(asked)) and len(kinds_listed(said)) == 1
    return (strangers(asked, said) and not _PERSONAL.search(asked)) or (alike and key(said) not in key(asked))


def of_another(fact: Fact) -> bool:
    """Tell whether a fact is of someone else or of before: 配偶学历, 原机构等级."""
    return bool(_OTHERS.match(fact.attr))


def tells_kind(fact: Fact) -> bool:
    """Tell whether a fact names of which kind or trade the applicant is, and no one else."""
    named = fact.family == "kind" or fact.key == TRADE
    return named and isinstance(fact.value, str) and not of_another(fact)


def is_kind(said: str, asked: str) -> bool:
    """Tell whether who calls themself so is of the kind asked for: 公司 of 企业, 民办养老院 of 养老机构.

    >>> is_kind("公司", "企业"), is_kind("民办养老院", "养老机构"), is_kind("企业", "农业企业"), is_kind("工厂", "农户")
    (True, True, False, False)
    """
    own, wanted = key(said), key(asked)
    if any_firm(asked):
        return bool(re.search("公司|企业|厂$", said)) and not strangers(asked, said)
    return own == wanted or (len(wanted) > 2 and wanted in own)
