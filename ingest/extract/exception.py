"""Who a phrase leaves out by name: 规模以上企业（除房地产企业外）, 用人单位（机关事业单位除外）, 劳务派遣企业除外."""

from __future__ import annotations

import re

from ingest.extract.tree import Passage
from ingest.record import Condition
from ingest.rules import load

__all__ = ["left_out", "of_a_sum", "without"]

_SUM_BEFORE = re.compile("(?:投入|投资|投资额|费用?|支出|金额|总额|[额款租]|成本|租金|利息|价款?|价格|资金|收入|产值)$")
_OF_MONEY = re.compile("(?:部分|资金|费用|支出|金额|款项?|成本|税费|利息|投入|购置|购买|建设)的?$")
_COUNTED = re.compile(r"\d[万亿]?[^，。；\d（）元%]{1,10}$")  # 员工10人以上（不含实习生）


def left_out(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find where a phrase says who gets nothing; what is left open by it (除另有规定外) is nobody."""
    said = text[start:end]
    for out in load("criterion")["left-out"].regex.finditer(said):
        if not of_a_sum(said, out.start(), out[out.lastgroup or 0]) and not _COUNTED.search(said, 0, out.start()):
            return out
    return None


def of_a_sum(said: str, bracket: int, what: str) -> bool:
    """Tell whether what is left out in a bracket at `bracket` is left out of a sum, and nobody who asks.

    >>> of_a_sum("设备投入（财政资金购置的除外）", 4, "财政资金购置的"), of_a_sum("企业（中介除外）", 2, "中介")
    (True, False)
    """
    return bool(_SUM_BEFORE.search(said, 0, bracket) and _OF_MONEY.search(what))


def without(passage: Passage, out: re.Match[str], start: int) -> Condition:
    """Read who is left out: of several any."""
    first, last = (start + at for at in out.span(out.lastgroup or 0))
    said = passage.even.text[first:last]
    told = out[0].strip("（）")
    at = start + out.start() + out[0].index(told)
    return passage.condition(Condition(said, "", "=", False), at, at + len(told))
