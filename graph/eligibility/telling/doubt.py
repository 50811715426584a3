"""What an applicant says not to know (不知道算不算自愿做的): it is neither so nor not, whatever else is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import key
from graph.eligibility.telling.novelty import is_first, is_new

__all__ = ["doubted", "settled_by"]

_UNSURE: Final = re.compile(
    "(?:不(?:太|大|是很)?(?:知道|知|清楚|确定|晓得|明白|记得|敢说|好说|了解|掌握)|(?:没|未)(?:能|有)?(?:[搞弄查问分]清楚?|确定)|[搞弄拿说记吃分](?:也)?不(?:太)?[清准好]楚?|没把握|没底|存疑|有争议|心里没数|没数)(?:了)?"
    "|(?:还|也|都|一直|从来|根本)*(?:没有?|未|没顾上|没来得及|没去)(?:去|再|怎么|细|仔细)?(?:看到|看过|见到|打听|问过?|留意|注意|盯着?|关注|查过?|翻|核实|过问|了解|统计|听说|得到(?:消息|通知)|收到(?:消息|通知))(?:到|过|清)?$"
)
_UNMEASURED: Final = re.compile(  # 碳排放强度没算, 设备占多少没拆出来: how much it is, is not known
    "(?:还|也|都|一直)*(?:没有?|未|没法|没人)(?:去|单独|具体|怎么|细)?(?:测算|核算|计算|算|统计|拆|分开|称|量|核|测|数|折算|换算|记|留底|列)(?:出来?|过|清|明白|开|准)*了?(?:呢|啊)?$"
)
_MEASURE: Final = re.compile(
    "强度|占比|比例|比重|[^效税利]率|额|量|数(?!据|字)|多少|几[个项台辆人户家万亩吨%成]|面积|费用|成本|投入|支出|收入|分别|各"
)
_WHETHER: Final = re.compile(
    "(?P<one>[\u4e00-\u9fff])(?:没有?|不)(?P=one)(?:于|到|过)?|[了过](?:没有?)(?=我|$|不|也|还|，)|是否|有无|属不属于|还是"
)
_OPEN_QUANTITY: Final = re.compile("(?<![补奖领拿给贴能])(?:多少|几[个项台辆人户家万亩吨成])|哪[一]?[天年月级种类]")
_FILLER: Final = re.compile("到底|究竟|应该|应当|我们?|[其的了过做呢吗啊也]")
_OF_PAY: Final = re.compile(
    "[补奖领拿给贴]|申[请报]|享受|够格|资格|条件|哪[一]?档|怎么|什么|符不符合|能不能|能否|可不可以|行不行"
)
_OF_THE_PAST: Final = re.compile("以前|从前|之前|此前|过去|原先|早先|第一[次回]|头一?[次回]|首次|新不新|新评|老的")
_BY_CHECKER: Final = re.compile(
    "(?:核|审|测|检|认定|评|鉴定)[^，。；]{0,6}(?:多少|几)"
)  # how much whoever checks has found
_BY_SELF: Final = re.compile("自己(?:粗略?|大概|粗)?(?:算|估|测|统计|量)|自[测算估]|估[计摸算]|预估|大概算")


def doubted(part: Segment) -> bool:
    """Tell whether a stretch only says that something is not known; whether money is paid for it is another question.

    >>> doubted(Segment("不知道算不算自愿做的", 0, True)), doubted(Segment("不清楚能不能补", 0, True))
    (True, False)
    >>> doubted(Segment("其中设备占多少没拆出来", 0, True)), doubted(Segment("碳排放强度没算", 0, False))
    (True, True)
    >>> doubted(Segment("第三方没核过", 0, False)), doubted(Segment("不知道补多少", 0, True))
    (False, False)
    """
    if _UNMEASURED.search(part.text):
        return bool(_MEASURE.search(_UNMEASURED.sub("", part.text)))
    unsure = _UNSURE.search(part.text)
    rest = _UNSURE.sub("", part.text)
    open_ = _WHETHER.search(rest) or _OPEN_QUANTITY.search(rest)
    return bool(unsure and open_ and not _OF_PAY.search(rest))


def settled_by(facts: Iterable[Fact], open_: Sequence[Segment], told: Sequence[Segment]) -> list[Fact]:
    """Return the facts without those whose names hold what is in doubt and nowhere told."""
    said = "，".join(key(part.canonical) for part in told)
    asked = (_FILLER.sub("", _WHETHER.sub("", _UNSURE.sub("", part.canonical))) for part in open_)
    unknown = {pair for words in asked for pair in _pairs(key(words)) if pair not in said}
    checked = any(_BY_CHECKER.search(part.text) for part in open_)
    past = any(_OF_THE_PAST.search(part.text) for part in open_)
    return [
        fact
        for fact in facts
        if not any(pair in fact.key for pair in unknown)
        and not (past and (is_first(fact.attr) or is_new(fact.attr)))
        and not (checked and fact.numeric and _BY_SELF.search(fact.words))
    ]


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
