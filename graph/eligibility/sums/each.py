"""What a sum is paid for each of, and how many of them the applicant has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.letter import letters
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.thesaurus import alternatives, canonical, coverage, key, rungs_in
from graph.eligibility.language.unit_meant import THINGS, counted
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.share import part_of_what
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.spells import met_by, spelled
from ingest.record import Quantity

__all__ = ["alone", "each", "of_several", "period_of", "quantity_told"]

_APIECE: Final = re.compile("[每单](?:一)?(?P<unit>[个项张台件家套场次辆间份户款只座本])(?!月|季|学期|星期|人)")
_WHOLE: Final = re.compile(  # 单个企业, but no 单台
    f"单(?!个?(?:{THINGS}))(?![车台套辆件枚张根桩架艘座站吨亩株头只本篇场次期])个?|一次性|单户|单项"
    "|每[家户个]?(?:企业|项目|单位|主体|机构|申请人|园区|认养主体)"
)
_THINGS: Final = re.compile("展位|[车台套辆件枚张根桩架艘座站吨亩株头只本篇场次期]$")
_HEADS: Final = frozenset({"人", "名", "位", "人次", "户"})
_EMPLOYS: Final = re.compile(  # someone who is paid for others
    r"(?<!用人)(?:企业|单位|机构|公司|基地|合作社|团队)(?!职工|工作|从事|就业|签订|任职|实习|见习|上班|面试|参加面试|应聘|全职|入职)|招用|吸纳|聘用|接收|组织(?!的)|签约服务|收住|招收"
)
_GONE_TO: Final = re.compile(  # 入住养老机构, 购买托育机构全日托服务: of whom someone is the guest, and not the master
    "(?:入住|住进|购买|选择|送入|进入|就读于?)[^，。；、]{0,12}?(?:企业|单位|机构|公司|基地)"
)
_GOES_TO_WORK: Final = re.compile("(?:跨省|省外|省内|县外|外出|返乡)[^，。；]{0,4}(?:务工|就业)")
_SERVES: Final = re.compile(
    "(?<![作定评变])为(?!主|准|期)[^，。；]{0,20}(?:企业|农户|商户|主体|园区)[^，。；]{0,8}(?:提供|开展)"
)
_CERTIFIED: Final = re.compile(
    "取得[^，。；]{0,6}证|取证|获证|拿了?[^，。；]{0,6}证|合格"
)  # who is paid for is who passed
_OF_WHICH: Final = re.compile("^(?:但|不过|只)*(?:其中|里面|里头|当中|这里面|只有|真正)")
_MET: Final = re.compile("通过|合格|留用|留下|符合|达到?标")
_OF_A_PERSON: Final = frozenset({"schooling", "skill", "worker", "rank"})  # a grade told is that of one who tells it
_NUMBER_OF: Final = re.compile("(?:总|申[报请])?(?:数量|数)(?:[（(_]|$)")  # 数量_辆 counts what is asked about
_OR_BEYOND: Final = re.compile("以[上下]")  # 国三 is of 国四及以下
_POST: Final = "岗位"
_VAGUE: Final = frozenset({"个", "项", "件"})  # which count anything
_OCCASIONS: Final = frozenset({"场", "趟", "班", "次", "届", "架次", "期"})
_PERSONS: Final = frozenset({"人", "个人", "名", "位", "口"})
_VEHICLES: Final = frozenset({"台", "辆", "部"})
_NAMED: Final = 0.7
_NEW_THING: Final = re.compile(
    "(?:新增|新购|购进|引进|购买|购置|饲养|养殖|种植|建设|新建)的?(?P<what>[^，。；]{3,8}?)(?:数量?)?$"
)
_RARE_PIECES: Final = frozenset("辆台张头亩艘架套根匹羽只")  # of which few things are counted by
_FAIRS: Final = frozenset({"展会", "展览", "会展"})
_BOOTH: Final = "展位"
_NIGHTS: Final = frozenset("晚夜")
_BY_MORE: Final = re.compile(r"按照?(?:其)?[^，。；\d]{0,8}(?:增量|新增部分|增加部分|增长部分)")
_GREW: Final = re.compile("增|多|涨|净|超")
_SAME: Final = 0.9  # how much of what is to be done a bare number must name to count it
_LEVEL: Final = re.compile("(?:全国|国家级|全(?=[省市县区])|(?=[省市县区]级))([省市县区])?")
_BASE: Final = re.compile(
    r"(?<![\d一二三])按照?(?!每|[月季年日天](?:度|发|足|按|支|给))(?P<base>[\u4e00-\u9fff]{2,12}?)(?:给予|予以|每|发放|计|奖励|补助|补贴|，|的标准)"
)
_NO_BASE: Final = re.compile("标准|规定|比例|要求|以下|下列|上述|程序|有关|不同|照$|[月年季天]$|档")
_BRIEF: Final = 2  # letters of a condition that names no sort


def each(scheme: Scheme, offered: Quantity) -> tuple[str, str] | None:
    """Return what the sum is paid for each of, None where it is paid once."""
    if not offered.per:
        return None
    found = counted(offered.per)
    if not found:
        return None
    name, unit = found[0]
    if offered is scheme.cap and alternatives("single").search(name) and not _THINGS.search(name):
        return None
    whole = _WHOLE.match(offered.per)
    return None if whole and not _serves(scheme) else (name, unit)


def _serves(scheme: Scheme) -> bool:
    """Whether a sum for each firm is paid to who serves firms: 为我市企业免费提供诊断, 每家企业1.5万元."""
    return bool(_SERVES.search(scheme.place.quote))


def quantity_told(scheme: Scheme, known: Known, name: str, unit: str) -> Fact | None:
    """Return the number that tells how many; of several, the one that a condition of the scheme speaks of."""
    wanted = dimension(unit)
    numbers = [fact for fact in known.numbers if dimension(fact.unit) == wanted or fact.unit is None]
    if _plain(unit) in _OCCASIONS:  # 1.3万人 are no 1.3万场
        numbers = [fact for fact in numbers if _plain(fact.unit) in ("", "个", _plain(unit))]
    if name.endswith(_POST) and not any(_plain(fact.unit) == "个" for fact in numbers):
        unit, name = "人", "人"  # whoever takes on people has so many posts
    numbers = [fact for fact in numbers if not _of_other_level(name, fact.attr)]
    numbers = met_by(scheme, numbers) if wanted == "Count" else numbers
    if name in _FAIRS:  # 4个展位 are no 4个展会
        numbers = [fact for fact in numbers if _BOOTH not in fact.attr]
    if unit not in _NIGHTS:
        numbers = [fact for fact in numbers if fact.unit not in _NIGHTS]
    if _BY_MORE.search(scheme.place.quote):  # what was done in a year is not what it grew by
        numbers = [fact for fact in numbers if _GREW.search(f"{fact.attr}{fact.words}") or fact.note]
    if wanted == "Count" and unit not in _VAGUE and not spelled(scheme, numbers):  # 1晚 are no 1人次
        numbers = [fact for fact in numbers if _plain(fact.unit) == _plain(unit) or _some_of(fact, unit)] or numbers
    if not numbers:
        return None
    if scheme.kind_of:  # a sum for each of one kind is paid for those alone
        return next((fact for fact in numbers if coverage(key(scheme.kind_of), (fact.key,)) >= _NAMED), None)
    for part, whole in (
        names for need in scheme.requirements if need.unit == "%" and (names := part_of_what(need.attr))
    ):
        others = [fact for fact in numbers if coverage(key(whole), (fact.key,)) < _NAMED]
        if part and [coverage(fact.key, (key(part),)) >= _NAMED for fact in others] == [True]:
            return others[0]  # those who are counted are the part, and not the whole that it is a share of
    if wanted == "Count" and (sort := _of_own_sort(scheme, numbers, unit) or _of_own_name(name, numbers, unit)):
        return sort
    classes = frozenset(letter for need in scheme.requirements for letter in letters(need.attr))
    numbers = [fact for fact in numbers if not (classes and letters(fact.attr)) or classes & letters(fact.attr)]
    rungs = rungs_in("、".join(need.attr for need in scheme.requirements if not _OR_BEYOND.search(need.text)))
    numbers = [fact for fact in numbers if not rungs or not (own := rungs_in(fact.attr)) or own & rungs]
    degrees = {str(need.value) for need in scheme.requirements if need.family == "schooling" and need.op == "="}
    if named := [fact for fact in numbers if any(len(one) > 1 and one in fact.attr for one in degrees)]:
        numbers = named  # 2名博士 are none of those paid for as 硕士
    if not numbers:
        return None
    words = [key(need.text) for need in scheme.requirements if not need.numeric]
    base = _base(scheme)
    bounds = {need.key for need in scheme.requirements if need.numeric}

    certified = any(
        _CERTIFIED.search(words) for words in (scheme.place.quote, *(one.text for one in scheme.requirements))
    )

    asked = [need for need in scheme.requirements if need.numeric and dimension(need.unit) == "Time"]
    spans = {told.words for need in asked if (told := known.number(need.attr, need.unit))}

    def meets(fact: Fact) -> bool:
        """Tell whether those are counted of all who meet what is asked: 其中2个已经干满半年, 满6个月人数."""
        said = _OF_WHICH.match(fact.words) and (fact.words in spans or _MET.search(fact.words))
        return bool(said) or (not fact.words and any(need.key in fact.key for need in asked))

    def near(fact: Fact) -> float:
        own = max(coverage(fact.key, (key(name),)), coverage(key(name), (fact.key,)))
        bound = max((coverage(word, (fact.key,)) for word in words), default=0.0)
        measured = _plain(fact.unit) == _plain(unit) or wanted != "Count"
        tier = any(coverage(name, (fact.key,)) >= _NAMED for name in bounds)
        plain = 0.6 if _plain(fact.unit) == _plain(unit) and _NUMBER_OF.match(fact.attr) else 0.0
        paid = 3.0 if certified and _CERTIFIED.search(fact.attr) else 0.0
        met = 3.0 if meets(fact) else 0.0
        only = 0.1 if measured and len(numbers) == 1 and fact.attr.endswith("人数") else 0.0
        only = 0.3 if _plain(fact.unit) == _plain(unit) in _RARE_PIECES and len(numbers) == 1 else only
        return plain + paid + met + own + 2 * bound + 0.5 * measured + only + 0.3 * tier + 3 * of_base(fact)

    def of_base(fact: Fact) -> float:
        return max(coverage(fact.key, (base,)), coverage(base, (fact.key,))) if base else 0.0

    def told_of(fact: Fact) -> float:
        return sum(coverage(word, (fact.key,)) for word in words)

    best = max(numbers, key=lambda fact: (round(near(fact), 2), told_of(fact)))  # of two of the title, the new one
    if base and of_base(best) == 0 and any(coverage(name, (best.key,)) >= _NAMED for name in bounds):
        return None  # the size that is asked for is not the yield that is paid for
    if wanted == "Count":
        bare = best.unit is None and max((coverage(word, (best.key,)) for word in words), default=0.0) >= _SAME
        if best.unit is None and (thing := _NEW_THING.match(best.attr)) and thing["what"] in scheme.place.quote:
            return best  # 新增能繁母牛: 35
        return best if near(best) >= 0.6 and (bare or _counts(best, name, unit)) else None  # 新购进母羊: 30
    others = [fact for fact in numbers if fact is not best]
    return best if not others or near(best) > 0.6 else None


def _of_own_sort(scheme: Scheme, numbers: Sequence[Fact], unit: str) -> Fact | None:
    """Return the only number told of the very sort that an offer names, beside others: 制定国家标准: 2项."""
    asked = {need.key for need in scheme.requirements if need.value is True and len(need.key) > _BRIEF}
    titles = {need.value_key for need in scheme.requirements if need.attr == "称号" and need.op == "="}
    of = [
        fact
        for fact in numbers
        if _plain(fact.unit) == _plain(unit)
        and (fact.key in asked or any(title in fact.key for title in titles if title))
    ]
    return of[0] if len({fact.value for fact in of}) == 1 else None


def _of_own_name(name: str, numbers: Sequence[Fact], unit: str) -> Fact | None:
    """Return the only number of two that is told of what a sum is paid for each of by name: 2个托班 beside 9个班."""
    own = [fact for fact in numbers if len(name) > 1 and name in fact.attr and _plain(fact.unit) == _plain(unit)]
    others = [fact for fact in numbers if fact not in own]
    apart = len(own) == 1 and bool(others) and not any(_OF_WHICH.match(fact.words) for fact in numbers)
    return own[0] if apart and all(fact.words != own[0].words and fact.words for fact in others) else None


def _of_other_level(name: str, told: str) -> bool:
    """Tell whether a number is told of another level than the sum is paid for: 省级首店家数 of each 全国首店.

    >>> [_of_other_level(*one) for one in (("全国首店", "省级首店"), ("省级首店", "全省首店"), ("店", "省级店"))]
    [True, False, False]
    """
    asked, said = ({match[1] or "国" for match in _LEVEL.finditer(text)} for text in (name, told))
    return bool(asked and said and not asked & said)


def _some_of(fact: Fact, unit: str) -> bool:
    """Tell whether a number counts some of those persons told of just before: 其中2个."""
    return _plain(unit) == "人" and fact.unit == "个" and bool(_OF_WHICH.match(fact.words))


def of_several(scheme: Scheme, known: Known, base: Fact) -> tuple[float, str | None]:
    """Return for how many things a sum was told for each of (每个认证费4万元), where it is: 1 for a sum of all.

    The things are those of which the offer bounds what each gets, else the only ones counted.
    """
    apiece = _APIECE.search(f"{base.attr}，{base.words}")
    if apiece is None or (base.attr and not base.words and not base.attr.startswith(("每", "单"))):
        return 1.0, None
    bounds = [one for one in (scheme.amount, scheme.cap) if one]
    wanted = [found for one in bounds if (found := each(scheme, one))]
    told = [one for of in wanted if (one := quantity_told(scheme, known, *of)) and one.unit not in _HEADS]
    alone = [fact for fact in known.numbers if _plain(fact.unit) == apiece["unit"] and not fact.family]
    fact = told[0] if told else alone[0] if len(alone) == 1 else None
    return (fact.value, fact.unit) if fact and isinstance(fact.value, float) and fact.value else (1.0, None)


def _base(scheme: Scheme) -> str:
    """Return the key of what the offer says its sum is reckoned by: 按实际放电量每千瓦时补助0.15元."""
    names = [match["base"] for match in _BASE.finditer(scheme.place.quote) if not _NO_BASE.search(match["base"])]
    return key(names[-1]) if names else ""


def _counts(fact: Fact, name: str, unit: str) -> bool:
    return (
        _plain(fact.unit) == _plain(unit)
        or coverage(fact.key, (key(name),)) > 0
        or coverage(key(name), (fact.key,)) > 0
    )


def _plain(unit: str | None) -> str:
    plain = (unit or "").lstrip("十百千万亿")
    plain = "只" if plain == "羽" else plain  # fowl are counted by either
    return "人" if plain in _PERSONS else "辆" if plain in _VEHICLES else plain


def alone(scheme: Scheme, known: Known, name: str, unit: str) -> bool:
    """Tell whether there is one of what a sum is paid for each of, where none are told."""
    if unit in ("人", "名", "位"):
        if not known.firm and any(fact.family in _OF_A_PERSON and not fact.numeric for fact in known.facts.items):
            return True
        if _EMPLOYS.search(scheme.beneficiary) or any(
            _EMPLOYS.search(_GONE_TO.sub("", need.text)) for need in scheme.requirements if need.value is not False
        ):
            return False
        who = canonical(f"{scheme.beneficiary}、{'、'.join(need.text for need in scheme.requirements)}")
        return known.person or bool(alternatives("person").search(who) or _GOES_TO_WORK.search(who))
    if known.person and _plain(unit) in _VEHICLES:  # who bought a car bought one, unless more are told
        return True
    return (
        dimension(unit) == "Count"
        and unit != "人次"
        and bool(alternatives("single").search(name))
        and not _serves(scheme)
    )


def period_of(per: str | None) -> str | None:
    """Return for which time a sum is paid: 月 of 每人每月; None for once."""
    match = re.search(r"(?:每|[/·]|^)(年|月|天|日|季)(?!度?[一-鿿]*数)", per or "")
    return match[1] if match else None
