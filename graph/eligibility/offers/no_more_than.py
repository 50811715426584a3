"""What a clause pays at most of something else: 补贴总额不超过购房总价的10%, 实际租金低于标准的按实际租金发放."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from graph.eligibility.scheme import Place, Requirement, Scheme, Share
from ingest.value.number import parse

__all__ = ["bounds", "bounds_the_sum", "shares_told"]

_AID: Final = "(?:补贴|补助|奖励|资助|奖补|津贴|贴息|支持)"
_SHARE: Final = re.compile(
    rf"(?P<called>[^，。；、\d不]{{0,12}}?{_AID})(?:资金|金额|总额|额度|额|标准|款)?(?:合计|累计|总计|最高|原则上|均)*"
    r"(?:不超过|不得超过|不高于)(?:其|该项目|本人|企业)?(?P<of>(?!上述|前款|同期|当[地年]|[^，。；]{0,6}标准)[^，。；、\d（]{2,16}?)(?:（[^（）\d]{1,20}）)?的?"
    r"(?:(?P<rate>\d+(?:\.\d+)?)[%％]|(?P<of_it>[一二三四五\d]分之[一二三四五\d]|\d/\d))(?=$|[，。；）])"
)
_NAMED: Final = re.compile(rf"[^，。；、的\d]{{2,6}}{_AID}")
_MONEY: Final = re.compile("额|款|费|价|投资|投入|支出|成本|租金|造价|收入|税收|贡献")
_ACTUAL: Final = re.compile(
    r"(?P<of>实际(?:发生|支付|支出)?的?[^，。；、\d]{0,6}?(?:租金|房租|费用|支出|金额|价格|学费|保费|运费|缴费)(?:额|总额)?)"
    rf"(?:低于|不足|少于|未达到?|小于|达不到)(?:上述|前款|该|本|相应|以上|对应)?{_AID}?的?(?:标准|金额|额度)(?:的|时)?，?(?:则|可|均)?(?:按照?|据|以)(?:其)?实"
)


def shares_told(place: Place) -> Iterator[Share]:
    """Yield the sums that the offers of a clause may not go beyond: shares of others, and what was really paid."""
    for match in _SHARE.finditer(place.quote):
        if _MONEY.search(match["of"]):
            named = _NAMED.findall(match["called"].rpartition("的")[2])
            called = named[-1] if named else ""
            rate = float(match["rate"]) if match["rate"] else _in_hundred(match["of_it"])
            yield Share(called, match["of"], rate, replace(place, quote=match[0]))
    for match in _ACTUAL.finditer(place.quote):
        yield Share("", match["of"], 100.0, replace(place, quote=match[0]))


def _in_hundred(part: str) -> float:
    """Return a part in per cent: 66.666667 of 2/3 and of 三分之二."""
    below, above = reversed(part.split("/")) if "/" in part else part.split("分之")
    return round(100 * parse(above) / parse(below), 6)


def bounds_the_sum(need: Requirement) -> bool:
    """Tell whether a condition only says what a sum may not go beyond, or that less is paid where less was."""
    said = need.text.strip("，。；的")
    return bool(_SHARE.fullmatch(said) or _ACTUAL.match(said))


@lru_cache(maxsize=4096)
def bounds(scheme: Scheme) -> tuple[Share, ...]:
    """Return the shares that bound what an offer pays, but for the one that it is reckoned by itself."""
    of = scheme.rate.of if scheme.rate else None
    return tuple(one for one in scheme.rules.shares if one.of(scheme.place) and one.name != of)
