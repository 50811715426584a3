"""What aid people say to have had, or not, for what they ask for: 没花过上级一分钱, 设备补助没领, 已经拿过省里的补助.

Who gave it and what it was for tell which condition it settles: whoever had no 购房补贴 may have had another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement
from graph.eligibility.telling.misdeed_told import in_time

__all__ = ["Had", "aid_in_doubt", "asks_of_aid", "had", "had_said", "without_aid_denied"]

_WHO: Final = (
    "中央|国家|全国|省市县|省市|市县|[省市县区](?:级|里|本级)?(?:财政)?|上级|上面|上头|上边|政府"
    "|财政|国库|公家|别处|其他地方|[谁]|园里|园区|街道|镇里|乡里"
)
_AID: Final = (
    "补贴|补助|奖补|奖励|奖金|奖|资助|贴息|补偿|资金|专项|经费|政策|扶持|支持|优惠|减免|钱"
    "|(?<![贷货罚欠房借税存])款|一[分毛个][钱子儿]?|半分"
)
_GIFT: Final = (  # a prize (二等奖) and a notice (补助通知) are none
    "(?:补贴|补助|奖补|奖励|奖金|资助|贴息|补偿|资金|专项|扶持|减免|优惠|钱"
    "|(?<![贷货罚欠房借税存])款)(?!通知|文件|申请|名额|资格|证|方案|项目)"
)
_NOT: Final = "(?<!有)(?<!不是)(?<!并非)(?:没有?|未曾?|从未|不曾|没能)(?:再|另外|单独|重复|去|被|谁|人)*"
_GOT: Final = "享受|领取?|拿|得到|获得|获|取得|收到"
_GET: Final = (
    f"{_GOT}|得|申请|申领|申报|沾|接受|列支|有(?!花|收|交|足够|那么多|多少)|(?:要|花|用|收|报"
    f"|吃)(?=[^，。；]{{0,4}}(?:{_WHO}|别|其他|任何))"
)
_GIVE: Final = "给|补贴?|补助|拨|批|发|奖励?|支持|资助|贴|减免?|免|管"
_ASPECT: Final = "(?:过|到|了|着)*"
_LOOSE: Final = (
    "别的|别处的?|其[他它]的?|另外的?|另|任何|什么|啥|同样的|同类的?|相同的?|类似的?|重复的?|各级"
    "|这类|这种|这些|那些|多余的?|第二份|一份|一笔|哪怕|级|里|财政|专项|项目|方面|本级|的|过|层"
    "|两级|都"
)
_BROAD: Final = re.compile("政府|财政|国库|公家|谁|任何|各级|什么|啥|别|其[他它]|另|同类|同样|重复|相同")
_DENIES: Final = (
    re.compile(  # 没领过其他上级的钱, 没享受贴息
        f"{_NOT}(?:{_GET}){_ASPECT}(?P<of>[^，。；没未不]{{0,14}}?)(?P<aid>{_AID})(?P<tail>了|的|呢|啊"
        f"|呀)*(?=$|[，。；！、]|[也又都且并])"
    ),
    re.compile(  # 上级没为这事给过钱, 省里市里都没补过
        f"(?P<of>(?:{_WHO})[^，。；没未不]{{0,10}}?){_NOT}(?:(?:为|给|就|针对)(?:这|我|咱"
        f"|本)[^，。；]{{0,4}}?)?(?:{_GIVE}){_ASPECT}"
        f"(?:(?P<thing>[^，。；]{{0,8}}?)(?:{_AID}))?(?=$|[，。；！、])"
    ),
    re.compile(  # 没谁给我减过房租, 没人给补过
        f"(?:没有?谁|没有?人|谁也没|谁都没)(?:给|帮|替)?(?:我们?|咱们?)?(?:家"
        f"|厂)?(?:{_GIVE}){_ASPECT}(?P<of>[^，。；]{{0,8}})(?=$|[，。；！])"
    ),
    re.compile(  # 设备补助没领, 上面的钱一分没要过
        f"(?P<of>[^，。；、没未不]{{0,12}}?)(?P<aid>{_AID})(?:也|都|一[分毛次]|从来?|压根|根本"
        f"|一直)*{_NOT}(?:{_GOT}|申请|申领|申报|要){_ASPECT}(?=$|[，。；！、])"
    ),
    re.compile(f"{_NOT}(?P<of>重复)(?:享受|申报|申请|领取?|补助|支持)过?(?=$|[，。；！、])"),
)
_TELLS: Final = (
    re.compile(  # 已经拿过省里的补助
        f"(?<![没未不想能])(?<!没有)(?:{_GOT})(?:过|到|了)+(?P<of>[^，。；没未不]{{0,16}}?)(?P<aid>{_GIFT})"
    ),
    re.compile(  # 市里已经给了20万补助
        f"(?P<of>(?:{_WHO})[^，。；没未不]{{0,8}}?)(?:(?:补贴?|奖励?|资助|贴|补助)(?:我们?|咱们?)?(?:过|到|了)"
        f"|(?:给|拨|批|发|支持)(?:我们?|咱们?)?(?:过|到|了)(?P<aid>[^，。；]{{0,10}}?(?:{_GIFT}"
        f"|\\d+(?:\\.\\d+)?[多来]?[万亿]?元?)))"
    ),
    re.compile(  # 设备补助已经领了, 贴息享受过了
        f"(?P<of>[^，。；、没未不]{{0,12}}?)(?P<aid>{_GIFT})[^，。；没未不]{{0,4}}?(?:已经?|早就?|都"
        f"|也)?(?:{_GOT})(?:过|到|了)+了?(?=$|[，。；！、]|\\d)"
    ),
    re.compile(
        "(?P<of>(?:房租|场租|租金|水电费"
        "|摊位费)[^，。；没未不]{0,6}?)(?P<aid>打了?[一二三四五六七八九\\d]+折|减免?了|免了|减半"
        "|免掉?了?)"
    ),
    re.compile(
        "(?P<aid>减免?了?|免了?|打了?[一二三四五六七八九\\d]+折)(?P<of>(?:一半|部分|全部|全年|半年"
        "|\\d[^，。；]{0,4})?的?(?:房租|场租|租金))"
    ),
)
_UNSURE: Final = re.compile(
    "不知道|不清楚|不确定|不记得|忘了|如果|要是|假如|只要|能不能|可不可以|听说|好像|可能|想|打算"
    "|准备|计划|申请中|还没到账"
)
_IN_DOUBT: Final = re.compile(
    "(?:不知道|不清楚|不确定|不记得|记不清|不晓得|忘了|说不准)[^，。；]{0,12}?"
    "(?:(?P<verb>[补给拿领])没(?P=verb)|有没有[^，。；能]{0,4}[补给拿领]|(?:补|给|拿|领|享受)过)"
)
_ASKS: Final = re.compile(
    "(?:享受|获得?|领取?|取得|得到|列支|安排|给予|纳入)过?[^。；]{0,30}?(?:补贴|补助|奖补|奖励"
    "|资助|贴息|资金|支持|扶持|减免|优惠|政策)|重复(?:享受|申[报请]|补助|支持)"
)
_NO_AID: Final = re.compile("住房保障|公共?租赁?住?房|人才公寓|保障性住房|编|退休|待遇|低保|医保|养老金")
_SAME: Final = re.compile("这|该|同一|同样|此|本项目|本次")
_OF_ONE: Final = re.compile("同[一类]|重复|同样|相同")
_RANKS: Final = {"中央": "中央", "国家": "中央", "全国": "中央", "省": "省", "市": "市", "县": "县", "区": "县"}
_ORDER: Final = ("中央", "省", "市", "县")
_AND_ABOVE: Final = re.compile("(?:级|[省市县区])(?:及|（含）)?以上")
_UPPER: Final = re.compile("上级|上面|上头|上边")
_RANK: Final = re.compile(
    "中央|国家(?!级?高新)|(?<![一二三])省|(?<![城超夜])市(?![场民])|(?<![郊山])县|(?<![园社地])区(?![别域])"
)
_RENT: Final = re.compile("房租|场租|租金|场地租|租房")
_PLAIN: Final = re.compile(
    f"{_LOOSE}|{_WHO}|{_AID}|同一|项目|企业|单位|个人|主体|已经?|曾|经|申[报请]|获得?|享受|领取?"
    f"|取得|得到|列支|安排|纳入|给予|过|近|[一二三两]?年[内度]?|和|或者?|及|以上|有关|相关|符合"
    f"|不再|、|，|我们?|咱们?|家|这|那|块|田|台|批|套|今|去|前|现在|[为就对给]|一|事|\\d+|万元?|元"
    f"|直接|房子|厂|店|也|都|还|没|上"
)


@dataclass(frozen=True, slots=True)
class Had:
    """Aid that is said to have been had or not: who gave it, whether anybody is meant, and what it was for."""

    so: bool
    ranks: frozenset[str]
    upper: bool
    broad: bool
    thing: str
    same: bool
    start: int
    end: int
    words: str = ""


@lru_cache(maxsize=20_000)
def had(words: str) -> tuple[Had, ...]:
    """Return what aid a stretch says to have been had or not.

    >>> [(one.so, sorted(one.ranks), one.thing) for one in had("不过这个大棚已经拿过省里设施农业项目的补助")]
    [(True, ['省'], '设施农业')]
    >>> [(one.so, one.upper, one.thing) for one in (*had("没花过上级一分钱"), *had("设备补助没领"), *had("没享受贴息"))]
    [(False, True, ''), (False, False, '设备'), (False, False, '贴息')]
    >>> had("能拿多少补助"), had("没有补助怎么办"), had("不知道上级补没补过")
    ((), (), ())
    """
    if _UNSURE.search(words):
        return ()
    found: list[Had] = []
    for shapes, so in ((_DENIES, False), (_TELLS, True)):
        for shape in shapes:
            for match in shape.finditer(words):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(_of(match, so))
    return tuple(found)


def asks_of_aid(condition: str) -> bool:
    """Tell whether a condition shuts out for aid that was had elsewhere: 已享受中央、省、市财政资金补助."""
    return bool(_ASKS.search(condition)) and not _NO_AID.search(condition)


def had_said(parts: Sequence[Segment], needs: Iterable[Requirement], region: str | None, on: date) -> Iterator[Fact]:
    """Yield for each condition on aid had before whether the applicant says to have had it."""
    told = [(part, one) for part in parts if not part.asks for one in had(part.text)]
    own, any_so = _own(region), any(one.so for _, one in told)
    for need in needs:
        if need.value is not False or not asks_of_aid(need.attr):
            continue
        yes = (part for part, one in told if one.so and _is(need, one, own) and in_time(need.attr, part.text, on))
        no = (part for part, one in told if not one.so and not any_so and _rules_out(need, one, own))
        if (so := next(yes, None)) is not None:
            yield Fact.of(need.attr, True, words=so.text, start=so.start)
        elif (so := next(no, None)) is not None:
            yield Fact.of(need.attr, False, words=so.text, start=so.start)


def aid_in_doubt(words: str) -> bool:
    """Tell whether a stretch says that it is not known if aid was had: no question of what is paid now.

    >>> aid_in_doubt("不知道上级补没补过"), aid_in_doubt("不知道能补多少"), aid_in_doubt("上级没补过")
    (True, False, False)
    """
    return bool(_IN_DOUBT.search(words))


def without_aid_denied(text: str) -> str:
    """Leave out of a text what it says of aid that was not had.

    >>> without_aid_denied("没享受过别的财政补助，投了3万元")
    '＊＊＊＊＊＊＊＊＊＊，投了3万元'
    """
    for match in re.finditer("[^，。；！？,;!?\\n]+", text):
        for one in had(match[0]):
            if not one.so:
                first, last = match.start() + one.start, match.start() + one.end
                text = f"{text[:first]}{'＊' * (last - first)}{text[last:]}"
    return text


def _of(match: re.Match[str], so: bool) -> Had:
    groups = match.groupdict()
    of = f"{groups.get('of') or ''}{groups.get('thing') or ''}"
    aid = groups.get("aid") or ""
    thing = _thing(of) or ("贴息" if "贴息" in aid else "")
    if not thing and re.search("减|免|折", f"{aid}{match[0]}"):
        thing = "房租" if _RENT.search(match[0]) else ""
    return Had(
        so, _ranks(of), bool(_UPPER.search(of)), bool(_BROAD.search(of)) or not of, thing,
        bool(_SAME.search(match.string)), match.start(), match.end(), match[0],
    )  # fmt: skip


def _thing(words: str) -> str:
    return _PLAIN.sub("", words)


def _ranks(words: str) -> frozenset[str]:
    return frozenset(_RANKS[match[0]] for match in _RANK.finditer(words))


def _alike(one: str, other: str) -> bool:
    """Tell whether two things that aid is for have a word in common: 贷款贴息, 贴息."""
    if _RENT.search(one) and _RENT.search(other):
        return True
    return any(one[at : at + 2] in other for at in range(max(1, len(one) - 1)))


def _asked_thing(need: Requirement) -> str:
    return _thing(need.attr) or ("贴息" if "贴息" in need.attr else "")


def _above(ranks: frozenset[str]) -> frozenset[str]:
    """Return the levels above the lowest of those named: 市级及以上 is also 省 and 中央."""
    return frozenset(_ORDER[: max((_ORDER.index(one) for one in ranks), default=0)])


def _own(region: str | None) -> frozenset[str]:
    """Return the levels that are not above the place that the measures are of."""
    return frozenset({"县"} if (region or "").endswith(("县", "区", "旗", "镇")) else {"县", "市"})


def _is(need: Requirement, told: Had, own: frozenset[str]) -> bool:
    """Tell whether aid that was had is what a condition shuts out for."""
    thing, ranks = _asked_thing(need), _ranks(need.attr)
    if ranks and not (told.ranks & ranks or (told.upper and ranks - own)):
        return False
    if thing:
        return bool(told.thing) and _alike(told.thing, thing)
    above = bool(_UPPER.search(need.attr)) and (told.upper or bool(told.ranks - own))
    return bool(ranks or above) and (told.same or not _OF_ONE.search(need.attr))


def _rules_out(need: Requirement, told: Had, own: frozenset[str]) -> bool:
    """Tell whether aid that was not had is all that a condition shuts out for."""
    thing, ranks = _asked_thing(need), _ranks(need.attr)
    if _AND_ABOVE.search(need.attr) and not _AND_ABOVE.search(told.words):
        ranks |= _above(ranks)
    if told.thing and not (thing and _alike(told.thing, thing)):
        return False
    if told.upper:
        return bool(ranks or _UPPER.search(need.attr)) and not ranks & own
    if told.ranks:
        return bool(ranks) and ranks <= told.ranks
    return True
