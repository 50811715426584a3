"""Numbers told of something else than what is asked: of another town (在外地交了14个月), of what was broken off."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.language.thesaurus import alternatives, canonical

__all__ = ["spell_of_other"]

_TOWNS: Final = (
    "北京|上海|天津|重庆|广州|深圳|东莞|佛山|惠州|珠海|杭州|宁波|温州|苏州|无锡|南京|成都|武汉|长沙|西安|郑州|青岛|济南|厦门|福州|合肥"
    "|广东|浙江|江苏|福建|山东|四川|湖北|湖南|河南|安徽|江西|河北"
)
_AWAY: Final = re.compile(
    f"(?:在|到|去|于)(?:{alternatives('outside').pattern}|{_TOWNS})[^，。；本我]{{0,8}}(?:[交缴参干做住租]|上班|工作|就业|务工)"
)
_HERE_ASKED: Final = re.compile("[本我][省市县区]|当地")
_HERE_SAID: Final = re.compile("[本我咱][省市县区]|本地|当地|这[边里儿]")
_ON_END: Final = re.compile("连续|不间断|不中断")
_BROKEN: Final = re.compile(
    "断断续续|(?<![没未不])(?<!没有)(?<!从未)(?:中断|间断|断)(?:过|了|缴|交)|有(?:过)?[中间]断|零零散散|时断时续|前前后后|加起来|加一块"
)


def spell_of_other(attr: str, said: str) -> bool:
    """Tell whether a number told for a condition is of another town, or of what was broken off where it must not be.

    >>> spell_of_other("本市缴纳社会保险年限", "在外地交了14个月"), spell_of_other("连续缴纳", "断断续续交了10个月")
    (True, True)
    >>> spell_of_other("本市缴纳社会保险年限", "在本市交了14个月"), spell_of_other("连续缴纳", "没断过交了10个月")
    (False, False)
    """
    if _HERE_ASKED.search(attr) and _AWAY.search(said) and not _HERE_SAID.search(canonical(said)):
        return True
    return bool(_ON_END.search(attr) and _BROKEN.search(said))
