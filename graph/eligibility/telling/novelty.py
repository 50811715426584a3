"""What happened for the first time, anew, or once more: 以前没评过, 今年新拿到, 又重新进了库."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.event import events
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["is_first", "is_new", "novelty_said"]

_FIRST_OF: Final = re.compile(
    "^首次(?:被)?(?:评|获|认定|通过|列入|入选|纳入|取得|授予|命名|上榜|达到|创建|晋|升|入库|上规|进|设立|组建|建立)"
)
_NEW_OF: Final = re.compile(
    "^新(?:认定|获|取得|通过|评|批|列入|入选|纳入|授予|命名|创建|晋|增列|上榜|升|入库|上规|设立|组建|建立)"
)
_REPEATED: Final = re.compile(
    "再次|重新|再(?=认证|评[了上定]|认定)|又(?:重新|再)?(?=[评进入获认上升纳列]|[^，]{0,3}(?:办|开|注册|创))|第(?:[二三四五六七八九十]|[2-9])[次年轮回]"
    "|复[核评审](?!前)|换证|续[证展期]|(?<![没未手])续(?:上|过)?了|到期(?:后)?(?:重新|再)|蝉联|保留了?(?:称号|资格|牌子)"
)
_RENEWED: Final = re.compile("复核|复评|复审|再认证|换证|重新[核评]|到期|蝉联")
_ANEW: Final = re.compile(
    "^(?:重新(?:认定|通过|获评|评定|取得)|再次(?:获评?|通过|被?认定|评为)|(?:通过)?复[审核评](?:通过|合格)?$)"
)
_SINCE_LONG: Final = re.compile(
    "(?:20[01]\\d年|大前年|前几年|多年前|几年前|早|一直)(?:就|已经?)*(?:是|评上?|有|拿|在)(?=[^，。；]{3})"
)
_ROSE: Final = re.compile("升[到为成级上了格]|晋[升级]|新评上|又评上")
_KEPT: Final = re.compile("复[核评审]|再认证|换证|保留|蝉联|到期|早就|几年前就|20[01]\\d年就")
_GIVING: Final = frozenset({"named", "counted", "certified", "check"})
_FIRST_TIME: Final = re.compile("首次|首[度批评获回遭]|头[一]?[次回遭个趟]|第一[次回遭]|初次|破天荒|终于")
_NEVER_BEFORE: Final = re.compile(  # 以前没评过, 从没得过, 之前什么称号都没有
    "(?:(?:以前|从前|之前|此前|过去|原先|原来|先前|早先|往年|历史上|一直)(?:[^，。；不没未]{0,8})|从来?|压根|根本)(?:都|也|就|还|从|可)*"
    "(?:没有?|未曾?|不曾)(?:被)?(?:[^，。；]{0,8}过|[^，。；]{0,4}(?:评|得|拿|获|入|进|上|批|认定)|$)"
)
_LATELY: Final = re.compile(
    "今年|本年|刚|(?<![高特创])新(?!能源|材料|国标|型|华|区|车)|最近|前不久|不久前|上个?月|这个?月|本月|前几天|前阵子|近期|才|下来了$"
)
_GIVEN: Final = re.compile(  # what is done where a title is given or a certificate had
    "评|认定|认证|批(?!发|次|量)|认(?:了|上|下)|获|得[了到过]|拿[了到下过]|公布|公示(?:完|过|结束)|上[了]?榜|榜上|名[单录]|通过|过了|入[选库围统]|列入|纳入|进(?:[了入到]|(?=[^，。；]{0,6}(?:库|名单)))|上(?:[了到规A-E]|[一二三四五国省市][级家])|升(?:[了到为成级]|[2-5一二三四五](?:A|星))"
    "|(?:第一[次回]|头一?[次回]|首次)(?:拿|得|获|认|上|进|搞)|授|命名|挂牌|组建了?|设立了?|建[了成起](?=[^，。；]{0,10}(?:站|中心|基地|平台|实验室|工作室|机构))|颁|拿下|[拿取发下领]了?证|晋|取得|到手|下来|(?<![没未手])续(?:上|过)?了"
)
_NO_TITLE: Final = re.compile(  # what is had that is no title, and by whom one asks: 拿到奖励款, 通过中介
    "[拿得领获][了到得过下]*[^，。；]{0,8}?(?:款|钱|奖金|资金|补[贴助]|房|土地|地块|订单|合同|融资|投资|执照)(?:了|到手|下来)*"
    "|通过(?=中介|代理|朋友|熟人|别人|微信|电话|网[上站]|公众号|你们)"
)
_LEVELS: Final = ("县", "区", "市", "州", "省", "部", "国家", "全国")  # two of a kind each, the highest last
_LEVEL: Final = re.compile("(?P<level>国家|全国|省|部|市|州|县|区)级")
_NOT_GIVEN: Final = re.compile(
    "没有?(?:能|被)?(?:再|重新)?(?:评|认定|批|过|获|拿|入|列|升|上|进|通过)|未(?:能|被|获|予)?(?:评|认定|批|过|获|拿|入|列|上|进|通过)|落选|落榜|[准打]备|打算|计划|正在|在[申公]|申[报请]中|等(?:着|结果)|公示(?:期|中|阶段)|待|拟"
)


def is_first(attr: str) -> bool:
    """Tell whether a condition asks that a title was given for the first time: 首次获评, 首次通过."""
    return bool(_FIRST_OF.match(attr))


def is_new(attr: str) -> bool:
    """Tell whether a condition asks that a title was given of late: 新认定, 新取得."""
    return bool(_NEW_OF.match(attr))


def novelty_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield whether what must happen for the first time, or be new, did: by how often and when it is told to have."""
    needs = {need.attr: need for scheme in near for need in scheme.requirements}.values()
    rose = any(_ROSE.search(part.text) for part in parts)  # who had the lower grade is new to the higher
    again = [part for part in parts if _again(part.text, rose) and not part.asks and not _moved_up(part, parts)]
    for need in needs if again else ():
        if need.value is True and _ANEW.match(need.attr) and _is_given(again[-1]):  # 高企复审又过了 of 重新认定
            yield Fact.of(need.attr, True, words=again[-1].text, start=again[-1].start)
    for part in again:
        what = events(part.text) or (_GIVING if _GIVEN.search(part.text) else frozenset())
        what |= {"named"} if _RENEWED.search(part.text) and not what else frozenset()
        for need in needs:
            bare = _bare(need) and bool(what & _GIVING)  # 首次通过 says not of what
            bare = bare or (need.attr.startswith("首年") and need.attr[2:] in part.text)  # 第三年投保 is no 首年投保
            novel = need.attr.startswith(("首次", "首年")) or (is_new(need.attr) and bool(_KEPT.search(part.text)))
            if (bare or what & events(need.attr)) and need.value is True and novel:
                yield Fact.of(need.attr, False, words=part.text, start=part.start)
            elif what & events(need.attr) and need.value is False and _REPEATED.search(need.attr):
                yield Fact.of(need.attr, True, words=part.text, start=part.start)
    given = [part for part in parts if _is_given(part)]
    if again or not given:
        return
    first = next((part for part in parts if _NEVER_BEFORE.search(part.text)), None)
    first = first or next((part for part in given if _FIRST_TIME.search(part.text)), None)
    new = first or next((part for part in given if _LATELY.search(part.text)), None)
    for need in needs:
        said = first if is_first(need.attr) else new if is_new(need.attr) else None
        if said and need.value in (True, None) and _bare(need):
            yield Fact.of(need.attr, True, words=said.text, start=said.start)


