"""What is paid first of a sum that comes in parts: 分3年按4：3：3比例兑现, 立项后拨付60%，验收合格后拨付40%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import shown
from graph.eligibility.scheme import Scheme
from ingest.value.number import parse

if TYPE_CHECKING:
    from graph.eligibility.answering.choice import Outcome

__all__ = ["in_parts", "parts_paid", "share_told"]

_RATIO: Final = re.compile(
    r"(?:分|按)[^，。；\d]{0,4}(?:[\d一二两三四五]+(?:个)?(?:年度?|期|次|批))?(?:内)?[^，。；\d]{0,4}(?P<ratio>\d+%?(?:\s*[:：∶]\s*\d+%?|、\d+%){1,4})(?:的)?(?:比例)?"
)
_STEP: Final = re.compile(
    r"(?P<when>[^，。；、：%]{2,14}?)(?:先行?)?(?:拨付|兑付|兑现|支付|发放|拨)(?:总额|奖励|补助|资金|剩余|余下|其余|的)*(?P<share>\d+(?:\.\d+)?)%"
)
_ASKED: Final = re.compile(
    "(?P<first>(?:第[一1]|首|头一?)(?:个)?(?:年|期|笔|批|次)[^，。？?]{0,8}(?:兑|拨|给|拿|领|发|到手|到账)|先(?:能)?(?:兑|拨|给|拿|领|发|到手))"
    "|(?P<after>[^，。？?]{2,8}?)(?:以|之)?后(?:的)?(?:那|这|再|还)?(?:一)?(?:部分|笔|期|次|能)?(?:是|能|再|还)?(?:拨|拿|领|给|兑|有)?(?:多少|几)"
)
_PART_ASKED: Final = re.compile("(?:拨付|发放|兑付|兑现|支付)(?:的)?(?:年度|年次|年份|期次|批次|次数|阶段|期数)$")
_ORDER: Final = re.compile("[一二三四五六七八九十]|\\d+(?=$|[年期批次笔.])")
_WHOLE: Final = 0.5  # of a hundredth that the parts may miss


def parts_paid(text: str) -> tuple[tuple[str, float], ...]:
    """Return when and which share of a sum is paid, first to last; nothing where the text sets no such parts.

    >>> parts_paid("分3年按4：3：3比例兑现"), parts_paid("立项后拨付60%，验收合格后拨付40%")
    ((('', 0.4), ('', 0.3), ('', 0.3)), (('立项后', 0.6), ('验收合格后', 0.4)))
    >>> parts_paid("满1年发放30%，满2年发放30%，满3年发放40%")
    (('满1年', 0.3), ('满2年', 0.3), ('满3年', 0.4))
    >>> parts_paid("按投资额的10%给予补助")
    ()
    """
    for match in _RATIO.finditer(text):
        numbers = [float(one) for one in re.findall(r"\d+", match["ratio"])]
        if (whole := sum(numbers)) in (10, 100):
            return tuple(("", round(one / whole, 6)) for one in numbers)
    steps = [(one["when"], float(one["share"]) / 100) for one in _STEP.finditer(text)]
    complete = len(steps) > 1 and abs(sum(share for _, share in steps) - 1) * 100 < _WHOLE
    return tuple(steps) if complete else ()


def _steps_of(scheme: Scheme) -> tuple[tuple[str, float], ...]:
    """Return in which parts the sum of an offer is paid: as its clause says, or the one that holds its item."""
    own = scheme.place.iri
    places = [one for one in scheme.rules.parts if own == one.iri or own.startswith(f"{one.iri}/")]
    return parts_paid(places[-1].quote) if places else ()


def share_told(scheme: Scheme, facts: Iterable[Fact]) -> tuple[Fact, float] | None:
    """Return the part of a sum that is asked for by a fact (拨付年度: 第一年), and the fact; None where none is."""
    if not scheme.rules.parts:
        return None
    fact = next((one for one in facts if _PART_ASKED.search(one.attr) and isinstance(one.value, str | float)), None)
    steps = _steps_of(scheme) if fact else ()
    if fact is None or not steps:
        return None
    order = _ORDER.search(str(fact.value))
    at = int(parse(order[0])) if order else 1 if "首" in str(fact.value) else 0
    return (fact, steps[at - 1][1]) if 0 < at <= len(steps) else None


def in_parts(outcome: Outcome, question: str) -> Outcome:
    """Return the answer with the part of the sum that a question asks for by itself: 第一年先兑多少."""
    asked, tier = _ASKED.search(question), outcome.tier
    if asked is None or tier is None or not outcome.eligible or not outcome.amount:
        return outcome
    steps = _steps_of(tier.scheme)
    if asked["first"]:
        chosen = steps[:1]
    else:
        chosen = tuple(step for step in steps if len(step[0]) > 1 and step[0][:2] in asked["after"])
    if len(chosen) != 1:
        return outcome
    share = chosen[0][1]
    value = round(outcome.amount * share, 2)
    note = f"分次拨付，您问的这一次：{shown(outcome.amount, '元')}×{share:.0%}={shown(value, '元')}"
    return replace(outcome, amount=value, notes=(*outcome.notes, note))
