"""Offers without a sum: preference, free services, support and tax breaks whose size the text leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.capping import per_of_cap
from ingest.extract.condition import idle
from ingest.extract.draft import Given, Offer
from ingest.extract.money import sums
from ingest.extract.wording import enjoyed, offer_pattern
from ingest.parse.normalize import Part
from ingest.parse.sentence import begin_of, end_of
from ingest.rules import Rule, load

__all__ = ["soft_offers"]

_NAMED = re.compile(
    r"(?:认定|评选|培育|遴选|评定|创建)[^，。；]{0,12}?(?P<what>(?:国家级|省级|市级|区级|县级)[^，。；的]{2,24})$"
)
_APPROVED = re.compile("(?:按规定)?经[^，。；]{2,16}(?:核准|批准|同意|备案|认定|评审|审核|审批)后?$")
_SERVED = re.compile(r".{0,14}?(?:面向|为|向)(?P<who>[^，。；]{2,40})$")
_SCOPE = re.compile("(?:，[^。；]*)?，(?:均|都)?适用本(?:办法|规定|细则|条例|措施)")  # 对举报实施奖励，适用本办法
_FREE_FOR = re.compile("(?:免费|无偿)(?:面向|为|向)(?P<who>[^，。；]{2,16}?)(?:提供|开展|发放|配送|办理)")
_ENJOYED = re.compile(  # 上年度享受加计扣除政策，且…的企业，按…给予补助 asks for what was had
    "(?:对|凡)?(?:上一?年度?|近[一二两三]年|当年|前[一二]年|已经?|依法|按规定)+(?:依法)?享受"
)
_SERVING = re.compile(
    "对(?!接|标|口|外|比|照|应)[^。；]{2,40}(?:机构|服务商|企业|单位|平台|公司|协会|组织)，?[^。；]*(?:为|向|给)[^，。；]{2,24}免费"
)
_FREED = re.compile(  # 免收跨区作业的联合收割机的通行费
    r"(?:免[收征除缴]|减免|减收)(?P<who>[^，。；\d]{2,40})的[^，。；的]{0,8}(?:费|税|租金?)$"
)
_ENTITLED = re.compile(  # 允许农机的实际使用人按规定享受购置补贴
    r"(?:允许)?(?P<who>[^，。；]{3,24}?)(?:可以?|均|也)?(?:按(?:有关|相关|国家)?规定|依法)(?:适用|享受)"
)
_GIVEN = re.compile("给予|予以|奖励|补助|补贴|资助")
_SUMS = re.compile("其中|具体|每|按|最高|同一|单|(?:[^，。；]{0,4}(?:补[助贴]|奖[励补]|资助|支持|扶持))?标准")
_ANEW = re.compile(r"^(?!.*标准(?:分别)?[为是])(?!.*；[^；]*其[他余]).*(?:给予|予以|发放|增发|奖|补|资助|享受|支持)")
_RECIPIENT = re.compile("(?:其中)?(?:对(?![口外接标比])|凡|面向|支持|鼓励)")
_HALVES = "。；\n"
_LASTS = re.compile(r"期限[^，。；]*\d个?[年月]")  # 补助期限不超过2年, between an offer and its bound
_WAIVERS = ("tax", "subsidy")  # 2月免收房租，3月房租减半: each is an offer of its own
_FAMILY = {"award": "award", "subsidy": "award", "interest_subsidy": "interest_subsidy"}

_MOST = re.compile("最高|最多|不超过|不得超过|不高于|上限|限额")


@cache
def _softs() -> tuple[Rule, ...]:
    return tuple(rule for rule in load("incentive").rules if rule.id.startswith("soft-"))


def soft_offers(text: str, pieces: list[Part], hard: list[Offer]) -> Iterator[Offer]:
    """Yield offers without a sum; one that only announces sums of its kind is none."""
    seen: dict[tuple[int, str], str] = {}  # the kind, by half and rule
    told_before: list[Offer] = [*hard]
    for index, part in enumerate(pieces):
        said = text[part.start : part.end]
        if _gives_nothing(text, part, said, hard):
            continue
        for rule in _softs():
            match = rule.regex.search(said)
            if not match or _of_whom(said, match) or _in_title(said, match):
                continue
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            if (
                after
                and said.startswith("通过")
                and after.half == part.half
                and rule.regex.search(text[after.start : after.end])
            ):
                break  # 通过政府购买服务，为企业免费开展诊断: one offer, told by the phrase that follows
            kind = rule.emit["kind"]
            if kind == "same" and not (kind := _kind_before(part, hard, seen)):
                continue
            family = _FAMILY.get(kind, kind)
            told = any(
                _FAMILY.get(offer.kind, offer.kind) == family
                and (
                    offer.sentence == part.sentence
                    or (offer.start > part.start and offer.sentence == part.sentence + 1 and _goes_on(text, offer))
                )
                for offer in hard
            )
            waived = kind in _WAIVERS and re.match("[免减缓即退延]", match[0]) and not said.startswith("鼓励")
            own = waived or offer_pattern("apiece").search(said)
            told = told and rule.id != "soft-alike" and not own
            served = _SERVED.match(said[: match.start()]) or _FREE_FOR.match(said)  # 为老人免费体检，为妇女免费筛查
            again = (part.half, rule.id) in seen and not (served and served["who"] not in text[: part.start])
            if not told and (rule.id == "soft-alike" or not again) and not _elsewhere(text, part):
                seen[part.half, rule.id] = kind
                found = _soft_offer(text, pieces, index, match, rule, kind, told_before)
                if bound := _bound_behind(text, pieces, index):
                    found.cap, found.end = bound
                if found.spans and re.match("对|凡", text[found.spans[0][0] :]):
                    told_before.append(found)  # 对新办的托育机构，水电执行居民价格，自用房产免征房产税
                yield found
            break


def _gives_nothing(text: str, part: Part, said: str, hard: list[Offer]) -> bool:
    """Tell whether a phrase offers nothing, or only what a sum in it or a table is told of."""
    enjoys = _ENJOYED.match(said) or enjoyed(said)
    return bool(
        part.colon
        or said.endswith("的")
        or re.search(r"下表|附表|(?:如下|以下)标准|按照?表\s?[一二三四五六七八九十\d]", said)
        or offer_pattern("not-soft").search(said)
        or any(offer.part == (part.start, part.end) for offer in hard)
        or _SCOPE.match(text, part.end)
        or _served_by_applicant(text, part, hard)
        or (enjoys and _GIVEN.search(text[part.end : end_of(text, part.end, _HALVES)]))
    )


def _goes_on(text: str, offer: Offer) -> bool:
    """Tell whether the sentence of an offer gives the sums of what the one before announces, and names none anew.

    >>> text = "给予补贴。其中企业每家1万元"
    >>> _goes_on(text, Offer(1, 1, 5, len(text), [(5, 9)], (5, len(text))))
    True
    """
    said = text[begin_of(text, offer.part[0]) : end_of(text, offer.part[0])]
    return not offer.spans or bool(_SUMS.match(said)) or not _ANEW.search(said)


def _served_by_applicant(text: str, part: Part, hard: list[Offer]) -> bool:
    """Tell whether a free service is what applicants do and are paid for: 对机构，为企业免费开展诊断，…的，给予补助."""
    begin = begin_of(text, part.start, _HALVES)
    paid = any(offer.sentence == part.sentence and offer.part[0] > part.start for offer in hard)
    return paid and bool(_SERVING.match(text[begin : part.end]))


def _of_whom(said: str, match: re.Match[str]) -> bool:
    """Tell whether what looks given only tells a recipient apart (对减免租金的房东，…)."""
    return bool(_RECIPIENT.match(said)) and bool(re.fullmatch("[^，。；]{0,6}的[^，。；的]{1,16}", said[match.end() :]))


def _in_title(said: str, match: re.Match[str]) -> bool:
    """Tell whether what looks given stands in the title of a document (按照《…补贴政策的通知》要求)."""
    return said.rfind("《", 0, match.start()) > said.rfind("》", 0, match.start())


def _kind_before(part: Part, hard: list[Offer], seen: dict[tuple[int, str], str]) -> str:
    """Return the kind of the offer last made before a part that says 参照执行, '' where there is none."""
    told = [(offer.half, offer.kind) for offer in hard if offer.start < part.start]
    return max([*told, *((half, kind) for (half, _), kind in seen.items())], default=(0, ""))[1]


def _elsewhere(text: str, part: Part) -> bool:
    """Tell whether the sentence only encourages others to offer (鼓励各地…) or speaks of what is to be studied."""
    begin = begin_of(text, part.start, _HALVES)
    return "财政承担" in text[begin : part.start] or bool(
        re.match(
            r"(?:鼓励|引导|推动|支持|指导)(?:有条件的)?(?:各地|地方|各县|各区|各市|金融机构|银行|保险)",
            text[begin : part.start],
        )
    )


def _soft_offer(
    text: str, pieces: list[Part], index: int, match: re.Match[str], rule: Rule, kind: str, hard: list[Offer]
) -> Offer:
    part = pieces[index]
    said = text[part.start : part.end]
    cut = part.start + match.start()
    if rule.id == "soft-priority" and (recommended := re.search("可?(?:优先|择优|给予|予以)", said)):
        cut = part.start + recommended.start()
    spans, start = _before(text, pieces, index, hard)
    if served := _SERVED.match(said[: cut - part.start]) or _FREE_FOR.match(said):
        spans.append((part.start + served.start("who"), part.start + served.end("who")))
    elif preferred := offer_pattern("preferred").search(said):
        spans.append((part.start + preferred.start("who"), part.start + preferred.end("who")))
    elif named := _FREED.search(said) or _ENTITLED.match(said):
        spans.append((part.start + named.start("who"), part.start + named.end("who")))
    elif aimed := re.search(r"(?<![应面针])对(?!接|标|口|外|比|照|应)", said[: cut - part.start]):
        spans.append((part.start + aimed.start(), cut))
    elif (
        cut - part.start >= (4 if "的" in said or not offer_pattern("who").fullmatch(said[: cut - part.start]) else 2)
        and offer_pattern("who").search(said[: cut - part.start])
        and not re.match(
            "[并且同时]*(?:支持|鼓励|[在从][^，。；]*[面上中]|落实|完善|扩大|加大|用好|制定|通过|优化|发挥)", said
        )
    ):
        spans.append((part.start, cut))
    elif not spans and "推荐" in said and (title := _named(text, pieces, index)):
        spans.append(title)
    if not spans:  # 首次入选的，奖励10万元，并优先保障用地
        spans = next((list(one.spans) for one in reversed(hard) if one.half == part.half and one.end <= part.start), [])
    if match[0].endswith("即奖") and (done := re.search(r"[一-鿿]{2,4}(?=即奖)", said)):
        spans.append((part.start + done.start(), part.start + done.end()))
    return Offer(part.sentence, part.half, start, part.end, spans, (part.start, part.end), kind=kind, rule=rule.name)


def _before(text: str, pieces: list[Part], index: int, hard: list[Offer]) -> tuple[list[tuple[int, int]], int]:
    """Return the phrases before an offer that tell who qualifies, and where the words to quote begin."""
    spans: list[tuple[int, int]] = []
    start, refers, part = pieces[index].start, offer_pattern("ref"), pieces[index]
    said = text[part.start : part.end]
    if re.match(r"(?:其中|同时)?对(?!实际|其)", said):
        return spans, start
    for before in reversed(pieces[:index]):
        head = text[before.start : before.end]
        if before.half != part.half or before.colon or any(one.part == (before.start, before.end) for one in hard):
            break
        linked = refers.search(head + "，")
        closed = bool(re.match(r"(?:其中|同时)?(?:对|凡|符合|获|新|首次|属于)", head)) or bool(
            offer_pattern("closed").search(head)
        )
        subject = bool(spans) and text[spans[0][0] : spans[0][1]].endswith("的") and not idle(head)
        way = re.match("通过[^，]{0,8}购买服务|由[^，]*(?:给予|予以)[^，]*(?:表扬|表彰)$", head)
        if way or (idle(head) and not closed):
            start = before.start if way else start
            continue
        first = any(
            offer_pattern("first-of-case").match(text[one.start : one.end])
            for one in pieces[:index]
            if one.half == part.half
        )
        named = (not spans and offer_pattern("names-who").match(head)) or _APPROVED.match(head)
        if not (linked or closed or subject or named or (first and not offer_pattern("cue").search(head))):
            break
        start = before.start
        if not linked:
            spans.insert(0, (before.start, before.end))
    return spans, start


def _named(text: str, pieces: list[Part], index: int) -> tuple[int, int] | None:
    """Find the title awarded earlier in the sentence to those who are then recommended."""
    for before in pieces[:index]:
        if before.sentence == pieces[index].sentence and (match := _NAMED.search(text[before.start : before.end])):
            return before.start + match.start("what"), before.start + match.end("what")
    return None


def _bound_behind(text: str, pieces: list[Part], index: int) -> tuple[Given, int] | None:
    """Return what the phrase behind an offer bounds it by and where that ends: 按实际支出给予补助，最高不超过5万元."""
    behind = [one for one in pieces[index + 1 : index + 3] if not _LASTS.search(text[one.start : one.end])]
    part = behind[0] if behind else pieces[index]
    said = text[part.start : part.end]
    told = list(sums(said))
    one = told[0] if len(told) == 1 and part.sentence == pieces[index].sentence else None
    if one is None or one.rate or len(one.values) > 1 or one.upper is not None:
        return None
    head = said[: one.number]
    if not offer_pattern("bounds-before").search(head) or not (one.op == "<=" or _MOST.search(head)):
        return None
    return Given(one, "<=", None, per_of_cap(head) or one.per), part.end
