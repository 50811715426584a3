"""What an applicant tells as yet to come: 打算明年搞技改, 高企还在公示, 体系认证还没下来.

It is told of and not done: what only such words tell is not known. To ask for aid (正在申请这个补贴) is no such thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.level_words import AWARDED
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["done", "finished", "told_done"]

Reader = Callable[[Sequence[Segment], Sequence[Scheme]], Iterable[Fact]]

_PLANNED: Final = (
    "打算|准备(?!金|期|工作|好|齐|了)|(?<![科技展动设度学])计划(?=在|于|[今明后下]|年|投[资入产]|建|上[马线一]|搞|做|买|购|开[工建始]|新|把|将|要|申|迁|\\d)"
    "|筹备(?!组|处)|争取|力争|冲刺|正?在冲|(?<![到至满])(?:明年|后年)(?!到期|才?满)|下个?(?:月|季度|礼拜)|(?<![去前今\\d])月底(?=[^，。；了]{0,8}$)|再过(?:几|两|一)(?:天|个?月|年)"
    "|想(?:要)?(?=评|冲|搞|上规|认定|弄|拿(?!多少))|有意向"
)
_ASKED_FOR: Final = (
    "(?:(?:正|还|尚|仍)在?|(?:目前|现在|一直)?在|刚|已经?)(?:往上|向[^，。；]{0,6})?(?:申请|申报|报(?=$|省|市|国|小巨人|高企|规|专精特新|批|审|的?路上|着|着呢)|办(?=$|着|理)|评(?=$|审|着|选|估|定(?![成为上了]|下来))|认(?=证(?![了上过])|定(?![成为上了过]|下来|通过))|核算|测算|鉴定|审(?!计)|公示|走(?:流程|程序)|谈(?=$|着)|培育(?!库|企业|基地|名单|对象|人才|入库|出)"
    "|排队|受理中|等(?:着|待)?(?:批|结果|通知|消息|公示|发证|文件))(?!完|过|好|结束|了?奖)|公示(?:期|中|阶段)|(?<![下说])(?:等着?|在等)(?:批|结果|通知|消息|公示|发证)|待(?:批|审|公示)|申[报请](?:中|阶段|了(?!没))|(?:培育|后备|候选|储备|提名)(?:库|企业|对象|名单|单位|人|奖)(?=$|，|里|了)|递(?:交)?(?:上去)?了?(?:申请|材料)|刚(?:递|交|报)(?:了|上去)"
)
_DOING: Final = (
    "(?:正|还|尚|仍)在(?:[^，。；]{0,2}?)"
    "(?:建(?!档)|施工|做|搞|弄|改|装修|调试|试(?:生产|运行)|进行|推进|实施|盖|修)(?!完|好|过)|在建(?=$|的?阶段|中|呢)"
)
_UNDONE: Final = (
    "(?:还|都|也|却|一直|暂时|至今|目前|可)*(?:没有?|未)(?:能|有|给|被)?(?:(?:办|批|评|发|拿|认|颁|验|做|弄|搞|下|动|摘|开|公布|出|进|上|通过|过|报|建|投产|投用|投|到手|完|申请|认定|定|签|拍|登记|备|挂|注册|迁|立|申报|申领|享受|参与|参加|改|换|装|接|拆|搬|核算|考|招|租|买|用|交|缴|领)"
    "(?:到|下来|下|上|完|好|成|证|案|来|工|牌|通过|过审|结果|结束|呢|去|手|始|建|发|出来|牌子|过)*)$|落[选榜]了?|被(?:刷|拒|否|驳回|退回|毙)|黄了|泡汤|没戏|不予(?:通过|认定)|在谈$|没谈(?:成|拢)"
)
_OPEN: Final = re.compile(f"(?P<come>{_PLANNED}|{_ASKED_FOR})|(?P<doing>{_DOING})|(?P<undone>{_UNDONE})")
_BEFORE_NOW: Final = re.compile("以前|从前|之前|此前|从来?没|从未|过去|原先|往年|历史上")
_FOR_AID: Final = re.compile(
    "奖(?![项杯])|补(?!办)|贴息|资金|政策|优惠|这[个笔项]|(?:来|想)[问咨]|(?:申[请报领]|报|领|拿)(?:吗|呢|一下)?$"
)
_WHO: Final = re.compile(
    "我们?|咱们?|本|这|那|家|个|的|[公集]?[司团]|公司|企业|单位|工?厂|厂[里子]|社|店|现在|目前|今年|去年|已经?|都|也|就|才|刚|是|材料"
)
_TOLD: Final = re.compile("[是有了过]|属于")
_COMPLETION: Final = re.compile("竣工|完工|投产|投运|投用|投入|建成|完成|验收|达产|达效|运营|履行完毕|认证|通过")
_TO_COME: Final = re.compile(
    f"{_PLANNED}|拟|申[报请]|公示|受理|培育|在建|意向|计划(?=投|建|开|实施|在)|后备|储备|辅导|候选|推荐|提名|筹"
)
_NEGATIVE: Final = re.compile("无|未|没|不")
_REST: Final = re.compile("结果|证书?|批文|名单|手续|流程|文件?|牌子?|程序|[还都也正在呢的]")


def done(parts: Sequence[Segment]) -> list[Segment]:
    """Return the stretches without what they tell as yet to come; the very same where nothing is.

    >>> tell = lambda *said: [part.text for part in done([Segment(one, 9 * at, False) for at, one in enumerate(said)])]
    >>> tell("我们是规上企业正在申报绿色工厂"), tell("打算明年搞技改"), tell("体系认证还没下来", "有一项专利")
    (['我们是规上企业'], [], ['有一项专利'])
    >>> tell("申报了小巨人", "在等结果"), tell("申报了小巨人", "批下来了"), tell("正在申请这个补贴")
    ([], ['申报了小巨人', '批下来了'], ['正在申请这个补贴'])
    """
    return _without(parts, ("come", "undone"))


def finished(parts: Sequence[Segment]) -> list[Segment]:
    """Return the stretches without what they tell as still being done: 技改还在做."""
    return _without(parts, ("doing",))


def told_done(read: Reader, parts: Sequence[Segment], near: Sequence[Scheme]) -> list[Fact]:
    """Return what a reader of stretches finds, without what nothing but words of what is yet to come tells."""
    facts = list(read(parts, near))
    over, through = done(parts), finished(parts)
    told = facts if over == list(parts) else list(read(over, near))
    whole = facts if through == list(parts) else list(read(through, near))
    return [fact for fact in facts if not _only_to_come(fact, told) and not _only_begun(fact, whole)]


def _only_to_come(fact: Fact, told: Sequence[Fact]) -> bool:
    return _lost(fact, told) and not _TO_COME.search(f"{fact.attr}{fact.value}")


def _only_begun(fact: Fact, told: Sequence[Fact]) -> bool:
    return _lost(fact, told) and bool(_COMPLETION.search(fact.attr))


def _lost(fact: Fact, told: Sequence[Fact]) -> bool:
    says = fact.value is True or isinstance(fact.value, str)
    return says and not _NEGATIVE.search(fact.attr) and not _among(fact, told)


def _among(fact: Fact, facts: Sequence[Fact]) -> bool:
    return any(one.key == fact.key and one.value == fact.value for one in facts)


def _without(parts: Sequence[Segment], kinds: tuple[str, ...]) -> list[Segment]:
    found: list[Segment] = []
    for order, part in enumerate(parts):
        kept = part if part.asks else _kept(part, parts[order + 1 :], kinds)
        if kept is None and found and not part.asks and not _topic(part.text) and parts[order - 1] is found[-1]:
            found.pop()  # 高企材料交了，还没发证
        if kept is not None:
            found.append(kept)
    return list(parts) if found == list(parts) else found


def _kept(part: Segment, later: Sequence[Segment], kinds: tuple[str, ...]) -> Segment | None:
    """Return what a stretch tells before it comes to what is open, if anything."""
    for match in _OPEN.finditer(part.text):
        if match.lastgroup not in kinds or _BEFORE_NOW.search(part.text):
            continue
        before, behind = part.text[: match.start()], part.text[match.end() :]
        if match.lastgroup == "come":
            if _FOR_AID.search(f"{match[0]}{behind}") and not _topic(before):
                continue
            if any(AWARDED.search(one.text) and not _OPEN.search(one.text) for one in later):
                continue  # what came of it is told behind
            if AWARDED.search(behind) and "了" in behind:
                continue
        if _TOLD.search(before) or not _topic(before):
            return replace(part, text=before) if len(before) > 1 else None
        return None
    return part


def _topic(said: str) -> str:
    """Return what a stretch names besides who speaks."""
    return _WHO.sub("", _REST.sub("", _OPEN.sub("", said)))
