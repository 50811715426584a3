"""Homes that applicants bought, own or do not own, as they tell of them: 网签了套新楼盘, 全家都没房."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.area import bare
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["family_home", "homes_said"]

_NEW_ASKED: Final = re.compile(
    "^(?:首次|新)?(?:购买|购置|购)(?:首套)?(?:新建|新房|一手)(?:的)?(?:普通)?(?:商品)?(?:住?房|住宅)?$"
)
_BOUGHT: Final = re.compile(
    "(?<![没未不想要准备打算])(?:买(?!不)|购(?!房补)|网签|认购|[签订]了?(?:[一个这那]|套|购房))"
)
_NEW: Final = re.compile("新房|新楼盘?|一手(?:住?房|楼)|新建(?:的)?(?:商品)?(?:住?房|住宅)|期房|新小区|新开的盘|开发商")
_OTHER: Final = re.compile("二手|商铺|店铺|门面|写字楼|公寓|法拍|车位|自建|小产权|安置房|赠|继承|过户")
_NONE_ASKED: Final = re.compile(
    "^(?P<when>(?:购房|申请|签约|引进|租房)(?:时|前)?)?(?P<who>(?:本人|申请人|夫妻|家庭|配偶|子女|未成年|成员|双方|及其?|和|、|与|或|共同生活的?|均|都)*)"
    "(?:在)?(?:[本我全]?[省市县区]|市区|城区|中心城区|主城区|[\u4e00-\u9fff]{2,4}[市县区])*(?:范围|行政区域)?内?(?:均|都)?"
    "(?:名下)?(?:均|都)?(?:无|没有|未拥有|不拥有)(?:任何)?(?:自有|自有产权|产权|登记)?(?:的)?(?:住?房(?:产|屋)?|住宅)(?:产权|登记)?(?:的)?$"
)
_NONE: Final = re.compile(
    "(?:没有?|无)(?:买过?|购过?)?(?:一套|任何|什么|别的|其[他它]|自己的?|自有)*(?:的)?(?:住?房(?:子|产|屋)?|住宅)(?!贷|租|东|源|补|车|票)"
)
_HAS: Final = re.compile(
    "(?<!没)(?<!只)(?:[还已]?有|买过|拥有)(?:了|过)?(?:一|两|1|2|个)?(?:套|处|间|栋)?(?:[^，。；没无]{0,6}的)?(?:老|旧|小|住|自建|自住|婚|学区)?(?:房(?!东|租|贷|补|源|间|型|票|车)|住宅)"
)
_FAMILY: Final = re.compile("夫妻|配偶|家庭|双方|子女|成员")
_ALL: Final = re.compile(
    "全家|一?家[里中人]|我[们]?家|一家[人子三四]|[三四五]口|家庭|(?:老婆|老公|爱人|媳妇|妻子|丈夫|对象|配偶)[和跟、与]?(?:孩子|小孩|娃|子女)"
)
_BOTH: Final = re.compile(
    "夫妻|夫妇|两口子|我们?俩|咱们?俩|两个?人|双方|(?:(?:我|本人)(?:和|跟|与|、)|^(?:和|跟|与))(?:我)?(?:老婆|老公|爱人|媳妇|妻子|太太|丈夫|对象|另一半|配偶)"
    "|(?:老婆|老公|爱人|媳妇|妻子|丈夫|对象)(?:和|跟|与|、)我"
)
_SPOUSE_ALONE: Final = re.compile("^(?:我)?(?:老婆|老公|爱人|媳妇|妻子|太太|丈夫|对象|配偶)(?!(?:和|跟|与|、)我)")
_ELSEWHERE: Final = re.compile(
    "老家|外地|外省|农村|村里|镇上|乡下|县[里城]|别的|其他城|户籍地|爸妈|父母|爷爷|奶奶|公婆|岳"
)
_HERE: Final = re.compile("市区|城区|本[市地区县]|这[边里儿]|当地|市里|[\u4e00-\u9fff]{2}区")
_GONE: Final = re.compile("卖|出售|转让|拆|过户给|没了|赠")
_GIVEN_BACK: Final = re.compile("退(?!休|役|伍|税|耕)|卖|转让|解除|撤销|作废|违约|烂尾|过户给")
_FOR_IT: Final = re.compile("装修|装饰|材料|家具|家电|电器|软装|建材|地板|车位|[买购][^，。；房]{0,4}房(?:车|票|型)")
_OF_OTHERS: Final = re.compile(
    "儿子|女儿|儿媳|女婿|孙[子女]|孩子[^，。；和跟]{0,6}[买购网签认]|爸|妈|父|母|[哥弟姐妹]|亲戚|朋友|同事|邻居|员工|客户|别人|公婆|岳|叔|姑|舅|帮|给(?!我)"
)
_THINKS: Final = re.compile("想|打算|准备|计划|要买|还没|考虑|如果|要是|[？?吗]$")


def homes_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield whether a new home was bought, and whether applicants and their families own none, as the offers ask."""
    near = list(near)
    told = [part for part in parts if not part.asks]
    region = next((bare(scheme.region) for scheme in near if scheme.region), "")
    needs = {need.attr: need for scheme in near for need in scheme.requirements if need.value is True}
    buys = any(_BOUGHT.search(part.text) for part in told)
    for need in needs.values():
        if _NEW_ASKED.match(need.attr):
            yield from _bought(need, told)
        elif (asked := _NONE_ASKED.match(need.attr)) and (
            buys or not (asked["when"] or "").startswith(("购房", "签约"))
        ):
            yield from _owned(need, asked["who"], told, region)


def family_home(attr: str) -> bool:
    """Tell whether a condition asks that several of a family own no home: one of them alone does not tell it.

    >>> family_home("本人及配偶在市区无自有住房"), family_home("名下无房")
    (True, False)
    """
    asked = _NONE_ASKED.match(attr)
    return bool(asked and _FAMILY.search(asked["who"]))


def _bought(need: Requirement, told: list[Segment]) -> Iterator[Fact]:
    if any(_GIVEN_BACK.search(part.text) for part in told):
        return
    for part in told:
        if not _BOUGHT.search(part.text) or _THINKS.search(part.text):
            continue
        if _FOR_IT.search(part.text) or _OF_OTHERS.search(part.text):
            continue
        other, new = _OTHER.search(part.text), _NEW.search(part.text)
        if bool(other) is not bool(new):
            yield Fact.of(need.attr, bool(new), words=part.text, start=part.start)
            return


def _owned(need: Requirement, who: str, told: list[Segment], region: str) -> Iterator[Fact]:
    """Yield that nobody of whom it is asked owns a home, or that somebody does."""
    single = any(re.search("单身|未婚|没结婚|没成家|没有?(?:对象|爱人|老婆|老公)", part.text) for part in told)
    both = bool(_FAMILY.search(who))
    for part in told:
        has = _HAS.search(part.text)
        if has and not _NONE.search(part.text) and not _GONE.search(part.text) and not _ELSEWHERE.search(part.text):
            own = both or not _SPOUSE_ALONE.match(part.text)
            if (
                own
                and (_HERE.search(part.text) or (region and region in part.text))
                and not re.search("[买购]了|新房|网签|租", part.text)
            ):
                yield Fact.of(need.attr, False, words=part.text, start=part.start)
                return
    for part in told:
        if not _NONE.search(part.text) or (_ELSEWHERE.search(part.text) and not _HERE.search(part.text)):
            continue
        if _SPOUSE_ALONE.match(part.text):
            continue
        if not both or single or _ALL.search(part.text) or _BOTH.search(part.text):
            yield Fact.of(need.attr, True, words=part.text, start=part.start)
            return
