"""What applicants call themselves: a person, a firm, a works, a trader; and of which trade they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.recipient import any_firm, kinds_listed
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.language.trade import TRADE, listed_trades, names, trades
from graph.eligibility.matching.kind import PERSON, SELF, is_kind
from graph.eligibility.scheme import Scheme

__all__ = ["selves_said"]

_WITH: Final = "跟和与同给为替帮向从被由让请找"  # whom one deals with is someone else
_FIRM: Final = re.compile(
    rf"(?:我们?|本|咱们?)(?:是|这)?(?:(?![{_WITH}])[^，。]){{0,24}}?(?:公司|厂|企业|合作社|农场)"
    r"|^我们?是[^，。]{2,24}的(?:公司|企业)$"  # 我们是给企业做诊断的公司
    rf"|^(?:(?![{_WITH}])[^，。]){{0,16}}?(?:法人|注册|纳税|登记)[^，。]{{0,6}}?(?:公司|企业|厂)$"
    r"|^(?:本[市县区]|区里|市区|市里|县里)?(?:的)?(?:一家)?(?:民营|私营|小微|中小)?(?:公司|企业|厂里|厂子|工厂)(?!化|招|聘|职工|员工)"
)
_EMPLOYED: Final = re.compile(
    r"(?:公司|厂|企业|合作社|农场|单位)[^，。]{0,4}(?:上班|工作|就业|打工|参保|入职|任职|实习|见习)|(?:公司|厂|企业|合作社|单位)的?(?:一名|一个)?(?:员工|职工|工人|会计|经理|技术员|工程师|[^，。；的]{1,5}[工师])(?=$|，|。)"
    r"|(?:到|去(?!年)|进|来)[^，。]{0,10}(?:公司|厂|企业)"
)
_HIRES: Final = re.compile(
    "我们|咱们|我司|我厂|本公司|本厂|招[了用聘]|聘用|引进|吸纳|给[^，。]{0,6}(?:职工|员工)|我[开办]|老板"
)
_TRADER: Final = re.compile("(?:我|登记|注册|办|开|是)[^，。]{0,8}(?:个体户|个体工商户)|^(?:个体户|个体工商户)")
_PERSON: Final = re.compile(
    r"我(?!们|司|厂|店|院|园|校|村|社|市|县|区|省|单位|公司|企业)|本人|爸|妈|爷爷|奶奶|外公|外婆|父亲|母亲|老公|老婆|妻|丈夫|儿子|女儿|孩子|毕业生|博士|硕士|岁"
)
_GROWS: Final = re.compile(  # who has land to grow on, or grows, is in farming
    r"(?:包|流转|承包)了?[^，。；]{0,6}\d+(?:多|来)?亩|种(?:了|着)?[^，。；]{0,4}\d+(?:多|来)?亩|育[^，。；]{0,4}秧"
)
_OWN: Final = re.compile(  # what only a person has: things of their own, a family
    "(?:我|本人|自己)名下(?!的?[^，。]{0,4}(?:公司|企业|厂|店))|自家用|个人(?:买|购|名义|出资|名下)|^家里(?:有|的)[^，。]{0,12}[车房孩娃老]"
    "|我(?:的)?(?:儿子|女儿|孩子|父亲|母亲|爸|妈|奶奶|爷爷|老公|老婆|爱人)(?!的?[^，。]{0,4}(?:公司|企业|厂|店))"
)
_CALLING: Final = re.compile(  # 我是做生意的, 我一个退休工人, 商会秘书长
    "^我(?:是|就是|一个|就一个|这个)(?:一?[个名位])?(?:[^，。；]{0,6}(?:工人|职工|老师|教师|农民|学生|医生|律师|会计|商人|经纪人|业务员|秘书长|干部)|做[^，。；]{1,4}的|退休[^，。；]{0,4}|打工的)$"
    "|^[^，。；我们]{0,6}(?:秘书长|业务员|经纪人|自由职业者?|退休(?:工人|职工|教师|干部))$"
)
_BODY: Final = re.compile(r"公司|企业|厂|单位|机构|合作社|农场|基地|医院|学校|养老院|园区|园|店|我们")
_RUNS: Final = re.compile(  # 砖厂一年消化粉煤灰, 城区早点铺一个灶: the works speaks
    "^(?:我们?|本|咱们?|我家)|(?:开|办|经营|做|是)(?:了|的|着)?|(?:厂|企业|公司|店|社)$"
    "|^(?:城区|城里|市区|镇上|县城|街上|区里)?(?:一家|一个|小)?(?![我你他])[^，。在到去给跟和与把由从向对为被帮]{1,6}(?:厂|企业|矿|店|馆|楼|铺)(?!房|区|长|商|家|址|校|员|里有|的?(?:员工|职工|工人))"
)
_IS_ONE: Final = re.compile(
    rf"^(?:我们|咱们|本|我这|我家)(?:是|这家|那家)?(?:(?![{_WITH}在到去进])[^，。]){{0,16}}$|^(?:一家)?(?:民办|民营|私立)[^，。]{{2,10}}$"
)
_TAKES_ON: Final = re.compile(
    "(?:招|聘|雇|引进|吸纳|录用|接收|收|培训|带动)[了过用收聘请录]|(?:招|引进|吸纳|录用|接收)[\u4e00-\u9fff]"
)
_CLIENT: Final = re.compile(f"[{_WITH}]|供应|合作|客户")


_OF_VILLAGE: Final = re.compile(
    "农村(?:户口|户籍|家里|家庭|人(?!才)|居民|老家|的家)|(?:我|俺|咱)们?(?:是|家在|在|住)?村|村里(?:人|的(?=$|，)|住|老[宅屋房])|住(?:在)?(?:村里|农村|乡下)|村户|(?:我|俺|咱)们?(?:家)?(?:是|都是)?(?:农户|农民)"
)
_OF_TOWN: Final = re.compile(
    "(?:城镇|城市)(?:居民|户口|户籍|家庭)|城里(?:人|的?商品|的?楼|的?小区|住)|住(?:在)?(?:城里|市区|县城)|商品楼|楼房小区"
)
_RESIDENTS: Final = re.compile("农村居民|城镇居民|城市居民|农村家庭|农户")


def selves_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield what the applicant calls themself, and the trade that it shows where one is asked for."""
    yield from _called(parts)
    yield from _resident(parts, near)
    yield from _kinded(parts, near)
    yield from _traded(parts, near)


