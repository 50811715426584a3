"""What a rate is a share of: 按投资额的20% · 房租减半 · 展位费给予70%补助."""

from __future__ import annotations

import re

from ingest.extract.draft import Scene
from ingest.extract.money import Sum
from ingest.extract.wording import offer_pattern

__all__ = ["share_of"]

_FORMERLY = re.compile(  # 由上年度实际缴费的50%提高到: the same base, at another rate
    r"(?:由|从)(?!原|现)(?P<of>[^，。；：\d]{2,14}?)的?\d[^，。；]{0,6}?(?:提高|提|增加|上调|调整|上浮|降低|降)[到至为]$"
)
_HALVED = re.compile(r"减半(?:收取|征收|缴纳)(?P<of>[^，。；]{2,10})")
_CHARGE = re.compile(  # 2月份、3月份房租（含摊位费）减半, 1个月房租免收、2个月房租减半
    r"(?:^[、和及]?|[，的]|免[收除][、和及])(?P<of>(?:(?!免[收除])[^，。；的])*?(?:租金?|费用?|票价)(?:（[^（）]*）)?)(?:可|均|一律|予以|给予|实行|全部)*$"
)
_WAIVED = re.compile(r"减半|(?:\d+|[一二两三四五六]{1,2})个月的?(?P<of>租金|房租|场租)(?:予以|全部)?免[收除]")
_PAID_FOR = re.compile(
    r"的?(?P<of>保费|保险费|租金|房租|利息|运费|展位费|检测费|学费|培训费)(?:补贴|补助|资助|减免|返还)"
)
_YEARS = re.compile("[前后第][一二两三四五六]年度?")
_MONTHS = ("个月", "年")
_RENT = re.compile(r"的?(?P<of>[^，。；\d的]{0,10}?(?:租金|房租|场租|费用?))")
_MONTHLY = re.compile(  # 6个月的当地月人均失业保险金和参保职工人数: what is paid for so many months
    r"(?P<of>[^，。；\d的]{0,10}(?:失业保险金|最低生活保障标准|最低工资|低保标准)(?:标准)?(?:[和与乘][^，。；\d]{2,16}?人数)?)"
)
_EVIDENCED = re.compile(  # （以发票金额为准）, （财政资金购置的除外）: how a base is told, and what of it is left out
    r"（(?:(?:以|凭|依据|根据)[^（）]*(?:为准|为依据|为据|凭证|认定|核定)|[^（）]*(?:除外|扣除|剔除|不计(?:入|算)?))）"
)
_OF_TAIL = re.compile(r"(?:的|之|总额)?(?:分档|分段|分级|分类|最高|不超过|不高于|不低于|一定比例|\s)*$")
_COST = re.compile(
    r"(?:费用?|支出|投入|投资额?|成本|利息|租金|金额|价款|税额|所得额?|(?:增量|增加|新增|增长)(?:部分|额))$"
)


def share_of(scene: Scene, said: str, one: Sum, tail: str) -> str | None:
    """Return what a rate is a share of, as the words before it (`tail`), behind it or before its phrase say."""
    if match := offer_pattern("loan-base").search(tail):
        way = re.search("下调|下浮|上浮|优惠|加|减|降低", tail[match.end() :])
        return match[0].lstrip("在按以照比") + (way[0] if way else "")
    if match := _HALVED.match(said, one.number) or (_CHARGE.search(tail) if _WAIVED.match(said, one.number) else None):
        return match["of"]
    if one.unit == "%" and (match := offer_pattern("paid-of").search(tail) or _PAID_FOR.match(said, one.end)):
        return match["of"]
    if one.unit in _MONTHS:
        match = _WAIVED.match(said, one.number) or _MONTHLY.match(said, one.end) or _RENT.match(said, one.end)
        return match["of"] if match else "租金"
    of = _OF_TAIL.sub("", offer_pattern("share-of").sub("", _EVIDENCED.sub("", tail)))
    if len(of) < 2 and scene.pending:
        before = scene.text[slice(*scene.pending[-1])]
        match = re.match(r"(?:按照?|以)(?P<of>[^，。；]{2,24})", before)
        of = match["of"] if match else before.rpartition("的")[2] if _COST.search(before) else of
    if len(of) < 2 and (
        match := _FORMERLY.search(tail) or re.search(r"按照?(?P<of>[^，。；]{2,30}?)的?(?:给予|予以)", tail)
    ):
        of = match["of"]
    of = of.rpartition("的")[2] if len(of.rpartition("的")[2]) >= 2 else of
    of = re.sub(r"（[^（）]*）?$|(?<=.{3})(?:分档|分段|分级|分类)$", "", of)
    return None if _YEARS.fullmatch(of) else of.strip("的，、（）“”") or None
