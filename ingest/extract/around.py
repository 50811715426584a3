"""A deed around what bounds its thing: 举办展览面积1万平方米以上的展会, 购买90平方米以下新建商品住房."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Around", "around"]

_DEED = (
    "新购置?|购置|购买|采购|自购|租用|租赁|承租|建设|举办|承办|主办|召开|开设|新设|拍摄|摄制|制作"
    "|开办|新开|开发|种植|养殖|饲养|流转|安装|加装|更新|投放|引种|发行|出版|承接|承建"
)
_BOUNDED = re.compile(
    rf"(?:首次|自主|自行|新|年度内?|当年)*(?P<deeds>(?:{_DEED})(?:(?:、|或者?|和|及|以及)(?:{_DEED}))*)了?"
    r"(?=(?P<name>(?:[^，。；、的（）\d]{0,12}?(?:面积|投资额?|规模|容量|库容|功率|人数|数量?|时长|展期|会期|参展商|吨位|排量|床位|载质量|质量|额|年限|期限|长度))?)"
    r"(?:不少于|不低于|不超过|达到?|超过)?(?!(?:19|20)\d\d年)\d)"
    r"(?P<bounds>[^，。；的]*?\d[\d.]*(?![\d.级星A类轴])[^，。；、的\d]{1,8}?(?:及?以[上下内]|(?=的))(?=[^、\d以]))的?"
    r"(?P<thing>[^，。；、的\d以且并]{2,16})(?=$|的)"
)
_WHO_OR_KIND = re.compile(  # whoever has or is it: 租用仓库200平方米以上的企业, 新建床位50张以上的养老机构
    "(?:企业|公司|单位|机构|合作社|主体|个人|人员|家庭|户|者|人|居民|村民|农民|学生|毕业生|人才|团队|组织|[村院园场店站厂校馆所]|社区|中心|平台|基地|项目|部分|工程|民宿|产业|行业|情形)$"
)
_SOMEWHERE = re.compile("[在于到赴来][^，。；的、]{1,10}$")  # 在境外自建: where is read with the deed
_HOW_MUCH = frozenset(
    {"面积", "规模", "数量", "库容", "容量"}
)  # of which a thing is so much: 租赁面积1500平方米以上的仓库
_OF_UNIT = {"面积": "平方米|平米|㎡|亩|公顷", "容积": "立方米", "功率": "千瓦(?!时)|兆瓦(?!时)", "吨位": "吨"}
_OPENED = re.compile("[店站馆]$|[书剧影]院$|民宿$")


@dataclass(frozen=True, slots=True)
class Around:
    """Where a deed, what bounds its thing, and the thing stand; `deeds` are the verbs, one of which is enough."""

    deeds: tuple[str, ...]
    first: int
    bounds: tuple[int, int]
    thing: tuple[int, int]
    measure: str  # what of the thing is bounded where the bound does not say it: 仓库面积 of 100平方米以上仓库


def around(text: str, start: int, end: int) -> Around | None:
    """Find a deed around the bounds of its thing; None where what ends the phrase is whoever did it.

    >>> text = "举办展览面积1万平方米以上的展会"
    >>> found = around(text, 0, len(text))
    >>> found.deeds, text[slice(*found.bounds)], text[slice(*found.thing)], found.measure
    (('举办',), '展览面积1万平方米以上', '展会', '')
    >>> around("租用100平方米以上仓库", 0, 12).measure
    '仓库面积'
    >>> around("租用仓库200平方米以上的企业", 0, 15)
    """
    match = _BOUNDED.search(text, start, end)
    if match is None or _SOMEWHERE.search(text, start, match.start()):
        return None
    if _WHO_OR_KIND.search(match["thing"]) and not _opens(match):
        return None
    head = text[match.start() : match.start("deeds")]
    deeds = tuple(head + one for one in re.split("、|或者?|以及|和|及", match["deeds"]))
    first, last = match.span("bounds")
    if match["name"] and match["name"] not in _HOW_MUCH:
        return Around(deeds, match.start(), (first, last), match.span("thing"), "")
    first = match.end("name")
    unit = next(
        (name for name, units in _OF_UNIT.items() if re.search(rf"\d[万千百]?(?:{units})", text[first:last])), ""
    )
    if not match["name"] and not unit:
        return None
    return Around(deeds, match.start(), (first, last), match.span("thing"), match["thing"] + (match["name"] or unit))


def _opens(match: re.Match[str]) -> bool:
    """Tell whether a shop is what is opened, and not whoever does something: 开设营业面积200平方米以上的书店."""
    return bool(re.fullmatch("开设|开办|新开|新设", match["deeds"]) and _OPENED.search(match["thing"]))
