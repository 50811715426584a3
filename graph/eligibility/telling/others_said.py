"""Stretches that tell of another firm than the applicant, of one with whom it deals, or of what nearly was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["nearly_so", "of_others"]

_WHO: Final = (
    "(?:隔壁|邻居|对门|别家|别的(?:公司|企业|厂|店|单位)|别人|人家|同行|竞争对手|朋友|亲戚|房东|母公司|总公司|子公司|兄弟公司"
    "|供应商|客户(?!数据|信息|管理|端|服务|满意|资源|经理|群))"
)
_SUBJECT: Final = re.compile(
    f"^(?:但是?|而|不过|其中|听说|看到|只有|是)?(?:我们?|咱们?|本)?(?:公司|企业|厂|单位|店)?(?:的)?(?P<who>{_WHO})"
    "(?![^，。；]{0,6}(?:给|帮|替|[和跟与]我|介绍|委托|请|找|租|借|要求|需要|一起|合伙|合资|提供|签))"
)
_THEIRS: Final = re.compile(
    "(?<![租用买借受包售])(?<![租用买借受包]了)(?<!利用|收购|受让|接手|盘下)(?P<who>别人|人家|别家|隔壁|他人)家?(?:公司|企业|厂|店)?的"
)
_NEAR: Final = re.compile("(?P<who>旁边|附近|对面|隔壁|边上|楼下)(?:就|也|还)?(?:有|是)")
_VISITED: Final = re.compile(
    "(?P<who>住|去|逛|玩|参观)(?:的是|在|过|了)(?=[^，。；]{0,10}(?:酒店|饭店|宾馆|民宿|景区))"
)
_DEALS: Final = re.compile(
    "(?:[跟和与给为向替帮])(?P<whom>[^，。；跟和与给]{2,16}?)(?P<deed>签了?(?:合同|协议|单)|合作|供货|供应|配套|送货|打工|上班|代工"
    "|代理|搭台|搭建|布展|施工|装修|保洁|打扫|干活)"
)
_NEARLY: Final = re.compile(
    "差(?:一?点|[一两半]颗|一步|[^，。；]{1,3}就)|险些|有(?:机会|希望(?!小学)|望|可能)|准(?=[一二三四五1-5]星)"
)
_HALF_DONE: Final = re.compile("(?:做|建|修|干|搞|走|办|装|谈|盖|开发)(?:了|到)?(?:个)?(?:一半|半截|大半|一部分)")


def of_others(part: str, wanted: str, shared: Sequence[int]) -> bool:
    """Tell whether the letters of `wanted`, which stand at `shared`, tell of what is another's.

    >>> tales = "隔壁公司建了海外仓", "卖别人的海外仓", "给海外仓供货", "我们建了海外仓", "租用别人的海外仓"
    >>> [of_others(said, "建设海外仓", (said.find("海外"),)) for said in tales]
    [True, True, True, False, False]
    """
    for pattern in (_SUBJECT, _THEIRS, _NEAR, _VISITED):
        match = pattern.search(part)
        if match and match["who"] not in wanted and all(at >= match.start() for at in shared):
            return True
    return any(
        match["deed"][:2] not in wanted and all(match.start("whom") <= at < match.end("whom") for at in shared)
        for match in _DEALS.finditer(part)
    )


def nearly_so(part: str, wanted: str, shared: Sequence[int]) -> bool:
    """Tell whether a stretch says that `wanted` only may come about, nearly did, or is half done.

    >>> tales = "差点建成海外仓", "海外仓建了一半", "有机会拿到证", "海外仓建成了"
    >>> [nearly_so(said, "建设海外仓有机证", (0, 2, 5)) for said in tales]
    [True, True, True, False]
    """
    nearly = _NEARLY.search(part)
    if nearly and nearly[0] not in wanted and any(at >= nearly.start() for at in shared):
        return True
    half = _HALF_DONE.search(part)
    return half is not None and any(at < half.end() for at in shared)
