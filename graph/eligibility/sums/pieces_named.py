"""How many there are of what no measure word counts: 每航次补贴50万元, 每团奖励2000元, 每增加10人再奖励1万元."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.matching.match import Known
from graph.eligibility.scheme import Scheme
from ingest.record import Quantity
from ingest.value.number import parse

__all__ = ["batch_of", "pieces_told", "thing_paid_for"]

_THING: Final = re.compile(
    "^每(?P<thing>[^每\\d年月日天季度一个家户名单企业项次人员者申][^每\\d年月日天季]{0,3}|人次?天|车次|船次)$"
)
_BATCH: Final = re.compile(
    r"^每(?:增加|新增|多|满|带动|吸纳|安置|招用)*(?P<size>\d{1,5})(?P<unit>[人名户家个台辆张头只亩件场间吨])(?!以)"
)
_NEAR: Final = 0.3


def thing_paid_for(offered: Quantity) -> str:
    """Return what a sum is paid for each of where no measure word says it: 航次 of 每航次; "" for any other sum."""
    match = _THING.match(offered.per or "")
    return match["thing"] if match else ""


def batch_of(offered: Quantity) -> tuple[float, str] | None:
    """Return for how many at a time a sum is paid: 10人 of 每增加10人; None where it is paid for each one."""
    match = _BATCH.match(offered.per or "")
    return (float(match["size"]), match["unit"]) if match and float(match["size"]) > 1 else None


def pieces_told(scheme: Scheme, known: Known, thing: str) -> Fact | None:
    """Return how many of a thing are told, by a fact or in words; of several, those that the offer speaks of."""
    named = re.compile(rf"{re.escape(thing)}(?:总)?(?:数量?|个数)?(?:（[^（）]*）)?$")
    told = [fact for fact in known.numbers if named.search(fact.attr) and dimension(fact.unit) in ("Count", None)]
    told = [fact for fact in told if not fact.attr.startswith(("每", "单"))]  # 每团25人 counts no 团
    said = re.compile(
        rf"(?P<before>[^，。；\d]{{0,8}}?)(?P<many>\d+(?:\.\d+)?万?|[一二两三四五六七八九十]+)个?{re.escape(thing)}"
    )
    for match in said.finditer(known.own_words):
        name = f"{match['before']}{thing}数"
        told.append(Fact.of(name, float(parse(match["many"])), None, words=match[0]))
    if len({fact.value for fact in told}) <= 1:
        return told[0] if told else None
    words = [key(need.text) for need in scheme.requirements if need.value is True]

    def near(fact: Fact) -> float:
        return max((coverage(word, (fact.key,)) for word in words), default=0.0)

    best = max(told, key=near)
    others = [fact for fact in told if fact.value != best.value]
    return best if near(best) >= _NEAR and all(near(one) < near(best) for one in others) else None
