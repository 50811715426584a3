"""Rooms to work in that applicants rent or buy for themselves: 租了园区一层楼自己办公 of 租用园区内房屋自用."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["about_premises", "area_of_deed", "not_held", "premises_said"]

_SORTS: Final = {  # what a document calls the rooms, and what people do
    "making": ("厂房|车间|生产用房", "厂房|车间|生产用房|厂子"),
    "office": ("办公|写字楼|商务楼", "写字楼|办公|商务楼|甲级楼"),
    "research": ("研发|科研|实验", "研发|科研|实验室"),
    "storing": ("仓库|仓储", "仓库|仓储|库房"),
    "trading": ("店铺|商铺|门面|门店|经营用房|商业用房", "店铺|商铺|门面|门店|店面|铺面|经营用房|商业用房"),
}
_ANY: Final = "房|楼|厂|场[地所]|车间|仓|工位|门面|店面|铺|[一两三几\\d]层|间"
_ROOMS: Final = (
    "(?:(?:标准|生产|办公|经营|研发|科研|商业|工业|商务|仓储|实验|业务|性|国有|闲置|公共|存量|及|和|或|、)*"
    "(?:厂房|用房|房屋|房产|场地|场所|办公楼|写字楼|楼宇|车间|仓库|物业|店铺|商铺|门面|实验室|办公室))"
)
_ZONE: Final = (
    "[^，。；、租购买自]{0,10}?"
    "(?:园区?|孵化器|孵化基地|众创空间|楼宇|集聚区|基地|开发区|高新区|经开区|新区|[本我][市区县])"
)
_OWN: Final = "(?:自用|(?:用于(?:自身|本企业|自己|自主)?的?|从事)(?:生产|办公|经营|研发|及|和|、|活动)+)"
_ASKED: Final = re.compile(
    f"^(?:首次|新|实际)?(?:在)?(?P<before>{_ZONE}(?:范围)?(?:之?内)?)?(?:的)?(?P<deed>租用|租赁|承租|购买|购置|自建)"
    f"(?P<within>{_ZONE}(?:范围)?(?:之?内)?(?:的)?)?(?P<rooms>{_ROOMS}(?:(?:、|或者?|和|及){_ROOMS})*)(?:的)?(?:并|且|，)?"
    f"(?P<own>{_OWN})?(?:的)?$"
)
_RENTS: Final = re.compile(
    "(?<![转出招收缴交付月年房免减涨])(?:承)?租(?![给出金户客售期房子]{1}|赁(?:公司|企业|业)|约|转)|租(?:房|厂房)"
)
_BUYS: Final = re.compile("(?<![没未])(?:买|购)(?!卖|物|机|设备|车|股)")
_BUILDS: Final = re.compile("(?<![没未在])(?:自建|自己(?:建|盖)|建了|盖了|建起|盖起)")
_SITE: Final = re.compile("园|孵化|开发区|高新区|经开区|新区|区[里内]|基地|众创")
_NO_SITE: Final = re.compile(
    "(?:不|没|未)(?:在|进|入)[^，。；]{0,4}园|园区?(?:之?外|外面|旁边|附近|对面|边上|隔壁|门口)|[离距][^，。；]{0,8}园|公里|[千\\d]米(?!高)|园[^，。；]{0,4}(?:不远|很近)"
)
_SELF: Final = re.compile(
    "自用|(?:自己|自家|我们|咱们|公司)(?:人)?(?:也|都|在|来|拿来|全部?|就|公司)*(?:用(?!电|水|人|户|的钱)|办公|生产|使用|经营|开店|搞|做|加工|住|干)"
    "|(?:用[来作于]|搞|做|开始?|从事|当|作)(?:自己)?的?(?:办公室?|生产|研发|经营|车间|加工)|办公用?$"
)
_LEFT: Final = re.compile(
    "到期|搬[走离出]|退(?:租|了|掉|房)|不租|没租|终止|解除|解约|撤(?:出|走|离)|关[了停]|停产|以前|之前|原来|曾经?"
)
_OF_OTHERS: Final = re.compile(
    "[子母分]公司|兄弟公司|股东|关联|别人|朋友|亲戚|客户|租户|别家|他们|对方|老板[^，。；]{0,4}(?:个人|自己)"
)
_LET: Final = re.compile("转租|(?<!是)出租|租给(?!我|咱|本)|租出去|转手|借给|给(?:别人|人家)用")
_DENIED: Final = re.compile(
    "(?:没有?|还没|未|打算|准备|计划|想|正?在谈|明年|要)(?:在[^，。；]{0,6})?(?:去|再)?(?:租|买|购|建|盖)"
)
_PREMISES_OF: Final = re.compile("房|楼|厂|铺|门面|店面|场[地所]|层|车间|仓|工位|园")
_AREA_OF: Final = (  # which deed the name of an area speaks of, and by which it is told
    (re.compile("租"), re.compile("(?<![转出])租(?!给|出|金)")),
    (re.compile("购|买"), re.compile("(?<![没未])[买购](?!卖)")),
    (re.compile("自建|建筑面积"), re.compile("(?<![没未])(?:[买购](?!卖)|建|盖|租)")),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    deed: str
    site: bool
    sorts: frozenset[str]
    own: bool


@lru_cache(maxsize=20_000)
def about_premises(attr: str) -> _Asked | None:
    """Return what a condition on rooms asks for; None for any other condition.

    >>> asked = about_premises("租用园区内房屋自用")
    >>> asked and (asked.deed, asked.site, asked.own), about_premises("租用设备")
    (('rent', True, True), None)
    """
    match = _ASKED.match(attr)
    if match is None:
        return None
    deed = "build" if match["deed"] == "自建" else "rent" if "租" in match["deed"] else "buy"
    site = bool(_SITE.search(f"{match['before'] or ''}{match['within'] or ''}"))
    sorts = frozenset(name for name, (asked, _) in _SORTS.items() if re.search(asked, match["rooms"]))
    return _Asked(deed, site, sorts, bool(match["own"]))


def premises_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield of each condition on rooms whether the applicant says to have them so; nothing where a part is open."""
    needs: dict[str, Requirement] = {}
    for scheme in near:
        for need in scheme.requirements:
            if need.value is True and about_premises(need.attr):
                needs.setdefault(need.key, need)
    told = [part for part in parts if not part.asks] if needs else []
    for need in needs.values():
        asked = about_premises(need.attr)
        if asked and (found := _held(asked, told)):
            yield Fact.of(need.attr, found[1], words=found[0].text, start=found[0].start)


