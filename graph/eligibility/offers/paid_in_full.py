"""Offers that pay what was spent, without a share: 按实际缴纳的社会保险费给予补贴, 展位费据实补助."""

from __future__ import annotations

import re
from typing import Final

from ingest.record import Quantity

__all__ = ["paid_in_full"]

_COST: Final = "[^，。；、%\\d]{0,20}?(?:费用?|支出|租金|房租|缴费额?|缴纳额|学费|保费|金额)"
_GIVEN: Final = "(?:的?全额|据实)?(?:给予|予以|进行)?(?:一次性)?[^，。；%\\d]{0,8}(?:补贴|补助|奖补|奖励|资助|报销)"
_IN_FULL: Final = re.compile(
    rf"按照?[^，。；、%\d]{{0,10}}?(?P<of>实际(?:发生|支付|缴纳|支出|产生|承担)?的?{_COST}){_GIVEN}"
    rf"|(?P<of2>(?<![^，。；对]){_COST})(?:给予|予以)?据实(?:给予|予以)?(?:补贴|补助|奖补|资助|报销)"
)
_SHARED: Final = re.compile("比例|适当|部分|一定")


def paid_in_full(offered: str) -> Quantity | None:
    """Return the whole of what an offer pays where it names no share; None where it leaves the size open.

    >>> paid_in_full("按企业实际缴纳的社会保险费给予补贴")
    Quantity(value=100.0, unit='%', op='=', of='实际缴纳的社会保险费', per=None)
    >>> paid_in_full("展位费据实补助").of, paid_in_full("按实际支出给予适当补助"), paid_in_full("按实际放电量给予补助")
    ('展位费', None, None)
    """
    match = _IN_FULL.search(offered)
    if match is None or _SHARED.search(match[0]):
        return None
    return Quantity(100.0, "%", "=", match["of"] or match["of2"])
