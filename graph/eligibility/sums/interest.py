"""Interest paid by the year on what was borrowed: principal, times rate, times how long it was used."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.scheme import Scheme
from ingest.value.number import parse
from ingest.value.unit import in_yuan, measures

__all__ = ["PRINCIPAL", "TERM", "base_cap", "longest", "per_year", "principal_cap"]

PRINCIPAL: Final = "贷款本金"
TERM: Final = "贷款期限"
_BY_YEAR: Final = re.compile("年利率|年化|年贴息|年息|年利息|年[^，。；]{0,2}利率")
_UP_TO: Final = re.compile(
    "(?:本金|贷款(?:总?额度?|金额|规模|总额)|贴息(?:贷款)?额度)(?:总额|余额)?(?:累计|合计|原则上)?(?:最高|最多|不超过|不得超过|以)"
)
_BASE_UP_TO: Final = re.compile(
    r"(?:额|本金|基数|投资|保费|总?价|费用|金额|投入)(?:的|总额)?(?:最高|最多|上限)?(?:不超过|为|按|以)+(?P<sum>\d[\d.]*[万亿]?元)(?:计算|计(?!入)|核算|为限|为基数)"
)
_LONGEST: Final = re.compile(
    r"(?:期限?|时间|年限|贴息)[^，。；\d一二两三四五]{0,6}(?:最长|最多|不超过|不得超过)[^，。；\d一二两三四五]{0,3}(?P<number>\d+|[一二两三四五])(?P<unit>个月|年)"
)


def per_year(scheme: Scheme) -> bool:
    """Tell whether an offer pays interest at a rate by the year (按年利率2%给予贴息), and not a share of it."""
    rate = scheme.rate
    return bool(rate and rate.unit in ("%", "％", "个百分点") and rate.of and _BY_YEAR.search(rate.of))


def principal_cap(scheme: Scheme) -> float | None:
    """Return up to how much borrowed money interest is paid, where the cap is on that and not on the sum paid."""
    cap = scheme.cap
    return cap.value if cap and cap.unit == "元" and _UP_TO.search(scheme.place.quote) else None


def base_cap(scheme: Scheme) -> float | None:
    """Return up to how much of what a share is paid of counts: 贷款额最高按500万元计算; None where all of it does."""
    match = _BASE_UP_TO.search(scheme.place.quote)
    said = next(measures(match["sum"]), None) if match else None
    return in_yuan(said.value, said.unit) if said else None


def longest(scheme: Scheme) -> float | None:
    """Return for how many months interest is paid at most; None where the clause sets no bound."""
    said = "，".join((scheme.place.quote, *scheme.limits))
    match = _LONGEST.search(said)
    return parse(match["number"]) * (12 if match["unit"] == "年" else 1) if match else None