def _again(said: str, rose: bool) -> bool:
    return bool(_REPEATED.search(said) or (not rose and _SINCE_LONG.search(said)))


def _moved_up(part: Segment, parts: Sequence[Segment]) -> bool:
    """Tell whether a title is of a higher level than any told before: 评上省级的, 今年又评上国家级的."""
    level = max(_levels(part.text), default=0)
    before = [one for other in parts if other.start < part.start for one in _levels(other.text)]
    return bool(before) and max(before) < level and not _RENEWED.search(part.text)


def _levels(said: str) -> list[int]:
    return [_LEVELS.index(match["level"]) // 2 for match in _LEVEL.finditer(said)] if _GIVEN.search(said) else []


def _bare(need: Requirement) -> bool:
    """Tell whether a condition says no more than that it is new: of 首次评为省级绿色工厂 the title must be told too."""
    named = is_first(need.attr) or is_new(need.attr)
    return named and len(_FIRST_OF.sub("", _NEW_OF.sub("", need.attr))) <= len("名单称号")


def _is_given(part: Segment) -> bool:
    said = _NEVER_BEFORE.sub("", part.text)
    told = _GIVEN.search(_NO_TITLE.sub("", said)) and not part.asks
    return bool(told) and not _NOT_GIVEN.search(said)
