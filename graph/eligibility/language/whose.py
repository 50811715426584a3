"""Whose it is that a stretch tells of, and whether it is only planned: 隔壁公司搬来了, 客户是软件企业, 计划卖2亿.

Readers that take a number, a title or a deed from a few letters ask here first, and leave open what is another's,
what is meant for later and what is no more.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["anothers", "of_other", "past", "planned"]

_BOTH: Final = "(?![^，。；]{0,6}(?:给|帮|替|[和跟与同](?:我|本人)|介绍|委托|一起|合伙|合资))"
_KIN: Final = (
    "老公|丈夫|先生|爱人|妻子|老婆|媳妇|太太|对象|男友|女友|男朋友|女朋友|配偶|老?爸"
    "|老?妈|爸爸|妈妈|父亲|母亲|儿子|女儿|闺女|哥哥?|弟弟?|姐姐?|妹妹?|亲戚"
)
_STRANGER: Final = (
    "隔壁(?![的]?[市省县区镇村])|邻居|对门|别家|别的(?:公司|企业|厂|店|单位)"
    "|别人|人家(?!里)|同行|竞争对手|对手|朋友|老乡|同事|同学|室友"
)
_MINE: Final = "^(?:但是?|而|不过|其中|听说|看到|只有|是)?(?:我们?|咱们?|本)?(?:公司|企业|厂|单位|店)?(?:里|家)?(?:的)?"
_OTHER: Final = re.compile(f"{_MINE}(?:{_STRANGER}){_BOTH}")
_OF_KIN: Final = re.compile(f"{_MINE}(?:{_KIN}){_BOTH}")
_DEALT_WITH: Final = re.compile(
    f"{_MINE}(?:主要|大多数?|最大)?(?:的)?(?:客户|供应商|合作伙伴|合作方|甲方|上家|下家|房东)"
    "(?:们|里|中)?(?:都|主要|大多|多半|基本|全|一般|也)*(?:是|为|属于|有)"
)
_SELLER: Final = re.compile(
    "(?:卖|代理|经销|分销|推广)[^，。；]{2,}(?:代理商|经销商|供应商|服务商|分销商|渠道商|中间商|贸易商|代理)的?$"
)
_OWNER: Final = re.compile(f"{_MINE}(?:老板|股东|法人|法定代表人)")
_PLANNED: Final = re.compile(
    "打算|(?<![科技展动设度学])计划|预计|预期|目标|有望|力争|争取|筹备|准备(?!金|期|好|齐|了)|意向|即将|马上要|快要|将要|(?<![到至满])(?:明年|后年)|下个?(?:月|季度|礼拜|周)|想(?=改|招|建|做|扩|买|增)|要(?=改|招|扩|建)"
)
_PAST: Final = re.compile(
    "最多(?:的时候|时)|最(?:高峰|盛)|高峰(?:期|时)?|曾经?(?!任)|以前|从前|原来|原先|过去有|之前有|当年有"
)
_FIRM: Final = re.compile("企业|公司|机构")
_SOLD: Final = re.compile("销售|营业|营收|产值|税|出口|进口|进出口|零售|交易|收入|利润|增长|增速|增幅|销量|产量|人数")
_MEANT: Final = re.compile("计划|预计|预期|拟|目标|设计|达产|承诺|规划|投资|意向")
_UNTAXED: Final = re.compile("(?:不|没有?|未)开(?:发)?票|无票")


def anothers(said: str) -> bool:
    """Tell whether a stretch tells of somebody else than the applicant.

    >>> [anothers(said) for said in ("隔壁公司从上海搬来", "老公在市区上班", "隔壁市搬来的", "我和老公在上班")]
    [True, True, False, False]
    """
    return bool(_OTHER.search(said) or _OF_KIN.search(said))


def planned(said: str) -> bool:
    """Tell whether a stretch tells of what is only meant or expected.

    >>> planned("打算改60张床位"), planned("改了60张床位")
    (True, False)
    """
    return bool(_PLANNED.search(said))


def past(said: str) -> bool:
    """Tell whether a stretch tells of what once was: 最多的时候25人."""
    return bool(_PAST.search(said))


def of_other(attr: str, said: str, *, numeric: bool) -> bool:
    """Tell whether words from which a fact was read tell nothing of the applicant, or only what is planned.

    >>> of_other("人工智能企业", "我们的客户是AI公司", numeric=False)
    True
    >>> of_other("年销售额", "计划今年销售额2亿", numeric=True)
    True
    >>> of_other("年销售额", "今年销售额2亿", numeric=True), of_other("计划总投资", "计划总投资2亿", numeric=True)
    (False, False)
    """
    if _OTHER.search(said):
        return True
    if _DEALT_WITH.search(said) or _SELLER.search(said):
        return bool(_FIRM.search(attr)) and not re.search("客户|供应|代理|经销|服务商|合作", attr)
    if "贷款" in attr and _OWNER.search(said):
        return True
    if numeric and _UNTAXED.search(said):
        return "税" in attr or "开票" in attr
    return numeric and bool(_SOLD.search(attr)) and not _MEANT.search(attr) and planned(said)
