"""What applicants sign for and hardly ever say: that nothing shuts them out, and that they keep to the rules.

An exclusion is for those who pay to show. Where nothing that was said comes near to one it is presumed, aloud, not to
hold, and the yes that rests on it names it. Good conduct and the way of applying (信用良好, 通过平台提出申请), asked of
everybody, are presumed alike; so is what another clause asks of all that is none of what applicants tell of themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import optional
from graph.eligibility.language.thesaurus import excludes
from graph.eligibility.matching.check import Check
from graph.eligibility.matching.timeline import LAST_YEAR, WINDOW, dated
from graph.eligibility.offers.in_time import TO_APPLYING
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.telling.assurance import bounded, cleared, spared
from graph.eligibility.telling.had_said import without_aid_denied

__all__ = ["UNSAID", "Nearness", "kept", "near_to", "of_another_clause", "of_last_year", "premised", "presumed"]

_LETTERS: Final = re.compile("[\u4e00-\u9fffA-Za-z]+")
_STRETCH: Final = re.compile("[^，。；！？,;!?\n]+")
_MISDEEDS: Final = (
    "失信(?:名单)?|不良(?:信用)?|违法|违规|违纪|行政处罚|处罚|处分|罚款|安全|生产|责任|环保|环境|质量|较大|重大|事故|事件|出?过?事|骗补|骗取?|弄虚作假"
    "|造假|欠税|欠薪|欠费|拖欠(?:工资|社保|税款)?|黑名单|(?:经营)?异常名录|名单|污染|投诉|纠纷|诉讼|犯罪|前科|负面|信用|记录|信息|行为|情形|情况|问题"
)
_DENIED: Final = re.compile(  # a stretch that names misdeeds alone behind a negation, or the tail of such a list
    r"^(?:也|都|从来?|一直|我们?|公司|企业|单位|本人|近?[一二两三四五\d]+年[来里内以]*|以前)*(?:没有?|无|未|不存在)"
    "(?:被|受到?过?|发生过?|出现?过?|任何|什么|进过?|上过?|列入过?|有过?|过|有)*"
    f"(?:{_MISDEEDS}|这些|这类|之类|这方面|等|的?事|、|和|或者?|也|及|没有?|不在编|不是公务员|以上|大的?)+$"
    "|^(?:也|都|我们?|本人|两人|夫妻俩?)*(?:不在编|没有?编制?|无编制?|非在编|不是(?:在编|公务员|事业编|体制内|编内)(?:的|人员|身份)?)$"
    f"|^(?:{_MISDEEDS})(?:这些事?|这类事?|之类的?|等情形|等问题|等情况)$"
)
_PLAINLY_NOT: Final = re.compile(  # 也没有非正常专利申请: what is denied may be just what shuts out
    r"^(?:也|都|从来?|一直|更|我们?|公司|企业|单位|本人|自己|(?:上一?|本)?年度?|近?[一二两三四五\d]+年[来里内以]*|以前)*(?<![还尚])(?:没有?|无|未|不存在)"
    r"(?:被|受到?过?|发生过?|出现?过?|任何|什么|进过?|上过?|列入过?|有过?|过|有)*(?P<what>[^，。；\d]{2,24}?)(?:的?(?:情况|情形|行为|记录|问题|事情?))?$"
)
_NONE_HAD: Final = re.compile(  # 这一级以前没领过
    "(?:(?!除|不是|并非|谁|哪|以外|只|就|除了)[^，。；]){0,12}?(?<![还尚])没有?(?:再|重复)?(?:享受|领取?|拿|得到?|获得|申[请报领])过(?:的|了|呢)?$"
)
_HAD: Final = frozenset({"had-before", "long-ago"})
_DENIED_OF_IT: Final = 0.6
_NOT_DONE: Final = re.compile(
    "(?:未|没有?|尚未)(?:按[^，。；的]{1,6}|依法|经|进行|取得|办理|完成)?(?P<what>[^，。；、或]{2,10})(?:的|手续)?$"
)
_PLAINLY_DONE: Final = re.compile(  # 办好了, 已备案, 验收合格
    "[备办签拿取通验缴交装连联做][^，。；]{0,3}[了过好完齐到妥成]|(?:已经?|都|早就?|也)[^，。；]{0,6}[备办签拿取通验缴交装联完有]|合格|齐全|通过|备案$|True$"
)
_NOT_QUITE: Final = re.compile(
    "[没未无不]|[还才刚只就]|[排等拖停断退差欠缺漏空假借]|打回|重新|下[个周月]|别人|他人|名下|一半|部分|过期|逾期|失效|注销|吊销|撤|准备|打算|计划|正在|马上"
)
_DONE_OF_IT: Final = 0.6
_PROMISED: Final = re.compile("承诺|^违反")  # 承诺5年内不迁出, 违反承诺的应予退还
_TO_PROMISE: Final = re.compile("(?:应当?|必?须|需)[^，。；]{0,14}承诺")  # of those whom an offer pays, behind it
_DONE_HERE: Final = re.compile("(?:在|位于)[^，。；]{2,14}?(?:[市县区省境州旗]|范围)内?(?P<deed>[^，。；内市县区]{2})$")
_ABROAD: Final = re.compile("外[省市县地区]|[省市县区境]外|异地|[别其]他?的?[省市县]")
_PLACE: Final = re.compile("[高经][新开]区|开发区|园区|[本我全市县区省][市县区省]|[市县区省][内外]")
_ZONE: Final = re.compile("开发区|经开区|高新区|园区")
_BY_ITSELF: Final = "by-itself"
_OTHERS_TOO: Final = re.compile("其[他它]|同类|[^，。；]等(?:政策|方式|支持)")
_PROMISES: Final = re.compile("(?<![不没未难敢])(?<!不想)(?<!不愿)(?<!不能)(?<!不敢)承诺")
_ASKED: Final = re.compile("[^，。；]{0,6}(?:未|没有?|无|不)")
_TRADE: Final = re.compile(
    "^(?:在[^，。；、]{1,12}(?:内|范围))?(?:主要|专门)?从事[^，。；]*、[^，。；]*(?:生产|加工|流通|经营|服务|研发|制造|活动|业)$|^[^，。；]*、[^，。；]*等(?:重点)?(?:领域|行业|产业)$"
)
_OF_PERSONS: Final = frozenset({"public-payroll"})
_A_PERSON: Final = re.compile(  # 老板是公务员: who is behind a firm may be on a payroll
    "我(?![们国省市县区公店厂社]|这?家)|本人|[他她]|老板|(?<!独立)(?<!企业)法人(?!资格|企业|单位)|法定代表人|负责人|创办人|创始人|经营者|店主|场主|股东|合伙人|公务员|在编|[有带]编|事业编"
)
_LATE: Final = "in-time"
_ONLY_NOW: Final = "only-now"
_LAST_YEAR: Final = "last-year"
_TIMES: Final = frozenset({_LATE, "some-time"})
_OF_DEEDS: Final = frozenset({"last-year"})  # of what must have been done, and of no fault: 上年度发生走私行为
UNSAID: Final = "您没有提到，按不妨碍申请计；若有请更正"


@dataclass(frozen=True, slots=True)
class _Class:
    """One class of exclusion: what it is worded like in a document, and what of an applicant's words comes near it.

    What is `aside` only sounds like it.
    """

    name: str
    asks: re.Pattern[str]
    near: re.Pattern[str]
    aside: re.Pattern[str] | None

    def comes_near(self, said: str) -> bool:
        """Tell whether words may be of what shuts out."""
        return bool(self.near.search(self.aside.sub("", said) if self.aside else said))


def premised(checks: Iterable[Check], near: Nearness, scheme: Scheme) -> tuple[Check, ...]:
    """Take each exclusion that is not settled, and that nothing said comes near to, for one that does not hold.

    Words of the offer itself are said by whoever asks for it: they come near to nothing. One of several ways of which
    one is enough (脱贫人口 or 退役军人) is nothing that goes without saying.
    """
    ways = optional(scheme.formula)
    return tuple(
        [
            one if one.verdict is not None else _premise(one, near, scheme, order in ways)
            for order, one in enumerate(checks, 1)
        ]
    )


@dataclass(frozen=True, slots=True)
class Nearness:
    """What an applicant's words come near to: classes of exclusion, and the pairs of letters that they use.

    `doubted` are the pairs of those stretches that deny or doubt anything, `bounded` the classes of misdeed that are
    denied in their worse degrees alone.
    """

    classes: frozenset[str]
    pairs: frozenset[str]
    doubted: frozenset[str]
    said: str
    bounded: Mapping[str, str]
    told: tuple[str, ...]
    firm: bool
    years: frozenset[int] = frozenset()  # of days told as facts

    def beyond(self, need: Requirement) -> bool:
        """Tell whether a day told lies in a year that a bound on days leaves out: it may be the one that counts."""
        bound = int(str(need.value)[:4]) if str(need.value)[:4].isdigit() else 0
        return any(year < bound if need.op == ">=" else year > bound for year in self.years if bound)

    def doubts(self, text: str) -> bool:
        """Tell whether what was said may deny or contradict a condition."""
        return bool(_own(_PLACE.sub("，", text)) & self.doubted) or bool(excludes(text, self.said))

    def without(self, texts: Iterable[str]) -> Nearness:
        """Leave out the stretches that only deny what one of `texts` says: 没有非正常申请, of 非正常申请行为."""
        kept = [part for part in self.told if not any(_denies(part, text) for text in texts)]
        return self if len(kept) == len(self.told) else _weighed(tuple(kept), self.said, self.firm)

    def beside(self, words: str) -> Nearness:
        """Leave out the aid that `words` tell of, which the offer itself takes into account."""
        kept = _near_classes(part for part in self.told if part not in words and words not in part)
        return replace(self, classes=self.classes - (_HAD - kept)) if words else self

    @classmethod
    def of(
        cls, said: str, firm: bool = False, last: int | None = None, years: frozenset[int] = frozenset()
    ) -> Nearness:
        """Weigh what was said, what it denies aside; a firm is on nobody's payroll, but who stands behind it may be.

        Whoever names the year `last` speaks of last year; of which `years` days were told as facts.
        """
        found = _weighed(tuple(_undenied(said)), said, firm)
        if years - {last}:
            return replace(found, classes=found.classes | {_LAST_YEAR}, years=years)
        if _LAST_YEAR in found.classes and last and _LAST_YEAR not in near_to(said.replace(f"{last}年", "去年")):
            return replace(found, classes=found.classes - {_LAST_YEAR})
        return found


@lru_cache(maxsize=100)
def _weighed(told: tuple[str, ...], said: str, firm: bool) -> Nearness:
    """Weigh the stretches of what was said that are left, once for all conditions that are held against them."""
    doubted = frozenset(pair for part in told if _says("doubt", part) for pair in _pairs(part))
    classes = _near_classes(told)
    if firm:
        classes -= _OF_PERSONS - _near_classes([part for part in told if _A_PERSON.search(part)])
    pairs = frozenset(pair for part in told for pair in _pairs(part))
    return Nearness(classes, pairs, doubted, said, bounded(said), told, firm)


def near_to(said: str) -> frozenset[str]:
    """Return the classes of exclusion that an applicant's words come near to.

    >>> near_to("设备投了320万元，省里已经给补了50万元"), near_to("设备投了320万元")
    (frozenset({'had-before'}), frozenset())
    >>> near_to("没有失信、骗补这些事"), near_to("没注意出了一次较大事故")
    (frozenset(), frozenset({'misdeed'}))
    """
    return _near_classes(_undenied(said))


def presumed(check: Check) -> bool:
    """Whether a condition is met only because nothing was said of it."""
    return check.fact is not None and check.fact.assumed == UNSAID


def _undenied(said: str) -> list[str]:
    told = _STRETCH.findall(without_aid_denied(cleared(said)))
    return [part for part in told if not _DENIED.match(part) and not _NONE_HAD.fullmatch(part)]


def _near_classes(told: Iterable[str]) -> frozenset[str]:
    return frozenset(one.name for one in _classes() if any(one.comes_near(part) for part in told))


def _premise(check: Check, near: Nearness, scheme: Scheme, way: bool) -> Check:
    need = check.need
    if check.fact is not None or need.implied or need.part:
        return check
    if way and need.value is False:  # 未裁员 or 裁员率不高于5.5%
        return check
    if _demand(need, scheme):
        return check
    if need.value is False or need.op == "!=" or _in_time(need):
        late = _in_time(need) and bool(near.classes & (_TIMES if need.attr == WINDOW else {_LATE}))
        if _in_time(need) and need.attr.startswith("符合"):  # since when all was met is told, or not, by its own day
            return check if _ONLY_NOW in near.classes else _absent(check)
        return (
            check
            if late or not _far(need, near.without(_shutting_out(scheme.requirements)), _offered(scheme))
            else _absent(check)
        )
    elsewhere = of_another_clause(need.place.path, scheme.place.path)
    promised = _PROMISED.search(need.text) if elsewhere else _TO_PROMISE.match(need.text)
    if promised and need.value is not False:
        doubted = _own(need.text) & near.doubted and not _PROMISES.search(near.said)
        return check if doubted else kept(check)
    apart = elsewhere and not way
    if apart and dated(need) and not near.classes & _TIMES:
        return check if near.beyond(need) else kept(check)
    if need.numeric or need.value not in (True, None):  # 1.0 is no True
        return check
    classes = _classes_of(need.text) | ({_LAST_YEAR} if need.attr == LAST_YEAR else frozenset())
    goes_without = _says("duty", need.text) or not (_says("told", need.text) or _LAST_YEAR in classes)
    if (elsewhere and _TRADE.match(need.text)) or (apart and goes_without):
        doubted = bool(_own(need.text) & near.doubted) or _done_abroad(need.text, near.told)
        return check if doubted or excludes(need.text, near.said) else kept(check)
    if _LAST_YEAR in classes:
        comes_near = {_LAST_YEAR, "some-time"}
    elif _LATE in classes:
        comes_near = {_LATE}
    elif _says("conduct", need.text):
        comes_near = {"misdeed"}
    else:
        return check
    return check if near.classes & comes_near else kept(check)


def _done_abroad(text: str, told: Iterable[str]) -> bool:
    """Tell whether what is asked to be done in a place is said to be done in another: 项目在外省实施."""
    deed = _DONE_HERE.search(text)
    return bool(deed) and any(deed["deed"] in part and _ABROAD.search(part) for part in told if deed)


def _demand(need: Requirement, scheme: Scheme) -> bool:
    """Tell whether an offer itself asks for what is not (未获得省级补贴的，给予…): as much a demand as what is."""
    own = need.value is False and need.place.path == scheme.place.path
    return own and bool(_ASKED.match(need.text)) and "misdeed" not in _classes_of(need.text)


def _offered(scheme: Scheme) -> str:
    """Return the words of an offer with all that is asked for: who tells of that comes near to no exclusion by it."""
    asked = (need.text for need in scheme.requirements if need.value is not False)
    return "，".join((scheme.heading, scheme.place.quote, *asked))


def of_another_clause(path: str, offer: str) -> bool:
    """Tell whether a clause is not the one at `offer`, nor holds it, is held by it or stands in one item with it."""
    above = path.rpartition("/")[0]
    beside = "/" in above and offer.startswith(f"{above}/")  # 二/(二)/1 补助对象, 二/(二)/2 补助标准
    return not (path == offer or beside or offer.startswith(f"{path}/") or path.startswith(f"{offer}/"))


def of_last_year(need: Requirement) -> bool:
    """Tell whether a condition asks for what was done in the year before one applies: 上一年度内完成."""
    return need.attr == LAST_YEAR or (need.value is True and _LAST_YEAR in _classes_of(need.text))


def _shutting_out(needs: Sequence[Requirement]) -> tuple[str, ...]:
    return tuple(need.text for need in needs if need.value is False)


@lru_cache(maxsize=20_000)
def _denies(part: str, text: str) -> bool:
    """Tell whether a stretch denies just what an exclusion says.

    >>> _denies("也没有非正常专利申请", "上年度存在非正常专利申请行为")
    True
    >>> _denies("没想到被列入失信名单", "被列入失信名单")
    False
    """
    match = _PLAINLY_NOT.match(part)
    if match is None:
        return False
    what = [match["what"][at : at + 2] for at in range(len(match["what"]) - 1)]
    return what[0] in text and sum(pair in text for pair in what) >= _DENIED_OF_IT * len(what)


def _far(need: Requirement, near: Nearness, offered: str) -> bool:
    """Tell whether nothing said comes near to an exclusion: by its classes, or by its own words where it has none."""
    text = need.text
    if spared(text, near.bounded):
        return False
    if found := _classes_of(text) - _TIMES - (_OF_DEEDS if need.value is False else frozenset()):
        if _BY_ITSELF in found and not _OTHERS_TOO.search(text):
            found = frozenset({_BY_ITSELF})  # 已享受“一事一议”政策的项目: who had other aid is none of them
        if any(zone in near.said for zone in _ZONE.findall(text)):  # 经济开发区项目实行“一事一议”
            return False
        return not found & near.classes
    if done := _NOT_DONE.match(text):
        return _said_plainly(text, done["what"], near)
    if need.marks is not None:
        return not need.marks & near.pairs
    return not (_own(text) - _pairs(offered)) & near.pairs


def _said_plainly(text: str, what: str, near: Nearness) -> bool:
    """Tell whether what it shuts out not to have done (未备案) is said outright to be done, or nothing is said of it.

    >>> _said_plainly("未备案", "备案", Nearness.of("开工前备过案，备案表也有"))
    True
    >>> [_said_plainly("未完成验收", "验收", Nearness.of(said)) for said in ("验收被打回来了", "验收排到下个月")]
    [False, False]
    """
    if not _own(text) & near.pairs:
        return True
    wanted = _pairs(what)
    plain = [part for part in near.told if _PLAINLY_DONE.search(part) and not _NOT_QUITE.search(part)]
    return any(len(wanted & _pairs(part)) >= _DONE_OF_IT * len(wanted) for part in plain)


def _own(text: str) -> frozenset[str]:
    """Return the pairs of letters of what a condition says of its own, the words that most have aside."""
    return _short(_pattern("usual").sub("，", text))


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(one + two for part in _LETTERS.findall(text) for one, two in pairwise(part))


@lru_cache(maxsize=20_000)
def _short(text: str) -> frozenset[str]:
    """Return the pairs of letters that a word or its abbreviation has: 房产 for 房地产."""
    skipped = (one + two for part in _LETTERS.findall(text) for one, two in zip(part, part[2:], strict=False))
    return _pairs(text) | frozenset(skipped)


@lru_cache(maxsize=20_000)
def _says(rule: str, text: str) -> bool:
    return bool(_pattern(rule).search(text))


@lru_cache(maxsize=20_000)
def _classes_of(text: str) -> frozenset[str]:
    return frozenset(one.name for one in _classes() if one.asks.search(text))


def _absent(check: Check) -> Check:
    need = check.need
    if _in_time(need):
        return check._replace(verdict=True, fact=_unsaid(need.attr, True), why=f"前提：“{need.text}”（您没有提到）")
    why = f"前提：没有“{need.text}”的情形（您没有提到，若有则不符合）"
    return check._replace(verdict=True, fact=_unsaid(need.attr, False), why=why)


def kept(check: Check) -> Check:
    """Take a condition for met though nothing was said of it, and say so."""
    need = check.need
    return check._replace(
        verdict=True,
        fact=_unsaid(need.attr, True),
        why=f"前提：符合对所有申请人的一般要求“{need.text}”（您没有提到）",
    )


def _in_time(need: Requirement) -> bool:
    """Tell whether a condition only says until when one may apply."""
    return need.attr == WINDOW or (need.numeric and need.attr.endswith(TO_APPLYING))


@lru_cache(maxsize=20_000)
def _unsaid(attr: str, value: bool) -> Fact:
    return Fact.of(attr, value, assumed=UNSAID)


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    return re.compile(_data()[rule]["pattern"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "rules" / "premise.toml").read_text("utf-8"))


@cache
def _classes() -> tuple[_Class, ...]:
    entries = _data()["premise"]
    return tuple(
        _Class(
            one["id"],
            re.compile(one["asks"]),
            re.compile(one["near"]),
            re.compile(one["aside"]) if "aside" in one else None,
        )
        for one in entries
    )