def _called(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        if _TRADER.search(part.text) and not re.search(r"不是|非", part.text):
            yield Fact.of(SELF, "个体工商户", words=part.text, start=part.start)
            return
    for part in parts:
        if _FIRM.search(part.text) and not _EMPLOYED.search(part.text) and not re.search(r"不是|非", part.text):
            yield Fact.of(SELF, _what(part.text), words=part.text, start=part.start)
            return
    own = next(
        (part for part in parts if (_OWN.search(part.text) or _CALLING.match(part.text)) and not part.asks), None
    )
    if own:
        yield Fact.of(SELF, PERSON, words=own.text, start=own.start)
        return
    whole = "，".join(part.text for part in parts)
    hired = next((part for part in parts if _EMPLOYED.search(part.text) and not part.asks), None)
    if hired and not _HIRES.search(whole):
        yield Fact.of(SELF, PERSON, words=hired.text, start=hired.start)
        return
    if _PERSON.search(whole) and not _BODY.search(whole):
        yield Fact.of(SELF, PERSON, words=next(part.text for part in parts if _PERSON.search(part.text)))


def _what(text: str) -> str:
    if "厂" in text and "派遣" not in text:
        return "工厂"
    return next((name for name in ("公司", "企业", "合作社", "农场") if name in text), "公司").replace("企业", "公司")


def _resident(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield whether someone lives in a village or in a town, where an offer is for those of one of the two."""
    if not any(_RESIDENTS.search(f"{need.attr}{need.value}") for scheme in near for need in scheme.requirements):
        return
    told = [part for part in parts if not part.asks and not alternatives("deny").search(part.text)]
    village = next((part for part in told if _OF_VILLAGE.search(part.text)), None)
    town = next((part for part in told if _OF_TOWN.search(part.text)), None)
    if (part := village or town) and not (village and town):
        yield Fact.of("申请人类型", "农村居民" if village else "城镇居民", words=part.text, start=part.start)


def _kinded(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the kind of body that the applicant is, of those that conditions of `near` name: 养老机构 of 我们养老院."""
    asked = {
        kind
        for scheme in near
        for need in scheme.requirements
        if need.value is not False
        for kind in kinds_listed(str(need.value) if isinstance(need.value, str) else need.attr)
        if not any_firm(kind) and not listed_trades(kind)
    }
    for part in parts if asked else ():
        if not _IS_ONE.search(part.text) or part.asks or alternatives("deny").search(part.text):
            continue
        if _TAKES_ON.search(part.text):  # 我们小微企业招了大学生
            continue
        if kind := next((kind for kind in sorted(asked, key=len, reverse=True) if is_kind(part.text, kind)), None):
            yield Fact.of("申请人类型", kind, words=part.text, start=part.start)
            return


def _traded(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the trade that the applicant runs, where conditions of `near` ask for one: 制造业 of 五金厂."""
    needs = [need for scheme in near for need in scheme.requirements if not need.numeric]
    named = (str(need.value) if isinstance(need.value, str) else need.attr for need in needs)
    asked = frozenset(trade for words in named for trade in listed_trades(words))
    for part in parts if asked else ():
        own = (
            (_RUNS.search(part.text) or _GROWS.search(part.text))
            and not part.asks
            and not alternatives("deny").search(part.text)
        )
        another = _EMPLOYED.search(part.text) or _CLIENT.search(part.text)
        if own and not another and (found := trades(part.text)):
            assumed = f"按“{part.text}”归为{names(found)}，若不是请更正"
            yield Fact.of(TRADE, names(found), words=part.text, start=part.start, assumed=assumed)
            return