def _held(asked: _Asked, told: Sequence[Segment]) -> tuple[Segment, bool] | None:
    deed = {"rent": _RENTS, "buy": _BUYS, "build": _BUILDS}[asked.deed]
    part = next((one for one in told if deed.search(one.text) and re.search(_ANY, one.text)), None)
    if part is None or _DENIED.search(part.text):
        return None
    said = "，".join(one.text for one in told)
    if asked.own and (let := next((one for one in told if _LET.search(one.text)), None)):
        return let, False  # 转租给别人了: who lets them has them, whoever uses them
    if _LEFT.search(said) or _OF_OTHERS.search(said):
        return None
    if asked.site and (not _SITE.search(part.text) or _NO_SITE.search(said)):
        return None
    if asked.sorts and not any(re.search(_SORTS[sort][1], said) for sort in asked.sorts):
        return None
    if asked.own and not _SELF.search(said):
        return None
    return part, True


def not_held(attr: str, said: str) -> bool:
    """Tell whether rooms that a condition asks for are told to be given up, elsewhere or of somebody else.

    >>> [not_held("租用园区内房屋自用", said) for said in ("租了园区厂房，合同到期", "子公司租的", "租了园区厂房")]
    [True, True, False]
    """
    asked = about_premises(attr)
    if asked is None:
        return False
    return bool(_LEFT.search(said) or _OF_OTHERS.search(said) or (asked.site and _NO_SITE.search(said)))


@lru_cache(maxsize=50_000)
def area_of_deed(attr: str, said: str) -> bool | None:
    """Tell whether an area told with a deed is the one that a condition asks for by it; None for other areas.

    >>> area_of_deed("租赁面积", "租了标准厂房自己生产"), area_of_deed("实际购房面积", "租了写字楼")
    (True, False)
    >>> area_of_deed("租用办公用房面积", "租了标准厂房"), area_of_deed("种植面积", "租了地")
    (False, None)
    """
    if not attr.endswith("面积") and not _PREMISES_OF.search(attr):
        return None
    deeds = next(((own, told) for own, told in _AREA_OF if own.search(attr)), None)
    if deeds is None:
        return None
    sorts = [name for name, (asked, _) in _SORTS.items() if re.search(asked, attr)]
    named = [name for name, (_, own) in _SORTS.items() if re.search(own, said)]
    if sorts and named and not set(sorts) & set(named):
        return False
    return bool(deeds[1].search(said) and _PREMISES_OF.search(said))
