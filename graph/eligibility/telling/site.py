"""Where a thing is to be done, which nobody does who does it anywhere: 在重点商圈开设首店, 在三级医院住院."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.language.thesaurus import coverage, key

__all__ = ["unsited"]

_DEEDS: Final = (
    "(?:新?购[买置]|采购|新?开[设办]|设立|举办|承办|召开|住院|就[医诊读]|分娩|消费|租[赁用]|入驻|投保|参训|销售)"
)
_SITE: Final = re.compile(
    f"(?:(?:在|到|于)(?P<where>[^，。；、]{{2,16}}?(?:企业|公司|机构|门店|医院|学校|场所|平台|商户|银行|[商市会]场|中心))"
    f"|^(?:在|于)?(?P<spot>[^，。；、在]{{0,8}}?(?:商圈|街区|商业街|步行街|展馆|场馆|园区|景区|酒店|集聚区)))(?={_DEEDS})"
)
_ON_LIST: Final = re.compile("(?:目录|名录|名单|清单)(?:内|里|中|上)(?=.)")
_LIST: Final = re.compile("目录|名[录单]|清单")
_NEAR: Final = re.compile(  # 离商圈两公里 is not in it
    "(?:离|距离?)[^，。；]{2,16}?(?:公里|里地?|米|站路?|分钟)|(?:紧[邻挨]|挨着|靠近|邻近)[^，。；]{2,8}"
)
_HERE: Final = re.compile("[本我][省市县区]|[省市县区]内|^经")
_ENOUGH: Final = 0.5  # how much of the place must be said


def unsited(asked: str, said: str) -> bool:
    """Tell whether a condition names where a thing is done, or on what list it stands, and what is said does not.

    >>> unsited("重点商圈开设首店", "开了省级首店"), unsited("重点商圈开设首店", "在重点商圈开了首店")
    (True, False)
    >>> unsited("在本市企业购买设备", "购买了设备"), unsited("购买设备", "购买了设备")
    (False, False)
    >>> unsited("参加目录内境外展会", "参加了境外展会"), unsited("参加目录内境外展会", "去了目录里的境外展会")
    (True, False)
    """
    if _ON_LIST.search(asked) and not _LIST.search(said):
        return True
    match = _SITE.search(asked)
    where = key(_HERE.sub("", match["where"] or match["spot"])) if match else ""
    return len(where) > 2 and coverage(where, (key(_NEAR.sub("", said)),)) < _ENOUGH  # 企业 alone is no place
