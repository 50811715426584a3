"""What a couple is paid together: the higher sum in full, and a share of the other's: 另一方按其本人标准的50%享受."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import shown
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.match import Known
from graph.eligibility.scheme import Place, Scheme

__all__ = ["couples_told", "joined", "spouse_said"]

_RULE: Final = re.compile(
    r"另一方(?:可|再|则|按照?|享受|其|本人|相应|标准|对应|的)*(?:(?P<share>\d+)%|(?P<half>减半|一半|半数))"
    r"|夫妻(?:双方)?[^，。；]{0,14}(?:条件|规定|要求)的?，(?:双方)?(?:可|均可)(?P<both>分别|叠加|同时)(?:申[请领报]|享受|领取)"
)
_SPOUSE: Final = "(?:爱人|配偶|老婆|老公|妻子|丈夫|媳妇|先生|太太)"
_DEGREE: Final = "(?P<degree>博士|硕士|本科|大专|专科)"
_SAID: Final = re.compile(rf"{_SPOUSE}[^，。；？?]{{0,8}}?{_DEGREE}")
_BOTH: Final = re.compile(
    "(?:两个?人|我们?俩|咱们?俩|夫妻俩?|双方|我们两[个人]|都)[^，。；]{0,4}(?:都|均|全)[^，。；]{0,10}(?:符合|满足|是|在|第一次|首次|签|交|来)|双方[都均]?符合|都符合条件"
)
_MET: Final = "夫妻双方均符合条件"
_NAME: Final = "配偶学历"


def couples_told(place: Place) -> Iterator[tuple[float, Place]]:
    """Yield which share in % of the lower sum a clause pays a couple besides the higher one.

    >>> [share for share, _ in couples_told(Place("d", "", "一", "", "另一方按其本人标准的50%享受"))]
    [50.0]
    >>> [share for share, _ in couples_told(Place("d", "", "一", "", "按标准较高一方全额、另一方减半合并计算"))]
    [50.0]
    >>> list(couples_told(Place("d", "", "一", "", "夫妻双方均符合条件的，由一方申请，另一方不再享受")))
    []
    """
    for match in _RULE.finditer(place.quote):
        yield (100.0 if match["both"] else float(match["share"] or 50.0)), place


def spouse_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the degree of the spouse, and that both meet what is asked, where the offer pays both."""
    if not any(scheme.rules.couples for scheme in near):
        return
    told = next(((match, part) for part in parts if (match := _SAID.search(part.text))), None)
    if told is None:
        return
    match, part = told
    yield Fact.of(_NAME, match["degree"], words=part.text, start=part.start)
    both = next((one for one in parts if _BOTH.search(one.text)), None)
    if both:
        yield Fact.of(_MET, True, words=both.text, start=both.start)


def joined(scheme: Scheme, schemes: Iterable[Scheme], known: Known) -> tuple[Scheme, str] | None:
    """Return the offer with what the spouse brings, and how it comes about; None where the clause pays no couple so."""
    rule = next(((share, place) for share, place in scheme.rules.couples if _beside(place, scheme)), None)
    if rule is None or scheme.amount is None or scheme.amount.unit != "元" or scheme.amount.per or scheme.under:
        return None
    items = known.facts.items
    spouse = next((str(one.value) for one in items if one.attr.startswith(_NAME) and isinstance(one.value, str)), "")
    met = any(one.value is True and one.attr.startswith("夫妻双方") for one in items)
    if not spouse or not met:
        return None
    for other in schemes:
        if other.group == scheme.group and other.amount and not other.amount.per and _for(other, spouse):
            high, low = sorted((scheme.amount.value, other.amount.value), reverse=True)
            whole = round(high + low * rule[0] / 100, 2)
            words = f"配偶（{spouse}）：{shown(high, '元')}+{shown(low, '元')}×{rule[0]:g}%={shown(whole, '元')}"
            return replace(scheme, amount=replace(scheme.amount, value=whole)), words
    return None


def _beside(place: Place, scheme: Scheme) -> bool:
    """Tell whether a rule stands in the clause of an offer, or above it."""
    own = scheme.place.path
    return place.document == scheme.place.document and (own == place.path or own.startswith(f"{place.path}/"))


def _for(scheme: Scheme, degree: str) -> bool:
    asked = [need for need in scheme.requirements if need.family == "schooling" or need.attr == "学历或技能等级"]
    rival = any(need.attr in ("另一方", _MET) for need in scheme.requirements)
    return not rival and any(need.op == "=" and degree[:2] in str(need.value) for need in asked)
